import FindingsModel

/// Category scores as one short text of a column: `sleepy-test:2.1 slow-test:0.8`.
enum CategoryScoreText {
    /// `nil` for none.
    static func write(_ scores: [CategoryScore]) -> String? {
        if scores.isEmpty { return nil }
        return scores.map { "\($0.category):\($0.score)" }.joined(separator: " ")
    }

    /// What cannot be read is left out.
    static func read(_ text: String?) -> [CategoryScore] {
        guard let text else { return [] }
        return text.utf8.split(separator: 0x20).compactMap { part in
            guard let colon = part.lastIndex(of: 0x3A),
                let score = Double(Substring(part[part.index(after: colon)...])), score.isFinite
            else { return nil }
            return CategoryScore(category: String(Substring(part[..<colon])), score: score)
        }
    }
}
