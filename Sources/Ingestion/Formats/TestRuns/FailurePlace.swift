import FindingsModel

/// Where a failure says that it arose: the place that a test runner wrote into its text.
struct FailurePlace {
    let path: String
    let line: Int

    /// What is said of a finding whose place is such.
    static let flag = "place read from the failure's text"

    /// What is looked for: pytest's last line `path.py:12: Error`, GoogleTest's first
    /// one, `path.cc:12: Failure`, and a line that is nothing else, `path.rb:12` or `path.rb:12:5` (RuboCop).
    ///
    /// - Parameter names: the file or class that the test says it stands in: a trace's frame in it counts before one in a
    ///   helper.
    /// - Returns: `nil` where no line is such.
    init?(in text: String, of names: [String] = []) {
        let lines = text.split(whereSeparator: \.isNewline)
        let files = names.filter { name in
            name.lastIndex(of: ".").map { FailurePlace.isEnding(name[name.index(after: $0)...]) } ?? false
        }
        guard let found = Self.classPlace(in: lines, names) ?? Self.place(in: lines, files, names) else { return nil }
        (path, line) = found
    }

    private static func isEnding(_ ending: Substring) -> Bool {
        (1...5).contains(ending.count) && ending.allSatisfy { $0.isLetter || $0.isNumber }
            && ending.contains(where: \.isLetter)
    }

    private static func place(
        in lines: [Substring], _ own: [String], _ names: [String]
    ) -> (path: String, line: Int)? {
        let found =
            labelledPlace(in: lines) ?? batsPlace(in: lines) ?? dotNetPlace(in: lines, names) ?? framedPlace(
                in: lines, own) ?? tracedPlace(
                in: lines, names)
            ?? rubyPlace(in: lines, own)
        if let found { return found }
        for line in Array(lines.suffix(5).reversed()) + Array(lines.prefix(1)) {
            var line = line.drop { $0 == " " || $0 == "\t" }
            // Bandit's last line.
            if line.hasPrefix("Location ") { line = line.dropFirst(9) }
            // Catch2's.
            let isAt = line.hasPrefix("at ")
            if isAt { line = line.dropFirst(3) }
            let parts =
                line
                .split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count >= 2, let number = Int(parts[1]), number > 0, let dot = parts[0].lastIndex(of: "."),
                !parts[0].contains(where: { $0 == " " || $0 == "(" || $0 == "\"" }) || isModule(parts[0], names)
            else { continue }
            let ending = parts[0][dot...].dropFirst().lowercased()[...]
            let isWhole = parts.count == 2 || Int(parts[2].filter { !$0.isWhitespace }) != nil
            let isPytest = parts.count == 3 && ending == "py"
            // Busted, ExUnit, Hspec and others put the place before their words, too.
            let isGoogleTest = ["cc", "cpp", "cxx", "c", "h", "hpp", "lua", "exs", "hs", "jl", "nim"].contains(ending)
            if isAt, parts.count > 2 || !isGoogleTest { continue }
            if isPytest || isGoogleTest || (isWhole && isEnding(ending)) {
                return (String(parts[0]), number)
            }
        }
        return googleTestPlace(in: lines) ?? opening(lines)
    }

    /// The place before the words of the first line, as Xcode's results have it: `MastTests.swift:48: Expectation failed`. Other
    /// endings may be those of hosts.
    private static func opening(_ lines: [Substring]) -> (path: String, line: Int)? {
        guard let (place, rest) = lines.first.flatMap(LinePlace.leading), rest.hasPrefix(": "),
            let line = place.numbers.first, line > 0, !place.path.contains(" "),
            let dot = place.path.lastIndex(of: "."),
            ["swift", "m", "mm", "kt", "cs", "java", "js", "ts", "php", "rb", "dart"].contains(
                place.path[dot...].dropFirst())
        else { return nil }
        return (String(place.path), line)
    }

