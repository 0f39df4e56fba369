import FindingsModel

/// What a reviewer tells of a whole file before its remarks: "**Grade**: B-", "**Tests**: 14", "**Lines**: 210".
enum FileFigures {
    /// Each line is a name in bold and a short value, one of them a count, and none says what is wrong.
    static func isAll(of text: StyledText) -> Bool {
        let lines = text.lines
        guard (2...12).contains(lines.count) else { return false }
        var sizes = 0
        var short = 0
        var counts = 0
        let areNamed = lines.allSatisfy { line in
            let words = text.slice(line).trimmed()
            guard words.styles.first?.contains(.strong) == true, words.count <= 60,
                let colon = words.bytes.firstIndex(of: UInt8(ascii: ":"))
            else { return false }
            let value = PhraseKey(words.bytes[colon...])
            if value.count < 2 { short += 1 }
            // "**Assertions**: yes or no, nothing between" among short values describes as they do.
            guard
                value.count <= 3 || value.count <= 6 && (short > 2 || short > 1 && !RemarkEvidence(words).hasFault)
            else { return false }
            let isNumber = words.bytes[(colon + 1)...].allSatisfy {
                $0.isDigit || $0.isBlank || $0 == UInt8(ascii: "*")
            }
            guard let field = FieldLabel(words), field.kind != .other else {
                if isNumber { counts += 1 }
                return true
            }
            // "**Grade**: B-" rates the file.
            if field.kind == .severity {
                return SeverityVocabulary.severity(of: words.flat(field.end..<words.count).strippedOfSigns) == nil
            }
            // "**Lines**: 210" tells how long the file is, beside "**Tests**: 14".
            sizes += 1
            if field.kind == .symbol { counts += 1 }
            return (field.kind == .location || field.kind == .symbol) && isNumber
        }
        // "**Priority**: A" above "**Lines**: 42" is of one remark.
        return areNamed && sizes < lines.count && (sizes == 0 || counts > 0)
    }
}
