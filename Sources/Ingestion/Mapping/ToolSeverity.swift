import FindingsModel

/// Severities as tools spell them, on Refrain's scale (`severities.tsv`: word, severity).
enum ToolSeverity {
    /// `nil` for a word that is not in the table.
    static func severity(_ word: String) -> Severity? { table[key(word)] }

    /// A word as the tables know it: in lower case, without the space around it.
    static func key(_ word: String) -> String {
        let lower = word.lowercased()
        guard lower.first?.isWhitespace == true || lower.last?.isWhitespace == true else { return lower }
        return String(Substring(lower.drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
    }

    /// A CVSS score from 0 to 10 (GitHub's bands, which are those of CVSS 3: 9, 7, 4).
    static func severity(securityScore score: Double) -> Severity {
        switch score {
        case 9...: .critical
        case 7..<9: .high
        case 4..<7: .medium
        case let low where low > 0: .low
        default: .info
        }
    }

    private static let table: [String: Severity] = Dictionary(
        (EmbeddedText.files.first { $0.name == "severities.tsv" }?.text ?? "").split(separator: "\n").dropFirst()
            .compactMap { row in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                guard cells.count == 3, let severity = Severity(rawValue: String(cells[1])) else { return nil }
                return (String(cells[0]), severity)
            }, uniquingKeysWith: { first, _ in first })
}
