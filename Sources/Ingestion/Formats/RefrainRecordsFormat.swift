import FindingsModel

/// What `refrain export jsonl` and `refrain export csv` write (`Documentation/Exports.md`): issues or findings, one a record.
/// Those of one review are its findings again.
struct RefrainRecordsFormat: InputFormat {
    let id = "refrain-records"
    let title = "Refrain's exports"
    let summary = "What `refrain export jsonl` and `csv` wrote: issues or findings, with their places and severities."

    func recognizes(_ document: SourceDocument) -> Bool {
        if let first = document.firstRecord { return isRecord(first) }
        let names = Set(CSVTable.header(document, separator: ","))
        return Self.needed.allSatisfy { names.contains($0) }
    }

    private func isRecord(_ value: JSONValue) -> Bool {
        value["finding"] != nil && value["severityBasis"] != nil && value["references"] != nil
            && value["reviewers"] != nil
    }

    /// The columns that nobody else's table has together.
    private static let needed = ["finding", "severitybasis", "triagereason", "baselinestate"]

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var reviews = Reviews()
        if document.roots.isEmpty {
            try readTable(document, &reviews)
        } else {
            let reader = RefrainReview(document: document, format: id)
            let root = document.report
            let records = if let root, root.isObject, document.pages.isEmpty { [root] } else { try records(document) }
            for record in records {
                guard record["finding"] != nil || record["issue"] != nil else {
                    throw malformed(document, record, "neither `finding` nor `issue` is in it")
                }
                let names = record["reviewers"]?.elements.compactMap(\.string) ?? []
                let at = reviews.place(
                    record["review"]?.text, reviewers: names, commit: record["commit"]?.text,
                    branch: record["branch"]?.text, time: record["reviewedAt"]?.text)
                let ordinal = reviews.all[at].findings.count + 1
                reviews.all[at].findings.append(try reader.finding(record, ordinal: ordinal, language: nil))
            }
        }
        for review in reviews.all { sink(review) }
    }

    private func readTable(_ document: SourceDocument, _ reviews: inout Reviews) throws(IngestionError) {
        let table = try CSVTable(document, format: id, separator: UInt8(ascii: ","))
        for name in ["finding", "title", "lines", "severity"] where table.column(name) == nil {
            throw .malformed(format: id, document.place(byte: 0), why: "the header has no column `\(name)`")
        }
        for row in table.rows {
            func cell(_ name: String) -> String? {
                table.column(name).map { Self.withoutApostrophe(row.cells[$0]) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            func names(_ name: String) -> [String] {
                (cell(name) ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
            }
            let review = cell("finding")?.split(separator: ".").first.map(String.init)
            let at = reviews.place(
                review, reviewers: names("reviewers"), commit: cell("commit"), branch: cell("branch"),
                time: cell("reviewedat"))
            var finding = Finding(
                ordinal: reviews.all[at].findings.count + 1, title: cell("title") ?? "No title",
                body: cell("body") ?? "", span: row.span)
            finding.suggestion = cell("suggestion")
            finding.path = cell("path").flatMap { SubjectPath.normalized($0) }
            finding.symbols = names("symbols")
            for part in names("lines") {
                let numbers = part.split(separator: "-").map { Int($0) }
                guard let first = numbers.first.flatMap({ $0 }), let last = numbers.last.flatMap({ $0 }) else {
                    finding.flags.append("lines that are not understood: \(part.prefix(40))")
                    continue
                }
                if let range = RefrainReview.checked(first, last, &finding.flags) {
                    finding.references.append(LineReference(range))
                }
            }
            let word = cell("severity")
            if let severity = word.flatMap(Severity.init(rawValue:)) {
                finding.severity = severity
                finding.severityBasis = cell("severitybasis").flatMap(SeverityBasis.init(rawValue:)) ?? .stated
            } else if word != nil {
                finding.statedSeverity = word
                finding.flags.append(TeamMapping.unknownSeverity)
            }
            if let polarity = cell("polarity").flatMap(Polarity.init(rawValue:)) { finding.polarity = polarity }
            if let category = cell("category").flatMap({ CategoryCatalogue.standard[$0]?.id }) {
                (finding.category, finding.categoryBasis, finding.confidence) = (category, .stated, 1)
            } else if cell("category") != nil {
                finding.flags.append("category not in the catalogue")
            }
            reviews.all[at].findings.append(finding)
        }
    }

    /// The apostrophe that keeps a spreadsheet from running a text is none of it.
    private static func withoutApostrophe(_ text: String) -> String {
        guard text.hasPrefix("'"), let second = text.dropFirst().unicodeScalars.first,
            "=+-@\t\r".unicodeScalars.contains(second)
        else { return text }
        return String(text.dropFirst())
    }

    /// The reviews that the records come from, in the order in which they appear.
    private struct Reviews {
        var all: [Review] = []
        private var places: [String: Int] = [:]

        mutating func place(
            _ review: String?, reviewers: [String], commit: String?, branch: String?, time: String?
        ) -> Int {
            let names = reviewers.joined(separator: ", ")
            let key = review ?? [names, commit ?? "", branch ?? "", time ?? ""].joined(separator: "\n")
            if let known = places[key] { return known }
            places[key] = all.count
            // An issue that several reported names all of them.
            let reviewer = names.isEmpty || names == "unknown" ? nil : Reviewer(name: names)
            var new = Review(reviewer: reviewer, commit: commit)
            new.branch = branch
            new.reviewedAt = time.flatMap(Timestamp.normalized)
            all.append(new)
            return all.count - 1
        }
    }
}
