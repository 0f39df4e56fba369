import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion

struct TriageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage",
        abstract: "Decide on issues: accept, reject, assign, note, reopen, merge, split; carry decisions in a file.",
        discussion: """
            A decision stays with its issue however the next review words it. The newest counts; an acceptance with \
            --until ends by itself. Accepted and rejected issues are left out by the gate and told to the next reviewer \
            (`refrain brief`).

              refrain triage reject 4f1c --reason 'the sleep is the thing under test'
              refrain triage accept 8512 77aa --until 2027-01-31 --reason 'until the new gateway'
              refrain triage export --output .refrain/triage.yml
            """,
        subcommands: [
            Accept.self, Reject.self, Assign.self, Note.self, Reopen.self, Merge.self, Split.self, List.self,
            Export.self,
            Import.self,
        ])

    /// What all decisions are told.
    struct Options: ParsableArguments {
        @Argument(help: "Issues, by their ids or the beginnings of them.", completion: Completions.issues)
        var issues: [String]

        @Option(help: ArgumentHelp("Who decides; else the user of CI or of the account.", valueName: "name"))
        var by: String?

        @OptionGroup var database: DatabaseOptions

        func decide(
            _ kind: TriageDecision.Kind, value: String? = nil, reason: String, until: String? = nil, done: String
        ) throws {
            // An assignment explains itself; every other decision is read by people who were not there.
            if kind != .assigned { try Self.require(reason) }
            let database = try database.open(.readWrite)
            let uids = try Self.uids(of: issues, in: database)
            let before = try uids.map { try Self.settled($0, in: database) }
            try database.decide(on: uids, decision(kind, value: value, reason: reason, until: until))
            for (uid, before) in zip(uids, before) {
                // The newest decision counts: whoever only assigns should know what that ends.
                let ended =
                    kind == .note || before == nil || before == kind.rawValue ? "" : ", and no longer \(before ?? "")"
                StandardOutput.write(Failure.printable("\(uid): \(done)\(ended)\n"))
            }
        }

        func decision(
            _ kind: TriageDecision.Kind, value: String? = nil, reason: String, until: String? = nil
        ) -> TriageDecision {
            TriageDecision(
                finding: "", kind: kind, value: value, reason: reason, author: by ?? Author.current(),
                decidedAt: Clock.now(), expiresAt: until)
        }

        /// `accepted` or `rejected`, where that is in force.
        private static func settled(_ issue: String, in database: FindingsDatabase) throws -> String? {
            let query = try SearchQuery("issue:\(issue) triage:accepted,rejected", subject: .issues, now: Clock.now())
            let rows = try database.list(.issues, matching: query, columns: ["triage"], limit: 1)
            guard case .text(let decision)? = rows.rows.first?.first else { return nil }
            return decision
        }

        /// - Throws: ``WrongValue`` where nothing is said.
        static func require(_ reason: String) throws {
            if reason.allSatisfy(\.isWhitespace) {
                throw WrongValue("--reason is empty: say why, for those who read the decision later")
            }
        }

        /// The issues that are meant, each once, in the order named.
        static func uids(of issues: [String], in database: FindingsDatabase) throws -> [String] {
            var uids: [String] = []
            for issue in issues {
                let (found, uid) = try database.identify(issue)
                guard found == .issue else {
                    throw CommandFailure(
                        "'\(issue)' is \(found.withArticle), not an issue; `refrain show \(issue)` tells its issues")
                }
                if !uids.contains(uid) { uids.append(uid) }
            }
            return uids
        }
    }

    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that issues of a file are one; the first named keeps its id.",
            discussion: """
                For what matching took for two: their findings and decisions belong to one issue from now on, its states \
                and counts are made anew, and the next review that words it either way is tied to it. It holds when the \
                history is matched again.

                  refrain triage merge 4f1c 8512 --reason 'both are the sleep in the docking test'
                """)

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String

        @OptionGroup var options: Options
        @OptionGroup var tracking: TrackingOptions

        func validate() throws {
            if options.issues.count < 2 {
                throw ValidationError("name two issues or more: the one that stays, then the others")
            }
        }

        func run() throws {
            try Options.require(reason)
            let database = try options.database.open(.readWrite)
            let uids = try Options.uids(of: options.issues, in: database)
            guard uids.count > 1 else { throw CommandFailure("those are one issue already: \(uids[0])") }
            let issue = try database.merge(
                issues: Array(uids.dropFirst()), into: uids[0], options.decision(.merged, reason: reason),
                policy: try tracking.policy())
            StandardOutput.write(Failure.printable("\(issue): \(uids.count) issues merged\n"))
        }
    }

    struct Split: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that some findings of an issue are another issue.",
            discussion: """
                For what matching took for one: the findings named get an issue of their own, the states and counts of \
                both are made anew, and later reviews are tied to whichever they fit. `refrain explain ISSUE` lists an \
                issue's findings.

                  refrain triage split 4f1c --finding 3f9a2c41d07be865.2 --reason 'that one is about the clock'
                """)

        @Option(
            name: .customLong("finding"),
            help: ArgumentHelp("A finding that leaves (review.ordinal), more by more of these.", valueName: "finding"))
        var findings: [String]

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String

        @OptionGroup var options: Options
        @OptionGroup var tracking: TrackingOptions

        func validate() throws {
            if options.issues.count != 1 {
                throw ValidationError("name one issue, and with --finding what shall leave it")
            }
            if findings.isEmpty { throw ValidationError("name with --finding what shall leave the issue") }
        }

        func run() throws {
            try Options.require(reason)
            let database = try options.database.open(.readWrite)
            let uid = try Options.uids(of: options.issues, in: database)[0]
            let named = try findings.map { name in
                let (kind, found) = try database.identify(name)
                guard kind == .finding else {
                    throw CommandFailure("'\(name)' is \(kind.withArticle), not a finding: write review.ordinal")
                }
                return found
            }
            let issue = try database.split(
                findings: named, from: uid, options.decision(.split, reason: reason), policy: try tracking.policy())
            StandardOutput.write(Failure.printable("\(issue): split from \(uid)\n"))
        }
    }

    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Live with an issue, for good or until a day.",
            discussion: "  refrain triage accept 4f1c --until 2027-01-31 --reason 'until the new gateway'")

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String

        @Option(
            help: ArgumentHelp(
                "The last day that it is accepted, as 2027-01-31, or so long from now: 90d, 12w, 6m, 1y.",
                valueName: "day"))
        var until: String?

        @OptionGroup var options: Options

        func run() throws {
            let end = try until.map { try Self.end(of: $0) }
            try options.decide(
                .accepted, reason: reason, until: end,
                done: end.map { "accepted through \(Self.lastDay(before: $0))" } ?? "accepted")
        }

        /// The midnight after the day.
        static func end(of text: String) throws -> String {
            let now = Date()
            let units: [Character: Int] = ["d": 1, "w": 7, "m": 30, "y": 365]
            if let days = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
                (1...9_999).contains(count)
            {
                return Clock.text(now.addingTimeInterval(Double(count * days) * 86_400))
            }
            guard text.utf8.count == 10, let midnight = Timestamp.normalized(text),
                let day = try? Date(midnight, strategy: .iso8601)
            else {
                throw WrongValue("--until '\(text)' is no day: write 2027-01-31, or 90d for so long from now")
            }
            let end = day.addingTimeInterval(86_400)
            guard end > now else {
                throw WrongValue("--until \(text) is in the past: the issue would not be accepted for a day")
            }
            return Clock.text(end)
        }

        static func lastDay(before end: String) -> String {
            guard let date = try? Date(end, strategy: .iso8601) else { return end }
            return String(Clock.text(date.addingTimeInterval(-1)).prefix(10))
        }
    }

    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that it is no problem: a false positive, however the next review words it.",
            discussion: "  refrain triage reject 4f1c --reason 'the sleep is the thing under test'")

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String

        @OptionGroup var options: Options

        func run() throws { try options.decide(.rejected, reason: reason, done: "rejected") }
    }

    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name who takes care of an issue.", discussion: "  refrain triage assign 4f1c --to jo")

        @Option(help: ArgumentHelp("Who.", valueName: "name"))
        var to: String

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String = ""

        @OptionGroup var options: Options

        func run() throws { try options.decide(.assigned, value: to, reason: reason, done: "assigned to \(to)") }
    }

    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write something down about an issue; it decides nothing.",
            discussion: "  refrain triage note 4f1c --reason 'see the thread of 12 May'")

        @Option(help: ArgumentHelp("The note.", valueName: "text"))
        var reason: String

        @OptionGroup var options: Options

        func run() throws { try options.decide(.note, reason: reason, done: "noted") }
    }

    struct Reopen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back an acceptance, a rejection or an assignment.",
            discussion: "  refrain triage reopen 4f1c --reason 'the gateway is there'")

        @Option(help: ArgumentHelp("Why.", valueName: "text"))
        var reason: String

        @OptionGroup var options: Options

        func run() throws { try options.decide(.reopened, reason: reason, done: "undecided again") }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all decisions, the newest first; those that end soon with `refrain query expiring`.",
            discussion: "  refrain triage list --format csv")

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var output: TableOptions

        func run() throws { try output.write(try database.open().rows("decisions")) }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all decisions as YAML, to be committed and reviewed.",
            discussion: "  refrain triage export --output .refrain/triage.yml")

        @Option(
            name: [.customShort("o"), .long],
            help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
            completion: .file())
        var output: String?

        @OptionGroup var database: DatabaseOptions

        func run() throws { try Output.write(TriageFile.text(try database.open().decisions()), to: output) }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take in decisions that were exported; each counts once.",
            discussion: """
                `refrain ingest` does it by itself with .refrain/triage.yml, where there is one.

                  refrain triage import .refrain/triage.yml
                """)

        @Argument(help: "The file.", completion: .file(extensions: ["yml", "yaml"]))
        var file: String

        @OptionGroup var database: DatabaseOptions
        @OptionGroup var tracking: TrackingOptions

        func run() throws {
            let result = try database.open(.readWrite).importDecisions(
                try TriageFile.read(file), policy: try tracking.policy())
            let added = "\(result.added) \(result.added == 1 ? "decision" : "decisions") taken in"
            let known = "\(result.alreadyThere) \(result.alreadyThere == 1 ? "was" : "were") there"
            let unknown = "\(result.unknown.count) on findings that are not stored"
            StandardOutput.write("\(added), \(known), \(unknown).\n")
        }
    }
}
