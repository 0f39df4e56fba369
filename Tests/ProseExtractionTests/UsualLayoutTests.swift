import FindingsModel
import Testing

@testable import ProseExtraction

/// Reviews put together from the usual ways to head, list and rate remarks: whatever the parts are, each remark is found, and
/// none but those.
@Suite struct UsualLayoutTests {
    private struct Remark: Sendable {
        let title: String
        let words: String
        /// A word of it that stands in no other remark.
        let mark: String
        var line = 0
        var severity = ""
        var advice = ""
        var isPraise: Bool { line == 0 }
    }

    private static let problems = [
        Remark(
            title: "Sleep before the check", words: "`test_walrus` sleeps for two seconds and is slow for it",
            mark: "walrus", line: 12, severity: "Medium", advice: "wait for the event"),
        Remark(
            title: "Missing check of the error", words: "nothing asserts on the error that `test_pelican` provokes",
            mark: "pelican", line: 34, severity: "High", advice: "assert on its type"),
        Remark(
            title: "Fixed port", words: "the port in `test_badger` collides when tests run side by side",
            mark: "badger", line: 51, severity: "Low", advice: "take a free one"),
        Remark(
            title: "Copied setup", words: "the setup of `test_otter` is the same as the one above it",
            mark: "otter", line: 78, severity: "Low", advice: "make it a fixture"),
        Remark(
            title: "Shared list", words: "`test_lynx` appends to a list that other tests read",
            mark: "lynx", line: 90, severity: "High", advice: "make one in each test"),
        Remark(
            title: "Empty catch block", words: "errors of `test_gecko` are swallowed by an empty catch",
            mark: "gecko", line: 120, severity: "Medium", advice: "let the error fail the test"),
    ]
    private static let praises = [
        Remark(title: "Clear structure", words: "`test_marmot` is easy to read from top to bottom", mark: "marmot"),
        Remark(title: "Good isolation", words: "`test_falcon` builds its own data and cleans up", mark: "falcon"),
        Remark(title: "Real data", words: "`test_bison` uses data as they come, which is good", mark: "bison"),
        Remark(title: "Telling messages", words: "the checks of `test_stork` say clearly what failed", mark: "stork"),
    ]

    /// How chapters are headed, by the number and name of the chapter.
    private static let chapters: [@Sendable (Int, String) -> String] = [
        { "## \($0). \($1)" }, { "### \($1)" }, { "**\($1)**" }, { "## \($1) (\($0 + 5)/10)" },
    ]
    /// How the two sorts of remarks are told apart in a chapter.
    private static let sorts: [@Sendable (String) -> String] = [
        { "### \($0)" }, { "**\($0)**" }, { "**\($0):**" }, { "\($0):" }, { "*\($0)*" },
    ]
    private static let pairs = [
        ("Strengths", "Issues"), ("What works well", "What needs improvement"), ("Pros", "Cons"), ("Good", "Bad"),
        ("✅ Strengths", "⚠️ Issues"), ("Positives", "Concerns"),
    ]
    /// How a remark is written, by its place in the list.
    private static let items: [@Sendable (Int, Remark) -> String] = [
        { _, it in "- **\(it.title)**\(place(it)): \(it.words)." },
        { _, it in "- \(it.words)\(place(it))." },
        { _, it in
            it.isPraise
                ? "- **\(it.title)**: \(it.words)." : "- **[\(it.severity)] \(it.title)**\(place(it)): \(it.words)."
        },
        { number, it in "\(number). **\(it.title)** - \(it.words)\(place(it))." },
        { number, it in "\(number). **\(it.title)**\(place(it))\n   \(it.words)." },
        { _, it in "#### \(it.title)\(place(it))\n\n\(it.words)." },
        { number, it in "**\(number). \(it.title)**\(place(it))\n\n\(it.words)." },
    ]
    private static let advice: [@Sendable (Remark, _ isItem: Bool) -> String] = [
        { _, _ in "" },
        { it, isItem in isItem ? "\n   - *Recommendation*: \(it.advice)." : "\n\n*Recommendation*: \(it.advice)." },
    ]

    private static func place(_ remark: Remark) -> String { remark.isPraise ? "" : " (line \(remark.line))" }

    private static func list(_ remarks: [Remark], _ item: Int, _ advised: Int) -> String {
        let isItem = item < 5
        return remarks.enumerated().map { number, remark in
            items[item](number + 1, remark) + (remark.isPraise ? "" : advice[advised](remark, isItem))
        }.joined(separator: isItem ? "\n" : "\n\n")
    }

    /// Each way to write a remark under each way to head it.
    private static let layouts: [[Int]] = chapters.indices.flatMap { chapter in
        sorts.indices.flatMap { sort in
            items.indices.filter { item in
                // A heading of a remark stands below the heading of its sort.
                item < 5 || item == 5 && sort == 0 && chapter == 0
                    // Not read as yet: paragraphs below a title in bold, under a plain or italic label.
                    || item == 6 && sort < 3
            }.map { [chapter, sort, $0] }
        }
    }

    @Test(arguments: layouts)
    func `each remark is found, and none but those`(layout: [Int]) {
        let (chapter, sort, item) = (layout[0], layout[1], layout[2])
        let pair = Self.pairs[(chapter + sort * 2 + item) % Self.pairs.count]
        let advised = (chapter + sort + item) % Self.advice.count
        var text = "# Review of the zoo's tests\n"
        for (number, name) in ["Isolation", "Readability"].enumerated() {
            text += """

                \(Self.chapters[chapter](number + 1, name))

                \(Self.sorts[sort](pair.0))

                \(Self.list(Array(Self.praises[number * 2..<number * 2 + 2]), item, 0))

                \(Self.sorts[sort](pair.1))

                \(Self.list(Array(Self.problems[number * 3..<number * 3 + 3]), item, advised))

                """
        }
        let findings = ProseReader().read(Array(text.utf8)).findings
        let remarks = Self.praises + Self.problems
        for remark in remarks {
            let own = findings.filter { "\($0.title) \($0.body)".contains(remark.mark) }
            #expect(own.count == 1, "\(remark.mark) in \(own.map(\.title)) of\n\(text)")
            #expect(own.first?.polarity == (remark.isPraise ? .praise : .issue), "\(remark.mark) of\n\(text)")
            if !remark.isPraise { #expect(own.first?.lines.map(\.first) == [remark.line]) }
        }
        #expect(findings.count == remarks.count, "\(findings.map(\.title)) of\n\(text)")
    }
}
