import FindingsModel
import Foundation
import GRDB

extension FindingsDatabase {
    /// What a search of issues or findings gives, with all that an export can tell.
    ///
    /// - Parameters:
    ///   - subject: `.issues` or `.findings`.
    ///   - baseline: sets ``ExportRecord/baselineState``. Issues that are resolved and were so at the baseline are left out.
    ///   - limit: at most so many; `nil` for all.
    public func exportRecords(
        _ subject: SearchSubject, matching search: SearchQuery? = nil, baseline: ExportBaseline? = nil,
        limit: Int? = nil
    ) throws(StoreError) -> [ExportRecord] {
        let isIssue = subject == .issues
        let rows = try list(
            subject, matching: search, columns: isIssue ? ["issue", "branch"] : ["review", "ordinal"], limit: limit)
        let keys = rows.rows.map { row in row.map(\.exportKey) }
        return try exportRecords(keys, isIssue: isIssue, baseline: baseline)
    }

    /// The findings of these reviews that opened or reopened their issue, most severe first.
    ///
    /// - Parameters:
    ///   - reviews: their uids; `nil` for those of the newest run: of the CI run, or of the branch and commit, of which the
    ///     newest call of ingest or merge stored reviews.
    ///   - search: of findings; narrows what comes.
    public func newFindings(
        of reviews: [String]?, matching search: SearchQuery? = nil, baseline: ExportBaseline? = nil
    ) throws(StoreError) -> [ExportRecord] {
        let uids: [String] = try reading { db in
            try reviews ?? PreparedStatement(db, "newest_run").rows().map { $0["uid"] as String }
        }
        var keys: [[String]] = try reading { db in
            try PreparedStatement(db, "findings_that_open").rows(["wanted": Self.json(uids)]).map {
                [$0["review"], "\($0["ordinal"] as Int)"]
            }
        }
        if let search {
            var found = Set<[String]>()
            for chunk in Self.chunks(uids) {
                let narrowed = search.narrowed(toReviews: Array(chunk))
                let rows = try list(.findings, matching: narrowed, columns: ["review", "ordinal"])
                for row in rows.rows { found.insert(row.map(\.exportKey)) }
            }
            keys = keys.filter(found.contains)
        }
        return try exportRecords(keys, isIssue: false, baseline: baseline)
    }

    /// What `text` names as a baseline: a branch, a date, or the beginning of a review's uid.
    ///
    /// - Parameter now: what ages (`30d`) count from.
    public func exportBaseline(_ text: String, now: String) throws(StoreError) -> ExportBaseline {
        let isBranch = try reading { db in
            try PreparedStatement(db, "count_branches").integer(["name": text]) ?? 0 > 0
        }
        if isBranch { return .branch(text) }
        if let now = TypedMoment(now, now: SearchMoment(seconds: 0))?.start,
            let moment = TypedMoment(text, now: now)
        {
            return .time(SearchMoment(seconds: moment.end.seconds - 1).text)
        }
        guard let found = try? identify(text), found.kind == .review,
            let time = try reading({ db in
                try PreparedStatement(db, "export_review_time").row(["uid": found.uid])?["reviewed_at"] as String?
            })
        else { throw .notFound(kind: "branch, date or review", id: text) }
        return .time(time)
    }

    /// All categories of this database, by id.
    public func exportCategories() throws(StoreError) -> [Category] {
        try reading { db in
            try PreparedStatement(db, "export_categories").rows().map { row in
                Category(
                    id: row["id"], group: row["family"], broader: row["broader"], name: row["name"],
                    meaning: row["meaning"], detectors: [])
            }
        }
    }

    // MARK: - Records by their keys

    private func exportRecords(
        _ keys: [[String]], isIssue: Bool, baseline: ExportBaseline?
    ) throws(StoreError) -> [ExportRecord] {
        try reading { db in
            var records: [ExportRecord] = []
            records.reserveCapacity(keys.count)
            let identify = try PreparedStatement(db, isIssue ? "export_issue_keys" : "export_finding_keys")
            let describe = try PreparedStatement(db, "export_records")
            let places = try PreparedStatement(db, "export_places")
            let symbols = try PreparedStatement(db, "export_symbols")
            let known = try baseline.map { baseline in
                switch baseline {
                case .time: try PreparedStatement(db, "export_known_at")
                case .branch: try PreparedStatement(db, "export_known_on")
                }
            }
            for chunk in Self.chunks(keys) {
                let ids: [[Int64?]] = try identify.rows(["wanted": Self.json(Array(chunk))])
                    .sorted { ($0["place"] as Int) < ($1["place"] as Int) }
                    .map { row in
                        [row["issue_id"] as Int64?, row["branch_id"] as Int64?, row["finding_id"] as Int64?]
                    }
                let wanted = try Self.json(ids)
                let findings = try Self.json(ids.compactMap { key in key[2] })
                let placesOf = Dictionary(grouping: try places.rows(["wanted": findings])) { $0["finding_id"] as Int64 }
                let symbolsOf = Dictionary(grouping: try symbols.rows(["wanted": findings])) {
                    $0["finding_id"] as Int64
                }
                var standing: [Int: Row] = [:]
                if let known, let baseline {
                    let rows =
                        switch baseline {
                        case .time(let time): try known.rows(["wanted": wanted, "until": time])
                        case .branch(let branch): try known.rows(["wanted": wanted, "branch": branch])
                        }
                    for row in rows { standing[row["place"]] = row }
                }
                for row in try describe.rows(["wanted": wanted]) {
                    let finding: Int64? = row["finding_id"]
                    var record = ExportRecord(row, isIssue: isIssue)
                    record.places = finding.flatMap { placesOf[$0] }?.map(LineReference.init(exported:)) ?? []
                    record.symbols = finding.flatMap { symbolsOf[$0] }?.map { $0["name"] } ?? []
                    if baseline != nil {
                        guard let state = record.state(since: standing[row["place"]]) else { continue }
                        record.baselineState = state
                    }
                    records.append(record)
                }
            }
            return records
        }
    }

