import FindingsModel

/// pylint's `json` (a list of messages) and `json2` (an object with `messages` and `statistics`).
struct PylintFormat: InputFormat {
    let id = "pylint"
    let title = "pylint JSON"
    let summary = "What `pylint --output-format=json` or `json2` prints."
    let tellingKeys = TellingKeys(
        [
            "message-id", "messageId", "symbol", "obj", "module", "statistics", "absolutePath", "endColumn",
            "messageTypeCount", "modulesLinted",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject, let messages = root["messages"], messages.isArray {
            return root["statistics"]?.isObject == true || messages.elements.first { _ in true }.map(isMessage) == true
        }
        return isList(document, where: isMessage)
    }

    private func isMessage(_ value: JSONValue) -> Bool {
        (value["message-id"] ?? value["messageId"]) != nil && value["symbol"] != nil
            && (value["path"] ?? value["module"] ?? value["absolutePath"]) != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var report = ToolReport(tool: "pylint", flags: flags(document))
        let messages =
            root.isObject
            ? try objects(document, root["messages"], "`messages`", in: root) : try records(document)
        for message in messages {
            let object = message["obj"]?.text
            report.add(
                ToolProblem(
                    rule: message["symbol"]?.text ?? message["message-id"]?.text ?? message["messageId"]?.text,
                    message: message["message"]?.text,
                    path: message["path"]?.text ?? message["absolutePath"]?.text, firstLine: message["line"]?.number,
                    lastLine: message["endLine"]?.number, column: message["column"]?.number.map { $0 + 1 },
                    endColumn: message["endColumn"]?.number.map { $0 + 1 }, severity: message["type"]?.text,
                    symbols: object.map { [$0] } ?? [], source: message, span: message.span))
        }
        sink(report.review)
    }
}
