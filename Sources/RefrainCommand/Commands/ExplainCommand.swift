import ArgumentParser
import FindingsModel
import FindingsStore
import ProseExtraction
import Reports

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Tell why: why findings are one issue or two, why it is open or resolved, why a finding was judged so.",
        discussion: """
            Of an issue: for each finding the rule that tied it, how well it fitted, and what came second; then what \
            changed its state, and what people decided. Of a finding (review.ordinal): its passage in the document, the \
            words that gave its severity, polarity, category and lines, and why it belongs to its issue. Of two issues, or \
            findings of them: why they are one, or what keeps them apart.

              refrain explain 4f1c
              refrain explain 3f9a2c41d07be865.2
              refrain explain 4f1c 8512
              refrain explain 4f1c --format json

            Where matching erred, `refrain triage merge` and `refrain triage split` teach it.
            """)

    @Argument(
        help: "The id of an issue or a finding (review.ordinal), or the beginning of it.",
        completion: Completions.records)
    var id: String

    @Argument(help: "Another issue or finding: why the two are one issue, or two.", completion: Completions.records)
    var other: String?

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws {
        let database = try database.open()
        let (kind, uid) = try database.identify(id)
        if let other {
            try explain(pair: (kind, uid), database.identify(other), in: database)
            return
        }
        switch kind {
        case .issue:
            let explanation = try Self.explanation(of: uid, in: database)
            try write(explanation.text(style), or: explanation.page)
        case .finding: try explain(finding: uid, in: database)
        case .review:
            throw CommandFailure(
                "'\(id)' is a review: name one of its findings, as \(uid).1, or see them with `refrain show \(uid)`")
        }
    }

    private typealias Named = (kind: RecordKind, uid: String)

    private func explain(pair first: Named, _ second: Named, in database: FindingsDatabase) throws {
        let issues = try [first, second].map { try Self.issue(of: $0, in: database) }
        let explanation = try Self.explanation(of: issues[0], in: database)
        guard issues[0] == issues[1] else {
            let pair = PairExplanation(explanation, try Self.explanation(of: issues[1], in: database))
            try write(pair.text(style), or: pair.page)
            return
        }
        let named = [first, second].filter { $0.kind == .finding }.map(\.uid)
        let why = named.map { explanation.text(style, only: $0) }.joined(separator: "\n")
        try write(
            "They are one issue, \(issues[0]).\n\n" + (why.isEmpty ? explanation.text(style) : why),
            or: explanation.page)
    }

    /// The issue that is named, or that of the finding that is.
    private static func issue(of named: Named, in database: FindingsDatabase) throws -> String {
        switch named.kind {
        case .issue: return named.uid
        case .finding:
            let parts = named.uid.split(separator: ".")
            let detail = try database.rows(
                "finding_detail",
                ["review": .text(String(parts[0])), "ordinal": .integer(Int64(parts.last ?? "") ?? 0)])
            guard let issue = issue(of: detail) else {
                throw CommandFailure("\(named.uid) belongs to no issue: it praises, or asks for nothing")
            }
            return issue
        case .review:
            throw CommandFailure("'\(named.uid)' is a review: name one of its findings, as \(named.uid).1, or an issue")
        }
    }

    private var style: TextStyle {
        let terminal = Terminal.standardOutput()
        return TextStyle(width: terminal.width ?? 100, colour: output.output == nil && terminal.hasColour)
    }

    private func write(_ text: String, or page: RecordPage) throws {
        try Output.write(output.isText ? text : page.rendered(as: output.format, style: style), to: output.output)
    }

    private static func explanation(of issue: String, in database: FindingsDatabase) throws -> IssueExplanation {
        let parameters: [String: Value] = ["issue": .text(issue)]
        return IssueExplanation(
            states: try database.rows("issue_states", parameters),
            findings: try database.rows("match_decisions", parameters),
            events: try database.rows("issue_events", parameters),
            decisions: try database.rows("decisions", parameters))
    }

    private func explain(finding uid: String, in database: FindingsDatabase) throws {
        let parts = uid.split(separator: ".")
        let ordinal = Int(parts.last ?? "") ?? 0
        let detail = try database.rows(
            "finding_detail", ["review": .text(String(parts[0])), "ordinal": .integer(Int64(ordinal))])
        var sections = [RecordPage.Section("finding", detail)]
        var text = ""
        let document = try database.storedDocument(ofReview: String(parts[0]))
        if document.format == "prose" {
            let explanation = try RemarkJudge.$own.withValue(TeamLexicon.judge()) {
                let reader = ProseReader()
                return reader.explain(document.bytes, as: reader.read(document.bytes))
            }
            if document.extractorVersion != ProseReader.version {
                Message.note(
                    "the finding was read by version \(document.extractorVersion) of the rules, and is explained by version "
                        + "\(ProseReader.version), which may judge it otherwise; `refrain reanalyze` reads it again")
            }
            text = ExplainText(width: Terminal.standardOutput().width)
                .text(of: ordinal, in: explanation, document: document.bytes)
            sections.append(.init("words", Self.words(of: ordinal, in: explanation)))
        } else {
            text =
                "The document is \(document.format): severity, category and lines stand in its fields.\n"
                + RecordPage(sections: sections).rendered(as: .text, style: style)
        }
        if let issue = Self.issue(of: detail) {
            let explanation = try Self.explanation(of: issue, in: database)
            text += "\n" + explanation.text(style, only: uid)
            sections.append(.init("match", explanation.rows(of: uid)))
        }
        try write(text, or: RecordPage(sections: sections))
    }

    private static func issue(of detail: RowSet) -> String? {
        guard let place = detail.columns.firstIndex(of: "issue"), case .text(let uid)? = detail.rows.first?[place]
        else {
            return nil
        }
        return uid
    }

    /// The words behind a finding's judgements, as a table.
    private static func words(of ordinal: Int, in explanation: Explanation) -> RowSet {
        var rows = RowSet(columns: ["judgement", "value", "words", "weight"], rows: [])
        guard let evidence = explanation.evidence.first(where: { $0.finding == ordinal }) else { return rows }
        for (judgement, words) in [
            ("severity", evidence.severity), ("polarity", evidence.polarity), ("category", evidence.category),
            ("lines", evidence.lines),
        ] {
            rows.rows += words.map { item in
                [.text(judgement), .text(item.value), .text(item.words), item.weight.map(Value.real) ?? .null]
            }
        }
        return rows
    }
}
