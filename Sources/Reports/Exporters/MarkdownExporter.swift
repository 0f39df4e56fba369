import FindingsModel
import FindingsStore

/// Markdown: a section a file, a numbered remark a record. Nothing of the reviewed text acts.
struct MarkdownExporter: Exporter {
    static let format = ExportFormat.markdown

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records, needsFile: false)
        var sections: [String] = []
        for (path, records) in selection.files {
            var section = "## \(path.isEmpty ? "No file" : MarkdownText.code(path))\n"
            for (index, record) in records.enumerated() {
                section += "\n\(index + 1). " + item(record, context: context) + "\n"
            }
            sections.append(section)
        }
        let text = sections.isEmpty ? "Nothing found.\n" : sections.joined(separator: "\n")
        return ExportText(text: text, notes: selection.notes)
    }

    private func item(_ record: ExportRecord, context: ExportContext) -> String {
        var item = "**\(record.severity.rawValue.capitalisedFirst): \(MarkdownText.inline(record.title))**"
        let lines = record.places.map { place in
            (place.path.map { MarkdownText.code($0) + " " } ?? "") + place.ordered.description
        }
        if !lines.isEmpty {
            let isOne = record.places.count == 1 && !(record.places[0].range.first != record.places[0].range.last)
            item += " (\(isOne ? "line" : "lines") \(lines.joined(separator: ", ")))"
        }
        item += record.body.isEmpty ? "" : " " + MarkdownText.inline(record.body)
        if let suggestion = record.suggestion { item += " Suggestion: " + MarkdownText.inline(suggestion) }
        var facts = [MarkdownText.code(record.category)]
        if let state = record.state { facts.append(state) }
        if let baseline = record.baselineState { facts.append(baseline.rawValue) }
        if record.isIssue, let times = record.timesSeen { facts.append("seen \(times.counted("time"))") }
        if record.isSuppressed(at: context.now), let decision = record.decision {
            facts.append("\(decision.kind): \(MarkdownText.inline(decision.reason))")
        }
        return item + "\n   <sub>\(facts.joined(separator: ", "))</sub>"
    }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
