import FindingsModel

/// A line by which a compiler or linter reports one problem, in one of the forms that editors know.
struct DiagnosticLine {
    /// Which tools write the form; `gnu` says nothing of the tool.
    enum Form: Hashable {
        case gnu, msbuild, typescript, yamllint, rubocop, checkstyle, eslint, phpcs, swiftlint, maven, kotlin, golangci,
            cpplint,
            psalm, semgrep, sorbet, tslint, protolint, scalastyle, puppetLint, hlint, template,
            pyre, vulture, codespell, isort, sbt, ty, bandit, htmlhint, pyrefly
    }

    var form = Form.gnu
    /// `nil` where the tool speaks of itself: `clang: error: …`.
    var path: String?
    var line: Int?
    var lastLine: Int?
    /// 1-based.
    var column: Int?
    var endColumn: Int?
    /// The tool's word; `warning`. Empty where the form has none.
    var severity: String
    var message: String
    var rule: String?

    /// Context of the diagnostic before it, rather than one of its own.
    var isNote: Bool { severity == "note" && rule == nil }

    /// The same for a problem that is told again, as of another target of the build.
    var identity: String {
        "\(path ?? "")\n\(line ?? 0)\n\(column ?? 0)\n\(severity)\n\(rule ?? "")\n\(message)"
    }

