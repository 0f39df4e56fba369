import FindingsModel
import Foundation
import GRDB

/// The reviews of a database, as they would be submitted to another one: facts without what the tracker made of them.
struct StoredReviews {
    let path: String
    private let statements: PreparedStatements
    private var document: (row: Int64, submitted: SubmittedDocument)?

    /// - Parameter path: of the database, for errors.
    init(_ db: Database, path: String) {
        self.path = path
        statements = PreparedStatements(db)
    }

    /// The uids of all reviews, oldest first.
    func keys() throws -> [ReviewKey] {
        try statements("merge_reviews").rows().map { ReviewKey(reviewedAt: $0["reviewed_at"], uid: $0["uid"]) }
    }

    /// A review with all that it says; `nil` where there is none of that uid.
    mutating func review(_ uid: String) throws -> SubmittedReview? {
        guard let row = try statements("merge_review").row(["uid": uid]) else { return nil }
        let id: Int64 = row["id"]
        let document = try document(row["document_id"])
        let version: String = row["version"]
        let verdict: String? = row["verdict"]
        var review = Review(
            scope: try statements("merge_files_of_review").rows(["review": id]).map { $0["path"] },
            coversProject: row["covers_project"] == 1,
            reviewer: Reviewer(
                name: row["reviewer"], version: version.isEmpty ? nil : version,
                kind: ReviewerKind(rawValue: row["kind"]) ?? .llm),
            repository: row["project"], commit: row["commit_sha"], branch: row["branch"],
            pullRequest: row["pull_request"], runURL: row["run_url"], reviewedAt: row["reviewed_at"],
            // Where in the document a verdict stood is not kept.
            verdict: verdict.map { Verdict(text: $0, span: ByteSpan(0, 0)) },
            outcome: (row["outcome"] as String?).flatMap(Outcome.init(rawValue:)), language: row["language"],
            unparsed: (try? JSONDecoder().decode(
                [UnparsedSpan].self, from: Data((row["unparsed"] as String).utf8))) ?? [],
            flags: JSONText.strings(row["flags"]))
        review.findings = try findings(of: id)
        var submitted = SubmittedReview(
            document: document, source: row["source"], part: row["part"], review: review,
            reviewedAt: row["reviewed_at"], extractorVersion: row["extractor_version"])
        submitted.stored = SubmittedReview.Stored(
            uid: uid, ingestedAt: row["ingested_at"],
            run: (row["run"] as String?).map { IngestRun(uid: $0, startedAt: row["started_at"]) },
            renames: Dictionary(
                try statements("merge_renames_of_review").rows(["review": id]).map { ($0["path"], $0["old_path"]) },
                uniquingKeysWith: { first, _ in first }))
        submitted.sources = Dictionary(
            try statements("merge_sources_of_review").rows(["review": id]).map { ($0["path"], SourceText($0)) },
            uniquingKeysWith: { first, _ in first })
        return submitted
    }

    private mutating func document(_ row: Int64) throws -> SubmittedDocument {
        if let document, document.row == row { return document.submitted }
        guard let found = try statements("merge_document").row(["document": row]),
            let bytes = DocumentArchive.unpack(
                found["content"], isCompressed: found["is_compressed"] == 1, byteCount: found["byte_count"]),
            ContentDigest.sha256(bytes) == found["digest"]
        else { throw StoreError.damagedDocument(path: path, row: row) }
        let submitted = SubmittedDocument(bytes: bytes, format: found["format"], encoding: found["encoding"])
        document = (row, submitted)
        return submitted
    }

    private func findings(of review: Int64) throws -> [Finding] {
        var references: [Int64: [LineReference]] = [:]
        for row in try statements("merge_lines_of_review").rows(["review": review]) {
            references[row["finding_id"], default: []].append(
                LineReference(
                    LineRange(row["first_line"], row["last_line"]), path: row["path"],
                    startColumn: row["first_column"], endColumn: row["end_column"]))
        }
        var symbols: [Int64: [String]] = [:]
        for row in try statements("merge_symbols_of_review").rows(["review": review]) {
            symbols[row["finding_id"], default: []].append(row["name"])
        }
        return try statements("merge_findings_of_review").rows(["review": review]).map { row in
            let id: Int64 = row["id"]
            let suggestion: String = row["suggestion"]
            let severity: Int = row["severity"]
            return Finding(
                ordinal: row["ordinal"], title: row["title"], body: row["body"],
                suggestion: suggestion.isEmpty ? nil : suggestion, path: row["path"],
                references: references[id] ?? [], symbols: symbols[id] ?? [],
                severity: Severity.allCases.first { $0.rank == severity } ?? .medium,
                severityBasis: SeverityBasis(rawValue: row["severity_basis"]) ?? .default,
                statedSeverity: row["stated_severity"], polarity: Polarity(rawValue: row["polarity"]) ?? .issue,
                category: row["category"], categoryBasis: CategoryBasis(rawValue: row["category_basis"]) ?? .inferred,
                confidence: row["confidence"], categoryScores: CategoryScoreText.read(row["category_scores"]),
                rule: row["rule"], fingerprint: row["fingerprint"],
                span: ByteSpan(row["span_start"], row["span_end"]),
                flags: (row["flags"] as String?).map(JSONText.strings) ?? [])
        }
    }
}

/// What reviews are ordered by, in every database alike.
struct ReviewKey: Comparable {
    var reviewedAt: String
    var uid: String

    static func < (a: ReviewKey, b: ReviewKey) -> Bool { (a.reviewedAt, a.uid) < (b.reviewedAt, b.uid) }
}
