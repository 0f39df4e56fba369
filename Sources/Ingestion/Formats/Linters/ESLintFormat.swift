import FindingsModel

/// ESLint's `--format json`: a list of files with their messages (https://eslint.org/docs/latest/use/formatters/#json).
struct ESLintFormat: InputFormat {
    let id = "eslint"
    let title = "ESLint JSON"
    let summary = "What `eslint --format json` or `json-with-metadata` prints: each file with its messages."
    let tellingKeys = TellingKeys(
        [
            "filePath", "messages", "ruleId", "errorCount", "warningCount", "fatalErrorCount", "fixableErrorCount",
            "fixableWarningCount", "usedDeprecatedRules", "suppressedMessages", "nodeType", "messageId", "rulesMeta",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        func isFile(_ value: JSONValue) -> Bool {
            value["filePath"]?.string != nil && value["messages"]?.isArray == true
        }
        if let results = document.report?["results"] {
            guard let first = results.elements.first(where: { _ in true }) else {
                return results.isArray && document.report?["metadata"]?["rulesMeta"] != nil
            }
            return isFile(first)
        }
        return isList(document, where: isFile)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "ESLint", coversProject: false, flags: flags(document))
        let whole = document.report
        let files =
            if let whole, whole.isObject {
                try objects(document, whole["results"], "`results`", in: whole)
            } else {
                try records(document)
            }
        // textlint counts nothing, and tells of a file without problems by its path alone.
        let isTextlints =
            !files.isEmpty
            && files.allSatisfy { file in
                file.fields.allSatisfy { $0.key == "filePath" || $0.key == "messages" }
                    && file["messages"].map { !$0.elements.contains { _ in true } } ?? false
            }
        if isTextlints { report.rename("textlint") }
        for file in files {
            guard let path = file["filePath"]?.string else { throw malformed(document, file, "`filePath` is missing") }
            report.cover(path)
            let messages = try objects(document, file["messages"], "`messages`", in: file)
            for message in messages {
                // textlint's: packages/@textlint/types/src/Message/TextlintResult.ts of its repository.
                if message["type"]?.string == "lint", message["index"] != nil { report.rename("textlint") }
                report.add(problem(message, path))
            }
            let counts = [file["errorCount"]?.number, file["warningCount"]?.number].compactMap { $0 }
            if counts.count == 2, counts.allSatisfy({ $0.isCountable }), counts[0] + counts[1] > messages.count {
                report.flag(
                    "only \(messages.count) of the \(counts[0] + counts[1]) problems that `errorCount` and `warningCount` tell were read"
                )
            }
            let suppressed = file["suppressedMessages"]
            for message in try optionalObjects(document, suppressed, "`suppressedMessages`", in: file) {
                var problem = problem(message, path)
                problem.flags.append("suppressed in the source")
                report.add(problem, isSuppressed: true)
            }
        }
        sink(report.review)
    }

    private func problem(_ message: JSONValue, _ path: String) -> ToolProblem {
        let isFatal = message["fatal"]?.bool == true
        let word: String? =
            switch message["severity"]?.number {
            case 2: isFatal ? "fatal" : "error"
            case 1: "warning"
            case 0: "none"
            // textlint's alone.
            case 3: "info"
            default: message["severity"]?.text
            }
        return ToolProblem(
            rule: message["ruleId"]?.text, message: message["message"]?.text, path: path,
            firstLine: message["line"]?.number,
            lastLine: (message["endLine"] ?? message["loc"]?["end"]?["line"])?.number,
            column: message["column"]?.number,
            endColumn: (message["endColumn"] ?? message["loc"]?["end"]?["column"])?.number, severity: word,
            suggestion: message["suggestions"]?.elements.first { _ in true }?["desc"]?.text, source: message,
            span: message.span)
    }
}
