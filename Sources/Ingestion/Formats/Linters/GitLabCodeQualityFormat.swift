import FindingsModel

/// GitLab's Code Quality report, a part of Code Climate's: a list of issues, or one a line.
struct GitLabCodeQualityFormat: InputFormat {
    let id = "gitlab"
    let title = "GitLab Code Quality"
    let summary = "GitLab's Code Quality report (Code Climate's issues), which many tools write."
    let tellingKeys = TellingKeys(
        [
            "check_name", "fingerprint", "begin", "positions", "engine_name", "remediation_points", "location",
            "other_locations",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let first = document.firstRecord { return isIssue(first) }
        return isList(document, where: isIssue)
    }

    private func isIssue(_ value: JSONValue) -> Bool {
        let place = value["location"]
        guard value["description"] != nil, place?["path"] != nil || value["fingerprint"] != nil else { return false }
        return value["check_name"] != nil || value["fingerprint"] != nil || value["type"]?.string == "issue"
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = document.report
        let records =
            if let root, root.isObject, document.pages.isEmpty, isIssue(root) { [root] } else {
                try self.records(document)
            }
        let isRefrains = Self.isRefrains(records)
        let severities = isRefrains ? Self.refrainsSeverities : [:]
        let producer = isRefrains ? nil : CodeQualityProducer(of: records)
        var report = ToolReport(
            tool: isRefrains ? "refrain" : producer?.tool ?? "Code Quality", flags: flags(document))
        for issue in records {
            // Code Climate's stream has measurements beside issues.
            if issue["type"]?.string == "measurement" { continue }
            let place = issue["location"]
            let lines = place?["lines"]
            let positions = place?["positions"]
            let message = issue["description"]?.text
            let content = issue["content"]
            let detail = content.flatMap { $0.isObject ? $0["body"]?.text : $0.string }
            if let content, content.isObject, content["body"] == nil { content.setNotUnderstood() }
            var problem =
                ToolProblem(
                    rule: issue["check_name"]?.text, message: message,
                    path: place?["path"]?.text,
                    firstLine: lines?["begin"]?.number ?? lines?["begin"]?["line"]?.number ?? lines?.number
                        ?? positions?["begin"]?["line"]?.number ?? positions?["begin"]?.number
                        ?? place?["line"]?.number,
                    lastLine: lines?["end"]?.number ?? positions?["end"]?["line"]?.number,
                    column: positions?["begin"]?["column"]?.number, endColumn: positions?["end"]?["column"]?.number,
                    further: Self.further(issue),
                    severity: issue["severity"]?.text.map { severities[$0] ?? Self.phansSeverities[$0] ?? $0 },
                    fingerprint: issue["fingerprint"]?.text.map { "gitlab:\($0)" }, source: issue, span: issue.span)
            producer?.mend(&problem)
            problem.message = [problem.message, detail?.isEmpty == true ? nil : detail].compactMap { $0 }
                .joined(separator: "\n\n")
            report.add(problem)
        }
        sink(report.review)
    }

    /// Code Climate's `other_locations`: more places of the same problem, as of duplicated code.
    private static func further(_ issue: JSONValue) -> [LineReference] {
        let own = issue["location"]?["path"]?.text.flatMap(ToolReport.path)
        let places = issue["other_locations"]?.elements.prefix(1_000).map { $0 } ?? []
        return places.compactMap { place in
            let lines = place["lines"]
            let first = lines?["begin"]?.number ?? place["positions"]?["begin"]?["line"]?.number
            let last = lines?["end"]?.number ?? place["positions"]?["end"]?["line"]?.number
            var flags: [String] = []
            guard let first, let range = RefrainReview.checked(first, last ?? first, &flags) else { return nil }
            let path = place["path"]?.text.flatMap(ToolReport.path)
            return LineReference(range, path: path == own ? nil : path)
        }
    }

    /// What `refrain export gitlab` wrote: every check is a category of the catalogue and every fingerprint a uid. It
    /// spreads its five severities over GitLab's five, one step higher than the words say.
    private static func isRefrains(_ records: [JSONValue]) -> Bool {
        !records.isEmpty
            && records.allSatisfy { issue in
                guard let check = issue["check_name"]?.string, CategoryCatalogue.standard[check] != nil else {
                    return false
                }
                return issue["engine_name"]?.string == "refrain"
            }
    }

    /// Phan tells numbers (`Issue::SEVERITY_LOW` to `SEVERITY_CRITICAL`).
    private static let phansSeverities = ["0": "low", "5": "medium", "10": "critical"]

    private static let refrainsSeverities = [
        "blocker": "critical", "critical": "high", "major": "medium", "minor": "low", "info": "info",
    ]
}
