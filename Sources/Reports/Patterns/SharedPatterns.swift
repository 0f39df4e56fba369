import FindingsModel
import IssueTracking

/// What issues of several files share: of one kind, and about the same fixture, helper, call or literal.
public struct SharedPatterns: Sendable {
    /// The widest first.
    public let patterns: [Pattern]
    private let issues: RowReader
    private let places: [String: Int]

    /// - Parameter rows: of the named query `standing_issues`.
    public init(_ rows: RowSet, leastFiles: Int) {
        let reader = RowReader(rows)
        issues = reader
        places = Dictionary(
            (0..<reader.count).map { (reader.text($0, "issue"), $0) }, uniquingKeysWith: { first, _ in first })
        patterns = PatternFinder(leastFiles: leastFiles).patterns(
            among: (0..<reader.count).map { row in
                PatternIssue(
                    uid: reader.text(row, "issue"), project: reader.text(row, "project"),
                    path: reader.text(row, "path"), category: reader.text(row, "category"),
                    text: reader.text(row, "title") + "\n" + reader.text(row, "body"),
                    symbols: reader.text(row, "symbols").split(separator: " ").map(String.init))
            })
    }

    /// One row a pattern.
    ///
    /// - Parameter month: the present one, `2026-11`: `trend` counts what came in month by month over a year up to it.
    public func table(limit: Int, month: String) -> RowSet {
        let months = Self.months(to: month, count: 12)
        return RowSet(
            columns: [
                "pattern", "category", "shared", "files", "issues", "open", "trend", "first_seen", "last_seen",
                "project",
            ],
            rows: patterns.prefix(limit).map { pattern in
                let rows = pattern.issues.compactMap { places[$0] }
                let firsts = rows.map { issues.text($0, "first_seen") }
                let course = months.map { month in Double(firsts.count { $0.hasPrefix(month) }) }
                return [
                    .text(pattern.id), .text(pattern.category), .text(pattern.shared.joined(separator: ", ")),
                    .integer(Int64(pattern.files)), .integer(Int64(rows.count)),
                    .integer(Int64(rows.count { issues.text($0, "state") == "open" })),
                    .text(Sparkline.draw(course, width: months.count)), .text(firsts.min() ?? ""),
                    .text(rows.map { issues.text($0, "last_seen") }.max() ?? ""), .text(pattern.project),
                ]
            }, isTruncated: patterns.count > limit, howToSeeMore: "--limit N")
    }

    /// The issues of a pattern, file by file.
    public func issues(of pattern: Pattern) -> RowSet {
        let columns = ["issue", "path", "line", "state", "severity", "times_seen", "first_seen", "last_seen", "title"]
        let rows = pattern.issues.compactMap { places[$0] }
            .sorted {
                (issues.text($0, "path"), issues.integer($0, "line")) < (
                    issues.text($1, "path"), issues.integer($1, "line")
                )
            }
        return RowSet(columns: columns, rows: rows.map { row in columns.map { issues.value(row, $0) } })
    }

    /// The pattern whose id begins so; several where that is not unique.
    public func patterns(beginning prefix: String) -> [Pattern] {
        patterns.filter { $0.id.hasPrefix(prefix.lowercased()) }
    }

    /// Text to paste into a team's guidelines or a reviewer's prompt.
    public static func guideline(for pattern: Pattern) -> String {
        let code = pattern.shared.map { "`\($0)`" }.joined(separator: ", ")
        let rule = Guideline.text(for: pattern.category) ?? "Settle once how this is done, and do it so everywhere."
        return "\(rule) This holds first for \(code): \(pattern.files) files have it."
    }

    private static func months(to month: String, count: Int) -> [String] {
        let parts = month.split(separator: "-").compactMap { Int($0) }
        guard parts.count >= 2 else { return [] }
        let last = parts[0] * 12 + parts[1] - 1
        return (0..<count).map { step in
            let at = last - count + 1 + step
            let number = at % 12 + 1
            return "\(at / 12)-\(number < 10 ? "0" : "")\(number)"
        }
    }
}
