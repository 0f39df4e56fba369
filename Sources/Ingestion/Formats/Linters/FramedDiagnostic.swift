/// A diagnostic in the form of rustc, which Ruff and ty have, too: its words on a line, the place behind an arrow on the
/// next, and the source in a frame below.
struct FramedDiagnostic {
    /// `error`; `nil` where none is told.
    var severity: String?
    var rule: String?
    var message: String
    var path: String
    var line: Int
    /// 1-based.
    var column: Int?
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
                if let last = found.indices.last {
                    found[last].range = found[last].range.lowerBound..<opening.lowerBound
                }
                found.append(made)
                head = nil
            } else if bytes.first != 0x20, bytes.first != UInt8(ascii: "|"), bytes.first != 0x09 {
                head = line
            }
        }
        if let last = found.indices.last {
            found[last].range = found[last].range.lowerBound..<document.text.count
        }
        return found
    }

    private init?(
        _ head: ArraySlice<UInt8>, _ place: (path: String, line: Int, column: Int?), at range: Range<Int>
    ) {
        var text = Substring(String(decoding: head.prefix(1 << 14), as: UTF8.self))
        while text.last?.isWhitespace == true { text.removeLast() }
        (path, line, column) = place
        self.range = range
        self.head = range
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

    /// ` --> path:12:5`.
    private static func place(_ line: ArraySlice<UInt8>) -> (path: String, line: Int, column: Int?)? {
        let rest = line.drop { $0 == 0x20 }
        guard rest.count < 5_000, rest.starts(with: Array("--> ".utf8)) else { return nil }
        var parts = String(decoding: rest.dropFirst(4), as: UTF8.self)
            .split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let number = Int(last.filter { !$0.isWhitespace }), parts.count > 1 else {
            return nil
        }
        parts.removeLast()
        guard parts.count > 1, let line = parts.last.flatMap({ Int($0) }) else {
            return (parts.joined(separator: ":"), number, nil)
        }
        return (parts.dropLast().joined(separator: ":"), line, number)
    }
}
