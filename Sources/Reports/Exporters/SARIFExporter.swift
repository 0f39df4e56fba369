import FindingsModel
import FindingsStore

/// SARIF 2.1.0 (OASIS): a run a branch of a project, within what GitHub takes.
struct SARIFExporter: Exporter {
    static let format = ExportFormat.sarif

    // GitHub, "SARIF support for code scanning": what an upload may hold, and how much of it is shown.
    static let mostRuns = 20
    static let mostResults = 25_000
    static let shownResults = 5_000
    static let mostLocations = 1_000
    static let mostTags = 20
    static let longestDescription = 1_024

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        var groups: [[String]: [ExportRecord]] = [:]
        var order: [[String]] = []
        for record in records {
            let key = [record.project, record.branch]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(record)
        }
        // An upload without a run is refused; one without results says that nothing is left.
        if order.isEmpty { order = [["", ""]] }
        var notes: [String] = []
        if order.count > Self.mostRuns {
            notes.append(
                "\((order.count - Self.mostRuns).counted("branch")) cut: \(Self.mostRuns) runs a file is GitHub's limit"
            )
        }
        let runs = order.prefix(Self.mostRuns).map { key in
            SARIFRunWriter(project: key[0], branch: key[1], context: context).run(groups[key] ?? [], &notes)
        }
        let log = JSONText.object([
            ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")),
            ("runs", .array(runs)),
        ])
        let text = log.pretty + "\n"
        // Such text packs to a tenth or less.
        if text.utf8.count > 80_000_000 {
            notes.append("the file may be over GitHub's limit of 10 MB when packed: narrow the search")
        }
        return ExportText(text: text, notes: notes)
    }
}

/// One run of a SARIF log.
struct SARIFRunWriter {
    let project: String
    let branch: String
    let context: ExportContext