    private static func chunks<Element>(_ all: [Element]) -> [ArraySlice<Element>] {
        stride(from: 0, to: all.count, by: 500).map { all[$0..<min($0 + 500, all.count)] }
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}

extension SearchQuery {
    /// The same search among the findings of these reviews alone.
    fileprivate func narrowed(toReviews uids: [String]) -> SearchQuery {
        let reviews = SearchExpression.term(
            SearchTerm(field: .review, match: .names(uids.map { NamePattern($0, isQuoted: true) }), column: 1))
        return SearchQuery(
            text: text, subject: subject, order: order,
            expression: .and([reviews] + (expression.map { [$0] } ?? [])))
    }
}

extension Value {
    fileprivate var exportKey: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        default: ""
        }
    }
}

extension LineReference {
    fileprivate init(exported row: Row) {
        self.init(
            LineRange(row["first_line"], row["last_line"]), path: row["path"], startColumn: row["first_column"],
            endColumn: row["end_column"])
    }
}

extension ExportRecord {
    fileprivate init(_ row: Row, isIssue: Bool) {
        self.init()
        self.isIssue = isIssue
        issue = row["issue"]
        finding = row["finding"]
        project = row["project"] ?? ""
        branch = row["branch"] ?? ""
        path = isIssue ? row["issue_path"] ?? row["path"] : row["path"]
        title = (isIssue ? row["issue_title"] ?? row["title"] : row["title"]) ?? ""
        body = row["body"] ?? ""
        suggestion = (row["suggestion"] as String?).flatMap { $0.isEmpty ? nil : $0 }
        polarity = (row["polarity"] as String?).flatMap(Polarity.init(rawValue:)) ?? .issue
        let severity: String? = isIssue ? row["issue_severity"] ?? row["severity"] : row["severity"]
        self.severity = severity.flatMap(Severity.init(rawValue:)) ?? .medium
        severityBasis = (row["severity_basis"] as String?).flatMap(SeverityBasis.init(rawValue:)) ?? .default
        category = (isIssue ? row["issue_category"] ?? row["category"] : row["category"]) ?? "other"
        confidence = row["confidence"] ?? 0
        rule = row["rule"]
        state = row["state"]
        if let kind: String = row["decision"] {
            decision = Decision(
                kind: kind, reason: row["reason"] ?? "", author: row["author"] ?? "", at: row["decided_at"] ?? "",
                expiresAt: row["expires_at"])
        }
        firstSeen = row["first_seen"]
        lastSeen = row["last_seen"]
        timesSeen = row["times_seen"]
        reviewsInScope = row["reviews_in_scope"]
        let all = (row["reviewers"] as String?).flatMap {
            try? JSONDecoder().decode([String].self, from: Data($0.utf8))
        }
        reviewers = (isIssue ? all : nil) ?? (row["reviewer"] as String?).map { [$0] } ?? []
        review = row["review"]
        source = row["source"]
        ordinal = row["ordinal"]
        commit = row["commit_sha"]
        reviewedAt = row["reviewed_at"]
    }

    /// How it stands against a baseline; `nil` for what was of no concern then and is of none now.
    ///
    /// - Parameter row: where the issue stood at the baseline; `nil` where it was not known.
    fileprivate func state(since row: Row?) -> BaselineState? {
        let wasLive: Bool = row?["was_live"] ?? false
        let isLive = !isIssue || state != "resolved"
        switch (wasLive, isLive) {
        case (true, false): return .absent
        case (false, true): return .new
        case (false, false): return nil
        case (true, true):
            let before: String? = row?["severity"]
            return before == nil || before == severity.rawValue ? .unchanged : .updated
        }
    }
}
