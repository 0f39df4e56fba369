import FindingsModel

/// What better rules make of the kept documents.
public struct ReanalysisOutcome: Hashable, Sendable {
    /// A review that reads otherwise than it did.
    public struct Changed: Hashable, Sendable {
        public var review: String
        public var source: String
        public var reviewedAt: String
        public var findingsBefore: Int
        public var findingsAfter: Int
        /// Findings, present before and after, of which this differs.
        public var titles = 0
        public var severities = 0
        public var categories = 0
        public var lines = 0
        public var polarities = 0
        /// Verdict, outcome, unparsed text or flags differ.
        public var isOtherwiseChanged = false
    }

    public var changed: [Changed] = []
    /// Reviews whose documents were read again.
    public var reviews = 0
    /// Documents that could not be read again; their reviews stay as they are.
    public var unreadable: [String] = []
    /// Findings that share their issue with others than before.
    public var moved = 0
    public var issuesBefore = 0
    public var issuesAfter = 0

    /// Nothing differs.
    public var isEmpty: Bool { changed.isEmpty && moved == 0 }
}

/// What a reanalysis keeps of a review to reproduce an earlier report.
struct ReplacedReview: Codable {
    /// The review as it had been read; `nil` where that did not change.
    var review: Review?
    var extractorVersion: Int?
    /// By ordinal.
    var issues: [Int: IssueAssignment] = [:]
    /// Ordinals of findings that got another one: before to after.
    var ordinals: [Int: Int] = [:]
}
