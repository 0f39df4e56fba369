import FindingsModel
import FindingsStore

/// reviewdog's rdjsonl: one Diagnostic a line (`proto/rdf/reviewdog.proto`).
struct RDJSONLinesExporter: Exporter {
    static let format = ExportFormat.rdjsonl

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records.filter { $0.polarity == .issue }, needsFile: true)
        let lines = selection.records.map { record in
            let others = record.places.filter { $0 != record.mainPlace }
            return JSONText.members([
                ("message", .text(record.message)),
                ("location", location(record.path ?? "", record.mainPlace)),
                ("severity", .text(Self.severity(record.severity))),
                ("source", .object([("name", .text("refrain"))])),
                ("code", .object([("value", .text(record.category))])),
                (
                    "related_locations",
                    others.isEmpty
                        ? nil
                        : .array(
                            others.map {
                                .object([
                                    ("message", .text("also here")),
                                    ("location", location($0.path ?? record.path ?? "", $0)),
                                ])
                            })
                ),
            ]).compact + "\n"
        }
        return ExportText(text: lines.joined(), notes: selection.notes)
    }

    /// An end is exclusive where there are columns; without them whole lines are meant, the last inclusive.
    private func location(_ path: String, _ place: LineReference?) -> JSONText {
        guard let place else { return .object([("path", .text(path))]) }
        let lines = place.ordered
        let column = place.range.isReversed ? nil : place.startColumn
        let end = column == nil ? nil : place.endColumn
        return .object([
            ("path", .text(path)),
            (
                "range",
                .object([
                    ("start", position(lines.first, column)), ("end", position(lines.last, end)),
                ])
            ),
        ])
    }

    private func position(_ line: Int, _ column: Int?) -> JSONText {
        .members([("line", .number(max(1, line))), ("column", column.map { .number(max(1, $0)) })])
    }

    static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "ERROR"
        case .medium: "WARNING"
        case .low, .info: "INFO"
        }
    }
}