    /// - Returns: `nil` for a line of another kind.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count <= 1 << 16 else { return nil }
        var bytes = bytes
        while let last = bytes.last, SourceDocument.isSpace(last) { bytes.removeLast() }
        bytes = Self.behindTime(bytes)
        // `go test` says so of a package without tests.
        if bytes.elementsEqual("testing: warning: no tests to run".utf8) { return nil }
        guard
            let found = Self.checkstyle(bytes) ?? Self.maven(bytes) ?? Self.sbt(bytes) ?? Self.kotlin(bytes)
                ?? Self.msbuild(bytes)
                ?? Self.gnu(bytes) ?? Self.withoutPlace(bytes) ?? Self.linter(bytes)
        else { return nil }
        self = found
        if path == "<nopath>" { path = nil }
        if path.map({ !Self.isPath($0) }) == true { return nil }
        message = message.trimmingSpaces()
        if message.isEmpty { return nil }
    }

    init(
        form: Form, path: String?, numbers: [Int], severity: String, message: String, rule: String? = nil
    ) {
        self.form = form
        self.path = path
        (self.severity, self.message, self.rule) = (severity, message, rule)
        line = numbers.first
        if numbers.count > 1 { column = numbers[1] }
        if numbers.count > 3 { (lastLine, endColumn) = (numbers[2], numbers[3]) }
    }

    // MARK: Forms

    /// `path:12:5: warning: message [rule]`, and what follows the place in its kin.
    private static func gnu(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        let colon = UInt8(ascii: ":")
        var at = bytes.startIndex
        // The drive of `C:\work\a.c:1:1:` is no end of the path.
        if bytes.count > 3, bytes[at + 1] == colon, bytes[at + 2] == 0x5C || bytes[at + 2] == UInt8(ascii: "/") {
            at += 2
        }
        while let end = bytes[at...].firstIndex(of: colon), end - bytes.startIndex < 4_096 {
            at = end + 1
            guard end > bytes.startIndex, at < bytes.endIndex else { continue }
            let path = text(bytes[..<end])
            if bytes[at] == 0x20 {
                if !path.contains(" "), path.contains("."), let found = ruled(bytes[(at + 1)...], path, []) {
                    return found
                }
                // A diagnostic of the whole file, or of the tool.
                guard !path.contains(" ") else { continue }
                // Lines from one to another, of GHC and HLint.
                if path.last == ")", path.contains("hs:(") { return nil }
                let isFile = (path.contains(".") || path.contains("/")) && !isTool(path)
                if let (word, rest) = severity(bytes[(at + 1)...]) {
                    return with(rest, form: .gnu, path: isFile ? path : nil, numbers: [], severity: word)
                }
                if let found = coded(bytes[(at + 1)...], isFile ? path : nil) ?? linkers(bytes[(at + 1)...], path) {
                    return found
                }
                continue
            }
            var numbers: [Int] = []
            var next = at
            while numbers.count < 4, let number = number(bytes, &next) {
                numbers.append(number)
                guard next < bytes.endIndex, bytes[next] == colon else { break }
                next += 1
            }
            guard !numbers.isEmpty, next < bytes.endIndex else { continue }
            // tsc's form for people: `path:12:5 - error TS2304: message`.
            if bytes[next...].starts(with: Array(" - ".utf8)), let (word, rest) = severity(bytes[(next + 3)...], " ") {
                let parts = code(rest)
                guard let rule = parts.code else { return nil }
                return DiagnosticLine(
                    form: .typescript, path: path, numbers: numbers, severity: word, message: parts.message, rule: rule)
            }
            guard bytes[next] == 0x20, bytes[next - 1] == colon else { continue }
            let rest = bytes[(next + 1)...]
            if let (word, rest) = severity(rest) {
                return with(rest, form: .gnu, path: path, numbers: numbers, severity: word)
            }
            if let (word, rest) = severity(rest, " - ") {
                let parts = trailing(text(rest), "(", ")")
                let isRule = parts.rule?.contains(".") == true
                return DiagnosticLine(
                    form: .phpcs, path: path, numbers: numbers, severity: word,
                    message: isRule ? parts.message : text(rest), rule: isRule ? parts.rule : nil)
            }
            return ruled(rest, path, numbers) ?? bracketed(rest, path, numbers) ?? letter(rest, path, numbers)
                ?? eslint(rest, path, numbers)
        }
        return nil
    }

    /// ty's `error[rule] message`.
    private static func ruled(_ rest: ArraySlice<UInt8>, _ path: String, _ numbers: [Int]) -> DiagnosticLine? {
        guard let (word, rest) = severity(rest, "["), let close = rest.firstIndex(of: UInt8(ascii: "]")),
            close > rest.startIndex, close + 2 < rest.endIndex,
            bytes(rest[..<close], are: "abcdefghijklmnopqrstuvwxyz-"),
            rest[close + 1] == 0x20
        else { return nil }
        return DiagnosticLine(
            form: .ty, path: path, numbers: numbers, severity: word, message: text(rest[(close + 2)...]),
            rule: text(rest[..<close]))
    }

    private static func bytes(_ bytes: ArraySlice<UInt8>, are letters: StaticString) -> Bool {
        bytes.allSatisfy { byte in
            letters.withUTF8Buffer { $0.contains(byte) }
        }
    }

    /// yamllint's `[error] message (rule)`.
    private static func bracketed(_ rest: ArraySlice<UInt8>, _ path: String, _ numbers: [Int]) -> DiagnosticLine? {
        guard rest.first == UInt8(ascii: "["), let (word, message) = severity(rest.dropFirst(), "] ") else {
            return nil
        }
        let parts = trailing(text(message), "(", ")")
        return DiagnosticLine(
            form: .yamllint, path: path, numbers: numbers, severity: word, message: parts.message, rule: parts.rule)
    }

    /// RuboCop's `C: [Correctable] Style/Name: message`.
    private static func letter(_ rest: ArraySlice<UInt8>, _ path: String, _ numbers: [Int]) -> DiagnosticLine? {
        let words = ["C": "convention", "W": "warning", "E": "error", "F": "fatal", "R": "refactor", "I": "info"]
        guard rest.count > 4, rest[rest.startIndex + 1] == UInt8(ascii: ":"), rest[rest.startIndex + 2] == 0x20,
            let word = words[text(rest.prefix(1))]
        else { return nil }
        var message = text(rest.dropFirst(3))
        for mark in ["[Correctable] ", "[Corrected] ", "[Todo] "] where message.hasPrefix(mark) {
            message.removeFirst(mark.count)
        }
        var rule: String?
        if let end = message.byteRange(of: ": "), message[..<end.lowerBound].contains("/"),
            !message[..<end.lowerBound].contains(" ")
        {
            rule = String(message[..<end.lowerBound])
            message = String(message[end.upperBound...])
        }
        return DiagnosticLine(
            form: .rubocop, path: path, numbers: numbers, severity: word, message: message, rule: rule)
    }

    /// ESLint's `unix` form: `message [Error/rule]`; HTMLHint's, with a small letter.
    private static func eslint(_ rest: ArraySlice<UInt8>, _ path: String, _ numbers: [Int]) -> DiagnosticLine? {
        let parts = trailing(text(rest), "[", "]")
        guard let rule = parts.rule else { return nil }
        for (start, word) in [("Error", "error"), ("Warning", "warning")] {
            guard rule == start || rule.hasPrefix(start + "/") else { continue }
            let name = rule.dropFirst(start.count + 1)
            return DiagnosticLine(
                form: .eslint, path: path, numbers: numbers, severity: word, message: parts.message,
                rule: name.isEmpty ? nil : String(name))
        }
        for word in ["error", "warning", "info"] where rule.hasPrefix(word + "/") {
            return DiagnosticLine(
                form: .htmlhint, path: path, numbers: numbers, severity: word, message: parts.message,
                rule: String(rule.dropFirst(word.count + 1)))
        }
        return nil
    }

    /// Checkstyle's plain form: `[WARN] path:12:5: message [Rule]`.
    private static func checkstyle(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        guard bytes.first == UInt8(ascii: "["), let close = bytes.firstIndex(of: UInt8(ascii: "]")),
            close + 2 < bytes.endIndex, bytes[close + 1] == 0x20,
            ["ERROR", "WARN", "INFO"].contains(text(bytes[bytes.index(after: bytes.startIndex)..<close]))
        else { return nil }
        let line = bytes[(close + 2)...]
        let parts = trailing(text(line), "[", "]")
        guard let rule = parts.rule, !rule.contains("/") else { return nil }
        let colon = UInt8(ascii: ":")
        var at = line.startIndex
        while let end = line[at...].firstIndex(of: colon) {
            var next = end + 1
            at = next
            var numbers: [Int] = []
            while numbers.count < 2, let number = number(line, &next) {
                numbers.append(number)
                guard next < line.endIndex, line[next] == colon else { break }
                next += 1
            }
            guard !numbers.isEmpty, next < line.endIndex, line[next] == 0x20, line[next - 1] == colon else { continue }
            return DiagnosticLine(
                form: .checkstyle, path: text(line[..<end]), numbers: numbers,
                severity: text(bytes[bytes.index(after: bytes.startIndex)..<close]).lowercased(),
                message: trailing(text(line[(next + 1)...]), "[", "]").message, rule: rule)
        }
        return nil
    }

    /// Maven's `[ERROR] path:[38,9] message` for Java, `[WARNING] path: (44, 63) message` for Kotlin.
    private static func maven(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        guard bytes.first == UInt8(ascii: "["), let close = bytes.firstIndex(of: UInt8(ascii: "]")),
            close + 2 < bytes.endIndex, bytes[close + 1] == 0x20
        else { return nil }
        let word = text(bytes[..<close].dropFirst())
        guard ["ERROR", "WARNING", "WARN", "INFO"].contains(word) else { return nil }
        let rest = bytes[(close + 2)...]
        if let found = bracketedPlace(rest, severity: word == "WARN" ? "warning" : word.lowercased(), .maven) {
            return found
        }
        // What another tool says in its own form, javadoc's `[WARNING] path:9: warning: no comment`.
        guard var found = gnu(rest), found.path != nil, found.line != nil, [.gnu, .phpcs].contains(found.form) else {
            return nil
        }
        found.form = .maven
        return found
    }

    /// sbt's `[error] path.scala:12:5: message`, the column only in newer versions; Scalastyle's and scalafix' within it.
    private static func sbt(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        let line = text(bytes)
        guard let level = ["[error] ": "error", "[warn] ": "warning"].first(where: { line.hasPrefix($0.key) }) else {
            return nil
        }
        let rest = line.dropFirst(level.key.count)
        for ending in [".scala:", ".java:", ".sbt:"] {
            guard let end = rest.byteRange(of: ending) else { continue }
            let path = rest[..<end.upperBound].dropLast()
            let place = rest[end.upperBound...].prefix { $0.isASCII && $0.isNumber || $0 == ":" }
            let numbers = place.split(separator: ":").compactMap { Int($0) }
            let message = rest[place.endIndex...]
            guard numbers.count <= 2, numbers.allSatisfy(\.isCountable), message.first == " ", !path.contains(" ")
            else {
                return nil
            }
            return DiagnosticLine(
                form: .sbt, path: String(path), numbers: numbers, severity: level.value,
                message: String(message.dropFirst()))
        }
        return nil
    }

    /// kotlinc's `e: file:///p/A.kt:37:50 message` and `w: /p/A.kt: (44, 63): message`.
    private static func kotlin(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        let words = ["e": "error", "w": "warning", "i": "info"]
        guard bytes.count > 6, bytes[bytes.startIndex + 1] == UInt8(ascii: ":"), bytes[bytes.startIndex + 2] == 0x20,
            let word = words[text(bytes.prefix(1))]
        else { return nil }
        let rest = bytes.dropFirst(3)
        if let found = bracketedPlace(rest, severity: word, .kotlin) { return found }
        for ending in [".kt:", ".kts:", ".java:"] {
            guard let end = text(rest).byteRange(of: ending) else { continue }
            let line = text(rest)
            let path = String(line[..<end.upperBound].dropLast())
            let place = line[end.upperBound...].prefix { $0.isASCII && $0.isNumber || $0 == ":" }
            let numbers = place.split(separator: ":").compactMap { Int($0) }
            let message = line[place.endIndex...]
            guard (1...2).contains(numbers.count), numbers.allSatisfy(\.isCountable), message.first == " " else {
                return nil
            }
            return DiagnosticLine(
                form: .kotlin, path: path, numbers: numbers, severity: word, message: String(message.dropFirst()))
        }
        return nil
    }

    /// `path:[38,9] message` and `path: (44, 63) message`, the latter with or without a colon.
    private static func bracketedPlace(
        _ bytes: ArraySlice<UInt8>, severity: String, _ form: Form
    ) -> DiagnosticLine? {
        let line = text(bytes)
        for (open, close) in [(":[", "]"), (": (", ")")] {
            guard let start = line.byteRange(of: open), start.lowerBound > line.startIndex,
                let end = line[start.upperBound...].byteRange(of: close)
            else { continue }
            let numbers = line[start.upperBound..<end.lowerBound].split(separator: ",")
                .map { Int($0.drop { $0 == " " }) }
            guard (1...2).contains(numbers.count), numbers.allSatisfy({ $0?.isCountable == true }) else { continue }
            var message = String(line[end.upperBound...].drop { $0 == ":" || $0 == " " })
            var rule: String?
            // javac's `[deprecation] message`.
            if message.first == "[" {
                let name = message.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
                if !name.isEmpty, message.dropFirst(name.count + 1).hasPrefix("] ") {
                    rule = String(name)
                    message = String(message.dropFirst(name.count + 3))
                }
            }
            return DiagnosticLine(
                form: form, path: String(line[..<start.lowerBound]), numbers: numbers.compactMap { $0 },
                severity: severity, message: message, rule: rule)
        }
        return nil
    }

    /// `path(12,5): error CS0103: message [project]`, as MSBuild, tsc and Microsoft's compilers write it.
    private static func msbuild(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        let bytes = behindProject(bytes)
        var at = bytes.startIndex
        while let open = bytes[at...].firstIndex(of: UInt8(ascii: "(")), open - bytes.startIndex < 4_096 {
            at = open + 1
            guard open > bytes.startIndex else { continue }
            var next = open + 1
            var numbers: [Int] = []
            while numbers.count < 4, let number = number(bytes, &next) {
                numbers.append(number)
                guard next < bytes.endIndex, bytes[next] == UInt8(ascii: ",") else { break }
                next += 1
            }
            guard !numbers.isEmpty, next < bytes.endIndex, bytes[next] == UInt8(ascii: ")") else { continue }
            next += 1
            if next < bytes.endIndex, bytes[next] == 0x20 { next += 1 }
            guard next + 1 < bytes.endIndex, bytes[next] == UInt8(ascii: ":"), bytes[next + 1] == 0x20,
                let (word, rest) = severity(bytes[(next + 2)...], " ")
            else { continue }
            // ESLint's problems without a rule, MSBuild's without a code.
            if rest.starts(with: Array(": ".utf8)) {
                return DiagnosticLine(
                    form: .msbuild, path: text(bytes[..<open]), numbers: numbers, severity: word,
                    message: text(rest.dropFirst(2)))
            }
            if rest.starts(with: Array("cpplint: [".utf8)) { return cpplint(rest, text(bytes[..<open]), numbers) }
            let parts = code(rest)
            guard let rule = parts.code else { return nil }
            return DiagnosticLine(
                form: rule.hasPrefix("TS") ? .typescript : .msbuild, path: text(bytes[..<open]), numbers: numbers,
                severity: word, message: withoutProject(parts.message), rule: rule)
        }
        return nil
    }

    /// MSBuild's canonical form without a place, as linkers, NMAKE and MSBuild itself have it: `LINK : fatal error LNK1104:
    /// message`, `berth.lib(mast.obj) : error LNK2019: message`, `cl : Command line warning D9025 : message`, `EXEC : warning :
    /// message`. What stands before the colon is a file or the tool.
    /// (https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks)
    private static func withoutPlace(_ bytes: ArraySlice<UInt8>) -> DiagnosticLine? {
        let isParted = bytes.indices.dropFirst().dropLast().contains { place in
            bytes[place] == UInt8(ascii: ":") && bytes[place - 1] == 0x20 && bytes[place + 1] == 0x20
        }
        guard isParted else { return nil }
        let line = text(behindProject(bytes).prefix(1 << 14))
        guard let colon = line.byteRange(of: " : "), colon.lowerBound > line.startIndex else { return nil }
        var origin = String(line[..<colon.lowerBound])
        guard origin.utf8.count <= 1_000, !origin.contains(": ") else { return nil }
        var rest = Array(line[colon.upperBound...].utf8)[...]
        if text(rest.prefix(13)).lowercased() == "command line " { rest = rest.dropFirst(13) }
        guard let (word, said) = severity(rest, " ") else { return nil }
        // The member of a library: `berth.lib(mast.obj)`.
        if origin.last == ")", let open = origin.lastIndex(of: "("), open > origin.startIndex {
            origin = String(origin[..<open])
        }
        let isFile = origin.contains { $0 == "." || $0 == "\\" || $0 == "/" } && !isTool(origin)
        guard !origin.contains(" ") || origin.contains("\\") || origin.contains("/") else { return nil }
        let path = isFile ? origin : nil
        if said.starts(with: Array(": ".utf8)) {
            guard isFile || origin.allSatisfy({ $0.isASCII && $0.isUppercase }) else { return nil }
            return DiagnosticLine(
                form: .msbuild, path: path, numbers: [], severity: word,
                message: withoutProject(text(said.dropFirst(2))))
        }
        let parts = code(said)
        guard let rule = parts.code, rule.contains(where: \.isNumber) else { return nil }
        return DiagnosticLine(
            form: .msbuild, path: path, numbers: [], severity: word, message: withoutProject(parts.message), rule: rule)
    }

    /// The same without a blank before the colon: `quay/berth.exe: Warning ST: message`, `berth: error 002: message`.
    private static func coded(_ bytes: ArraySlice<UInt8>, _ path: String?) -> DiagnosticLine? {
        guard let (word, said) = severity(bytes, " ") else { return nil }
        let name = said.prefix { ($0 >= 0x41 && $0 <= 0x5A && path != nil) || ($0 >= 0x30 && $0 <= 0x39) }
        guard name.count >= 2, name.count <= 20, said[name.endIndex...].starts(with: Array(": ".utf8)) else {
            return nil
        }
        // A status of HTTP is what a person's sentence tells.
        if path == nil, Int(text(name)).map({ (100...599).contains($0) }) == true { return nil }
        return DiagnosticLine(
            form: .msbuild, path: path, numbers: [], severity: word,
            message: withoutProject(text(said[name.endIndex...].dropFirst(2))), rule: text(name))
    }

    /// GNU ld's errors, which have no word of severity: `/usr/bin/ld: cannot find -lmast`.
    private static func linkers(_ bytes: ArraySlice<UInt8>, _ name: String) -> DiagnosticLine? {
        guard toolName(name).hasSuffix("ld"),
            ["cannot find ", "cannot open "].contains(where: { bytes.starts(with: Array($0.utf8)) })
        else { return nil }
        return DiagnosticLine(form: .gnu, path: nil, numbers: [], severity: "error", message: text(bytes))
    }

    /// Without `12>`, the project, of several that build at once.
    private static func behindProject(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        let digits = bytes.prefix(4).prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty, digits.endIndex < bytes.endIndex, bytes[digits.endIndex] == UInt8(ascii: ">") else {
            return bytes
        }
        return bytes[(digits.endIndex + 1)...].drop { $0 == 0x20 }
    }

    /// Without the project in the end, and the framework that it is built for: `[/quay/Quay.csproj::TargetFramework=net8.0]`.
    private static func withoutProject(_ message: String) -> String {
        guard message.last == "]", let open = message.lastByteRange(of: " [")?.lowerBound else { return message }
        let project = message[open...]
        return project.hasSuffix("proj]") || project.has("proj::") ? String(message[..<open]) : message
    }

    /// cpplint's `--output=vs7`: `path(12): error cpplint: [category/name] message [5]`, which calls each problem an error.
    private static func cpplint(_ rest: ArraySlice<UInt8>, _ path: String, _ numbers: [Int]) -> DiagnosticLine? {
        let words = text(rest).dropFirst("cpplint: [".count)
        guard let close = words.byteRange(of: "] "), case let rule = words[..<close.lowerBound], rule.contains("/"),
            words.last == "]", let sure = words.lastByteRange(of: " ["), sure.lowerBound >= close.upperBound,
            Int(words[sure.upperBound...].dropLast()) != nil
        else { return nil }
        return DiagnosticLine(
            form: .cpplint, path: path, numbers: numbers, severity: "",
            message: String(words[close.upperBound..<sure.lowerBound]), rule: String(rule))
    }

    /// cpplint's `--output=eclipse`: `path:12: warning: message  [category/name] [5]`, which calls each problem a warning.
    private static func cpplintEclipse(
        _ rest: ArraySlice<UInt8>, _ path: String?, _ numbers: [Int]
    ) -> DiagnosticLine? {
        guard rest.last == UInt8(ascii: "]"), rest.count > 8, rest[rest.endIndex - 3] == UInt8(ascii: "["),
            rest[rest.endIndex - 5] == UInt8(ascii: "]")
        else { return nil }
        let words = text(rest.dropLast(4))
        guard let open = words.lastByteRange(of: "  ["), case let rule = words[open.upperBound...].dropLast(),
            rule.contains("/"), !rule.contains(" ")
        else { return nil }
        return DiagnosticLine(
            form: .cpplint, path: path, numbers: numbers, severity: "", message: String(words[..<open.lowerBound]),
            rule: String(rule))
    }

    // MARK: Parts

    /// Without the time of day that a CI system writes before a line: `17:19:23 `.
    private static func behindTime(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let time = bytes.prefix(9)
        guard time.count == 9 else { return bytes }
        for (byte, form) in zip(time, "00:00:00 ".utf8)
        where form == UInt8(ascii: "0") ? byte < 0x30 || byte > 0x39 : byte != form { return bytes }
        return bytes.dropFirst(9)
    }

    /// The name of a program without its folder, its ending and its version: `/usr/bin/ld.lld-15`.
    private static func toolName(_ path: String) -> String {
        var name = path.split { $0 == "/" || $0 == "\\" }.last.map { $0.lowercased() } ?? ""
        if name.hasSuffix(".exe") { name.removeLast(4) }
        if let dash = name.lastIndex(of: "-"), case let version = name[dash...].dropFirst(), !version.isEmpty,
            version.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." })
        {
            name = String(name[..<dash])
        }
        return name
    }

    /// A linker or compiler that speaks of itself, also one of another target: `arm-none-eabi-ld`.
    private static func isTool(_ path: String) -> Bool {
        let name = toolName(path)
        return [
            "ld", "ld.lld", "ld64.lld", "ld64", "ld.gold", "ld.bfd", "ld.mold", "lld", "lld-link", "wasm-ld", "mold",
            "gold", "collect2", "link", "cl", "lib", "nmake", "msbuild", "rc", "cvtres", "csc", "vbc", "cc1", "cc1plus",
            "gcc", "g++", "clang", "clang++", "cc", "c++", "as", "ar", "nvcc", "rustc", "swiftc",
        ].contains { name == $0 || name.hasSuffix("-" + $0) }
    }

    private static let severities = [
        "fatal error", "internal compiler error", "error", "warning", "note", "information", "info", "style",
        "performance", "portability", "debug", "remark", "hint", "sorry, unimplemented",
    ]

    /// The word at the beginning, which `end` follows.
    private static func severity(
        _ bytes: ArraySlice<UInt8>, _ end: String = ": "
    ) -> (word: String, rest: ArraySlice<UInt8>)? {
        let start = text(bytes.prefix(40)).lowercased()
        for word in severities where start.hasPrefix(word + end) {
            return (word, bytes.dropFirst(word.utf8.count + end.utf8.count))
        }
        return nil
    }

    private static func with(
        _ rest: ArraySlice<UInt8>, form: Form, path: String?, numbers: [Int], severity: String
    ) -> DiagnosticLine {
        if let found = cpplintEclipse(rest, path, numbers) { return found }
        let parts = trailing(text(rest), "[", "]")
        var made = DiagnosticLine(form: form, path: path, numbers: numbers, severity: severity, message: parts.message)
        // SwiftLint's `Line Length Violation: message (line_length)`.
        if parts.rule == nil, let kind = parts.message.byteRange(of: " Violation: ") {
            let named = trailing(parts.message, "(", ")")
            if let rule = named.rule, rule.allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" }) {
                (made.form, made.rule) = (.swiftlint, rule)
                made.message = String(named.message[kind.upperBound...])
                return made
            }
        }
        // `-Werror=unused` and `-Werror,-Wunused`, of a warning that is made an error.
        let names = (parts.rule ?? "").split(separator: ",").filter { $0 != "-Werror" && $0 != "-warnings-as-errors" }
        if let name = names.first {
            made.rule = name.hasPrefix("-Werror=") ? "-W" + name.dropFirst(8) : String(name)
        } else if parts.rule == nil, let open = made.message.first, open == "[" {
            // javac's `[unchecked] message`.
            let name = made.message.dropFirst().prefix { $0.isLetter || $0 == "-" }
            let rest = made.message.dropFirst(name.count + 1)
            if !name.isEmpty, rest.hasPrefix("] ") {
                made.rule = String(name)
                made.message = String(rest.dropFirst(2))
            }
        } else if parts.rule != nil {
            made.rule = parts.rule
        }
        return made
    }

    /// `TS2304: message`, ESLint's `no-eval : message` and Buf's `PACKAGE_DEFINED : message`.
    private static func code(_ bytes: ArraySlice<UInt8>) -> (code: String?, message: String) {
        let name = bytes.prefix {
            ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F
        }
        let spaced = bytes[name.endIndex...]
        if name.count <= 60, let first = name.first, spaced.starts(with: Array(" : ".utf8)),
            first >= 0x61 ? !name.contains(0x5F) : !name.contains(where: { $0 >= 0x61 && $0 <= 0x7A })
        {
            return (text(name), text(spaced.dropFirst(3)))
        }
        let code = name.prefix { $0 != 0x5F }
        guard !code.isEmpty, code.count <= 20, code.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
            code.endIndex + 1 < bytes.endIndex, bytes[code.endIndex] == UInt8(ascii: ":"),
            bytes[code.endIndex + 1] == 0x20
        else { return (nil, text(bytes)) }
        return (text(code), text(bytes[(code.endIndex + 2)...]))
    }

    /// A rule at the message's end: `message [rule]`.
    private static func trailing(
        _ message: String, _ open: Character, _ close: Character
    ) -> (message: String, rule: String?) {
        guard message.last == close, let start = message.lastIndex(of: open), start > message.startIndex,
            message[message.index(before: start)] == " "
        else { return (message, nil) }
        let rule = message[message.index(after: start)...].dropLast()
        guard !rule.isEmpty, rule.count <= 200,
            rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.+=,/:@()".contains($0)) }),
            rule.contains(where: \.isLetter)
        else { return (message, nil) }
        return (String(message[..<start]).trimmingSpaces(), String(rule))
    }

    /// Not the mark of a list, a heading or a quotation, by which a person's words begin.
    private static func isPath(_ text: String) -> Bool {
        guard let first = text.first, !first.isWhitespace, text.count <= 1_000 else { return false }
        // A command of a job's log.
        if text.hasPrefix("::") || text.hasPrefix("##") { return false }
        guard text.contains(" ") else { return !"*#>`\"'".contains(first) || text.count == 1 }
        if "-*#>`\"'|".contains(first) { return false }
        let word = text.prefix { $0 != " " }
        return !(word.last == "." || word.last == ")" || word.last == ":") && text.contains(".")
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A number that is too large for a line is one all the same, and told as such.
    private static func number(_ bytes: ArraySlice<UInt8>, _ at: inout Int) -> Int? {
        let start = at
        while at < bytes.endIndex, at - start < 40, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
        guard at > start else { return nil }
        return at - start > 15 ? 1 << 50 : Int(String(decoding: bytes[start..<at], as: UTF8.self))
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate func trimmingSpaces() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
