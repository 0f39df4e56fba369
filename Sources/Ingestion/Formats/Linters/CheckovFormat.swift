import FindingsModel

/// Checkov's `--output json`: a report a framework, one alone or a list of them; where nothing was looked at, the sums
/// alone (https://www.checkov.io/2.Basics/Reviewing%20Scan%20Results.html).
struct CheckovFormat: InputFormat {
    let id = "checkov"
    let title = "Checkov JSON"
    let summary = "What `checkov --output json` prints: failed and skipped checks of each framework."
    let tellingKeys = TellingKeys([
        "check_type", "failed_checks", "skipped_checks", "parsing_errors", "checkov_version", "bc_check_id",
        "file_line_range", "file_abs_path", "resource_count", "check_id",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject { return isReport(root) }
        return isList(document, where: isReport)
    }

    private func isReport(_ value: JSONValue) -> Bool {
        if value["checkov_version"] != nil { return true }
        return value["check_type"] != nil && value["results"]?.isObject == true
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let parts = root.isObject ? [root] : try records(document)
        var report = ToolReport(tool: "Checkov", flags: flags(document))
        for part in parts {
            let sums = part["summary"] ?? part
            if let version = sums["checkov_version"]?.text { report.tell(version: version) }
            guard let results = part["results"] else { continue }
            guard results.isObject else {
                throw malformed(document, results, "`results` is an object, not \(results.kind.words)")
            }
            for item in try optionalObjects(document, results["failed_checks"], "`failed_checks`", in: results) {
                report.add(problem(item))
            }
            for item in try optionalObjects(document, results["skipped_checks"], "`skipped_checks`", in: results) {
                var problem = problem(item)
                let why = item["check_result"]?["suppress_comment"]?.text
                problem.flags.append("suppressed in the source" + (why.map { ": \($0.prefix(200))" } ?? ""))
                report.add(problem, isSuppressed: true)
            }
            for item in results["parsing_errors"].map({ Array($0.elements) }) ?? [] {
                report.didNotFinish()
                report.add(
                    ToolProblem(
                        message: "The file could not be parsed", path: item.string, severity: "error",
                        flags: ["the tool failed on the file"], span: item.span))
            }
        }
        sink(report.review)
    }

    private func problem(_ item: JSONValue) -> ToolProblem {
        let range = item["file_line_range"]
        let lines = range?.elements.compactMap(\.number) ?? []
        // Resources are told as `TYPE.NAME`; a file's own is the file.
        let resource = item["resource"]?.text
        let odd = range != nil && lines.isEmpty ? ["`file_line_range` is not understood"] : []
        return ToolProblem(
            rule: item["check_id"]?.text ?? item["bc_check_id"]?.text,
            message: [item["check_name"]?.text, item["description"]?.text].compactMap { $0 }
                .joined(separator: "\n\n"),
            path: path(item), firstLine: lines.first, lastLine: lines.count > 1 ? lines[1] : nil,
            severity: item["severity"]?.text, symbols: resource.map { [$0] } ?? [],
            suggestion: item["guideline"]?.text, flags: odd, source: item, span: item.span)
    }

    /// `/main.tf` is a path from the folder that was scanned, as `repo_file_path` is from the repository's, unless it is the
    /// whole of it.
    private func path(_ item: JSONValue) -> String? {
        let whole = item["file_abs_path"]?.text
        let told = [item["repo_file_path"], item["file_path"]].compactMap { $0?.text }
        guard let path = told.first(where: { $0 != whole }) ?? told.first else { return whole }
        return path.hasPrefix("/") && path != whole ? String(path.dropFirst()) : path
    }
}
