/// How much a finding matters, on the one scale that every reviewer's vocabulary is mapped to.
///
/// Ordered: `.info < .low < .medium < .high < .critical`.
public enum Severity: String, Codable, CaseIterable, Sendable, Comparable {
    case info, low, medium, high, critical

    /// 0 for `info` to 4 for `critical`; what SQL sorts by.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// Where a finding's severity comes from.
public enum SeverityBasis: String, Codable, CaseIterable, Sendable {
    /// The reviewer wrote it down: a label, a heading, a badge, an emoji.
    case stated
    /// A tool gave it in a field of its report.
    case tool
    /// Read from the words: hedges, modality, the category.
    case inferred
    /// Nothing spoke for any severity.
    case `default`
}
