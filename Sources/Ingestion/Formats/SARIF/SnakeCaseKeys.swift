/// A SARIF log whose names are spelled `physical_location`, as programs write it that print their objects' own fields
/// (Python's `sarif_om` and `attrs`), with the names that SARIF gives them.
enum SnakeCaseKeys {
    private static let mark = Array("\"physical_location\"".utf8)
    private static let proper = Array("\"physicalLocation\"".utf8)

    /// The text with its keys renamed, each byte where it was: what a name is shorter by is space behind it.
    ///
    /// - Returns: `nil` where the names are SARIF's.
    static func renamed(_ text: [UInt8]) -> [UInt8]? {
        guard !find(proper, in: text), find(mark, in: text) else { return nil }
        let quote = UInt8(ascii: "\"")
        var text = text
        var at = 0
        while at < text.count {
            guard text[at] == quote else {
                at += 1
                continue
            }
            let start = at + 1
            var end = start
            while end < text.count, text[end] != quote { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
            guard end < text.count else { break }
            var next = end + 1
            while next < text.count, SourceDocument.isSpace(text[next]) { next += 1 }
            if next < text.count, text[next] == UInt8(ascii: ":"), end - start < 60,
                text[start..<end].contains(UInt8(ascii: "_")), text[start..<end].allSatisfy(isPart)
            {
                var name: [UInt8] = []
                var isCapital = false
                for byte in text[start..<end] {
                    if byte == UInt8(ascii: "_") {
                        isCapital = !name.isEmpty
                    } else {
                        name.append(isCapital && byte >= 0x61 ? byte - 0x20 : byte)
                        isCapital = false
                    }
                }
                name.append(quote)
                name += Array(repeating: 0x20, count: end + 1 - start - name.count)
                text.replaceSubrange(start...end, with: name)
            }
            at = end + 1
        }
        return text
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
    }

    private static func find(_ words: [UInt8], in text: [UInt8]) -> Bool {
        var at = 0
        while let start = text[at...].firstIndex(of: words[0]) {
            if text[start...].starts(with: words) { return true }
            at = start + 1
        }
        return false
    }
}
