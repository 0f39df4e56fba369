/// What a reviewer concluded of the whole.
public enum Outcome: String, Codable, CaseIterable, Sendable {
    case approved
    case commented
    case changesRequested = "changes-requested"
}

/// The reviewer's own conclusion, in the reviewer's words.
public struct Verdict: Codable, Hashable, Sendable {
    public var text: String
    public var span: ByteSpan

    public init(text: String, span: ByteSpan) {
        self.text = text
        self.span = span
    }
}

/// Text that looks like a remark and was not understood.
public struct UnparsedSpan: Codable, Hashable, Sendable {
    public var span: ByteSpan
    public var why: String

    public init(span: ByteSpan, why: String) {
        self.span = span
        self.why = why
    }
}

/// What kind of reviewer speaks. Decides how silence is read: a tool's silence is evidence, an LLM's is not.
public enum ReviewerKind: String, Codable, CaseIterable, Sendable {
    case llm, tool, person
}

/// Who reviewed.
public struct Reviewer: Codable, Hashable, Sendable {
    public var name: String
    public var version: String?
    public var kind: ReviewerKind

    public init(name: String, version: String? = nil, kind: ReviewerKind = .llm) {
        self.name = name
        self.version = version
        self.kind = kind
    }
}

/// One review as it was read from a document: what the document itself says, before CI or options add to it.
public struct Review: Codable, Hashable, Sendable {
    /// The file under review, where the document tells it.
    public var path: String?
    /// All files that the review covered, where the document tells them; only they can have issues go missing.
    public var scope: [String]
    /// The reviewer covered the whole project (a linter's run): files it does not mention are in scope too.
    public var coversProject: Bool
    public var reviewer: Reviewer?
    public var repository: String?
    public var commit: String?
    public var branch: String?
    public var pullRequest: String?
    public var runURL: String?
    /// ISO 8601 in UTC, `2026-11-22T21:25:14Z`.
    public var reviewedAt: String?
    public var verdict: Verdict?
    public var outcome: Outcome?
    /// ISO 639-1, "en"; `nil` when too little text tells.
    public var language: String?
    public var findings: [Finding]
    public var unparsed: [UnparsedSpan]
    /// What is odd about the review as a whole, in fixed words.
    public var flags: [String]

    public init(
        path: String? = nil, scope: [String] = [], coversProject: Bool = false, reviewer: Reviewer? = nil,
        repository: String? = nil, commit: String? = nil, branch: String? = nil, pullRequest: String? = nil,
        runURL: String? = nil, reviewedAt: String? = nil, verdict: Verdict? = nil, outcome: Outcome? = nil,
        language: String? = nil, findings: [Finding] = [], unparsed: [UnparsedSpan] = [], flags: [String] = []
    ) {
        self.path = path
        self.scope = scope
        self.coversProject = coversProject
        self.reviewer = reviewer
        self.repository = repository
        self.commit = commit
        self.branch = branch
        self.pullRequest = pullRequest
        self.runURL = runURL
        self.reviewedAt = reviewedAt
        self.verdict = verdict
        self.outcome = outcome
        self.language = language
        self.findings = findings
        self.unparsed = unparsed
        self.flags = flags
    }
}
