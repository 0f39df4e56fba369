/// What a search lists.
public enum SearchSubject: String, CaseIterable, Sendable {
    case issues, findings, reviews, files
}

extension SearchSubject {
    /// The columns that a list shows when none are chosen.
    public var defaultColumns: [String] {
        switch self {
        case .issues: ["issue", "severity", "state", "category", "path", "line", "title", "seen", "last_seen"]
        case .findings:
            [
                "finding", "severity", "polarity", "category", "path", "lines", "title", "reviewer", "reviewed_at",
                "issue",
            ]
        case .reviews:
            ["review", "reviewed_at", "reviewer", "path", "findings", "issues", "praise", "outcome", "verdict"]
        case .files: ["path", "reviews", "open", "missing", "severity", "last_reviewed"]
        }
    }

    /// Every column that can be chosen: those of the subject's view, and what lists add to it.
    public var columns: [String] {
        switch self {
        case .issues:
            [
                "issue", "project", "path", "title", "category", "severity", "severity_rank", "state", "triage",
                "standing", "branch", "first_seen", "last_seen", "since", "times_seen", "reviews_in_scope", "seen",
                "missed_in_a_row", "times_reopened", "reviewers", "first_review", "last_review", "line", "owners",
            ]
        case .findings:
            [
                "finding", "review", "source", "ordinal", "path", "issue", "title", "body", "suggestion", "polarity",
                "severity", "severity_basis", "stated_severity", "category", "category_basis", "confidence", "rule",
                "first_line", "last_line", "lines", "symbols", "span_start", "span_end", "flags", "match_pass",
                "match_score", "project", "reviewer", "commit_sha", "branch", "reviewed_at", "owners",
            ]
        case .reviews:
            [
                "review", "source", "format", "project", "path", "files", "reviewer", "reviewer_version",
                "reviewer_kind", "commit_sha", "branch", "pull_request", "run_url", "reviewed_at", "ingested_at",
                "verdict", "outcome", "language", "findings", "issues", "praise", "unparsed", "extractor_version",
            ]
        case .files:
            [
                "path", "project", "reviews", "reviewers", "open", "missing", "resolved", "severity",
                "first_reviewed", "last_reviewed", "owners",
            ]
        }
    }

    /// One of them, for messages: "issue".
    var singular: String { String(rawValue.dropLast()) }
}

/// One key to sort by.
public struct SearchOrder: Hashable, Sendable {
    /// A column of the subject, or a field of the search language.
    public var key: String
    public var isDescending: Bool

    public init(_ key: String, descending: Bool = false) {
        self.key = key
        isDescending = descending
    }

    /// Reads `last_seen`, `-last_seen`, `last-seen-desc`.
    public init(parsing text: some StringProtocol) {
        var key = text.lowercased().replacing("-", with: "_")
        isDescending = key.hasPrefix("_")
        if isDescending { key.removeFirst() }
        if key.hasSuffix("_desc") {
            isDescending = true
            key.removeLast("_desc".count)
        } else if key.hasSuffix("_asc") {
            key.removeLast("_asc".count)
        }
        self.key = key
    }
}
