import GRDB

/// Which issue a finding is tied to, and how that was decided.
struct IssueAssignment: Codable, Hashable {
    var issue: String
    /// Further issues that the finding speaks of.
    var also: [String] = []
    var pass: String?
    var score: Double?
    var runnerUp: String?
    var runnerUpScore: Double?

    init(_ row: Row) {
        issue = row["issue"]
        also = (row["also"] as String?)?.split(separator: " ").map(String.init) ?? []
        pass = row["match_pass"]
        score = row["match_score"]
        runnerUp = row["match_runner_up"]
        runnerUpScore = row["match_runner_up_score"]
    }

    /// By review uid, then ordinal.
    typealias Table = [String: [Int: IssueAssignment]]

    static func table(_ rows: [Row]) -> Table {
        var table: Table = [:]
        for row in rows { table[row["review"], default: [:]][row["ordinal"]] = IssueAssignment(row) }
        return table
    }
}