    /// Whether a path with blanks is that of one of the Python modules `names`, or of a class in it: `tests/old ones/test_mast.py`
    /// of `tests.old ones.test_mast.TestMast`.
    private static func isModule(_ path: Substring, _ names: [String]) -> Bool {
        guard path.hasSuffix(".py") else { return false }
        let module = path.dropLast(3).split(separator: "/").joined(separator: ".")
        return names.contains { $0 == module || $0.hasPrefix(module + ".") }
    }

    /// GoogleTest's `winch_test.cc:9: Failure` amid what a test printed.
    private static func googleTestPlace(in lines: [Substring]) -> (path: String, line: Int)? {
        for line in lines.prefix(2_000) where line.utf8.last == UInt8(ascii: "e") && line.hasSuffix(": Failure") {
            let parts = line.dropLast(": Failure".count).split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 2, let number = parts.last.flatMap({ Int($0) }), number > 0 else { continue }
            let path = parts.dropLast().joined(separator: ":")
            if path.contains(".") { return (path, number) }
        }
        return nil
    }

    /// Bats' `(in test file test/mast.bats, line 12)`, also behind `(from function …`.
    private static func batsPlace(in lines: [Substring]) -> (path: String, line: Int)? {
        for line in lines.prefix(20) {
            guard let file = line.byteRange(of: "in test file "), let at = line.byteRange(of: ", line "),
                file.upperBound < at.lowerBound,
                let number = Int(line[at.upperBound...].prefix { $0.isASCII && $0.isNumber }), number > 0
            else { continue }
            return (String(line[file.upperBound..<at.lowerBound]), number)
        }
        return nil
    }

    /// The first frame of a Ruby trace in one of the `own` files: ``./spec/mast_spec.rb:8:in `block (2 levels)'``; where the
    /// test names none, the first that is no gem's.
    private static func rubyPlace(in lines: [Substring], _ own: [String]) -> (path: String, line: Int)? {
        for line in lines.prefix(200) {
            var words = line.drop { $0 == " " || $0 == "\t" || $0 == "#" }
            guard words.utf8.last == UInt8(ascii: "'"), let end = words.byteRange(of: ".rb:"),
                words.byteRange(of: ":in ") != nil
            else { continue }
            var path = words[..<end.upperBound].dropLast()
            words = words[end.upperBound...]
            let digits = words.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(digits), number > 0, words[digits.endIndex...].hasPrefix(":in "),
                !path.contains(" "), !path.contains("/gems/"), !path.contains("/ruby/")
            else { continue }
            if path.hasPrefix("./") { path = path.dropFirst(2) }
            let files = own.filter { $0.hasSuffix(".rb") }
            if files.isEmpty || files.contains(where: { path == $0 || path.hasSuffix("/" + $0) }) {
                return (String(path), number)
            }
        }
        return nil
    }

