import FindingsModel

/// SonarQube's generic issues, both generations: rules told with each issue, or once in `rules` (from 10.3).
struct SonarQubeFormat: InputFormat {
    let id = "sonarqube"
    let title = "SonarQube generic issues"
    let summary = "SonarQube's generic issue import format, with or without `rules`."
    let tellingKeys = TellingKeys(
        [
            "primaryLocation", "textRange", "filePath", "engineId", "effortMinutes", "secondaryLocations",
            "cleanCodeAttribute", "softwareQuality", "startLine", "issues",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let issues = root["issues"], issues.isArray else { return false }
        guard issues.elements.contains(where: { _ in true }) else {
            return root["rules"]?.isArray == true && root["total"] == nil && root["paging"] == nil
        }
        return issues.elements.prefix(50).contains { issue in
            issue["primaryLocation"] != nil || (issue["engineId"] != nil && issue["ruleId"] != nil)
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let list = try root["rules"] == nil ? [] : objects(document, root["rules"], "`rules`", in: root)
        let rules = Dictionary(
            list.compactMap { rule in rule["id"]?.text.map { ($0, rule) } }, uniquingKeysWith: { first, _ in first })
        for rule in list {
            guard rule["id"]?.text != nil else { throw malformed(document, rule, "a rule needs an `id`") }
            if let impacts = rule["impacts"], !impacts.isArray {
                throw malformed(document, impacts, "`impacts` is an array, not \(impacts.kind.words)")
            }
        }
        var reports = ToolReports(flags: flags(document))
        for issue in try objects(document, root["issues"], "`issues`", in: root) {
            let id = issue["ruleId"]?.text
            let rule = id.flatMap { rules[$0] }
            let tool = issue["engineId"]?.text ?? rule?["engineId"]?.text ?? "SonarQube"
            guard let primary = issue["primaryLocation"] else {
                throw malformed(document, issue, "`primaryLocation` is missing")
            }
            let range = primary["textRange"]
            // Our own rules carry what three impacts cannot: `sleepy-test-high`.
            let own = tool == "refrain" ? id.flatMap(Self.refrainsRule) : nil
            let severity =
                own?.severity ?? issue["severity"]?.text ?? Self.worst(issue["impacts"]) ?? rule?["severity"]?.text
                ?? Self.worst(rule?["impacts"])
            var problem =
                ToolProblem(
                    rule: id, message: primary["message"]?.text ?? rule?["name"]?.text,
                    path: primary["filePath"]?.text, firstLine: range?["startLine"]?.number,
                    lastLine: range?["endLine"]?.number, column: range?["startColumn"]?.number.map { $0 + 1 },
                    endColumn: range?["endColumn"]?.number.map { $0 + 1 }, further: Self.further(issue),
                    severity: severity, source: issue, span: issue.span)
            problem.categoryRule = own?.category
            reports.add(problem, of: tool)
        }
        let tools = Set(list.compactMap { $0["engineId"]?.text })
        for review in reports.reviews(default: tools.count == 1 ? tools.first ?? "" : "SonarQube") { sink(review) }
    }

    private static func refrainsRule(_ id: String) -> (category: String, severity: String)? {
        guard let dash = id.lastIndex(of: "-"), let severity = Severity(rawValue: String(id[id.index(after: dash)...])),
            CategoryCatalogue.standard[String(id[..<dash])] != nil
        else { return nil }
        return (String(id[..<dash]), severity.rawValue)
    }

    /// Secondary locations that say nothing of their own are more places of the same problem.
    private static func further(_ issue: JSONValue) -> [LineReference] {
        let own = issue["primaryLocation"]?["filePath"]?.text.flatMap(ToolReport.path)
        let places = issue["secondaryLocations"]?.elements.prefix(1_000).map { $0 } ?? []
        return places.compactMap { place in
            guard ToolReport.isSamePlace(place["message"]?.text, of: issue["primaryLocation"]?["message"]?.text),
                let first = place["textRange"]?["startLine"]?.number
            else { return nil }
            var flags: [String] = []
            let path = place["filePath"]?.text.flatMap(ToolReport.path)
            return RefrainReview.checked(first, place["textRange"]?["endLine"]?.number ?? first, &flags).map {
                LineReference($0, path: path == own ? nil : path)
            }
        }
    }

    /// The greatest severity among impacts on software qualities.
    static func worst(_ impacts: JSONValue?) -> String? {
        let severities = impacts?.elements.compactMap { $0["severity"] } ?? []
        for severity in severities where severity.text.flatMap(ToolSeverity.severity) == nil {
            severity.setNotUnderstood()
        }
        let words = severities.compactMap(\.text)
        return words.max { (ToolSeverity.severity($0)?.rank ?? -1) < (ToolSeverity.severity($1)?.rank ?? -1) }
    }
}
