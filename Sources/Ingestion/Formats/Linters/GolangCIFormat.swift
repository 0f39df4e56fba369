import FindingsModel

/// golangci-lint's JSON: `Issues` (null where there is none) and `Report`.
struct GolangCIFormat: InputFormat {
    let id = "golangci-lint"
    let title = "golangci-lint JSON"
    let summary = "What `golangci-lint run` writes as JSON (version 1 and 2)."
    let tellingKeys = TellingKeys(
        [
            "Issues", "Report", "FromLinter", "Text", "Pos", "Filename", "SourceLines", "LineRange", "Replacement",
            "ExpectNoLint", "Linters",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject else { return false }
        if let issues = root["Issues"] {
            let first = issues.elements.first { _ in true }
            return root["Report"] != nil || first?["FromLinter"] != nil
        }
        return root["Report"]?.isObject == true && root.fields.contains { $0.key == "Issues" || $0.key == "Report" }
            && (root["Report"]?["Linters"] != nil || root.fields.contains { $0.key == "Issues" })
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "golangci-lint", flags: flags(document))
        if let error = root["Report"]?["Error"]?.text {
            report.didNotFinish()
            report.flag("the tool did not finish: \(error.prefix(200))")
        }
        guard root.isObject else { throw malformed(document, root, "the report is an object, not \(root.kind.words)") }
        // `null` is how Go writes an empty list.
        for issue in root["Issues"] == nil ? [] : try objects(document, root["Issues"], "`Issues`", in: root) {
            let place = issue["Pos"]
            let lines = issue["LineRange"]
            var problem =
                ToolProblem(
                    rule: issue["FromLinter"]?.text, message: issue["Text"]?.text, path: place?["Filename"]?.text,
                    firstLine: lines?["From"]?.number ?? place?["Line"]?.number, lastLine: lines?["To"]?.number,
                    column: lines == nil || lines?["From"]?.number == place?["Line"]?.number
                        ? place?["Column"]?.number : nil, severity: issue["Severity"]?.text,
                    suggestion: Self.suggestion(issue), source: issue, span: issue.span)
            problem.categoryRule = Self.check(issue)
            report.add(problem)
        }
        sink(report.review)
    }

    /// `staticcheck/SA1019`: several checks of a linter open their message with their name.
    private static func check(_ issue: JSONValue) -> String? {
        guard let linter = issue["FromLinter"]?.text, let text = issue["Text"]?.text,
            let colon = text.utf8.prefix(40).firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let name = text[..<colon]
        return RuleCategories.category(tool: "golangci-lint", rule: "\(linter)/\(name)") == nil
            ? nil : "\(linter)/\(name)"
    }

    /// The lines that the linter would put there.
    private static func suggestion(_ issue: JSONValue) -> String? {
        let lines = issue["Replacement"]?["NewLines"]?.elements.compactMap(\.string) ?? []
        if !lines.isEmpty { return lines.joined(separator: "\n") }
        // Version 2 tells what to do in words, and the new text as bytes of the file.
        return issue["SuggestedFixes"]?.elements.first { _ in true }?["Message"]?.string.flatMap {
            $0.isEmpty ? nil : $0
        }
    }
}
