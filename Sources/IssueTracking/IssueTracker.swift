import FindingsModel

/// What a team can decide about the lifecycle.
public struct TrackingPolicy: Hashable, Codable, Sendable {
    /// An LLM's or a person's silence resolves an issue after this many silent reviews in a row.
    public var silentReviewsToResolve: Int
    public var defaultBranch: String

    public init(silentReviewsToResolve: Int = 2, defaultBranch: String = "main") {
        self.silentReviewsToResolve = silentReviewsToResolve
        self.defaultBranch = defaultBranch
    }
}

/// Follows the issues of one file through its reviews.
///
/// A value: it is given the issues as they stood after the last review and observes the next ones in the order of
/// (`reviewedAt`, `uid`). A review that arrives late means that the file is replayed by a fresh tracker.
public struct IssueTracker: Sendable {
    /// The version of the matching rules, stored with every decision.
    public static let version = 1
    /// How many findings of an issue matching looks at.
    public static let memberLimit = 6

    public let policy: TrackingPolicy
    public private(set) var issues: [TrackedIssue]

    public init(policy: TrackingPolicy = TrackingPolicy(), issues: [TrackedIssue] = []) {
        self.policy = policy
        self.issues = issues
    }

    /// Ties the review's findings to issues, opens new ones, and moves states on the review's branch.
    public mutating func observe(_ review: ReviewObservation) -> ReviewResult {
        ReviewResult()
    }
}
