/// A field of the search language: what stands before the colon.
///
/// A field is written with a hyphen or an underscore (`first-seen`, `first_seen`); the names of a view's columns that
/// differ are aliases.
enum SearchField: String, CaseIterable, Sendable {
    // Which one.
    case issue, finding, review
    // Where.
    case project, path, branch, on, commit, source, line, symbol
    case pullRequest = "pr"
    // What.
    case `is`, has, state, severity, category, group, polarity, basis, confidence, rule, triage, title, body, outcome
    // Who, and in which form.
    case owner, reviewer
    case onlyReviewer = "only-reviewer"
    case kind, format, language = "lang"
    // When.
    case firstSeen = "first-seen"
    case lastSeen = "last-seen"
    case changed
    case cameBack = "came-back"
    case reviewed, ingested, expires
    // How often.
    case seen, scope, missed, reopened, findings, issues, praise, unparsed, files, reviews, open, missing, resolved

    /// How the values of a field are written.
    enum Kind: Hashable, Sendable {
        /// The beginning of an id.
        case id
        /// A name; `*` and `?` are wildcards. Letters' case counts where `isExact`.
        case name(isExact: Bool)
        /// A path or a pattern of paths.
        case path
        /// One of a few words.
        case choice([String])
        /// A name of the catalogue, with those narrower than it.
        case category
        case severity
        /// Whole numbers, compared and in ranges.
        case count
        case number
        case date
        /// Words for full-text search.
        case text
    }

    static let aliases: [String: SearchField] = [
        "file": .path, "owners": .owner, "codeowner": .owner,
        "author": .reviewer, "model": .reviewer, "tool": .reviewer, "pull-request": .pullRequest,
        "language": .language, "commit-sha": .commit, "sha": .commit, "since": .changed, "times-seen": .seen,
        "reviews-in-scope": .scope, "missed-in-a-row": .missed, "times-reopened": .reopened,
        "reopened-at": .cameBack, "reviewed-at": .reviewed, "last-reviewed": .reviewed, "ingested-at": .ingested,
        "severity-basis": .basis,
        "reviewer-kind": .kind, "decision": .triage, "lines": .line, "symbols": .symbol, "test": .symbol,
        "repo": .project, "repository": .project, "smell": .category, "label": .category, "family": .group,
        "pull": .pullRequest, "created": .firstSeen, "updated": .lastSeen, "status": .state, "id": .issue,
    ]

    /// The field of a name as typed, letters' case aside.
    init?(named name: String) {
        let name = name.lowercased().replacing("_", with: "-")
        guard let found = SearchField(rawValue: name) ?? Self.aliases[name] else { return nil }
        self = found
    }

    func kind(for subject: SearchSubject) -> Kind {
        switch self {
        case .issue, .finding, .review, .commit: .id
        case .path: .path
        case .project, .reviewer, .format, .language, .rule, .pullRequest: .name(isExact: false)
        case .owner, .onlyReviewer: .name(isExact: false)
        case .branch, .on, .source, .symbol, .group: .name(isExact: true)
        case .category: .category
        case .severity: .severity
        case .is: .choice(Self.states(of: subject))
        case .has: .choice(Self.possessions(of: subject))
        case .state: .choice(["open", "missing", "resolved"])
        case .polarity: .choice(["issue", "praise", "neutral"])
        case .basis: .choice(["stated", "tool", "inferred", "default"])
        case .outcome: .choice(["approved", "commented", "changes-requested"])
        case .kind: .choice(["llm", "tool", "person"])
        case .triage: .choice(["accepted", "rejected", "assigned", "reopened", "none"])
        case .firstSeen, .lastSeen, .changed, .cameBack, .reviewed, .ingested, .expires: .date
        case .confidence: .number
        case .title, .body: .text
        case .line, .seen, .scope, .missed, .reopened, .findings, .issues, .praise, .unparsed, .files, .reviews, .open,
            .resolved:
            .count
        case .missing: .count
        }
    }

    /// The fields of a subject, in the order of their declaration.
    static func fields(of subject: SearchSubject) -> [SearchField] { allCases.filter { $0.applies(to: subject) } }

    func applies(to subject: SearchSubject) -> Bool {
        switch subject {
        case .issues:
            switch self {
            case .commit, .source, .outcome, .format, .language, .reviewed, .ingested, .findings, .issues, .praise,
                .unparsed, .files, .reviews, .open, .missing, .resolved, .basis, .confidence:
                false
            default: true
            }
        case .findings:
            switch self {
            case .on, .onlyReviewer, .firstSeen, .lastSeen, .changed, .cameBack, .expires, .seen, .scope, .missed,
                .reopened,
                .findings, .issues,
                .praise, .unparsed, .files, .reviews, .open, .missing, .resolved:
                false
            default: true
            }
        case .reviews:
            switch self {
            case .on, .onlyReviewer, .firstSeen, .lastSeen, .changed, .cameBack, .expires, .seen, .scope, .missed,
                .reopened,
                .reviews, .open,
                .missing,
                .resolved, .state, .triage:
                false
            default: true
            }
        case .files:
            switch self {
            case .project, .path, .owner, .branch, .is, .has, .severity, .category, .group, .reviewer, .kind, .reviewed,
                .reviews, .open, .missing, .resolved, .symbol:
                true
            default: false
            }
        }
    }

    private static func states(of subject: SearchSubject) -> [String] {
        switch subject {
        case .issues:
            [
                "open", "missing", "resolved", "live", "new", "recurring", "reopened", "flapping", "accepted",
                "rejected", "assigned", "triaged", "untriaged", "issue", "praise", "neutral",
            ]
        case .findings:
            ["issue", "praise", "neutral", "open", "missing", "resolved", "live", "tracked", "stated", "inferred"]
        case .reviews: ["approved", "commented", "changes-requested", "clean", "complete"]
        case .files: ["open", "missing", "clean", "reviewed", "renamed"]
        }
    }

    private static func possessions(of subject: SearchSubject) -> [String] {
        switch subject {
        case .issues: ["lines", "symbol", "rule", "triage"]
        case .findings: ["lines", "symbol", "rule", "suggestion", "body", "path", "issue", "fingerprint"]
        case .reviews: ["findings", "issues", "praise", "verdict", "outcome", "commit", "pr", "unparsed"]
        case .files: ["issues", "findings", "reviews"]
        }
    }
}
