import FindingsModel

/// A rating at the right end of a title line, a gap apart: "R-07  The winch is never braked            Risk: low".
struct RatingColumn {
    let severity: (Severity, String)
    let title: StyledText
    /// What stands below the line.
    let rest: StyledText

    /// `nil` where no gap of two blanks at least parts the line, or what stands behind it rates nothing.
    init?(_ text: StyledText) {
        guard let line = text.lines.first, line.count <= Self.maximumLength else { return nil }
        var end = line.upperBound
        while end > line.lowerBound, text.bytes[end - 1].isBlank { end -= 1 }
        var start = end
        while start > line.lowerBound + 1, !(text.bytes[start - 1] == .space && text.bytes[start - 2] == .space) {
            start -= 1
        }
        let before = text.slice(line.lowerBound..<max(line.lowerBound, start - 2)).trimmed()
        guard end - start <= 40, end > start, start > line.lowerBound + 1, PhraseKey(before.bytes[...]).count > 1 else {
            return nil
        }
        let column = text.slice(start..<end)
        var words = column.flat
        if let field = FieldLabel(column) {
            guard field.kind == .severity, field.end < column.count else { return nil }
            words = column.flat(field.end..<column.count)
        }
        words.removeAll { "[]()".contains($0) }
        guard let rated = RemarkLead.ratedPart(of: words.strippedOfSigns.trimmingSpaces) else { return nil }
        severity = rated
        title = before
        rest = text.slice(min(line.upperBound + 1, text.count)..<text.count).trimmed()
    }

    private static let maximumLength = 200
}
