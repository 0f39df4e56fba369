import FindingsModel

/// What a paragraph is by its look: struck out, nothing but places, labels, a rating or bold words.
extension RemarkFinder {
    /// A paragraph that a label says is the conclusion: "**Verdict:** …", "TL;DR: …".
    static func isVerdictLike(_ text: StyledText) -> Bool { VerdictReader.label(of: text) != nil }

    func isStruck(_ text: StyledText) -> Bool {
        zip(text.bytes, text.styles).allSatisfy { $0.isBlank || $1.contains(.struck) }
    }

    func isOnlyLocations(_ text: StyledText, _ label: LocationLabel) -> Bool {
        if label.end >= text.count { return true }
        return text.lines.allSatisfy { line in
            let piece = text.slice(line)
            guard let label = LocationLabel(piece) else { return piece.isBlank }
            return label.end >= piece.count
        }
    }

    /// Only labels and badges: "_⚠️ Potential issue_ | ![high](…)".
    func isLabelRun(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.emphasis) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun && text.count < 200
    }

    /// The two words of "🧹 **Maintainability** · _Low_": a kind, and a rating.
    static func kindAndRating(_ text: StyledText) -> [String]? {
        guard text.count <= 80 else { return nil }
        let parts = text.flat.split(whereSeparator: { "·|•".contains($0) }).map { String($0).strippedOfSigns }
            .filter { !$0.isEmpty }
        guard parts.count == 2, parts.allSatisfy({ PhraseKey($0).count <= 2 }),
            parts.count(where: { RemarkLead.ratedPart(of: $0) != nil }) == 1
        else { return nil }
        return parts
    }

    /// Nothing but a severity and labels: "· 🟠 Medium".
    func isRatingOnly(_ text: StyledText) -> Bool {
        guard text.count < 80 else { return false }
        if RemarkLead.ratedPart(of: text.flat.strippedOfSigns) != nil { return true }
        return RemarkLead(text, scale: scale).start >= text.count
    }

    func isAllStrong(_ text: StyledText) -> Bool {
        var hasRun = false
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            guard style.contains(.strong) || style.contains(.image) else { return false }
            hasRun = true
        }
        return hasRun
    }
}
