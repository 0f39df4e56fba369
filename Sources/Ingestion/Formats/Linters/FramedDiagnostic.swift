import FindingsModel

/// A diagnostic in the form of rustc, which Ruff and ty have, too: its words on a line, the place behind an arrow on the
/// next, and the source in a frame below. Oxlint and others that print by miette put a mark before the words and the place
/// into the frame's corner.
struct FramedDiagnostic {
    /// `error`; `nil` where none is told.
    var severity: String?
    var rule: String?
    var message: String
    var path: String
    var line: Int
    /// 1-based.
    var column: Int?
    /// It opens with `ERROR` and ends with the rule, as Pyrefly's.
    private(set) var isPyreflys = false
    /// Its first line.
    let head: Range<Int>
    /// From its first line to the next diagnostic's.
    var range: Range<Int>

    /// All of a text, in order.
    static func all(in document: SourceDocument) -> [FramedDiagnostic] {
        var found: [FramedDiagnostic] = []
        var head: Range<Int>?
        for line in RefrainLinesFormat.lines(document.text) {
            let bytes = document.text[line]
            if let place = place(bytes) {
                guard let opening = head, let made = FramedDiagnostic(document.text[opening], place, at: opening) else {
                    continue
                }
                head = nil
                // rustc's and ty's word on the diagnostic above, of another place.
                if made.isRemark, !found.isEmpty { continue }
                if let last = found.indices.last {
                    found[last].range = found[last].range.lowerBound..<opening.lowerBound
                }
                found.append(made)
            } else if isMarked(bytes) || opensIndented(bytes)
                || (bytes.first != 0x20 && bytes.first != UInt8(ascii: "|") && bytes.first != 0x09)
            {
                head = line
            }
        }
        if let last = found.indices.last {
            found[last].range = found[last].range.lowerBound..<document.text.count
        }
        for index in found.indices where found[index].rule == nil {
            found[index].rule = lint(document.text[found[index].range])
        }
        return found
    }

    /// It says more of another diagnostic, rather than of a problem.
    private var isRemark: Bool { rule == nil && ["note", "help", "info"].contains(severity ?? "") }

    /// A block that was moved to the right as a whole: ` error: message`.
    private static func opensIndented(_ line: ArraySlice<UInt8>) -> Bool {
        let words = line.drop { $0 == 0x20 }
        guard (1...8).contains(words.startIndex - line.startIndex) else { return false }
        return severityOpenings.contains { words.starts(with: $0) }
    }

    private static let severityOpenings = ["error: ", "warning: ", "error[", "warning[", "WARN ", "INFO "].map {
        Array($0.utf8)
    }

