import FindingsModel

/// One of the two sides of a comparison: a branch at a moment, perhaps with the time before it.
public struct ComparisonSide: Hashable, Sendable {
    /// As the user called it.
    public var name: String
    /// `nil`: all branches.
    public var branch: String?
    /// A day, inclusive, or a time; `nil`: now.
    public var until: String?
    /// The first day of a period; `nil`: a moment.
    public var since: String?

    public init(name: String, branch: String? = nil, until: String? = nil, since: String? = nil) {
        self.name = name
        self.branch = branch
        self.until = until
        self.since = since
    }

    /// What `text` means: a day (`2026-09-01`), a period (`2026-09-01..2026-09-30`, `2026-09`), a branch, or a commit that was
    /// reviewed, by the beginning of its hash.
    ///
    /// - Parameter branch: the branch of days and periods.
    /// - Returns: `nil` where it is none of them.
    /// - Throws: what `source` throws.
    public static func read(
        _ text: String, branch: String?, project: String?, from source: any QuerySource
    ) throws -> ComparisonSide? {
        if let bounds = text.firstRange(of: "..") {
            let first = String(text[..<bounds.lowerBound])
            let last = String(text[bounds.upperBound...])
            guard isDay(first), isDay(last), first <= last else { return nil }
            return ComparisonSide(name: text, branch: branch, until: last, since: first)
        }
        if isDay(text) { return ComparisonSide(name: text, branch: branch, until: text) }
        if isDay(text + "-01"), let month = CivilDay(text + "-01") {
            return ComparisonSide(
                name: "\(month.monthName) \(month.year)", branch: branch, until: "\(text)-\(lastDay(month))",
                since: text + "-01")
        }
        let places: ReportSelection.Parameters = [("project", project.map { .text($0) })]
        // A branch is told by its name, before a commit by its beginning.
        let reviews = RowReader(
            try QueryCall("review_totals", [("branch", .text(text))] + places).run(on: source))
        if reviews.integer(0, "reviews") > 0 { return ComparisonSide(name: text, branch: text) }
        let hash = text.lowercased()
        let isHash =
            (4...64).contains(hash.utf8.count)
            && hash.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard isHash else { return nil }
        let commits = RowReader(try QueryCall("commit_reviews", [("commit", .text(hash))] + places).run(on: source))
        guard commits.count > 0 else { return nil }
        return ComparisonSide(
            name: "commit \(commits.text(0, "commit_sha").prefix(10))", branch: commits.text(0, "branch"),
            until: commits.text(0, "reviewed_at"))
    }

    private static func isDay(_ text: String) -> Bool {
        text.utf8.count == 10 && CivilDay(text) != nil
            && text.utf8.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
    }

    private static func lastDay(_ month: CivilDay) -> String {
        switch month.month {
        case 2: (month.year % 4 == 0 && month.year % 100 != 0) || month.year % 400 == 0 ? "29" : "28"
        case 4, 6, 9, 11: "30"
        default: "31"
        }
    }

    /// In words: "main on 1 September 2026".
    var phrase: String {
        let shown = PlainText.oneLine(name)
        guard let until, let day = CivilDay(until) else { return shown + " now" }
        if let since, let first = CivilDay(since) {
            return "\(first.long) to \(day.long)" + (branch.map { " on \(PlainText.oneLine($0))" } ?? "")
        }
        let isName = branch.map { !$0.contains("*") } ?? false
        let place = isName ? PlainText.oneLine(branch ?? "") : ReportScope.name(ofBranch: branch)
        return shown.hasPrefix("commit ") ? "\(shown) (\(place), \(day.long))" : "\(place) on \(day.long)"
    }
}
