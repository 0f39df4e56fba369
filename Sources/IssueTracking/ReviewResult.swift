import FindingsModel

/// Why a finding is tied to an issue.
public struct MatchDecision: Hashable, Codable, Sendable {
    /// The finding's uid.
    public var finding: String
    /// The issue's uid.
    public var issue: String
    /// Where that issue stands in the tracker's list.
    public var place: Int
    /// Further issues that the same finding reports, when it merges several.
    public var also: [String]
    /// The pass that decided: `fingerprint`, `anchor`, `lines`, `words`, … or `new`.
    public var pass: String
    /// How well it fits, from 0 to 1; 1 for `new`.
    public var score: Double
    /// The next best issue and its score.
    public var runnerUp: String?
    public var runnerUpScore: Double?

    public init(
        finding: String, issue: String, place: Int, also: [String] = [], pass: String, score: Double,
        runnerUp: String? = nil, runnerUpScore: Double? = nil
    ) {
        self.finding = finding
        self.issue = issue
        self.place = place
        self.also = also
        self.pass = pass
        self.score = score
        self.runnerUp = runnerUp
        self.runnerUpScore = runnerUpScore
    }
}

/// Something that happened to an issue on a branch; append-only.
public struct IssueEvent: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case opened
        /// A review of its file did not mention it.
        case missing
        /// It was missing, and a review mentions it again: it had never gone.
        case found
        case resolved
        /// It was resolved, and came back.
        case reopened
    }

    public var issue: String
    public var kind: Kind
    /// The state that the event ended; `nil` at the first report on the branch.
    public var was: IssueState?
    public var branch: String
    /// The review that caused it.
    public var review: String
    /// The review's time.
    public var at: String
    /// In fixed words, why: "reported again", "2 silent reviews in a row", "tool did not report it".
    public var reason: String

    public init(
        issue: String, kind: Kind, was: IssueState? = nil, branch: String, review: String, at: String, reason: String
    ) {
        self.issue = issue
        self.kind = kind
        self.was = was
        self.branch = branch
        self.review = review
        self.at = at
        self.reason = reason
    }
}

/// What observing one review did.
public struct ReviewResult: Hashable, Codable, Sendable {
    public var decisions: [MatchDecision]
    public var events: [IssueEvent]
    /// Where the issues that changed in any way, new ones included, stand in the tracker's list; each once.
    public var changed: [Int]

    public init(decisions: [MatchDecision] = [], events: [IssueEvent] = [], changed: [Int] = []) {
        self.decisions = decisions
        self.events = events
        self.changed = changed
    }
}
