import FindingsModel
import FindingsStore

/// CSV (RFC 4180), a record a line; what would run as a formula in a spreadsheet gets an apostrophe.
struct CSVExporter: Exporter {
    static let format = ExportFormat.csv

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let rows = records.map { record in
            Self.columns.map { $0.value(record) }
        }
        return ExportText(text: RowSet(columns: Self.columns.map(\.name), rows: rows).rendered(as: .csv))
    }

    private static func value(_ text: String?) -> Value { text.map(Value.text) ?? .null }
    private static func value(_ number: Int?) -> Value { number.map { .integer(Int64($0)) } ?? .null }

    /// The columns, in their order; new ones go to the end.
    private static let columns: [(name: String, value: @Sendable (ExportRecord) -> Value)] = [
        ("issue", { value($0.issue) }), ("finding", { value($0.finding) }), ("project", { .text($0.project) }),
        ("branch", { .text($0.branch) }), ("path", { value($0.path) }),
        (
            "lines",
            { record in .text(record.places.filter { $0.path == nil }.map(\.range.description).joined(separator: ", "))
            }
        ),
        ("severity", { .text($0.severity.rawValue) }), ("severity_basis", { .text($0.severityBasis.rawValue) }),
        ("category", { .text($0.category) }), ("polarity", { .text($0.polarity.rawValue) }),
        ("title", { .text($0.title) }), ("body", { .text($0.body) }), ("suggestion", { value($0.suggestion) }),
        ("symbols", { .text($0.symbols.joined(separator: ", ")) }), ("state", { value($0.state) }),
        ("triage", { value($0.decision?.kind) }), ("triage_reason", { value($0.decision?.reason) }),
        ("baseline_state", { value($0.baselineState?.rawValue) }), ("first_seen", { value($0.firstSeen) }),
        ("last_seen", { value($0.lastSeen) }), ("times_seen", { value($0.timesSeen) }),
        ("reviewers", { .text($0.reviewers.joined(separator: ", ")) }), ("commit", { value($0.commit) }),
        ("reviewed_at", { value($0.reviewedAt) }),
    ]
}

/// JSON Lines, a record a line. The keys are all there always; what is not known is `null`.
struct JSONLinesExporter: Exporter {
    static let format = ExportFormat.jsonl

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        ExportText(text: records.map { object($0).compact + "\n" }.joined())
    }

    private func object(_ record: ExportRecord) -> JSONText {
        func text(_ text: String?) -> JSONText { text.map(JSONText.text) ?? .value(.null) }
        func number(_ number: Int?) -> JSONText { number.map(JSONText.number) ?? .value(.null) }
        return .object([
            ("issue", text(record.issue)), ("finding", text(record.finding)), ("project", .text(record.project)),
            ("branch", .text(record.branch)), ("path", text(record.path)),
            (
                "references",
                .array(
                    record.places.map { place in
                        .members([
                            ("path", .optional(place.path)),
                            ("lines", .array([.number(place.range.first), .number(place.range.last)])),
                            ("startColumn", place.startColumn.map(JSONText.number)),
                            ("endColumn", place.endColumn.map(JSONText.number)),
                        ])
                    })
            ),
            ("severity", .text(record.severity.rawValue)), ("severityBasis", .text(record.severityBasis.rawValue)),
            ("category", .text(record.category)), ("confidence", .value(.real(record.confidence))),
            ("polarity", .text(record.polarity.rawValue)), ("title", .text(record.title)), ("body", .text(record.body)),
            ("suggestion", text(record.suggestion)), ("symbols", .array(record.symbols.map(JSONText.text))),
            ("rule", text(record.rule)), ("state", text(record.state)),
            (
                "triage",
                record.decision.map { decision in
                    .object([
                        ("decision", .text(decision.kind)), ("reason", .text(decision.reason)),
                        ("author", .text(decision.author)), ("decidedAt", .text(decision.at)),
                        ("expiresAt", text(decision.expiresAt)),
                    ])
                } ?? .value(.null)
            ),
            ("baselineState", text(record.baselineState?.rawValue)), ("firstSeen", text(record.firstSeen)),
            ("lastSeen", text(record.lastSeen)), ("timesSeen", number(record.timesSeen)),
            ("reviewsInScope", number(record.reviewsInScope)),
            ("reviewers", .array(record.reviewers.map(JSONText.text))), ("review", text(record.review)),
            ("source", text(record.source)), ("ordinal", number(record.ordinal)), ("commit", text(record.commit)),
            ("reviewedAt", text(record.reviewedAt)),
        ])
    }
}
