import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Reports

struct GateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Judge the stored issues by rules; exit with 1 when one is broken.",
        discussion: """
            A rule allows so many issues of a search. Only live issues count: not resolved, not rejected, not accepted. \
            Rules come from --max, else from `gate:` in .refrain/config.yml. With scope new, the default, a rule looks at \
            what was not there before: on a branch what the default branch does not have, on the default branch what \
            came after its baseline (`refrain baseline`).

              refrain gate --max 'severity:>=high=0'
              refrain gate --max 'severity:critical=0' --max 'category:sleepy-test=5' --scope all
              refrain gate --branch feature/seats --max '=0' --format markdown
            """)

    @Option(
        help: ArgumentHelp(
            "A rule: at most N issues of a search; can be given again. '=0' allows none at all.",
            valueName: "search=N"))
    var max: [GateRule] = []

    @Option(help: "Which issues the rules look at: what is new, or all that are live.")
    var scope: GateRule.Scope?

    @Option(help: ArgumentHelp("At most so many issues are named a rule.", valueName: "rows"))
    var show: Int = 10

    @Option(
        help: ArgumentHelp("The configuration. Else REFRAIN_CONFIG, else .refrain/config.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @OptionGroup var subject: BranchOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: TableOptions

    func validate() throws {
        if show < 0 { throw ValidationError("--show is 0 or more") }
    }

    func run() async throws {
        var rules = max
        if rules.isEmpty { rules = try Configuration.load(config).gate }
        guard !rules.isEmpty else {
            throw CommandFailure(
                "the gate has no rule: give one, such as --max 'severity:>=high=0', or write `gate:` in "
                    + ".refrain/config.yml (Documentation/Gate.md)")
        }
        let database = try database.open()
        let branch = try await subject.resolved(in: database)
        var verdicts: [GateVerdict] = []
        for rule in rules { verdicts.append(try judge(rule, branch: branch, in: database)) }
        if output.isText {
            try Output.write(verdicts.map(\.text).joined() + closing(verdicts, branch: branch), to: output.output)
        } else {
            try output.write(RowSet(columns: GateVerdict.columns, rows: verdicts.map(\.row)))
        }
        if verdicts.contains(where: { !$0.isKept }) { throw ExitStatus.verdict }
    }

    private func judge(_ rule: GateRule, branch: String?, in database: FindingsDatabase) throws -> GateVerdict {
        let scope = scope ?? rule.scope ?? .new
        let terms = ["is:live", "-is:rejected", "-is:accepted"] + (scope == .new ? ["is:new"] : [])
        let frame = try SearchQuery(
            (terms + subject.terms(branch: branch)).joined(separator: " "), subject: .issues, now: Clock.now())
        let own = try rule.query ?? rule.parsed()
        let whole = own.map { $0.and(frame) } ?? frame
        let count = try database.count(.issues, matching: whole)
        let issues = try database.list(
            .issues, matching: whole, columns: ["issue", "severity", "category", "path", "line", "title"], limit: show)
        return GateVerdict(rule: rule, scope: scope, count: count, issues: issues)
    }

    private func closing(_ verdicts: [GateVerdict], branch: String?) -> String {
        let broken = verdicts.count { !$0.isKept }
        let place = branch.map { " on \(Failure.printable($0))" } ?? ""
        let rules = "\(verdicts.count) \(verdicts.count == 1 ? "rule" : "rules")"
        return broken == 0
            ? "The gate is open\(place): \(rules) kept.\n"
            : "The gate is closed\(place): \(broken) of \(rules) broken.\n"
                + "`refrain show ID` tells an issue whole. Mend it, or decide on it: refrain triage accept ID --until DAY --reason WHY,\n"
                + "or reject; .refrain/triage.yml carries decisions to CI (`refrain triage export`).\n"
    }
}

/// What a rule came to.
struct GateVerdict {
    var rule: GateRule
    var scope: GateRule.Scope
    var count: Int
    var issues: RowSet

    var isKept: Bool { count <= rule.max }

    static let columns = ["rule", "verdict", "issues", "max", "scope", "search", "first_issues"]

    var row: [Value] {
        let ids = issues.rows.compactMap { row -> String? in
            if case .text(let id)? = row.first { id } else { nil }
        }
        return [
            .text(rule.name), .text(isKept ? "kept" : "broken"), .integer(Int64(count)), .integer(Int64(rule.max)),
            .text(scope.rawValue), .text(rule.search), .text(ids.joined(separator: " ")),
        ]
    }

    var text: String {
        let noun = (scope == .new ? "new " : "live ") + (count == 1 ? "issue" : "issues")
        var text =
            "\(isKept ? "kept  " : "BROKEN")  \(Failure.printable(rule.name)): \(count) \(noun), \(rule.max) allowed\n"
        guard !isKept, !issues.rows.isEmpty else { return text }
        var named = issues
        named.isTruncated = false
        let table = named.rendered(
            as: .text, style: TextStyle(width: Terminal.standardOutput().width.map { $0 - 8 } ?? 10_000))
        text += table.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { "        \($0)\n" }.joined()
        if count > issues.rows.count { text += "        … and \(count - issues.rows.count) more\n" }
        return text
    }
}
