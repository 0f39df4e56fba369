import FindingsModel

/// Semgrep's `--json` (https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif): `results`, `errors`, and the
/// `paths` that were scanned.
struct SemgrepFormat: InputFormat {
    let id = "semgrep"
    let title = "Semgrep JSON"
    let summary = "What `semgrep scan --json` writes: results, errors, and the files that were scanned."
    let tellingKeys = TellingKeys(
        [
            "check_id", "extra", "results", "errors", "paths", "scanned", "metavars", "engine_kind", "is_ignored",
            "validation_state", "skipped_rules",
        ], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, let results = root["results"], results.isArray else { return false }
        if let first = results.elements.first(where: { _ in true }) {
            return first["check_id"] != nil && first["path"] != nil
        }
        return root["paths"]?.isObject == true && root["errors"]?.isArray == true
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let results = try objects(document, root["results"], "`results`", in: root)
        let scanned = root["paths"]?["scanned"]?.elements.compactMap(\.string) ?? []
        var report = ToolReport(
            tool: "Semgrep", version: root["version"]?.text, coversProject: scanned.isEmpty, flags: flags(document))
        for path in scanned { report.cover(path) }
        for item in results {
            let extra = item["extra"]
            let isIgnored = extra?["is_ignored"]?.bool == true
            let print = extra?["fingerprint"]?.text.flatMap { $0 == "requires login" ? nil : "semgrep:\($0)" }
            report.add(
                ToolProblem(
                    rule: item["check_id"]?.text, message: extra?["message"]?.text, path: item["path"]?.text,
                    firstLine: item["start"]?["line"]?.number, lastLine: item["end"]?["line"]?.number,
                    column: item["start"]?["col"]?.number, endColumn: item["end"]?["col"]?.number,
                    severity: extra?["severity"]?.text, fingerprint: print, suggestion: extra?["fix"]?.text,
                    flags: isIgnored ? ["suppressed in the source"] : [], source: item, span: item.span),
                isSuppressed: isIgnored)
        }
        for item in try optionalObjects(document, root["errors"], "`errors`", in: root) {
            report.didNotFinish()
            report.flag("the tool did not finish: \((item["message"]?.text ?? item["type"]?.text ?? "").prefix(200))")
        }
        sink(report.review)
    }
}