    /// The lint that rustc and Clippy name below a diagnostic: ``= note: `#[warn(clippy::needless_borrow)]` on by default``,
    /// ``= note: requested on the command line with `-D clippy::unwrap_used` ``, or the lint's page.
    private static func lint(_ block: ArraySlice<UInt8>) -> String? {
        for line in block.prefix(1 << 16).split(separator: UInt8(ascii: "\n")) where line.count < 1_000 {
            let rest = line.drop { $0 == 0x20 }
            guard rest.first == UInt8(ascii: "=") else { continue }
            let words = Substring(decoding: rest, as: UTF8.self)
            for (open, prefix) in lintMarks {
                guard let start = words.byteRange(of: open) else { continue }
                let name = words[start.upperBound...].prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "_:-".contains($0))
                }
                if name.isEmpty || name == "warnings" { continue }
                return prefix + name.replacing("-", with: "_")
            }
        }
        return nil
    }

    private static let lintMarks = [
        ("#[warn(", ""), ("#[deny(", ""), ("#[forbid(", ""), ("with `-D ", ""), ("with `-W ", ""), ("with `-F ", ""),
        ("note: `-D ", ""), ("note: `-W ", ""),
        ("rust-clippy/master/index.html#", "clippy::"), ("rust-clippy/stable/index.html#", "clippy::"),
    ]

    /// `  × eslint(no-debugger): message`, `  ! message` where the terminal is plain.
    private static func isMarked(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: [0x20, 0x20]), line.count > 4 else { return false }
        return marks.contains { line.dropFirst(2).starts(with: $0.bytes) }
    }

    private static let marks: [(bytes: [UInt8], severity: String)] = [
        ("× ", "error"), ("x ", "error"), ("⚠ ", "warning"), ("! ", "warning"), ("☞ ", "info"), ("> ", "info"),
    ].map { (Array($0.0.utf8), $0.1) }

    private init?(
        _ head: ArraySlice<UInt8>, _ place: (path: String, line: Int, column: Int?), at range: Range<Int>
    ) {
        var text = Substring(String(decoding: head.prefix(1 << 14), as: UTF8.self))
        if Self.opensIndented(head) { text = text.drop { $0 == " " } }
        while text.last?.isWhitespace == true { text.removeLast() }
        (path, line, column) = place
        self.range = range
        self.head = range
        if Self.isMarked(head), let mark = Self.marks.first(where: { head.dropFirst(2).starts(with: $0.bytes) }) {
            severity = mark.severity
            let words = String(decoding: head.dropFirst(2 + mark.bytes.count), as: UTF8.self)
            let parts = words.byteRange(of: "): ")
            if let parts, words[..<parts.lowerBound].contains("("), !words[..<parts.lowerBound].contains(" ") {
                rule = String(words[..<parts.lowerBound]) + ")"
                message = String(words[parts.upperBound...])
            } else {
                message = words
            }
            while message.last?.isWhitespace == true { message.removeLast() }
            return
        }
        let word = text.prefix { $0.isLowercase }
        if ["error", "warning", "note", "help", "info"].contains(word) {
            var rest = text[word.endIndex...]
            if rest.first == "[", let close = rest.firstIndex(of: "]") {
                rule = String(rest[..<close].dropFirst())
                rest = rest[rest.index(after: close)...]
            }
            guard rest.hasPrefix(": ") else { return nil }
            severity = String(word)
            message = String(rest.dropFirst(2))
            return
        }
        if let (word, words) = PyreflyLine.severity(text), let found = PyreflyLine.ruled(words) {
            (severity, rule, message) = (word, found.rule, found.message)
            isPyreflys = true
            return
        }
        // Ruff's `F401 [*] message`, `invalid-syntax: message`.
        let code = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        var rest = text[code.endIndex...]
        let isName = rest.hasPrefix(": ") && code.contains("-")
        let isCode = rest.hasPrefix(" ") && code.last?.isNumber == true && code.first?.isUppercase == true
        guard isName || isCode else { return nil }
        rest = rest.dropFirst(isName ? 2 : 1)
        if rest.hasPrefix("[*] ") { rest = rest.dropFirst(4) }
        rule = String(code)
        message = String(rest)
    }

    /// What a line with a place begins with, and whether the place ends with a bracket.
    private static let arrows: [(bytes: [UInt8], isBracketed: Bool)] = [
        ("--> ", false), ("╭▸ ", false), (",-[", true), ("╭─[", true),
    ].map { (Array($0.0.utf8), $0.1) }

    /// ` --> path:12:5`, `  ╭─[path:12:5]`.
    private static func place(_ line: ArraySlice<UInt8>) -> (path: String, line: Int, column: Int?)? {
        let rest = line.drop { $0 == 0x20 }
        guard rest.count < 5_000, let arrow = arrows.first(where: { rest.starts(with: $0.bytes) }) else { return nil }
        var words = String(decoding: rest.dropFirst(arrow.bytes.count), as: UTF8.self)
        while words.last?.isWhitespace == true { words.removeLast() }
        if arrow.isBracketed {
            guard words.last == "]" else { return nil }
            words.removeLast()
        }
        var parts = words.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let number = Int(last), parts.count > 1 else {
            return nil
        }
        parts.removeLast()
        guard parts.count > 1, let line = parts.last.flatMap({ Int($0) }) else {
            return (parts.joined(separator: ":"), number, nil)
        }
        return (parts.dropLast().joined(separator: ":"), line, number)
    }
}
