import FindingsModel
import Foundation
import IssueTracking

/// Writes the rows of a review's findings, and counts them.
extension IngestSession {
    /// - Parameters:
    ///   - places: of each finding the file.
    ///   - decisionOf: of each finding the place of its decision in `decisions`; -1 for none.
    ///   - issueRows: of each finding the row of its issue.
    func storeFindings(
        _ review: Review, places: [NameTable.FileRow?], decisions: [MatchDecision], decisionOf: [Int],
        issueRows: [Int64?], rows: Rows, in context: Context
    ) throws {
        let statements = context.statements
        let names = context.names
        let findings = try statements.bulk("insert_finding")
        let lines = try statements.bulk("insert_line_reference")
        let symbols = try statements.bulk("insert_finding_symbol")
        var id = try context.lastFinding ?? statements("last_finding").integer() ?? 0
        context.note(review.findings, of: rows.uid, after: id)
        // Fields are read where they stand: to copy a finding as a whole costs more than to bind it.
        for index in review.findings.indices {
            let place = places[index]
            let decision = decisionOf[index]
            let isPlacedAlone = Self.isPlacedAlone(review.findings[index].references)
            // Of each reference the file, where it is another one than the finding's.
            var elsewhere: [Int64?] = []
            for reference in review.findings[index].references where !isPlacedAlone {
                elsewhere.append(
                    try reference.path.flatMap { path -> Int64? in
                        let file = try names.file(path, project: rows.project).id
                        return file == place?.id ? nil : file
                    })
            }
            id += 1
            try findings.add { row in
                // Lines of other files would be read as this one's.
                var firstLine: Int?
                var lastLine: Int?
                for reference in review.findings[index].references.indices
                where isPlacedAlone || elsewhere[reference] == nil {
                    let range = review.findings[index].references[reference].range
                    firstLine = min(firstLine ?? .max, min(range.first, range.last))
                    lastLine = max(lastLine ?? .min, max(range.first, range.last))
                }
                row.value(id)
                row.value(rows.review)
                row.value(review.findings[index].ordinal)
                row.value(place?.id)
                row.value(
                    try names.wording(
                        title: review.findings[index].title, body: review.findings[index].body,
                        suggestion: review.findings[index].suggestion ?? ""))
                row.value(review.findings[index].polarity.word)
                row.value(review.findings[index].severity.rank)
                row.value(review.findings[index].severityBasis.word)
                row.value(review.findings[index].statedSeverity)
                row.value(review.findings[index].category)
                row.value(review.findings[index].categoryBasis.word)
                row.value(review.findings[index].confidence)
                row.value(CategoryScoreText.write(review.findings[index].categoryScores))
                row.value(review.findings[index].rule)
                row.value(review.findings[index].fingerprint)
                row.value(firstLine)
                row.value(lastLine)
                row.value(isPlacedAlone ? review.findings[index].references[0].startColumn : nil)
                row.value(isPlacedAlone ? review.findings[index].references[0].endColumn : nil)
                row.value(review.findings[index].span.start)
                row.value(review.findings[index].span.end)
                row.value(review.findings[index].flags.isEmpty ? nil : JSONText.array(review.findings[index].flags))
                row.value(issueRows[index])
                if decision >= 0 {
                    row.value(decisions[decision].pass)
                    row.value(decisions[decision].score)
                    row.value(decisions[decision].runnerUp)
                    row.value(decisions[decision].runnerUpScore)
                } else {
                    for _ in 0..<4 { row.value(nil as Int64?) }
                }
            }
            for position in review.findings[index].references.indices where !isPlacedAlone {
                let reference = review.findings[index].references[position]
                try lines.add { row in
                    row.value(id)
                    row.value(position + 1)
                    row.value(elsewhere[position])
                    row.value(reference.range.first)
                    row.value(reference.range.last)
                    row.value(reference.startColumn)
                    row.value(reference.endColumn)
                }
            }
            var named: [Int64] = []
            for symbol in review.findings[index].symbols {
                let symbol = try names.symbol(symbol)
                if named.contains(symbol) { continue }
                named.append(symbol)
                try symbols.add { row in
                    row.value(id)
                    row.value(symbol)
                }
            }
            for also in decision >= 0 ? decisions[decision].also : [] {
                let ledger = place.flatMap { context.ledgers[$0.lineage] }
                try statements("insert_finding_issue").run(["finding": id, "issue": ledger?.issueRows[also]])
            }
        }
        context.lastFinding = id
    }

    /// Whether the finding's own row says all of its places: one in its file, its lines in order.
    private static func isPlacedAlone(_ references: [LineReference]) -> Bool {
        references.count == 1 && references[0].path == nil && references[0].range.first <= references[0].range.last
    }

    func countDay(of submitted: SubmittedReview, branch: Int64, in context: Context) {
        guard !submitted.review.findings.isEmpty else { return }
        let day = String(submitted.reviewedAt.prefix(10))
        // Kinds are few and met again and again: those of the review are counted side by side first, each by the place of
        // the first finding that is of it.
        var kinds: [(first: Int, count: Int)] = []
        var last = 0
        for index in submitted.review.findings.indices {
            func isKind(_ at: Int) -> Bool {
                let first = kinds[at].first
                return submitted.review.findings[first].severity == submitted.review.findings[index].severity
                    && submitted.review.findings[first].polarity == submitted.review.findings[index].polarity
                    && submitted.review.findings[first].category == submitted.review.findings[index].category
            }
            // Neighbours are often alike.
            let known = last < kinds.count && isKind(last) ? last : kinds.indices.first(where: isKind)
            if let known {
                kinds[known].count += 1
                last = known
            } else {
                kinds.append((index, 1))
            }
        }
        for (first, count) in kinds {
            let kind = DayCount(
                branch: branch, day: day, category: submitted.review.findings[first].category,
                severity: submitted.review.findings[first].severity,
                polarity: submitted.review.findings[first].polarity)
            context.days[kind, default: 0] += count
        }
    }

    func writeDays(in context: Context) throws {
        let rows = try context.statements.bulk("add_to_finding_day")
        for (key, count) in context.days {
            try rows.add { row in
                row.value(key.branch)
                row.value(key.day)
                row.value(key.category)
                row.value(key.severity.rank)
                row.value(key.polarity.word)
                row.value(count)
            }
        }
        context.days = [:]
        try context.tally.write(context.statements)
    }
}

// The words of the enumerations as SQLite can read them in place.

extension Polarity {
    fileprivate var word: StaticString {
        switch self {
        case .issue: "issue"
        case .praise: "praise"
        case .neutral: "neutral"
        }
    }
}

extension SeverityBasis {
    fileprivate var word: StaticString {
        switch self {
        case .stated: "stated"
        case .tool: "tool"
        case .inferred: "inferred"
        case .default: "default"
        }
    }
}

extension CategoryBasis {
    fileprivate var word: StaticString {
        switch self {
        case .stated: "stated"
        case .tool: "tool"
        case .inferred: "inferred"
        }
    }
}
