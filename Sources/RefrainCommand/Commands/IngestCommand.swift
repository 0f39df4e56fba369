import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion
import IssueTracking
import ProseExtraction

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Store reviews: files, folders, globs, standard input, or a manifest.",
        discussion: """
            The format is found by content. What is not told by options comes from the manifest's line, the CI system's \
            environment, git, or the document; --dry-run shows which. The same review twice is stored once.

              refrain ingest review.md --path tests/test_cart.py
              my-reviewer tests/test_cart.py | refrain ingest - --path tests/test_cart.py --reviewer my-model
              refrain ingest 'reviews/**/*.md' lint.sarif
              refrain ingest --manifest reviews/manifest.jsonl
            """)

    @Argument(help: "Files, folders, globs, or - for standard input.", completion: .file())
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "A list of reviews: JSON Lines of review, path, repository, commit, branch, pullRequest, reviewedAt, reviewer.",
            valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var manifest: String?

    @Option(
        help: ArgumentHelp("Read the documents as this format (`refrain formats`).", valueName: "format"),
        completion: .list(InputFormats.ids))
    var from: String?

    @Flag(name: [.customShort("n"), .long], help: "Show what would be stored and where each value comes from.")
    var dryRun = false

    @Flag(help: "Store nothing when one of the documents cannot be read.")
    var strict = false

    @Flag(
        name: [.customShort("v"), .long],
        help: "Tell every flag of every finding: what was odd about it, or is worth knowing.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "The git work tree of the reviewed files; this folder's unless given. Lines are followed through its commits.",
            valueName: "folder"),
        completion: .directory)
    var source: String?

    @Flag(help: "Do not ask git about this folder.")
    var noGit = false

    @Option(
        help: ArgumentHelp("A file that goes on under a new path. Can be given again.", valueName: "old=new"))
    var renamed: [RenameArgument] = []

    @Flag(help: "Do not take a file for one that moved because its first review reports the same issues.")
    var noGuessedRenames = false

    @Option(
        help: ArgumentHelp(
            "The most megabytes of a document: 64 unless given; 4096 for SARIF, which is read in parts.",
            valueName: "MB"))
    var maxSize: Int?

    @OptionGroup var tracking: TrackingOptions
    @OptionGroup(title: "About the review") var subject: SubjectArguments
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if inputs.isEmpty, manifest == nil {
            throw ValidationError("name what to ingest: files, folders, globs, - for standard input, or --manifest")
        }
        if source != nil, noGit { throw ValidationError("--source asks git, and --no-git says not to: leave one out") }
        if let maxSize, maxSize < 1 || maxSize > 4096 { throw ValidationError("--max-size is from 1 to 4096 MB") }
    }

    func run() async throws {
        let configuration = try tracking.configuration()
        let reader = DocumentReader(
            limits: DocumentLimits(bytes: (maxSize ?? 64) << 20), mapping: configuration.mapping,
            judge: try TeamLexicon.judge())
        if let from { _ = try reader.format(from) }
        let now = Clock.now()
        let git = noGit ? nil : await GitContext.read(folder: FileManager.default.currentDirectoryPath)
        let environment = CIEnvironment(ProcessInfo.processInfo.environment) { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { $0.utf8.count < 8 << 20 ? $0 : nil }
        }
        let resolver = SubjectResolver(
            options: try subject.options(), ci: environment.detect(), git: git, now: now)
        let intake = Intake(
            reader: reader, resolver: resolver, format: from,
            streamLimit: (maxSize ?? 4096) << 20)

        let defaultBranch = resolver.defaultBranch ?? configuration.defaultBranch

        var summary = IngestSummary()
        let sources = try findSources(&summary)
        if dryRun {
            try showPlan(sources, intake: intake, summary: &summary)
        } else {
            try await store(
                sources, intake: intake, tree: try await sourceTree(git),
                policy: try tracking.policy(defaultBranch: resolver.defaultBranch),
                defaultBranch: defaultBranch, now: now, summary: &summary)
        }
        if !dryRun, let file = ProjectFolder.file("triage.yml", from: FileManager.default.currentDirectoryPath),
            FileManager.default.fileExists(atPath: database.path())
        {
            // Decisions that were committed hold for what was just stored.
            let taken = try database.open(.readWrite).importDecisions(
                try TriageFile.read(file), policy: try tracking.policy(defaultBranch: resolver.defaultBranch))
            if taken.added > 0 { Message.note("\(file): \(taken.added) decisions taken in") }
        }
        if summary.failures > 0 { throw ExitStatus.couldNot }
    }

    /// The work tree that the reviewed files' texts are read from; `nil` where there is none.
    private func sourceTree(_ git: GitContext?) async throws -> SourceTree? {
        guard let source else { return git.map { SourceTree(folder: $0.root, repository: $0.repository) } }
        guard let context = await GitContext.read(folder: source) else {
            throw CommandFailure(
                "--source \(source) is in no git work tree; give the folder of a clone, or leave --source out")
        }
        return SourceTree(folder: context.root, repository: context.repository)
    }

    /// The documents, oldest first as far as the manifest tells their times.
    private func findSources(_ summary: inout IngestSummary) throws -> [Intake.Source] {
        var sources: [Intake.Source] = []
        if let manifest {
            let bytes = try Intake.read(InputDocument(name: manifest, file: manifest), limit: 1 << 30)
            let list = try Manifest(try TextDecoder().decode(bytes, name: manifest).bytes, file: manifest)
            for note in list.notes { Message.note(note) }
            sources += list.entries.map { entry in
                Intake.Source(document: InputDocument(name: entry.name, file: entry.file), manifest: entry)
            }
            .sorted { ($0.manifest?.subject.reviewedAt ?? "") < ($1.manifest?.subject.reviewedAt ?? "") }
        }
        for input in inputs {
            do {
                sources += try InputFinder().documents(for: input).map { Intake.Source(document: $0, manifest: nil) }
            } catch {
                Message.failure(error)
                summary.failures += 1
            }
        }
        return sources
    }

    private func store(
        _ sources: [Intake.Source], intake: Intake, tree: SourceTree?, policy: TrackingPolicy,
        defaultBranch: String?, now: String, summary: inout IngestSummary
    ) async throws {
        var session: IngestSession?
        var lookup = tree.map { SourceLookup(tree: $0) }
        var batch: [SubmittedReview] = []
        var flags: [[String]] = []
        let progress = Progress(total: sources.count)
        // The database is made only when there is something to store.
        func opened() throws -> IngestSession {
            if let session { return session }
            let made = try IngestSession(
                database.open(.create), policy: policy, now: now,
                renames: IngestSession.RenamePolicy(
                    told: Dictionary(renamed.map { ($0.new, $0.old) }, uniquingKeysWith: { _, last in last }),
                    isGuessed: !noGuessedRenames), defaultBranch: defaultBranch)
            session = made
            return made
        }
        func take(_ outcomes: [IngestOutcome]) {
            for rename in outcomes.flatMap(\.renames) {
                let why =
                    rename.former.map { "git says so (\($0.similarity) % the same, commit \($0.commit.prefix(10)))" }
                    ?? rename.ties.map { "its first review reports \($0) of the same issues" } ?? "as told"
                Message.note("\(rename.new) goes on where \(rename.old) ended: \(why)")
            }
            summary.outcomes += outcomes
            summary.flags += flags
            flags = []
        }
        func flush() async throws {
            guard !batch.isEmpty else { return }
            let open = try opened()
            if lookup != nil { batch = try await lookup?.completed(batch, for: open) ?? batch }
            take(try open.ingest(batch))
            batch = []
        }
        func ingest(_ stream: StreamedIntake) throws {
            let outcomes = try opened().ingest(stream.document, stream.reviews)
            flags = stream.flags
            take(outcomes)
            for note in stream.notes { Message.note(note) }
            if stream.hasNoFile {
                Message.note("\(stream.name): it names no file, so its issues are not followed; give --path")
            }
        }
        var streams: [StreamedIntake] = []
        for (index, source) in sources.enumerated() {
            do {
                let content = try intake.content(of: source)
                if let stream = try intake.stream(source, content, isVerbose: verbose) {
                    if strict {
                        // Nothing is stored before all of it is known to be readable.
                        _ = try stream.counts()
                        streams.append(stream)
                    } else {
                        try await flush()
                        try ingest(stream)
                    }
                    progress.advance(to: index + 1)
                    continue
                }
                let (prepared, failures) = try intake.prepare(source, content)
                for failure in failures {
                    Message.failure(failure)
                    summary.failures += 1
                }
                for name in Set(prepared.filter(\.hasNoFile).map(\.submitted.source)).sorted() {
                    Message.note("\(name): it names no file, so its issues are not followed; give --path")
                }
                for part in prepared { for note in part.notes { Message.note("\(part.submitted.source): \(note)") } }
                for note in FlagNotes.notes(of: prepared, isVerbose: verbose) { Message.note(note) }
                batch += prepared.map(\.submitted)
                flags += prepared.map { $0.submitted.review.flags + FlagNotes.texts($0.submitted.review.findings) }
            } catch let error where Failure.isOurs(error) && !(error is StoreError) {
                Message.failure(error)
                summary.failures += 1
            }
            if !strict, IngestSession.Batch.isFull(batch) { try await flush() }
            progress.advance(to: index + 1)
        }
        progress.finish()
        if strict, summary.failures > 0 {
            throw CommandFailure("nothing was stored: \(summary.failures) of \(sources.count) documents cannot be read")
        }
        try await flush()
        for stream in streams { try ingest(stream) }
        session?.abandonMemory()

        if output.isText {
            // A screenful is worth a look; more is for `refrain reviews`.
            if (1...40).contains(summary.outcomes.count) { try output.write(summary.rows(hasFlags: false)) }
            StandardOutput.write("\(summary.sentence)\n")
        } else {
            try output.write(summary.rows(hasFlags: true))
        }
    }

    private func showPlan(_ sources: [Intake.Source], intake: Intake, summary: inout IngestSummary) throws {
        var rows: [[Value]] = []
        for source in sources {
            do {
                let content = try intake.content(of: source)
                if let stream = try intake.stream(source, content, isVerbose: verbose) {
                    let counts = try stream.counts()
                    for (index, review) in stream.reviews.enumerated() {
                        rows += DryRun.rows(
                            of: Intake.Prepared(
                                submitted: review.submitted, subject: stream.subjects[index], notes: []),
                            counts: counts[index])
                    }
                    continue
                }
                let (prepared, failures) = try intake.prepare(source, content)
                for failure in failures {
                    Message.failure(failure)
                    summary.failures += 1
                }
                for part in prepared { rows += DryRun.rows(of: part) }
            } catch {
                Message.failure(error)
                summary.failures += 1
            }
        }
        try output.write(RowSet(columns: DryRun.columns, rows: rows))
    }
}

