/// Numbers as a line of block characters, eight heights.
enum Sparkline {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// At most `width` characters: neighbours are drawn together by their mean where there are more numbers.
    ///
    /// What is not a number is a blank.
    ///
    /// - Parameter ceiling: what the full height stands for; the largest number where it is not given.
    static func draw(_ values: [Double], width: Int, ceiling: Double? = nil) -> String {
        guard !values.isEmpty, width > 0 else { return "" }
        let shown = values.count <= width ? values : pooled(values, into: width)
        let top = ceiling ?? shown.filter(\.isFinite).max() ?? 0
        return String(
            shown.map { value in
                guard value.isFinite else { return " " }
                guard top > 0, value > 0 else { return blocks[0] }
                return blocks[min(7, max(0, Int((value / top * 7).rounded())))]
            })
    }

    private static func pooled(_ values: [Double], into count: Int) -> [Double] {
        (0..<count).map { index in
            let start = index * values.count / count
            let end = max(start + 1, (index + 1) * values.count / count)
            let known = values[start..<end].filter(\.isFinite)
            return known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
        }
    }

    /// A bar of at most `width` characters, to an eighth of a character.
    static func bar(_ value: Double, of ceiling: Double, width: Int) -> String {
        guard ceiling > 0, value > 0, width > 0 else { return "" }
        let eighths = max(1, Int((min(1, value / ceiling) * Double(width) * 8).rounded()))
        let rest: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? String(rest[eighths % 8 - 1]) : "")
    }
}
