import FindingsModel
import FindingsStore

/// A CI system that shows remarks at lines when a job's log has them in its own form.
public enum AnnotationFormat: String, CaseIterable, Sendable {
    case github, azure, gitlab, teamcity
}

extension AnnotationFormat {
    /// The records as lines of a job's log; GitLab, which has no such form, as its Code Quality report.
    public func annotations(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let records = records.filter { $0.polarity == .issue && !$0.isSuppressed(at: context.now) }
            .enumerated().sorted {
                ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset)
            }.map(\.element)
        switch self {
        case .github: return GitHubAnnotations.text(records)
        case .azure: return AzureAnnotations.text(records)
        case .teamcity: return TeamCityAnnotations.text(records)
        case .gitlab: return ExportFormat.gitlab.export(records, context: context)
        }
    }
}

/// Workflow commands of GitHub Actions.
enum GitHubAnnotations {
    /// So many of a kind a step are shown.
    static let shown = 10

    static func text(_ records: [ExportRecord]) -> ExportText {
        var counts: [String: Int] = [:]
        var text = ""
        for record in records {
            let command = command(record.severity)
            counts[command, default: 0] += 1
            var properties: [(String, String)] = []
            if let path = record.path { properties.append(("file", path)) }
            if let place = record.mainPlace {
                properties.append(("line", "\(max(1, place.ordered.first))"))
                properties.append(("endLine", "\(max(1, place.ordered.last))"))
                // Columns are heeded on a single line alone.
                if place.range.first == place.range.last, let column = place.startColumn {
                    properties.append(("col", "\(max(1, column))"))
                    if let end = place.endColumn { properties.append(("endColumn", "\(max(1, end))")) }
                }
            }
            properties.append(("title", PlainText.oneLine(record.title)))
            let written = properties.map { "\($0)=\(property($1))" }.joined(separator: ",")
            text += "::\(command) \(written)::\(data(message(record)))\n"
        }
        let notes = counts.sorted { $0.key < $1.key }.filter { $0.value > shown }.map { command, count in
            "GitHub shows \(shown) annotations of a kind a step: \(count - shown) of \(count) \(command)s will not be seen"
        }
        return ExportText(text: text, notes: notes)
    }

    private static func message(_ record: ExportRecord) -> String {
        var parts: [String] = []
        if !record.body.isEmpty { parts.append(record.body) }
        if let suggestion = record.suggestion { parts.append("Suggestion: \(suggestion)") }
        // A command without a message is no annotation.
        if parts.isEmpty { parts.append(record.title) }
        if let further = record.furtherPlaces { parts.append("(\(further))") }
        return cut(PlainText.harmless(parts.joined(separator: "\n")))
    }

    /// GitHub takes 64 KB of an annotation's message ("Check runs" of its REST API).
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > 65_000 else { return text }
        return String(decoding: text.utf8.prefix(65_000), as: UTF8.self).dropLast() + "… (cut)"
    }

    private static func command(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "notice"
        }
    }

    /// As the toolkit's `escapeData`.
    static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").escapingLineBreaks("%0D", "%0A")
    }

    /// As the toolkit's `escapeProperty`.
    static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}

/// Logging commands of Azure Pipelines.
enum AzureAnnotations {
    static func text(_ records: [ExportRecord]) -> ExportText {
        var text = ""
        for record in records {
            // There are two types; what is below a warning is shown as one.
            let type = record.severity >= .high ? "error" : "warning"
            var properties = "type=\(type);"
            if let path = record.path { properties += "sourcepath=\(property(path));" }
            if let place = record.mainPlace {
                properties += "linenumber=\(max(1, place.ordered.first));"
                if let column = place.startColumn, !place.range.isReversed {
                    properties += "columnnumber=\(max(1, column));"
                }
            }
            properties += "code=\(property(record.category));"
            text += "##vso[task.logissue \(properties)]\(data(PlainText.harmless(record.messageWithPlaces)))\n"
        }
        return ExportText(text: text)
    }

    /// As the agent reads it back: `%AZP25` for `%`.
    static func data(_ text: String) -> String {
        text.replacing("%", with: "%AZP25").escapingLineBreaks("%0D", "%0A")
    }

    static func property(_ text: String) -> String {
        data(text).replacing("]", with: "%5D").replacing(";", with: "%3B")
    }
}

/// Service messages of TeamCity: an inspection type a category, an inspection a record.
enum TeamCityAnnotations {
    static func text(_ records: [ExportRecord]) -> ExportText {
        var text = ""
        var known = Set<String>()
        var withoutFile = 0
        for record in records {
            guard let path = record.path else {
                withoutFile += 1
                continue
            }
            if known.insert(record.category).inserted {
                let category = CategoryCatalogue.standard[record.category]
                text += message(
                    "inspectionType",
                    [
                        ("id", "refrain." + record.category), ("name", category?.name ?? record.category),
                        ("description", category?.meaning ?? record.category), ("category", "Test quality"),
                    ])
            }
            var attributes = [
                ("typeId", "refrain." + record.category), ("message", PlainText.harmless(record.messageWithPlaces)),
                ("file", path),
            ]
            if let line = record.mainPlace?.ordered.first { attributes.append(("line", "\(max(1, line))")) }
            attributes.append(("SEVERITY", severity(record.severity)))
            text += message("inspection", attributes)
        }
        let notes =
            withoutFile > 0 ? ["\(withoutFile.counted("finding")) without a file left out: TeamCity needs one"] : []
        return ExportText(text: text, notes: notes)
    }

    private static func message(_ name: String, _ attributes: [(String, String)]) -> String {
        "##teamcity[\(name) \(attributes.map { "\($0)='\(escaped($1))'" }.joined(separator: " "))]\n"
    }

    private static func severity(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "ERROR"
        case .medium: "WARNING"
        case .low: "WEAK WARNING"
        case .info: "INFO"
        }
    }

    /// "Escaped values" of TeamCity's service messages; characters beyond ASCII may stand as they are, save its line ends.
    static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "'", "[", "]":
                out.append("|")
                out.append(scalar)
            case "\n": out.append(contentsOf: "|n".unicodeScalars)
            case "\r": out.append(contentsOf: "|r".unicodeScalars)
            case "\u{85}": out.append(contentsOf: "|x".unicodeScalars)
            case "\u{2028}": out.append(contentsOf: "|l".unicodeScalars)
            case "\u{2029}": out.append(contentsOf: "|p".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}

extension String {
    /// By scalar: a carriage return and a line feed are one `Character`.
    fileprivate func escapingLineBreaks(_ carriageReturn: String, _ lineFeed: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar {
            case "\r": out.append(contentsOf: carriageReturn.unicodeScalars)
            case "\n": out.append(contentsOf: lineFeed.unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
