import FindingsModel
import FindingsStore

/// GitLab Code Quality: an array of issues in the subset of the Code Climate specification that GitLab reads.
struct GitLabExporter: Exporter {
    static let format = ExportFormat.gitlab

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records.filter { $0.polarity == .issue }, needsFile: true)
        let list = selection.records.map { record in
            let main = record.mainPlace?.ordered
            let others = record.places.filter { $0 != record.mainPlace }
            return JSONText.members([
                ("description", .text(record.message)), ("check_name", .text(record.category)),
                // GitLab's readers pass it over; ours tells by it that the five severities are our five.
                ("engine_name", .text("refrain")),
                // Equal ones collapse to one; uids are unique here.
                ("fingerprint", .text(record.uid)), ("severity", .text(Self.severity(record.severity))),
                ("location", location(record.path ?? "", main)),
                (
                    "other_locations",
                    others.isEmpty
                        ? nil : .array(others.map { location($0.path ?? record.path ?? "", $0.ordered) })
                ),
            ])
        }
        return ExportText(text: JSONText.array(list).pretty + "\n", notes: selection.notes)
    }

    private func location(_ path: String, _ lines: LineRange?) -> JSONText {
        let first = max(1, lines?.first ?? 1)
        return .object([
            ("path", .text(path)),
            (
                "lines",
                .members([("begin", .number(first)), ("end", lines.map { .number(max(first, $0.last)) })])
            ),
        ])
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical: "blocker"
        case .high: "critical"
        case .medium: "major"
        case .low: "minor"
        case .info: "info"
        }
    }
}
