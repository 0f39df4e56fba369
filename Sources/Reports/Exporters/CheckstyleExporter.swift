import FindingsModel
import FindingsStore

/// Checkstyle XML: files with errors.
struct CheckstyleExporter: Exporter {
    static let format = ExportFormat.checkstyle

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records.filter { $0.polarity == .issue }, needsFile: true)
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
        for (path, records) in selection.files {
            text += "  <file name=\"\(XMLText.attribute(path))\">\n"
            for record in records {
                var attributes: [(String, String)] = []
                if let place = record.mainPlace {
                    attributes.append(("line", "\(max(1, place.ordered.first))"))
                    // Not of Checkstyle itself; tools that write and read its form know it.
                    if place.ordered.last > place.ordered.first {
                        attributes.append(("endLine", "\(place.ordered.last)"))
                    }
                    if let column = place.startColumn, !place.range.isReversed {
                        attributes.append(("column", "\(max(1, column))"))
                    }
                }
                attributes.append(("severity", Self.severity(record.severity)))
                attributes.append(("message", record.messageWithPlaces))
                attributes.append(("source", "refrain.\(record.category)"))
                let written = attributes.map { "\($0)=\"\(XMLText.attribute($1))\"" }
                text += "    <error \(written.joined(separator: " "))/>\n"
            }
            text += "  </file>\n"
        }
        return ExportText(text: text + "</checkstyle>\n", notes: selection.notes)
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "info"
        }
    }
}

extension ExportSelection {
    /// The records by their files, in the order of their first.
    var files: [(path: String, records: [ExportRecord])] {
        var order: [String] = []
        var groups: [String: [ExportRecord]] = [:]
        for record in records {
            let path = record.path ?? ""
            if groups[path] == nil { order.append(path) }
            groups[path, default: []].append(record)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }
}