    func run(_ all: [ExportRecord], _ notes: inout [String]) -> JSONText {
        let records = all.prefix(SARIFExporter.mostResults)
        if all.count > records.count {
            notes.append(
                "\((all.count - records.count).counted("result")) cut: GitHub takes \(SARIFExporter.mostResults) a run")
        } else if all.count > SARIFExporter.shownResults {
            notes.append("\(all.count) results: GitHub shows the \(SARIFExporter.shownResults) most severe of a run")
        }
        let withoutFile = records.count { $0.path == nil }
        if withoutFile > 0 {
            notes.append("\(withoutFile.counted("result")) without a file: in the export, but GitHub shows none")
        }
        let crowded = records.count { $0.places.count > SARIFExporter.mostLocations }
        if crowded > 0 {
            notes.append("\(crowded.counted("result")) cut to \(SARIFExporter.mostLocations) locations, GitHub's limit")
        }

        let categories = listed(records)
        let places = Dictionary(categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let used = categories.filter { category in records.contains { $0.category == category.id } }
        let rules = Dictionary(used.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let hasSuppressions = records.contains { $0.isSuppressed(at: context.now) }
        let newest = records.max { ($0.reviewedAt ?? "") < ($1.reviewedAt ?? "") }
        let commit = records.filter { $0.commit != nil }.max { ($0.reviewedAt ?? "") < ($1.reviewedAt ?? "") }?.commit

        var members: [(String, JSONText?)] = [
            ("tool", .object([("driver", driver(used, places))])),
            ("automationDetails", .object([("id", .text(automationID))])),
            ("originalUriBaseIds", .object([("SRCROOT", .object([("description", message("The project's root."))]))])),
            ("taxonomies", .array([taxonomy(categories, places)])),
            ("versionControlProvenance", provenance(commit: commit)),
        ]
        if let time = newest?.reviewedAt {
            members.append(
                ("invocations", .array([.object([("executionSuccessful", .flag(true)), ("endTimeUtc", .text(time))])])))
        }
        members.append(
            (
                "results",
                .array(records.map { result($0, rules: rules, taxa: places, hasSuppressions: hasSuppressions) })
            ))
        return .members(members)
    }

    // MARK: The tool

    private func driver(_ used: [Category], _ places: [String: Int]) -> JSONText {
        .object([
            ("name", .text("Refrain")), ("semanticVersion", .text(context.version)),
            ("version", .text(context.version)),
            ("supportedTaxonomies", .array([.object([("name", .text(Self.taxonomyName)), ("index", .number(0))])])),
            (
                "rules",
                .array(
                    used.map { category in
                        .object([
                            ("id", .text(category.id)),
                            ("name", .text(Self.pascalCase(category.name))),
                            ("shortDescription", message(Self.bounded(category.name))),
                            ("fullDescription", message(Self.bounded(category.meaning))),
                            ("help", message(category.meaning)),
                            ("defaultConfiguration", .object([("level", .text("warning"))])),
                            (
                                "relationships",
                                .array([relationship(to: category.id, at: places[category.id], kind: "equal")])
                            ),
                            (
                                "properties",
                                .object([
                                    (
                                        "tags",
                                        .array(
                                            [JSONText.text("test-quality"), .text(category.group)]
                                                .prefix(SARIFExporter.mostTags).map { $0 })
                                    )
                                ])
                            ),
                        ])
                    })
            ),
        ])
    }

    private static let taxonomyName = "Refrain test-quality catalogue"

    private func taxonomy(_ categories: [Category], _ places: [String: Int]) -> JSONText {
        .object([
            ("name", .text(Self.taxonomyName)), ("version", .text(context.version)),
            ("organization", .text("Refrain")),
            ("shortDescription", message("Kinds of test-quality issues.")),
            ("isComprehensive", .flag(false)),
            (
                "taxa",
                .array(
                    categories.map { category in
                        .members([
                            ("id", .text(category.id)), ("name", .text(Self.pascalCase(category.name))),
                            ("shortDescription", message(Self.bounded(category.name))),
                            ("fullDescription", message(Self.bounded(category.meaning))),
                            (
                                "relationships",
                                category.broader.flatMap { broader in
                                    places[broader].map {
                                        .array([relationship(to: broader, at: $0, kind: "superset")])
                                    }
                                }
                            ),
                        ])
                    })
            ),
        ])
    }

    /// §3.53: how a rule or taxon relates to a taxon; "superset" says that the target takes in more.
    private func relationship(to id: String, at index: Int?, kind: String) -> JSONText {
        .object([("target", reference(to: id, at: index)), ("kinds", .array([.text(kind)]))])
    }

    private func reference(to id: String, at index: Int?) -> JSONText {
        .members([
            ("id", .text(id)), ("index", index.map(JSONText.number)),
            ("toolComponent", .object([("name", .text(Self.taxonomyName)), ("index", .number(0))])),
        ])
    }

    /// The known categories, and those of the records that are in no catalogue any more.
    private func listed(_ records: ArraySlice<ExportRecord>) -> [Category] {
        let known = Set(context.categories.map(\.id))
        let strays = Set(records.map(\.category)).subtracting(known).sorted()
        return context.categories
            + strays.map { id in
                Category(id: id, group: "other", broader: nil, name: id, meaning: id, detectors: [])
            }
    }

    private var automationID: String {
        let parts = ["refrain", project, branch].filter { !$0.isEmpty }
        return parts.joined(separator: "/") + "/"
    }

    private func provenance(commit: String?) -> JSONText? {
        // §3.23.3: the repository is required; owner/name is GitHub's short form.
        guard !project.isEmpty, project != "unknown" else { return nil }
        let address = project.contains("://") ? project : "https://github.com/\(Self.percentEncoded(project))"
        return .array([
            .members([
                ("repositoryUri", .text(address)), ("revisionId", .optional(commit)),
                ("branch", branch.isEmpty ? nil : .text(branch)),
            ])
        ])
    }

    // MARK: Results

    private func result(
        _ record: ExportRecord, rules: [String: Int], taxa: [String: Int], hasSuppressions: Bool
    ) -> JSONText {
        let isIssue = record.polarity == .issue
        var fingerprints: [(String, JSONText)] = []
        if let issue = record.issue { fingerprints.append(("refrainIssue/v1", .text(issue))) }
        if !record.isIssue, let finding = record.finding {
            fingerprints.append(("refrainFinding/v1", .text(finding)))
        }
        return .members([
            ("ruleId", .text(record.category)), ("ruleIndex", rules[record.category].map(JSONText.number)),
            ("kind", .text(isIssue ? "fail" : record.polarity == .praise ? "pass" : "informational")),
            ("level", .text(isIssue ? Self.level(record.severity) : "none")),
            ("message", message(Self.plain(record.message))),
            ("locations", .array(locations(record))),
            ("partialFingerprints", .object(fingerprints)),
            ("occurrenceCount", record.timesSeen.map { .number(max(1, $0)) }),
            ("rank", isIssue ? .value(.real(Self.rank(record.severity))) : nil),
            ("baselineState", .optional(record.baselineState?.rawValue)),
            ("taxa", .array([reference(to: record.category, at: taxa[record.category])])),
            ("suppressions", hasSuppressions ? suppressions(record) : nil),
            (
                "provenance",
                record.firstSeen == nil && record.lastSeen == nil
                    ? nil
                    : .members([
                        ("firstDetectionTimeUtc", .optional(record.firstSeen)),
                        ("lastDetectionTimeUtc", .optional(record.lastSeen)),
                    ])
            ),
            ("properties", properties(record, isIssue: isIssue)),
        ])
    }

    private func properties(_ record: ExportRecord, isIssue: Bool) -> JSONText {
        .members([
            // GitHub heeds it on rules alone; other readers, Refrain among them, tell critical from high by it.
            ("security-severity", isIssue ? .text(Self.score(record.severity)) : nil),
            ("severity", .text(record.severity.rawValue)), ("severityBasis", .text(record.severityBasis.rawValue)),
            ("state", .optional(record.state)), ("issue", .optional(record.issue)),
            ("finding", .optional(record.finding)), ("rule", .optional(record.rule)),
            (
                "reviewers",
                record.reviewers.isEmpty ? nil : .array(record.reviewers.prefix(100).map(JSONText.text))
            ),
            ("reviewsInScope", record.reviewsInScope.map(JSONText.number)),
        ])
    }

    private func suppressions(_ record: ExportRecord) -> JSONText {
        guard record.isSuppressed(at: context.now), let decision = record.decision else { return .array([]) }
        return .array([
            .object([
                ("kind", .text("external")), ("status", .text("accepted")),
                ("justification", .text(decision.reason)),
                (
                    "properties",
                    .members([
                        ("decision", .text(decision.kind)), ("author", .text(decision.author)),
                        ("decidedAt", .text(decision.at)), ("expiresAt", .optional(decision.expiresAt)),
                    ])
                ),
            ])
        ])
    }

    private func locations(_ record: ExportRecord) -> [JSONText] {
        let symbols = record.symbols.prefix(100).map { JSONText.object([("fullyQualifiedName", .text($0))]) }
        guard record.path != nil || record.places.contains(where: { $0.path != nil }) else {
            return symbols.isEmpty ? [] : [.object([("logicalLocations", .array(symbols))])]
        }
        var places: [LineReference?] = record.places.prefix(SARIFExporter.mostLocations).map { $0 }
        // The first location names the result's own file.
        if let first = places.first, let other = first?.path, let path = record.path, other != path {
            if let main = record.mainPlace, let index = places.firstIndex(of: main) {
                places.insert(places.remove(at: index), at: 0)
            } else {
                places.insert(nil, at: 0)
            }
        }
        if places.isEmpty { places = [nil] }
        return places.enumerated().map { index, place in
            .members([
                (
                    "physicalLocation",
                    .members([
                        ("artifactLocation", Self.artifact(place?.path ?? record.path ?? "")),
                        ("region", place.map(region)),
                    ])
                ),
                ("logicalLocations", index == 0 && !symbols.isEmpty ? .array(symbols) : nil),
            ])
        }
    }

    /// §3.4.4: what has a base is relative to it; an absolute path is a URI of its own.
    private static func artifact(_ path: String) -> JSONText {
        let bytes = Array(path.utf8.prefix(3))
        let isDrive =
            bytes.count == 3 && bytes[1] == UInt8(ascii: ":") && bytes[2] == UInt8(ascii: "/")
            && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0] | 0x20)
        if isDrive {
            return .object([("uri", .text("file:///\(path.prefix(2))\(percentEncoded(String(path.dropFirst(2))))"))])
        }
        if path.hasPrefix("/") { return .object([("uri", .text("file://\(percentEncoded(path))"))]) }
        return .object([("uri", .text(percentEncoded(path))), ("uriBaseId", .text("SRCROOT"))])
    }

