import FindingsModel
import FindingsStore

/// SonarQube's generic issue import format, as from 10.3 on, with rules.
///
/// A severity is a rule's there, so a category has a rule for each severity that it occurs with: `sleepy-test-high`.
struct SonarExporter: Exporter {
    static let format = ExportFormat.sonar

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records.filter { $0.polarity == .issue }, needsFile: true)
        let names = Dictionary(context.categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rules: [String: JSONText] = [:]
        var issues: [JSONText] = []
        for record in selection.records {
            let id = "\(record.category)-\(record.severity.rawValue)"
            if rules[id] == nil { rules[id] = rule(id, record, names[record.category]) }
            let others = record.places.filter { $0 != record.mainPlace }
            issues.append(
                .members([
                    ("ruleId", .text(id)),
                    (
                        "primaryLocation",
                        location(record.message, record.path ?? "", record.mainPlace)
                    ),
                    (
                        "secondaryLocations",
                        others.isEmpty
                            ? nil : .array(others.map { location("also here", $0.path ?? record.path ?? "", $0) })
                    ),
                ]))
        }
        let sorted = rules.sorted { $0.key < $1.key }.map(\.value)
        let report = JSONText.object([("rules", .array(sorted)), ("issues", .array(issues))])
        return ExportText(text: report.pretty + "\n", notes: selection.notes)
    }

    private func rule(_ id: String, _ record: ExportRecord, _ category: Category?) -> JSONText {
        .object([
            ("id", .text(id)),
            ("name", .text("\(category?.name ?? record.category) (\(record.severity.rawValue))")),
            ("description", .text(category?.meaning ?? record.category)), ("engineId", .text("refrain")),
            // `type` and `severity` of the older form are left out: Sonar derives them from the impact.
            ("cleanCodeAttribute", .text("TESTED")),
            (
                "impacts",
                .array([
                    .object([
                        ("softwareQuality", .text("MAINTAINABILITY")),
                        ("severity", .text(Self.impact(record.severity))),
                    ])
                ])
            ),
        ])
    }

    /// Columns are left out: Sonar refuses the whole report where one lies behind the end of its line.
    private func location(_ message: String, _ path: String, _ place: LineReference?) -> JSONText {
        .members([
            ("message", .text(message)), ("filePath", .text(path)),
            (
                "textRange",
                place.map {
                    .object([
                        ("startLine", .number(max(1, $0.ordered.first))),
                        ("endLine", .number(max(1, $0.ordered.last))),
                    ])
                }
            ),
        ])
    }

    /// The three that every version from 10.3 on knows.
    static func impact(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "HIGH"
        case .medium: "MEDIUM"
        case .low, .info: "LOW"
        }
    }
}
