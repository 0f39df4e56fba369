import FindingsModel

/// GitLab's security report of code (`gl-sast-report.json`, and secret detection's), which scanners write
/// (https://docs.gitlab.com/development/integrations/secure/#report).
struct GitLabSASTFormat: InputFormat {
    let id = "gitlab-sast"
    let title = "GitLab SAST report"
    let summary = "GitLab's security report of code, as `gl-sast-report.json`: vulnerabilities with their places."
    let tellingKeys = TellingKeys(
        [
            "vulnerabilities", "identifiers", "scanner", "analyzer", "start_line", "cve", "location", "remediations",
            "dependency_files", "solution",
        ], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let list = root["vulnerabilities"], list.isArray else { return false }
        if let first = list.elements.first(where: { _ in true }) {
            return first["location"]?.isObject == true && first["identifiers"] != nil
        }
        return root["scan"]?.isObject == true && root["version"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let scan = root["scan"]
        let tool = scan?["scanner"] ?? scan?["analyzer"]
        var report = ToolReport(
            tool: tool?["name"]?.text ?? "GitLab SAST", version: tool?["version"]?.text, flags: flags(document))
        if let time = scan?["end_time"]?.string.flatMap(Timestamp.normalized) { report.tell(time: time) }
        if scan?["status"]?.string == "failure" {
            report.didNotFinish()
            report.flag("the tool did not finish")
        }
        for item in try objects(document, root["vulnerabilities"], "`vulnerabilities`", in: root) {
            let place = item["location"]
            let name = item["name"]?.text ?? item["message"]?.text
            let detail = item["description"]?.text.flatMap { $0 == name ? nil : $0 }
            let symbol = place?["method"]?.text ?? place?["class"]?.text
            let word = item["severity"]?.text
            report.add(
                ToolProblem(
                    rule: item["identifiers"]?.elements.first { _ in true }?["value"]?.text,
                    message: [name, detail].compactMap { $0 }.joined(separator: "\n\n"), path: place?["file"]?.text,
                    firstLine: place?["start_line"]?.number, lastLine: place?["end_line"]?.number,
                    severity: word?.lowercased() == "unknown" ? nil : word, symbols: symbol.map { [$0] } ?? [],
                    fingerprint: item["cve"]?.text.map { "gitlab-sast:\($0)" }, suggestion: item["solution"]?.text,
                    source: item, span: item.span))
        }
        sink(report.review)
    }
}
