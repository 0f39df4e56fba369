import FindingsModel
import GRDB

@testable import FindingsStore

/// The rows that a search is over, in memory, for filters written in plain Swift.
struct SearchModel {
    struct FindingRow {
        var finding = ""
        var review = ""
        var issue: String?
        var path: String?
        var category = ""
        var severity = Severity.info
        var polarity = ""
        var basis = ""
        var confidence = 0.0
        var rule: String?
        var symbols: [String] = []
        var lines: [ClosedRange<Int>] = []
        var title = ""
        var body = ""
        var suggestion = ""
        var reviewer = ""
        var branch = ""
        var project = ""
        var reviewedAt = ""

        /// Lower-case words and the parts of names.
        var words: Set<String> {
            var found: Set<String> = []
            for word in "\(title) \(body) \(suggestion)".split(whereSeparator: { " _'".contains($0) }) {
                found.insert(word == "été" ? "ete" : word.lowercased())
                if word == "parseTideTable" { found.formUnion(["parse", "tide", "table"]) }
                if word == "境界値" { found.formUnion(["境界", "界値"]) }
            }
            return found
        }
    }

    struct IssueRow {
        var issue = ""
        var path = ""
        var project = ""
        var branch = ""
        var category = ""
        var severity = Severity.info
        var state = ""
        var title = ""
        var triage: String?
        var firstSeen = ""
        var lastSeen = ""
        var timesSeen = 0
        var scope = 0
        var reopened = 0
        /// Not resolved on the default branch.
        var isLiveOnMain = false
        var reviewers: [String] = []
        /// When it came back after a fix.
        var reopenings: [String] = []
        var findings: [FindingRow] = []
    }

    var findings: [FindingRow] = []
    var issues: [IssueRow] = []

    init(_ store: FindingsDatabase) throws {
        try store.queue.read { db in
            for row in try Row.fetchAll(db, sql: "SELECT * FROM findings") {
                var finding = FindingRow()
                finding.finding = row["finding"]
                finding.review = row["review"]
                finding.issue = row["issue"]
                finding.path = row["path"]
                finding.category = row["category"]
                finding.severity = Severity(rawValue: row["severity"]) ?? .info
                finding.polarity = row["polarity"]
                finding.basis = row["severity_basis"]
                finding.confidence = row["confidence"]
                finding.rule = row["rule"]
                finding.title = row["title"]
                finding.body = row["body"]
                finding.suggestion = row["suggestion"] ?? ""
                finding.reviewer = row["reviewer"]
                finding.branch = row["branch"]
                finding.project = row["project"]
                finding.reviewedAt = row["reviewed_at"]
                finding.symbols = (row["symbols"] as String? ?? "").split(separator: ", ").map(String.init)
                finding.lines = (row["lines"] as String? ?? "").split(separator: ", ").compactMap { range in
                    let ends = range.split(separator: "-").compactMap { Int($0) }
                    guard let first = ends.first, let last = ends.last else { return nil }
                    return min(first, last)...max(first, last)
                }
                findings.append(finding)
            }
            for row in try Row.fetchAll(db, sql: "SELECT * FROM issues") {
                var issue = IssueRow()
                issue.issue = row["issue"]
                issue.path = row["path"]
                issue.project = row["project"]
                issue.branch = row["branch"]
                issue.category = row["category"]
                issue.severity = Severity(rawValue: row["severity"]) ?? .info
                issue.state = row["state"]
                issue.title = row["title"]
                issue.triage = row["triage"]
                issue.firstSeen = row["first_seen"]
                issue.lastSeen = row["last_seen"]
                issue.timesSeen = row["times_seen"]
                issue.scope = row["reviews_in_scope"]
                issue.reopened = row["times_reopened"]
                issue.reviewers = (row["reviewers"] as String).split(separator: ", ").map(String.init)
                issue.reopenings = try String.fetchAll(
                    db, sql: "SELECT at FROM events WHERE kind = 'reopened' AND issue = ? AND branch = ?",
                    arguments: [issue.issue, issue.branch])
                issue.findings = findings.filter { $0.issue == issue.issue }
                issues.append(issue)
            }
            let live = Set(issues.filter { $0.branch == "main" && $0.state != "resolved" }.map(\.issue))
            for place in issues.indices { issues[place].isLiveOnMain = live.contains(issues[place].issue) }
        }
    }
}
