import FindingsModel

/// flake8's lines, and what its JSON plugin (flake8-json) writes: a list of violations a file.
struct Flake8Format: InputFormat {
    let id = "flake8"
    let title = "flake8"
    let summary = "flake8's `path:line:column: CODE message` lines, or its JSON plugin's object of files."
    let takesEmpty = true
    let tellingKeys = TellingKeys(
        ["line_number", "column_number", "physical_line", "filename", "text"], needed: 4, indispensable: "physical_line"
    )

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject {
            let lists = root.fields.prefix(10_000)
            guard lists.contains(where: { $0.value.isArray }) else { return false }
            if let first = lists.lazy.compactMap({ $0.value.elements.first { _ in true } }).first {
                return first["code"] != nil && first["text"] != nil && first["line_number"] != nil
            }
            return lists.allSatisfy { $0.value.isArray }
                && lists.allSatisfy { $0.key.hasSuffix(".py") || $0.key.hasSuffix(".pyi") || $0.key == "-" }
        }
        guard case .text = document.shape else { return false }
        var lines = Self.lines(document)
        // pylint opens each module with stars.
        if let first = lines.first, document.text[first].starts(with: Self.module) { lines.removeFirst() }
        guard let first = lines.first, Self.violation(document.text[first]) != nil else { return false }
        var violations = 0
        var others = 0
        var othersBefore = 0
        var wasViolation = false
        var shown = 0
        for (index, line) in lines.prefix(4_000).enumerated() where index >= shown {
            let violation = Self.violation(document.text[line])
            let isViolation = violation != nil
            if isViolation {
                if violation.map(Self.isOfCopies) == true {
                    shown = Self.copies(in: document, lines, behind: index)?.end ?? shown
                }
                violations += 1
                othersBefore = others
            } else if Self.isCaret(document.text[line]) {
                // Under the source that was shown, however many lines it was.
                others = othersBefore
            } else if !wasViolation, document.text[line.lowerBound] != 0x20, !Self.isChrome(document.text[line]) {
                // What follows a violation, or is indented, is the source that it shows.
                others += 1
            }
            wasViolation = isViolation
        }
        return violations * 3 >= others
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.report, root.isObject {
            var report = ToolReport(tool: "flake8", coversProject: false, flags: flags(document))
            for file in root.fields {
                report.cover(file.key)
                for item in try objects(document, file.value, "the list of `\(file.key)`", in: root) {
                    report.add(
                        ToolProblem(
                            rule: item["code"]?.text, message: item["text"]?.text,
                            path: item["filename"]?.text ?? file.key, firstLine: item["line_number"]?.number,
                            column: item["column_number"]?.number, source: item, span: item.span))
                }
            }
            return sink(report.review)
        }
        if let root = document.report { throw malformed(document, root, "an object of files was expected") }
        var problems: [(problem: ToolProblem, isPylint: Bool)] = []
        var isRuff = false
        var sum = StatedSum()
        var others: [ByteSpan] = []
        var othersBefore = 0
        var wasShown = true
        var shown = 0
        let lines = Self.lines(document)
        for (index, line) in lines.enumerated() where index >= shown {
            if var found = Self.violation(document.text[line]) {
                found.problem.span = ByteSpan(line.lowerBound, line.upperBound)
                if Self.isOfCopies(found), let copies = Self.copies(in: document, lines, behind: index) {
                    found.problem.rule = "duplicate-code"
                    found.problem.message = "\(found.problem.message ?? "")\n\(copies.words)"
                    found.problem.span = ByteSpan(line.lowerBound, lines[copies.end - 1].upperBound)
                    shown = copies.end
                }
                problems.append(found)
                othersBefore = others.count
                wasShown = false
            } else if Self.isCaret(document.text[line]) {
                others.removeSubrange(othersBefore...)
                wasShown = true
            } else if Self.isChrome(document.text[line]) {
                isRuff = isRuff || document.text[line].starts(with: Array("Found ".utf8))
                sum.add(String(decoding: document.text[line].prefix(200), as: UTF8.self))
                wasShown = true
            } else if document.text[line.lowerBound] == UInt8(ascii: " ")
                || document.text[line].allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || SourceDocument.isSpace($0) })
            {
                // `--show-source` and its caret; `--count`.
                wasShown = true
            } else if wasShown || problems.isEmpty {
                others.append(ByteSpan(line.lowerBound, line.upperBound))
            } else {
                wasShown = true
            }
        }
        // pylint names a module only where it has something to say.
        let modules = RefrainLinesFormat.lines(document.text).first { document.text[$0].starts(with: Self.module) }
        if problems.isEmpty, let first = others.first ?? modules.map({ ByteSpan($0.lowerBound, $0.upperBound) }) {
            throw .malformed(
                format: id, document.place(byte: first.start), why: "no line reads `path:line:column: CODE message`")
        }
        // pylint's older forms have the codes alone, of four digits.
        let isPylint =
            problems.first?.isPylint == true
            || (problems.contains(where: \.isPylint)
                && problems.allSatisfy { item in
                    item.isPylint || item.problem.rule.map { $0.count == 5 && Int($0.dropFirst()) != nil } == true
                })
        var report = ToolReport(
            tool: isPylint
                ? "pylint" : isRuff || problems.contains { $0.problem.rule == "invalid-syntax" } ? "Ruff" : "flake8")
        for found in problems {
            var problem = found.problem
            if isPylint, problem.severity == nil { problem.severity = problem.rule?.utf8.first.flatMap(Self.pylints) }
            report.add(problem)
        }
        sum.check(&report)
        for span in others { report.unparsed(span, "no line of a violation") }
        sink(report.review)
    }

    /// The lines up to pylint's report of figures (`--reports y`), which it opens with `Report` and a line of signs.
    private static func lines(_ document: SourceDocument) -> [Range<Int>] {
        let lines = RefrainLinesFormat.lines(document.text)
        for (title, signs) in zip(lines, lines.dropFirst())
        where document.text[title].elementsEqual(Array("Report".utf8)) {
            let isRule = document.text[signs].count >= 6 && document.text[signs].allSatisfy { $0 == UInt8(ascii: "=") }
            if isRule { return Array(lines.prefix { $0.lowerBound < title.lowerBound }) }
        }
        return lines
    }

    /// pylint's R0801, which has its name behind the source that is the same in two modules or more.
    private static func isOfCopies(_ found: (problem: ToolProblem, isPylint: Bool)) -> Bool {
        found.isPylint && ["R0801", "duplicate-code"].contains(found.problem.rule)
    }

    /// What R0801 shows: `==quay.mast:[53:75]` for each of the modules, and their source.
    ///
    /// - Returns: the index of the first line behind it; `nil` where no module follows.
    private static func copies(
        in document: SourceDocument, _ lines: [Range<Int>], behind index: Int
    ) -> (end: Int, words: String)? {
        let next = index + 1
        guard next < lines.count, document.text[lines[next]].starts(with: Array("==".utf8)) else { return nil }
        let mark = Array("(duplicate-code)".utf8)
        var end = next
        var isMarked = false
        while end < lines.count, !isMarked {
            let line = document.text[lines[end]]
            if line.starts(with: module) || violation(line) != nil { break }
            let words = line.suffix(mark.count + 4).reversed().drop(while: SourceDocument.isSpace)
            isMarked = words.starts(with: mark.reversed())
            end += 1
        }
        if !isMarked, let chrome = (next..<end).first(where: { isChrome(document.text[lines[$0]]) }) { end = chrome }
        let bytes = document.text[lines[next].lowerBound..<lines[end - 1].upperBound]
        var words = String(decoding: bytes, as: UTF8.self)
        while words.last?.isWhitespace == true { words.removeLast() }
        if isMarked { words.removeLast(mark.count) }
        while words.last?.isWhitespace == true { words.removeLast() }
        return (end, words)
    }

    private static func isCaret(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains(UInt8(ascii: "^")) && line.allSatisfy { $0 == UInt8(ascii: "^") || SourceDocument.isSpace($0) }
    }

    private static let module = Array("************* Module".utf8)

    /// What the tools print around their lines: pylint's modules and rating, Ruff's sums, flake8's statistics.
    private static func isChrome(_ line: ArraySlice<UInt8>) -> Bool {
        let openings = [
            "************* Module", "-----", "Your code has been rated", "Found ", "[*] ", "All checks passed",
        ]
        if openings.contains(where: { line.starts(with: Array($0.utf8)) }) { return true }
        let rest = line.drop { $0 >= 0x30 && $0 <= 0x39 }
        guard rest.count < line.count, rest.first == 0x20 else { return false }
        let code = rest.drop { $0 == 0x20 }.prefix { $0 > 0x20 }
        return code.count <= 9 && code.first.map { $0 >= 0x41 && $0 <= 0x5A } == true
            && code.last.map { $0 >= 0x30 && $0 <= 0x39 } == true
    }

    /// The parts of `path:12:5: E501 message`, of flake8's pylint form `path:12: [E501] message`, of Ruff's rules by name,
    /// `path:12:5: unused-import: message`, and of pylint's `path:12:5: C0114: message (symbol)`; `nil` for other lines.
    static func violation(_ line: ArraySlice<UInt8>) -> (problem: ToolProblem, isPylint: Bool)? {
        let colon = UInt8(ascii: ":")
        var at = line.startIndex
        // A command to a CI system says the same again behind it.
        if line.starts(with: [colon, colon]) || line.starts(with: Array("##".utf8)) { return nil }
        if let found = studio(line) { return found }
        // The drive of `C:\work\a.py:1:1:` is no end of the path.
        if line.count > 3, line[at + 1] == colon, line[at + 2] == 0x5C || line[at + 2] == UInt8(ascii: "/") { at += 2 }
        while let end = line[at...].firstIndex(of: colon) {
            var next = end + 1
            guard end > line.startIndex, let row = number(line, &next) else {
                at = end + 1
                continue
            }
            var column: Int?
            if next < line.endIndex, line[next] == colon {
                var after = next + 1
                if let value = number(line, &after), after < line.endIndex, line[after] == colon {
                    column = value
                    next = after
                }
            }
            guard next + 2 < line.endIndex, line[next] == colon, line[next + 1] == 0x20 else { return nil }
            let start = next + 2
            let path = String(decoding: line[..<end], as: UTF8.self)
            guard !isOthers(path, line[start...]) else { return nil }
            if let found = bracketed(line, start, path: path, row: row) { return found }
            if let found = named(line, start, path: path, row: row, column: column) { return found }
            var code = start
            while code < line.endIndex, code - start < 4, line[code] >= 0x41, line[code] <= 0x5A { code += 1 }
            let digits = code
            while code < line.endIndex, code - digits < 5, line[code] >= 0x30, line[code] <= 0x39 { code += 1 }
            guard digits > start, code > digits else { return nil }
            let isPylint = code < line.endIndex && line[code] == colon
            guard isPylint || code == line.endIndex || SourceDocument.isSpace(line[code]) else { return nil }
            var message = String(decoding: line[(isPylint ? code + 1 : code)...], as: UTF8.self)
            message = message.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
            while message.last?.isWhitespace == true { message.removeLast() }
            // Ruff's mark of what it can mend.
            if message.hasPrefix("[*] ") { message.removeFirst(4) }
            var rule = String(decoding: line[start..<code], as: UTF8.self)
            if isPylint, message.hasSuffix(")"), let open = message.lastIndex(of: "(") {
                rule = String(message[message.index(after: open)...].dropLast())
                message = String(message[..<open])
                while message.last == " " { message.removeLast() }
            }
            return (
                ToolProblem(
                    rule: rule, message: message, path: path, firstLine: row,
                    column: isPylint ? column.map { $0 + 1 } : column,
                    severity: isPylint ? pylints(line[start]) : nil, span: ByteSpan(0, 0)), isPylint
            )
        }
        return nil
    }

    /// golangci-lint names checks of Go by codes, too, and ansible-lint of old its rules: `berth.yml:3: [E301] message`.
    private static func isOthers(_ path: String, _ message: ArraySlice<UInt8>) -> Bool {
        if path.hasSuffix(".go") { return true }
        guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else { return false }
        return message.count > 6 && message.starts(with: Array("[E".utf8))
            && message[message.startIndex + 5] == UInt8(ascii: "]")
    }

    /// pylint's `msvs` form: `path(12): [C0114(missing-module-docstring)object] message`.
    private static func studio(_ line: ArraySlice<UInt8>) -> (problem: ToolProblem, isPylint: Bool)? {
        guard let open = line.firstIndex(of: UInt8(ascii: "(")), open > line.startIndex else { return nil }
        var next = open + 1
        guard let row = number(line, &next), next + 3 < line.endIndex,
            line[next...].starts(with: Array("): [".utf8))
        else { return nil }
        return bracketed(line, next + 3, path: String(decoding: line[..<open], as: UTF8.self), row: row)
    }

    /// The word for the letter that pylint's codes begin with, as its JSON has it.
    private static func pylints(_ letter: UInt8) -> String? {
        switch letter {
        case UInt8(ascii: "F"): "fatal"
        case UInt8(ascii: "E"): "error"
        case UInt8(ascii: "W"): "warning"
        case UInt8(ascii: "C"): "convention"
        case UInt8(ascii: "R"): "refactor"
        case UInt8(ascii: "I"): "info"
        default: nil
        }
    }

    /// `[E501] message`, or pylint's `[C0114(missing-module-docstring), object] message`.
    private static func bracketed(
        _ line: ArraySlice<UInt8>, _ start: Int, path: String, row: Int
    ) -> (problem: ToolProblem, isPylint: Bool)? {
        guard line[start] == UInt8(ascii: "["), let close = line[start...].firstIndex(of: UInt8(ascii: "]")) else {
            return nil
        }
        let inside = String(decoding: line[(start + 1)..<close], as: UTF8.self)
        // Ruff's, which names a file that it cannot parse.
        if inside == "invalid-syntax" {
            return (
                ToolProblem(
                    rule: inside, message: text(line[(close + 1)...]), path: path, firstLine: row, severity: "error",
                    span: ByteSpan(0, 0)), false
            )
        }
        let code = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard code.count <= 9, code.first?.isUppercase == true, code.last?.isNumber == true else { return nil }
        let rest = inside.dropFirst(code.count)
        // Before version 1.4 the object stood behind the code alone: `[C0111, Mast.hoist]`.
        let isPylint = rest.hasPrefix("(") || rest.hasPrefix(", ")
        guard isPylint || rest.isEmpty else { return nil }
        let symbol = rest.hasPrefix("(") ? rest.dropFirst().prefix { $0 != ")" } : code
        let object = rest.split(separator: ",", maxSplits: 1).dropFirst().first.map { $0.drop { $0 == " " } }
        return (
            ToolProblem(
                rule: isPylint ? String(symbol) : String(code), message: text(line[(close + 1)...]), path: path,
                firstLine: row, severity: isPylint ? pylints(line[start + 1]) : nil,
                symbols: object.flatMap { $0.isEmpty ? nil : [String($0)] } ?? [], span: ByteSpan(0, 0)),
            isPylint
        )
    }

    /// `unused-import: message`: a rule by its name, of at least two words.
    private static func named(
        _ line: ArraySlice<UInt8>, _ start: Int, path: String, row: Int, column: Int?
    ) -> (problem: ToolProblem, isPylint: Bool)? {
        let name = line[start...].prefix { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
        // Ruff says `SyntaxError` of a file that it cannot parse.
        let syntax = Array("SyntaxError: ".utf8)
        if column != nil, line[start...].starts(with: syntax) {
            return (
                ToolProblem(
                    rule: "SyntaxError", message: text(line[(start + syntax.count)...]), path: path, firstLine: row,
                    column: column, severity: "error", span: ByteSpan(0, 0)), false
            )
        }
        guard column != nil, name.contains(0x2D), name.first != 0x2D, name.endIndex + 1 < line.endIndex,
            line[name.endIndex] == UInt8(ascii: ":"), line[name.endIndex + 1] == 0x20
        else { return nil }
        return (
            ToolProblem(
                rule: String(decoding: name, as: UTF8.self), message: text(line[(name.endIndex + 1)...]), path: path,
                firstLine: row, column: column, span: ByteSpan(0, 0)), false
        )
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\r" || $0 == "\t" }.joined(separator: " ")
    }

    private static func number(_ line: ArraySlice<UInt8>, _ at: inout Int) -> Int? {
        let start = at
        while at < line.endIndex, at - start < 40, line[at] >= 0x30, line[at] <= 0x39 { at += 1 }
        guard at > start else { return nil }
        // What is too large for a line is told as such.
        return at - start > 15 ? 1 << 50 : Int(String(decoding: line[start..<at], as: UTF8.self))
    }
}
