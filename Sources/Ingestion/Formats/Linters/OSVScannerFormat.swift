import FindingsModel

/// OSV-Scanner's `--format json` (https://google.github.io/osv-scanner/output/): of each lock file the packages with their
/// vulnerabilities, records of the OSV schema. How grave one is stands with the group of ids that it belongs to.
struct OSVScannerFormat: InputFormat {
    let id = "osv-scanner"
    let title = "OSV-Scanner JSON"
    let summary = "What `osv-scanner --format json` prints: the vulnerable packages of each lock file."
    let tellingKeys = TellingKeys(
        ["results", "packages", "ecosystem", "vulnerabilities", "groups", "max_severity", "experimental_config"],
        needed: 5)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let results = root["results"], results.isArray else {
            return false
        }
        if let first = results.elements.first(where: { _ in true }) {
            return first.isObject && first["packages"]?.isArray == true && first["source"]?.isObject == true
        }
        return root["experimental_config"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "OSV-Scanner", flags: flags(document))
        for result in try objects(document, root["results"], "`results`", in: root) {
            let path = result["source"]?["path"]?.text
            for package in try objects(document, result["packages"], "`packages`", in: result) {
                let groups = try optionalObjects(document, package["groups"], "`groups`", in: package)
                for item in try optionalObjects(document, package["vulnerabilities"], "`vulnerabilities`", in: package)
                {
                    report.add(problem(item, package, groups, path), category: "insecure-practice")
                }
            }
        }
        sink(report.review)
    }

    private func problem(
        _ item: JSONValue, _ package: JSONValue, _ groups: [JSONValue], _ path: String?
    ) -> ToolProblem {
        let name = package["package"]?["name"]?.text
        let version = package["package"]?["version"]?.text
        let id = item["id"]?.text
        let words = [
            "Vulnerable package" + (name.map { ": \($0)" } ?? ""), version.map { "Installed: \($0)" }, id,
            item["summary"]?.text ?? item["details"]?.text,
        ]
        let group = groups.first { group in
            group["ids"]?.elements.contains { $0.string == id } == true
        }
        let score = group?.member("max_severity")?.text
        let word = item["database_specific"]?["severity"]?.text
        return ToolProblem(
            rule: id, message: words.compactMap { $0 }.joined(separator: "\n"), path: path,
            severity: score.flatMap(Double.init).map { ToolSeverity.severity(securityScore: $0).rawValue } ?? word,
            statedSeverity: score.flatMap(Double.init).map { "CVSS \($0)" } ?? word,
            suggestion: fixed(item, name).map { "Fixed in \($0)" }, source: item, span: item.span)
    }

    /// The version in which the package is mended.
    private func fixed(_ item: JSONValue, _ name: String?) -> String? {
        for affected in Self.elements(item["affected"]) where affected["package"]?["name"]?.string == name {
            for range in Self.elements(affected["ranges"]) where range["type"]?.string != "GIT" {
                for event in Self.elements(range["events"]) {
                    if let version = event["fixed"]?.string { return version }
                }
            }
        }
        return nil
    }

    private static func elements(_ list: JSONValue?) -> [JSONValue] {
        list.map { Array($0.elements.prefix(1_000)) } ?? []
    }
}
