/// An answer as it comes over the wire: server-sent events, whose lines `data: {…}` hold JSON.
///
/// Source: the HTML standard, section "Server-sent events".
enum EventStream {
    /// The JSON of each event; `nil` where the document is anything but such a stream.
    static func values(_ document: [UInt8]) -> [JSONSpans]? {
        guard let start = document.firstIndex(where: { !$0.isBlank }),
            document.has("data:", at: start) || document.has("event:", at: start) || document.has("id:", at: start)
        else { return nil }
        var lines: [UInt8] = document
        var hasData = false
        var index = 0
        while index < lines.count {
            let end = lines[index...].firstIndex(of: .lineFeed) ?? lines.count
            let line = lines[index..<end]
            if line.allSatisfy(\.isBlank) {
                index = end + 1
                continue
            }
            if lines.has("data:", at: index) {
                let rest = line.dropFirst(5).drop(while: \.isBlank)
                // The sign of the end is no JSON.
                let isEnd = rest.starts(with: "[DONE]".utf8)
                guard isEnd || rest.first == UInt8(ascii: "{") else { return nil }
                hasData = hasData || !isEnd
                for place in index..<(isEnd ? end : rest.startIndex) { lines[place] = .space }
            } else if line.first == UInt8(ascii: ":") || names.contains(where: { lines.has($0, at: index) }) {
                for place in line.indices { lines[place] = .space }
            } else {
                return nil
            }
            index = end + 1
        }
        return hasData ? JSONSpans.values(lines) : nil
    }
    private static let names: [StaticString] = ["event:", "id:", "retry:"]
}
