import FindingsModel

/// Rewriting byte for byte: what is left of a place is filled with blanks, so that no offset behind it moves.
extension [UInt8] {
    mutating func blank(_ range: Range<Int>) {
        for index in range { self[index] = .space }
    }

    /// Writes `words` over `range`, blanks behind them, and keeps a line feed that ends the range; `false` where they do not
    /// fit, and nothing is written.
    @discardableResult
    mutating func write(_ words: some Collection<UInt8>, over range: Range<Int>) -> Bool {
        let endsLine = !range.isEmpty && self[range.upperBound - 1] == .lineFeed
        guard words.count <= range.count - (endsLine ? 1 : 0) else { return false }
        let words = Array(words)
        blank(range.lowerBound..<(endsLine ? range.upperBound - 1 : range.upperBound))
        replaceSubrange(range.lowerBound..<range.lowerBound + words.count, with: words)
        return true
    }

    /// The text of `range`, without the blanks around it.
    func text(_ range: Range<Int>) -> String { String(decoding: self[range].trimmingBlanks, as: UTF8.self) }

    /// Nothing but one sign, at least three times, as programs draw a line between two records.
    func isRule(_ line: Range<Int>) -> Bool {
        let text = self[line].trimmingBlanks
        guard let sign = text.first, text.count > 2, sign.isOne(of: "-=*_~#+") else { return false }
        return text.allSatisfy { $0 == sign }
    }
}