/// What `--dry-run` shows of a review: each value with where it comes from.
private enum DryRun {
    static let columns = ["source", "field", "value", "from"]

    /// - Parameter known: how many findings of each polarity, where they are not listed.
    static func rows(of prepared: Intake.Prepared, counts known: [Polarity: Int]? = nil) -> [[Value]] {
        let subject = prepared.subject
        let submitted = prepared.submitted
        let review = submitted.review
        func row(_ field: String, _ value: String?, _ origin: String) -> [Value] {
            [.text(submitted.source), .text(field), value.map(Value.text) ?? .null, .text(origin)]
        }
        func sourced(_ field: String, _ value: Sourced<String>) -> [Value] { row(field, value.value, value.origin) }
        let reviewer = subject.reviewer.value.map { reviewer in
            reviewer.name + (reviewer.version.map { " \($0)" } ?? "") + " (\(reviewer.kind.rawValue))"
        }
        let counts = [Polarity.issue, .praise, .neutral].map { polarity in
            let count = known.map { $0[polarity] ?? 0 } ?? review.findings.count { $0.polarity == polarity }
            return "\(count) \(polarity.rawValue)"
        }
        var rows = [
            row("format", submitted.document.format, "content"),
            sourced("path", subject.path),
            sourced("repository", subject.repository),
            sourced("commit", subject.commit),
            sourced("branch", subject.branch),
            sourced("pull request", subject.pullRequest),
            row("reviewer", reviewer, subject.reviewer.origin),
            sourced("run", subject.runURL),
            sourced("reviewed at", subject.reviewedAt),
            row("outcome", review.outcome?.rawValue, review.outcome == nil ? "unknown" : "document"),
            row("findings", counts.joined(separator: ", "), "document"),
        ]
        for flag in review.flags { rows.append(row("flag", flag, "document")) }
        for use in prepared.mapped {
            let many = use.kind == "reviewer" ? "" : " (\(use.count) \(use.count == 1 ? "finding" : "findings"))"
            rows.append(row("mapped \(use.kind)", "\(use.from) to \(use.to)\(many)", "configuration"))
        }
        for finding in review.findings {
            let lines = finding.lines.map(\.description).joined(separator: ", ")
            let path = finding.path.map { " of \($0)" } ?? ""
            let place = lines.isEmpty && path.isEmpty ? "" : lines.isEmpty ? ",\(path)" : ", lines \(lines)\(path)"
            let said = finding.statedSeverity.map { " \"\($0)\"" } ?? ""
            let rule = finding.rule.map { " by \($0)" } ?? ""
            let judged =
                "\(finding.severity.rawValue) (\(finding.severityBasis.rawValue)\(said)), \(finding.category)\(rule)"
            rows.append(
                row(
                    "finding \(finding.ordinal)",
                    "\(judged)\(place): \(finding.title)"
                        + (finding.flags.isEmpty ? "" : " [\(finding.flags.joined(separator: "; "))]"),
                    "bytes \(finding.span.start)-\(finding.span.end)"))
        }
        return rows
    }
}
