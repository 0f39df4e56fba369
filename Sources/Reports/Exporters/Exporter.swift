import FindingsModel
import FindingsStore

/// A form in which issues and findings leave for other tools.
public enum ExportFormat: String, CaseIterable, Sendable {
    case sarif, gitlab, rdjsonl, sonar, checkstyle, junit, csv, jsonl, markdown
}

/// What an exporter is told beside the records.
public struct ExportContext: Sendable {
    /// Refrain's version.
    public var version: String
    /// ISO 8601 in UTC: which acceptances are still in force.
    public var now: String
    /// The categories that records may name.
    public var categories: [Category]
    /// The records were compared with a baseline.
    public var hasBaseline: Bool

    public init(version: String, now: String, categories: [Category], hasBaseline: Bool = false) {
        self.version = version
        self.now = now
        self.categories = categories
        self.hasBaseline = hasBaseline
    }
}

/// An export, and what its reader should know of what it could not carry.
public struct ExportText: Hashable, Sendable {
    public var text: String
    public var notes: [String] = []
}

/// What writes records in one form.
protocol Exporter: Sendable {
    static var format: ExportFormat { get }
    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText
}

extension ExportFormat {
    /// The exporters; a new one is a new file and a new line here.
    static let exporters: [any Exporter] = [
        SARIFExporter(), GitLabExporter(), RDJSONLinesExporter(), SonarExporter(), CheckstyleExporter(),
        JUnitExporter(), CSVExporter(), JSONLinesExporter(), MarkdownExporter(),
    ]

    /// The records in this form.
    public func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        Self.exporters.first { type(of: $0).format == self }?.export(records, context: context) ?? ExportText(text: "")
    }
}

/// What formats without branches, and such without a place for what has no file, can take.
struct ExportSelection {
    var records: [ExportRecord] = []
    var notes: [String] = []

    /// - Parameter needsFile: leave out what names no file.
    init(_ all: [ExportRecord], needsFile: Bool) {
        var seen = Set<String>()
        var withoutFile = 0
        var again = 0
        var absent = 0
        for record in all {
            if record.baselineState == .absent {
                absent += 1
            } else if needsFile, record.path == nil {
                withoutFile += 1
            } else if !seen.insert(record.uid).inserted {
                again += 1
            } else {
                records.append(record)
            }
        }
        if withoutFile > 0 {
            notes.append("\(withoutFile.counted("record")) without a file left out: this format needs one")
        }
        if again > 0 {
            notes.append("\(again.counted("row")) of other branches left out: each issue once. branch:NAME chooses")
        }
        if absent > 0 {
            notes.append("\(absent.counted("issue")) resolved since the baseline left out: SARIF can tell of them")
        }
    }
}

extension Int {
    /// `1 issue`, `2 issues`.
    func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
