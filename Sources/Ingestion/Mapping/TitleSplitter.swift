/// Cuts a message into a finding's title and body.
enum TitleSplitter {
    /// The most bytes of a title.
    static let limit = 200

    /// The first line, or its first sentence where it is long, and all the rest.
    static func split(_ message: String) -> (title: String, body: String) {
        let bytes = message.utf8
        // The usual message of a tool: one short line.
        if bytes.count <= limit, bytes.first != 0x20, bytes.last != 0x20, !message.containsByte(where: { $0 < 0x20 }) {
            return (message, "")
        }
        var start = bytes.startIndex
        while start < bytes.endIndex, bytes[start] <= 0x20 { start = bytes.index(after: start) }
        var end = start
        var sentence: String.Index?
        var word: String.Index?
        var length = 0
        while end < bytes.endIndex, bytes[end] != 0x0A, bytes[end] != 0x0D, length < limit {
            let next = bytes.index(after: end)
            if bytes[end] == 0x20 {
                word = end
                if sentence == nil, length > 12, bytes[bytes.index(before: end)] == UInt8(ascii: ".") { sentence = end }
            }
            end = next
            length += 1
        }
        let isWholeLine = end == bytes.endIndex || bytes[end] == 0x0A || bytes[end] == 0x0D
        if !isWholeLine {
            end = sentence ?? word ?? end
            while end > start, end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        }
        return (trimmed(message[start..<end]), trimmed(message[end...]))
    }

    private static func trimmed(_ text: Substring) -> String {
        let bytes = text.utf8
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else {
            return ""
        }
        return String(text[first...last])
    }
}
