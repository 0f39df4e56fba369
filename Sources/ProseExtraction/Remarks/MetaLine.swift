import FindingsModel

/// The first line of a remark that only tells about it: "**5 of 9** · `L18`, `L64` · severity: low".
///
/// Its parts stand between dots, bars or dashes; each is a place, a rating, a count, or a word for the kind or state.
struct MetaLine {
    private(set) var severity: (Severity, String)?
    private(set) var located: [LineReferenceScanner.Found] = []
    private(set) var path: String?
    /// Where the remark's own words begin.
    let end: Int

    /// `nil` for a line with words of its own, or one that tells neither a place nor a rating.
    init?(_ text: StyledText) {
        guard let line = text.lines.first, line.count <= 200, line.upperBound < text.count else { return nil }
        let parts = Self.parts(text, line)
        guard parts.count > 1 else { return nil }
        end = line.upperBound + 1
        var isCounted = false
        for part in parts {
            let piece = text.slice(part).trimmed()
            if piece.isBlank { continue }
            if let rated = Self.rating(piece) {
                severity = severity ?? rated
            } else if let places = Self.places(piece) {
                located += places.found
                path = path ?? places.path
            } else if Self.isCount(piece) {
                isCounted = true
            } else if PhraseKey(piece.bytes[...]).count > 2 || !Self.isWord(piece) {
                return nil
            }
        }
        // A place alone heads a paragraph in other layouts, too.
        guard isCounted || severity != nil, !located.isEmpty || severity != nil else { return nil }
    }

    private static func parts(_ text: StyledText, _ line: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = line.lowerBound
        var index = start
        while index < line.upperBound {
            var length = 0
            for mark in [" · ", " | ", " — ", " – ", " • "] as [StaticString] where text.bytes.has(mark, at: index) {
                length = mark.utf8CodeUnitCount
                break
            }
            if length > 0 {
                parts.append(start..<index)
                index += length
                start = index
            } else {
                index += 1
            }
        }
        parts.append(start..<line.upperBound)
        return parts
    }

    private static func rating(_ piece: StyledText) -> (Severity, String)? {
        if let field = FieldLabel(piece) {
            guard field.kind == .severity else { return nil }
            return RemarkLead.ratedPart(of: piece.flat(field.end..<piece.count).strippedOfSigns)
        }
        return piece.count <= 40 ? RemarkLead.ratedPart(of: piece.flat.strippedOfSigns) : nil
    }

    /// "3 / 11", "#4", "R-2".
    private static func isCount(_ piece: StyledText) -> Bool {
        guard piece.count <= 16, piece.bytes.contains(where: \.isDigit) else { return false }
        if piece.bytes.allSatisfy({ $0.isDigit || $0.isBlank || $0.isOne(of: "/#.") }) {
            return piece.bytes.contains(UInt8(ascii: "/")) || piece.bytes.first == UInt8(ascii: "#")
        }
        var padded = piece
        padded.append(CollectionOfOne(.space), [])
        return OrdinalCode.length(in: padded, at: 0) >= piece.count
    }

    private static func places(_ piece: StyledText) -> (found: [LineReferenceScanner.Found], path: String?)? {
        let scanner = LineReferenceScanner(piece)
        let path = scanner.paths.first?.path
        let found = scanner.found.filter { $0.certainty == .firm }
        guard !found.isEmpty || path != nil else { return nil }
        let places = scanner.found.map(\.place) + scanner.paths.map(\.place)
        let isAll = piece.bytes.indices.allSatisfy { index in
            !piece.bytes[index].isLetter && !piece.bytes[index].isDigit || places.contains { $0.contains(index) }
        }
        return isAll ? (found, path) : nil
    }

    /// A state or kind: letters, and nothing that ends a sentence.
    private static func isWord(_ piece: StyledText) -> Bool {
        piece.count <= 24 && !piece.bytes.contains { $0.isOne(of: ".!?;:") }
    }
}
