/// Lines that open with a number on a key ("1\u{FE0F}\u{20E3} The socket stays open"), as the items of a list that they are meant to be.
///
/// Only where one such line follows upon another; where a number on a key heads paragraphs of its own it is a title's.
/// The marks are replaced in place, so that all bytes keep theirs.
enum KeycapItems {
    static func normalized(_ document: [UInt8]) -> [UInt8] {
        guard document.contains(0x83) else { return document }
        var marks: [(start: Int, end: Int)] = []
        var lonely: [(start: Int, end: Int)] = []
        var paragraph: [(start: Int, end: Int)] = []
        var others = 0
        func close() {
            if others == 0, paragraph.count > 1 { marks += paragraph }
            if others == 0, paragraph.count == 1 { lonely += paragraph }
            paragraph = []
            others = 0
        }
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            if !document[start..<end].contains(where: { !$0.isBlank }) {
                close()
            } else if let length = keycap(document[start..<end]) {
                paragraph.append((start, start + length))
            } else {
                others += 1
            }
            start = end + 1
        }
        close()
        guard marks.count > 1 else { return document }
        var out = document
        for mark in marks + lonely {
            let number = out[mark.start]
            for index in mark.start..<mark.end { out[index] = .space }
            // Four blanks before it, or five behind it, would make code of the item.
            let first = mark.start + (mark.end - mark.start > 5 ? 3 : 0)
            out[first] = number
            out[first + 1] = UInt8(ascii: ".")
        }
        return out
    }

    /// The bytes of the key that opens the line, with the blank behind it.
    private static func keycap(_ line: ArraySlice<UInt8>) -> Int? {
        guard let first = line.first, first.isDigit else { return nil }
        let rest = line.dropFirst()
        for sign: [UInt8] in [[0xEF, 0xB8, 0x8F, 0xE2, 0x83, 0xA3, .space], [0xE2, 0x83, 0xA3, .space]]
        where rest.starts(with: sign) {
            return sign.count + 1
        }
        return nil
    }
}
