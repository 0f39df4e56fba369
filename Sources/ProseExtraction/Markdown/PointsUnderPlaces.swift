import FindingsModel

/// "Line 21: …" and under it, further in, "- so all tests share it", "- and one ends it for all", then "Line 35: …".
///
/// Markdown takes all that follows the first bullet for its item. The bullets become blanks, so that the points go on with the
/// line that they are indented under.
enum PointsUnderPlaces {
    static func normalized(_ document: [UInt8]) -> [UInt8] {
        guard document.has("\n ", within: 0..<document.count) else { return document }
        var bullets: [Int] = []
        var isUnderPlace = false
        var pending: [Int] = []
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            defer { start = end + 1 }
            let line = start..<end
            guard let first = document[line].firstIndex(where: { !$0.isBlank }) else {
                pending = []
                isUnderPlace = false
                continue
            }
            if first > start {
                let isBullet =
                    document[first].isOne(of: "-*+") && first + 1 < end && document[first + 1] == .space
                if isUnderPlace, isBullet { pending.append(first) }
                continue
            }
            let isPlaced = opensWithPlace(document, line, before: end + 1)
            // Markdown would have the next place go on with the last point.
            if isPlaced || !pending.isEmpty && isPlacedLine(document, line) { bullets += pending }
            pending = []
            isUnderPlace = isPlaced || isPlacedLine(document, line)
        }
        guard !bullets.isEmpty else { return document }
        var out = document
        for bullet in bullets { out[bullet] = .space }
        return out
    }

    /// A place opens the line, and points stand under it.
    private static func opensWithPlace(_ document: [UInt8], _ line: Range<Int>, before next: Int) -> Bool {
        next + 1 < document.count && document[next] == .space && isPlacedLine(document, line)
    }

    private static func isPlacedLine(_ document: [UInt8], _ line: Range<Int>) -> Bool {
        guard line.count > 6, document[line].prefix(40).contains(where: \.isDigit) else { return false }
        let text = StyledText(String(decoding: document[line].prefix(200), as: UTF8.self))
        return LocationLabel(text).map { $0.end < text.count } ?? false
    }
}
