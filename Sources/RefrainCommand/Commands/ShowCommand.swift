import ArgumentParser
import FindingsModel
import FindingsStore
import Reports

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a review, a finding or an issue, by its id or the beginning of it.",
        discussion: """
            An issue comes with its state on each branch, what happened to it, and every finding that reported it; a \
            review with its findings. Four characters of an id do where they are unique.

              refrain show 3f9a
              refrain show 3f9a2c41d07be865.2
              refrain show 3f9a --format json
            """)

    @Argument(
        help: "The id of a review, a finding (review.ordinal) or an issue.", completion: Completions.records)
    var id: String

    @Flag(help: "Print the review's document, as it came in, instead.")
    var document = false

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func run() throws {
        let database = try database.open()
        let (kind, uid) = try database.identify(id)
        if document {
            try showDocument(of: kind, uid, in: database)
            return
        }
        let sections: [Section]
        switch kind {
        case .issue:
            sections = [
                Section("issue", try database.rows("issue_states", ["issue": .text(uid)])),
                Section("decisions", try database.rows("decisions", ["issue": .text(uid)])),
                Section("events", try database.rows("issue_events", ["issue": .text(uid)])),
                Section("findings", try database.rows("issue_findings", ["issue": .text(uid)])),
            ]
        case .review:
            sections = [
                Section("review", try database.rows("review_head", ["review": .text(uid)])),
                Section("findings", try database.rows("review_findings", ["review": .text(uid)])),
            ]
        case .finding:
            let parts = uid.split(separator: ".")
            let ordinal = Int64(parts.last ?? "") ?? 0
            sections = [
                Section(
                    "finding",
                    try database.rows(
                        "finding_detail", ["review": .text(String(parts[0])), "ordinal": .integer(ordinal)]))
            ]
        }
        let style = TextStyle(
            width: Terminal.standardOutput().width ?? 10_000, colour: Terminal.standardOutput().hasColour)
        try Output.write(RecordPage(sections: sections).rendered(as: output.format, style: style), to: output.output)
    }

    private func showDocument(of kind: RecordKind, _ uid: String, in database: FindingsDatabase) throws {
        guard kind != .issue else {
            throw CommandFailure("an issue has no document of its own; name a review or a finding")
        }
        let review = String(uid.prefix { $0 != "." })
        try Output.write(String(decoding: database.document(ofReview: review), as: UTF8.self), to: output.output)
    }
}

extension ShowCommand {
    typealias Section = RecordPage.Section
}
