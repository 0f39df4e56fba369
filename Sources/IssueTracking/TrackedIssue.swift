import FindingsModel

/// Where an issue stands on a branch.
public enum IssueState: String, Codable, CaseIterable, Sendable {
    /// The last review that covered the file reported it.
    case open
    /// A later review of the file did not mention it: not enough to call it fixed.
    case missing
    /// The evidence says that it is gone.
    case resolved
}

/// What is known of an issue on one branch.
public struct BranchState: Hashable, Codable, Sendable {
    public var state: IssueState
    public var severity: Severity
    /// Review uids and their times.
    public var firstReview: String
    public var firstSeen: String
    public var lastReview: String
    public var lastSeen: String
    /// Reviews on this branch that reported it.
    public var timesSeen: Int
    /// Reviews on this branch, from the first that reported it on, that reported it or whose silence counted: a review
    /// by another kind of reviewer does not, nor does one while it was resolved.
    public var reviewsInScope: Int
    /// Silent reviews since it was last reported.
    public var missedInARow: Int
    /// Returns after it was resolved; a return from missing is no return of the problem.
    public var timesReopened: Int
    /// When it entered its present state.
    public var since: String
    /// Names of those who reported it, in the order of first report.
    public var reviewers: [String]

    public init(
        state: IssueState, severity: Severity, firstReview: String, firstSeen: String, lastReview: String,
        lastSeen: String, timesSeen: Int, reviewsInScope: Int, missedInARow: Int, timesReopened: Int, since: String,
        reviewers: [String]
    ) {
        self.state = state
        self.severity = severity
        self.firstReview = firstReview
        self.firstSeen = firstSeen
        self.lastReview = lastReview
        self.lastSeen = lastSeen
        self.timesSeen = timesSeen
        self.reviewsInScope = reviewsInScope
        self.missedInARow = missedInARow
        self.timesReopened = timesReopened
        self.since = since
        self.reviewers = reviewers
    }
}

/// A finding that was tied to an issue, with what matching must know of its review.
///
/// Immutable, and in one place of memory for all its copies, as ``FindingEvidence`` is.
public struct IssueMember: Hashable, Codable, Sendable {
    private struct Facts: Hashable, Codable, Sendable {
        let finding: FindingEvidence
        let review: String
        let reviewedAt: String
        let reviewer: String
        let kind: ReviewerKind
        let commit: String?
    }

    private let shared: Shared<Facts>

    public var finding: FindingEvidence { shared.facts.finding }
    public var review: String { shared.facts.review }
    public var reviewedAt: String { shared.facts.reviewedAt }
    public var reviewer: String { shared.facts.reviewer }
    public var kind: ReviewerKind { shared.facts.kind }
    /// The commit that the review looked at: two reviews of one commit cite the same lines.
    public var commit: String? { shared.facts.commit }

    public init(
        finding: FindingEvidence, review: String, reviewedAt: String, reviewer: String, kind: ReviewerKind,
        commit: String? = nil
    ) {
        shared = Shared(
            Facts(
                finding: finding, review: review, reviewedAt: reviewedAt, reviewer: reviewer, kind: kind,
                commit: commit))
    }

    /// Whether it says word for word what an older finding of the same reviewer said. Findings of the same review do not
    /// repeat one another: they are two halves of what it says of the issue.
    func repeats(_ older: IssueMember) -> Bool {
        let (mine, others) = (finding, older.finding)
        return review != older.review && reviewer == older.reviewer && mine.rule == others.rule
            && mine.title == others.title && mine.body == others.body
    }

    public init(from decoder: any Decoder) throws { shared = try Shared(from: decoder) }

    public func encode(to encoder: any Encoder) throws { try shared.encode(to: encoder) }
}

/// One underlying problem of one file, as the tracker carries it from review to review.
public struct TrackedIssue: Hashable, Codable, Sendable {
    /// Made from the uid of the first finding, so that two databases agree on it.
    public var uid: String
    public var title: String
    public var category: String
    /// The findings tied to it, newest first: as many as matching looks at (``IssueTracker/memberLimit``).
    public var members: [IssueMember]
    public var branches: BranchStates

    public init(
        uid: String, title: String, category: String, members: [IssueMember], branches: BranchStates
    ) {
        self.uid = uid
        self.title = title
        self.category = category
        self.members = members
        self.branches = branches
    }
}
