import FindingsModel

/// Severities as tools spell them, on Refrain's scale.
enum ToolSeverity {
    /// `nil` for a word that is not in the table.
    static func severity(_ word: String) -> Severity? { table[word.lowercased()] }

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

    private static let table: [String: Severity] = [
        "critical": .critical, "blocker": .critical, "fatal": .critical,
        "high": .high, "error": .high, "major": .high, "severe": .high, "serious": .high,
        "medium": .medium, "moderate": .medium, "warning": .medium, "warn": .medium,
        "low": .low, "minor": .low, "note": .low, "notice": .low, "trivial": .low, "nit": .low,
        "p0": .critical, "p1": .high, "p2": .medium, "p3": .low, "p4": .low, "mid": .medium, "normal": .medium,
        "info": .info, "information": .info, "informational": .info, "none": .info, "hint": .info,
        "refactor": .low, "convention": .low,
    ]
}
