import FindingsModel

/// An issue on a branch, or a finding, with all that an export can tell of it.
public struct ExportRecord: Hashable, Sendable {
    /// A person's newest decision on the issue, of those in force.
    public struct Decision: Hashable, Sendable {
        /// `accepted`, `rejected`, `assigned` or `reopened`.
        public var kind: String
        public var reason: String
        public var author: String
        public var at: String
        /// When an acceptance ends; `nil`: never.
        public var expiresAt: String?

        public init(kind: String, reason: String, author: String, at: String, expiresAt: String? = nil) {
            self.kind = kind
            self.reason = reason
            self.author = author
            self.at = at
            self.expiresAt = expiresAt
        }
    }

    /// How the issue stands against a baseline, in SARIF's words (§3.27.24).
    public enum BaselineState: String, Hashable, Sendable {
        case new, unchanged, updated, absent
    }

    /// The issue's uid; `nil` for a finding that belongs to none.
    public var issue: String?
    /// The uid of the finding; of an issue, its newest on the branch.
    public var finding: String?
    /// The record is an issue, not a single finding.
    public var isIssue = true
    public var project = ""
    public var branch = ""
    /// The file; `nil` where none was named.
    public var path: String?
    public var title = ""
    public var body = ""
    public var suggestion: String?
    public var polarity = Polarity.issue
    public var severity = Severity.medium
    public var severityBasis = SeverityBasis.default
    /// A category's id.
    public var category = "other"
    /// How sure the category is, from 0 to 1.
    public var confidence = 0.0
    public var rule: String?
    /// Where it is, in the order of the text; those without a path of their own lie in `path`.
    public var places: [LineReference] = []
    public var symbols: [String] = []
    /// `open`, `missing` or `resolved` on the branch.
    public var state: String?
    public var decision: Decision?
    public var firstSeen: String?
    public var lastSeen: String?
    public var timesSeen: Int?
    public var reviewsInScope: Int?
    /// Of an issue, all who reported it; of a finding, its reviewer.
    public var reviewers: [String] = []
    /// Of the finding: its review, document, place in it from 1, commit and time.
    public var review: String?
    public var source: String?
    public var ordinal: Int?
    public var commit: String?
    public var reviewedAt: String?
    public var baselineState: BaselineState?

    public init() {}

    /// What stays the same from export to export: the issue's uid, or that of a finding without one.
    public var uid: String { (isIssue ? issue : finding) ?? finding ?? issue ?? "" }

    /// A person has decided that nothing is to be done about it now.
    ///
    /// - Parameter now: ISO 8601 in UTC; an acceptance that has ended before counts no more.
    public func isSuppressed(at now: String) -> Bool {
        guard let decision, decision.kind == "accepted" || decision.kind == "rejected" else { return false }
        return decision.expiresAt.map { $0 > now } ?? true
    }
}

/// What an export compares with.
public enum ExportBaseline: Hashable, Sendable {
    /// Where issues stand on that branch of their project.
    case branch(String)
    /// Where they stood at that time, ISO 8601 in UTC, inclusive.
    case time(String)
}
