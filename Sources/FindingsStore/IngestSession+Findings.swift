import FindingsModel
import Foundation
import IssueTracking

/// Writes the rows of a review's findings, and counts them.
extension IngestSession {
    func storeFindings(
        _ review: Review, places: [NameTable.FileRow?], evidence: [String?], decisions: [MatchDecision?],
        issueRows: [Int64?], texts: [Int64: SourceText], rows: Rows, in context: Context
    ) throws {
        let statements = context.statements
        let names = context.names
        let findings = try statements.bulk("insert_finding")
        let lines = try statements.bulk("insert_line_reference")
        let symbols = try statements.bulk("insert_finding_symbol")
        var id = try context.lastFinding ?? statements("last_finding").integer() ?? 0
        for (index, finding) in review.findings.enumerated() {
            let place = places[index]
            let ledger = place.flatMap { context.ledgers[$0.lineage] }
            id += 1
            try findings.add { row in
                var firstLine: Int?
                var lastLine: Int?
                for reference in finding.references {
                    let ends = (reference.range.first, reference.range.last)
                    firstLine = min(firstLine ?? .max, min(ends.0, ends.1))
                    lastLine = max(lastLine ?? .min, max(ends.0, ends.1))
                }
                row.value(id)
                row.value(rows.review)
                row.value(finding.ordinal)
                row.value(place?.id)
                row.value(
                    try names.wording(title: finding.title, body: finding.body, suggestion: finding.suggestion ?? ""))
                row.value(finding.polarity.word)
                row.value(finding.severity.rank)
                row.value(finding.severityBasis.word)
                row.value(finding.statedSeverity)
                row.value(finding.category)
                row.value(finding.categoryBasis.word)
                row.value(finding.confidence)
                row.value(CategoryScoreText.write(finding.categoryScores))
                row.value(finding.rule)
                row.value(finding.fingerprint)
                row.value(firstLine)
                row.value(lastLine)
                row.value(finding.span.start)
                row.value(finding.span.end)
                row.value(finding.flags.isEmpty ? nil : JSONText.array(finding.flags))
                row.value(issueRows[index])
                row.value(decisions[index]?.pass)
                row.value(decisions[index]?.score)
                row.value(decisions[index]?.runnerUp)
                row.value(decisions[index]?.runnerUpScore)
            }
            var position = 0
            for reference in finding.references {
                position += 1
                let elsewhere = try reference.path.flatMap { path -> Int64? in
                    let file = try names.file(path, project: rows.project).id
                    return file == place?.id ? nil : file
                }
                try lines.add { row in
                    row.value(id)
                    row.value(position)
                    row.value(elsewhere)
                    row.value(reference.range.first)
                    row.value(reference.range.last)
                    row.value(reference.startColumn)
                    row.value(reference.endColumn)
                    if let hash = texts[elsewhere ?? place?.id ?? 0]?.hash(at: reference.range.first) {
                        row.value(blob: SourceText.bytes(of: hash))
                    } else {
                        row.value(nil as Int64?)
                    }
                }
            }
            var named: [Int64] = []
            for symbol in finding.symbols {
                let symbol = try names.symbol(symbol)
                if named.contains(symbol) { continue }
                named.append(symbol)
                try symbols.add { row in
                    row.value(id)
                    row.value(symbol)
                }
            }
            for also in decisions[index]?.also ?? [] {
                try statements("insert_finding_issue").run(["finding": id, "issue": ledger?.issueRows[also]])
            }
            if let evidence = evidence[index] { ledger?.remember(finding: id, as: evidence) }
        }
        context.lastFinding = id
    }

    func countDay(of submitted: SubmittedReview, branch: Int64, in context: Context) {
        guard !submitted.review.findings.isEmpty else { return }
        let day = String(submitted.reviewedAt.prefix(10))
        // Neighbours are often of one kind.
        var last: DayCount?
        var count = 0
        for finding in submitted.review.findings {
            if let last, last.severity == finding.severity, last.polarity == finding.polarity,
                last.category == finding.category
            {
                count += 1
                continue
            }
            if let last { context.days[last, default: 0] += count }
            last = DayCount(
                branch: branch, day: day, category: finding.category, severity: finding.severity,
                polarity: finding.polarity)
            count = 1
        }
        if let last { context.days[last, default: 0] += count }
    }

    func writeDays(in context: Context) throws {
        for (key, count) in context.days {
            try context.statements("add_to_finding_day").run([
                "branch": key.branch, "day": key.day, "category": key.category, "severity": key.severity.rank,
                "polarity": key.polarity.rawValue, "findings": count,
            ])
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
