import FindingsModel

/// Cargo's `--message-format=json` of `check`, `build` and `clippy`, and rustc's `--error-format=json`: a message a line
/// (The Cargo Book, "External tools"; The rustc book, "JSON Output").
struct CargoFormat: InputFormat {
    let id = "cargo"
    let title = "Cargo JSON"
    let summary =
        "What `cargo clippy --message-format=json` (`check`, `build`) and `rustc --error-format=json` print, a message a line."
    let tellingKeys = TellingKeys([
        "package_id", "manifest_path", "crate_types", "spans", "rendered", "is_primary", "byte_start", "src_path",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        document.roots.prefix(20).contains { $0.isObject && isMessage($0) }
    }

    private func isMessage(_ value: JSONValue) -> Bool {
        if value["reason"]?.string != nil {
            return value["package_id"] != nil || value["message"]?["spans"] != nil
                || (value["success"] != nil && value["reason"]?.string == "build-finished")
        }
        return value["spans"]?.isArray == true && value["level"] != nil && value["message"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = document.report
        let items = if let root, root.isObject, document.pages.isEmpty { [root] } else { try records(document) }
        // It says again what it said of code that did not change, but not of packages that it was not asked for.
        var report = ToolReport(tool: "rustc", coversProject: false, flags: flags(document))
        var isClippys = false
        for item in items {
            if item["reason"]?.string == "compiler-artifact" || item["reason"]?.string == "build-script-executed" {
                continue
            }
            if item["reason"]?.string == "build-finished" {
                if item["success"]?.bool == false { report.flag("the build failed") }
                continue
            }
            guard let message = item["reason"] == nil ? item : item["message"] else {
                throw malformed(document, item, "`message` is missing")
            }
            guard message.isObject else {
                throw malformed(document, message, "`message` is an object, not \(message.kind.words)")
            }
            let spans = try optionalObjects(document, message["spans"], "`spans`", in: message)
            let children = try optionalObjects(document, message["children"], "`children`", in: message)
            let rule = message["code"]?["code"]?.text
            isClippys = isClippys || rule?.hasPrefix("clippy::") == true
            let text = message["message"]?.text ?? ""
            // `3 warnings emitted`, `aborting due to 2 previous errors`.
            if spans.isEmpty, rule == nil, Self.isSum(text) { continue }
            let main = spans.first { $0["is_primary"]?.bool == true } ?? spans.first
            let path = main?["file_name"]?.text
            report.cover(path)
            let notes = children.compactMap { $0["message"]?.text }
                .filter { !$0.hasPrefix("`#[") && !$0.hasPrefix("#[") }
            let label = main?["label"]?.text
            let word = message["level"]?.text
            report.add(
                ToolProblem(
                    rule: rule, message: ([text, label] + notes).compactMap { $0 }.joined(separator: "\n"), path: path,
                    firstLine: main?["line_start"]?.number, lastLine: main?["line_end"]?.number,
                    column: main?["column_start"]?.number, endColumn: main?["column_end"]?.number,
                    severity: word == "error: internal compiler error" ? "fatal" : word == "help" ? "note" : word,
                    statedSeverity: word,
                    suggestion: children.lazy.compactMap { child in
                        child["spans"]?.elements.lazy.compactMap { $0["suggested_replacement"]?.text }.first { _ in true
                        }
                    }.first, source: item, span: item.span))
        }
        if isClippys { report.rename("Clippy") }
        sink(report.review)
    }

    private static func isSum(_ text: String) -> Bool {
        text.hasPrefix("aborting due to") || text.hasSuffix(" emitted") || text.hasPrefix("For more information about")
            || text.hasPrefix("Some errors have detailed explanations")
    }
}