    private func region(_ place: LineReference) -> JSONText {
        let lines = place.ordered
        // Columns mean something only as they were given.
        let isAsGiven = !place.range.isReversed
        return .members([
            ("startLine", .number(max(1, lines.first))),
            ("startColumn", isAsGiven ? place.startColumn.map { .number(max(1, $0)) } : nil),
            ("endLine", .number(max(1, lines.last))),
            ("endColumn", isAsGiven && place.startColumn != nil ? place.endColumn.map { .number(max(1, $0)) } : nil),
        ])
    }

    // MARK: Values

    static func level(_ severity: Severity) -> String {
        switch severity {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low, .info: "note"
        }
    }

    /// §3.27.25: 0 to 100.
    static func rank(_ severity: Severity) -> Double {
        switch severity {
        case .critical: 95
        case .high: 80
        case .medium: 50
        case .low: 20
        case .info: 5
        }
    }

    /// Within the bands of CVSS 3.
    static func score(_ severity: Severity) -> String {
        switch severity {
        case .critical: "9.5"
        case .high: "8.0"
        case .medium: "5.5"
        case .low: "2.0"
        case .info: "0.0"
        }
    }

    private func message(_ text: String) -> JSONText { .object([("text", .text(text))]) }

    /// §3.11.6: `[words](target)` in a message is a link; brackets that could make one are escaped.
    static func plain(_ text: String) -> String {
        guard text.contains("](") || text.contains("\\[") || text.contains("\\]") else { return text }
        return text.replacing("[", with: "\\[").replacing("]", with: "\\]")
    }

    private static func bounded(_ text: String) -> String {
        text.unicodeScalars.count <= SARIFExporter.longestDescription
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(SARIFExporter.longestDescription)))
    }

    /// `SleepyTest` from `Sleepy test`.
    private static func pascalCase(_ name: String) -> String {
        name.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// RFC 3986: all but unreserved characters and slashes.
    static func percentEncoded(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
