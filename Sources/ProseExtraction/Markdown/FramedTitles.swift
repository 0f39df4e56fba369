import FindingsModel

/// Lines that a program frames to set its records apart: "######## ida :: src/a.py:12 ########", "===== a.py =====", and rules
/// of `═`, `─` or many `=`, which are no Markdown, or Markdown for something else. They become headings and rules, byte for byte.
enum FramedTitles {
    static func normalize(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        var isFenced = false
        var wasBlank = true
        for line in lines {
            let text = document[line].trimmingBlanks
            defer { wasBlank = text.isEmpty }
            guard let first = text.first else { continue }
            if document.has("```", at: text.startIndex) { isFenced.toggle() }
            if isFenced { continue }
            if let words = framed(text, in: document) {
                blank(line, but: words, in: &document)
                document.replaceSubrange(line.lowerBound..<line.lowerBound + 4, with: "### ".utf8)
            } else if text.count >= leastRule * 3, first == 0xE2, isDrawn(text) {
                blank(line, but: 0..<0, in: &document)
                document.replaceSubrange(line.lowerBound..<line.lowerBound + 3, with: "***".utf8)
            } else if wasBlank, first == UInt8(ascii: "="), text.count >= leastRule, text.allSatisfy({ $0 == first }) {
                // Below words it would be the rule of a title.
                for index in text.indices { document[index] = UInt8(ascii: "*") }
            }
        }
    }

    private static let leastRule = 20

    /// Where the words stand that runs of the same sign enclose, more of them than any markup has.
    private static func framed(_ text: ArraySlice<UInt8>, in document: [UInt8]) -> Range<Int>? {
        guard text.count <= 300, let sign = text.first, sign.isOne(of: "#=*~-"), text.last == sign else { return nil }
        let before = text.prefix { $0 == sign }.count
        let after = text.reversed().prefix { $0 == sign }.count
        let least = sign == UInt8(ascii: "#") ? 7 : 5
        guard before >= least, after >= least, before + after + 4 < text.count else { return nil }
        let words = text.dropFirst(before).dropLast(after)
        guard words.first == .space, words.last == .space, words.contains(where: \.isLetter) else { return nil }
        return words.startIndex..<words.endIndex
    }

    /// Nothing but horizontal lines of the box-drawing block.
    private static func isDrawn(_ text: ArraySlice<UInt8>) -> Bool {
        var index = text.startIndex
        while index < text.endIndex {
            guard index + 2 < text.endIndex, text[index] == 0xE2, text[index + 1] == 0x94 || text[index + 1] == 0x95,
                [0x80, 0x81, 0x84, 0x85, 0x88, 0x89, 0x90].contains(text[index + 2])
            else { return false }
            index += 3
        }
        return true
    }

    private static func blank(_ line: Range<Int>, but kept: Range<Int>, in document: inout [UInt8]) {
        for index in line where !kept.contains(index) { document[index] = .space }
    }
}