    /// A frame of .NET's trace, `at Quay.MastTest.Bends() in /quay/tests/MastTest.cs:line 14`: the first in one of the classes
    /// that the test is named after, else the first.
    private static func dotNetPlace(in lines: [Substring], _ names: [String]) -> (path: String, line: Int)? {
        var first: (path: String, line: Int)?
        for line in lines.prefix(200) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            guard let last = words.utf8.last, (0x30...0x39).contains(last), words.hasPrefix("at "),
                let end = words.lastByteRange(of: ":line "),
                let start = words[..<end.lowerBound].lastByteRange(of: " in "),
                let number = Int(words[end.upperBound...].prefix { $0.isASCII && $0.isNumber }), number > 0
            else { continue }
            let place = (String(words[start.upperBound..<end.lowerBound]), number)
            let method = words.dropFirst(3)
            if names.contains(where: { method.hasPrefix($0 + ".") }) { return place }
            if first == nil { first = place }
        }
        return first
    }

    /// CUnit's and Catch2's lines `File: path.cpp` and `Line: 77`, Rust's `panicked at path.rs:154:5:`.
    private static func labelledPlace(in lines: [Substring]) -> (path: String, line: Int)? {
        var path: String?
        for line in lines.prefix(200) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            // Only lines that begin so tell anything here.
            guard let first = words.utf8.first, "LF-".utf8.contains(first) || words.byteRange(of: "panicked at ") != nil
            else { continue }
            if let place = locatedPlace(words) { return place }
            // Boost.Test's `- file   : mast.cpp` and `- line   : 12`.
            if words.hasPrefix("- file   : ") { path = String(words.dropFirst(11)) }
            if words.hasPrefix("- line   : "), let path, let number = Int(words.dropFirst(11)), number > 0 {
                return (path, number)
            }
            if words.hasPrefix("File: ") { path = String(words.dropFirst(6).drop { $0 == " " }) }
            if words.hasPrefix("Line: "), let path, let number = Int(words.dropFirst(6).filter { $0 != " " }),
                number > 0
            {
                return (path, number)
            }
            if let at = words.byteRange(of: "panicked at ") {
                let parts = words[at.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
                if parts.count >= 3, parts[0].hasSuffix(".rs"), let number = Int(parts[1]), number > 0 {
                    return (String(parts[0]), number)
                }
            }
        }
        return nil
    }

    /// behave's `Location: features/mast.feature:7` and Qt Test's `Loc: [mast/tst_mast.cpp(12)]`.
    private static func locatedPlace(_ words: Substring) -> (path: String, line: Int)? {
        if words.hasPrefix("Location: "), let colon = words.lastIndex(of: ":"),
            case let path = words[..<colon].dropFirst(10), path.contains("."), !path.contains(" "),
            let number = Int(words[words.index(after: colon)...].filter { $0 != " " }), number > 0
        {
            return (String(path), number)
        }
        if words.hasPrefix("Loc: ["), words.hasSuffix(")]"), let open = words.lastIndex(of: "("),
            let number = Int(words[words.index(after: open)...].dropLast(2)), number > 0
        {
            return (String(words[..<open].dropFirst(6)), number)
        }
        return nil
    }

    /// The last frame of a Python trace that is no library's, `File "tests/test_mast.py", line 12, in test_hoists`; of several
    /// one in the module that the test is named after, `tests.test_mast.TestMast`, comes before a helper's.
    private static func tracedPlace(in lines: [Substring], _ names: [String]) -> (path: String, line: Int)? {
        var last: (path: String, line: Int)?
        for line in lines.suffix(200).reversed() {
            let words = line.drop { $0 == " " || $0 == "\t" }
            guard words.hasPrefix("File \""), let end = words.byteRange(of: "\", line "),
                case let path = words[..<end.lowerBound].dropFirst(6), path.hasSuffix(".py"),
                let number = Int(words[end.upperBound...].prefix { $0.isASCII && $0.isNumber }), number > 0,
                !["/site-packages/", "/dist-packages/", "/lib/python", "\\lib\\"].contains(where: {
                    path.lowercased().contains($0)
                })
            else { continue }
            if names.contains(where: { isFile(path, ofModuleIn: $0) }) { return (String(path), number) }
            if last == nil { last = (String(path), number) }
        }
        return last
    }

    /// Whether `/quay/tests/test_mast.py` is a beginning of `tests.test_mast.TestMast` with its folders.
    private static func isFile(_ path: Substring, ofModuleIn name: String) -> Bool {
        let folders = path.dropLast(3).split(whereSeparator: { $0 == "/" || $0 == "\\" })
        let parts = name.split(separator: ".")
        return (1...max(1, parts.count)).contains { count in
            count <= parts.count && folders.suffix(count).elementsEqual(parts.prefix(count))
        }
    }

    /// The first frame of a Java virtual machine's trace that is in one of the `classes`, or in a class inside of it:
    /// `at org.quay.SailTest.tears(SailTest.java:42)`. A trace names the file alone; its folders are the package's, below a
    /// root that nobody tells.
    private static func classPlace(in lines: [Substring], _ classes: [String]) -> (path: String, line: Int)? {
        for line in lines.prefix(200) {
            let words = line.drop { $0 == " " || $0 == "\t" }
            guard words.hasPrefix("at "), words.last == ")", let open = words.firstIndex(of: "(") else { continue }
            // "app//org.quay.SailTest.tears": the loader and the module come first.
            let method = words[..<open].dropFirst(3).split(separator: "/").last ?? ""
            let place = words[words.index(after: open)...].dropLast().split(separator: ":")
            guard place.count == 2, let number = Int(place[1]), number > 0, let dot = place[0].lastIndex(of: "."),
                ["java", "kt", "groovy", "scala"].contains(place[0][dot...].dropFirst()),
                let type = classes.first(where: { method.hasPrefix($0 + ".") || method.hasPrefix($0 + "$") })
            else { continue }
            let folders = type.split(separator: ".").dropLast()
            return ((folders + [place[0]]).joined(separator: "/"), number)
        }
        return nil
    }

    /// A frame of a JavaScript trace that is neither a package's nor Node's, `at it (src/mast.test.js:12:5)`: the first in one
    /// of the `own` files, else the first.
    private static func framedPlace(in lines: [Substring], _ own: [String]) -> (path: String, line: Int)? {
        var first: (path: String, line: Int)?
        // Node tells from where a test was run, and then its own error.
        let cause = lines.prefix(200).firstIndex { $0.drop { $0 == " " }.hasPrefix("cause: ") } ?? lines.startIndex
        for line in lines[cause...].prefix(200) {
            var words = line.drop { $0 == " " || $0 == "\t" }
            // Vitest has a mark of its own.
            guard let mark = ["at ", "❯ "].first(where: words.hasPrefix) else { continue }
            words = words.dropFirst(mark.count)
            while words.last?.isWhitespace == true { words.removeLast() }
            if words.last == ")", let open = words.lastIndex(of: "(") {
                words = words[words.index(after: open)...].dropLast()
            }
            for start in ["async ", "file://"] where words.hasPrefix(start) { words = words.dropFirst(start.count) }
            var parts = words.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 3, Int(parts[parts.count - 1]) != nil, let number = Int(parts[parts.count - 2]),
                number > 0
            else { continue }
            parts.removeLast(2)
            var path = parts.joined(separator: ":")
            // Cypress' `webpack://quay/./cypress/e2e/mast.cy.js`.
            if path.hasPrefix("webpack:"), let folder = path.byteRange(of: "/./") {
                path = String(path[folder.upperBound...])
            }
            let endings = [".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte"]
            guard endings.contains(where: path.hasSuffix), !path.hasPrefix("node:"), !path.hasPrefix("http"),
                !path.contains("node_modules"), !path.contains("/mocha/lib/"),
                path.contains("/") || path.contains("\\"), !path.contains(" ("),
                !path.hasPrefix("internal/")
            else { continue }
            if own.contains(where: { path == $0 || path.hasSuffix("/" + $0) || path.hasSuffix("\\" + $0) }) {
                return (path, number)
            }
            if first == nil { first = (path, number) }
            if own.isEmpty { break }
        }
        return first
    }
}

extension ToolProblem {
    /// Takes the line, and the path where it has none, from a failure's text, in which both stand or nothing.
    ///
    /// A trace may end in a helper: its line is taken only where its file is the problem's.
    mutating func take(placeIn text: String?) {
        // Windows parts folders in its own way, in either of the two.
        let own = path.map { $0.replacing("\\", with: "/") }
        let names = own.map { [$0.split(separator: "/").last.map(String.init) ?? $0] } ?? []
        guard firstLine == nil, let place = text.flatMap({ FailurePlace(in: $0, of: names) }) else { return }
        if let own {
            let told = place.path.replacing("\\", with: "/")
            guard own == told || own.hasSuffix("/" + told) || told.hasSuffix("/" + own) else { return }
        } else {
            path = place.path
        }
        firstLine = place.line
        flags.append(FailurePlace.flag)
    }
}
