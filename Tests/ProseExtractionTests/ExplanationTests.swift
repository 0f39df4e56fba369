import FindingsModel
import Foundation
import Testing

@testable import ProseExtraction

@Suite struct ExplanationTests {
    private static let review = """
        # Review of `tests/test_ferry.py`

        ## Walkthrough

        I read the file from top to bottom.

        ## Issues

        1. **Real sleep** (line 14): the test waits two seconds. Severity: high.
        2. The mock is asserted on, not the ferry (lines 20-24).

        ---

        Request changes before merging. The sleep makes the suite slow.

        <!-- bot: 42 -->
        """

    private static func partitions(_ explanation: Explanation, _ count: Int) -> Bool {
        var end = 0
        for part in explanation.spans {
            if part.span.start != end || part.span.end <= part.span.start { return false }
            end = part.span.end
        }
        return end == count
    }

    private func words(_ role: Explanation.Role, _ explanation: Explanation) -> [String] {
        let bytes = Array(Self.review.utf8)
        return explanation.spans.filter { $0.role == role }
            .map { String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self) }
    }

    @Test func `every part of a review has its role`() {
        let explanation = ProseReader().explain(Array(Self.review.utf8))
        let findings = explanation.spans.filter { $0.role == .finding }.map(\.findings)
        #expect(findings == [[1], [2]])
        #expect(words(.verdict, explanation).first?.hasPrefix("Request changes") == true)
        let aside = words(.setAside, explanation)
        #expect(aside.contains { $0.contains("from top to bottom") })
        #expect(aside.contains { $0.contains("bot: 42") })
        #expect(
            explanation.spans.contains { $0.why.contains("Walkthrough") })
        #expect(words(.unparsed, explanation).isEmpty)
    }

    @Test func `the words behind a finding are those of the document`() throws {
        let bytes = Array(Self.review.utf8)
        let explanation = ProseReader().explain(bytes)
        let first = try #require(explanation.evidence.first)
        let line = try #require(first.lines.first)
        #expect(line.words == "line 14" && line.value == "14")
        let span = try #require(line.span)
        #expect(String(decoding: bytes[span.start..<span.end], as: UTF8.self) == "line 14")
        #expect(first.severity.map(\.words) == ["high"])
        #expect(first.category.contains { $0.value == "sleepy-test" })
        #expect(explanation.evidence.last?.lines.map(\.words) == ["lines 20-24"])
        #expect(explanation.review == ProseReader().read(bytes))
    }

    @Test func `lines and severity of a heading or a table's cell are explained too`() throws {
        let table = """
            ## High

            | Test | Line | What |
            |---|---|---|
            | `test_a` | 31 | Reads the real clock |
            | `test_b` | 52 | Writes to the user's home |
            """
        let explanation = ProseReader().explain(Array(table.utf8))
        try #require(explanation.evidence.count == 2)
        #expect(explanation.evidence[1].lines.map(\.words) == ["52"])
        #expect(explanation.evidence[1].severity.first?.from == "heading")
    }

    @Test func `a review that another reader made is explained as it was made`() {
        let bytes = Array("[{\"title\": \"Sleeps\", \"line\": 3}]".utf8)
        let other = Review(findings: [Finding(ordinal: 1, title: "Sleeps", span: ByteSpan(1, 32))])
        let explanation = ProseReader().explain(bytes, as: other)
        #expect(explanation.review == other)
        #expect(Self.partitions(explanation, bytes.count))
        #expect(explanation.spans.contains { $0.findings == [1] })
    }

    @Test func `the spans partition every fixture`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        try #require(names.count > 20)
        for name in names {
            let file = folder.appending(path: "\(name)/input.md")
            guard let data = FileManager.default.contents(atPath: file.path) else { continue }
            let document = [UInt8](data)
            let explanation = ProseReader().explain(document)
            #expect(Self.partitions(explanation, document.count), "\(name)")
            let covered = Set(explanation.spans.flatMap(\.findings))
            #expect(covered.isSubset(of: explanation.review.findings.map(\.ordinal)), "\(name)")
        }
    }

    @Test func `the spans partition random documents`() {
        var generator = SeededGenerator(state: 41)
        let pieces = [
            "# Issues\n", "- a (line 5)\n", "  - b\n", "> q\n", "```\nx\n```\n", "| a | b |\n|---|---|\n| 1 | c d |\n",
            "**Verdict:** fine.\n", "\n\n", "<details><summary>Walkthrough</summary>\n", "</details>\n",
            "a.py:4: bad\n",
            "<!-- c -->", "text goes on here. ", "~~no~~\n\n", "- [x] done\n", "\r\n", "é行", "1. x\n", "---\n",
        ]
        for _ in 0..<150 {
            var document: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<30, using: &generator) {
                document += Array((pieces.randomElement(using: &generator) ?? "").utf8)
            }
            let explanation = ProseReader().explain(document)
            #expect(Self.partitions(explanation, document.count), "\(String(decoding: document, as: UTF8.self))")
        }
    }

    @Test func `the words that are told for a finding are its own, however often others were judged`() throws {
        let review = """
            ## Findings

            - **Medium**: Excellent, clear and helpful names of the bricks (line 4).
            - **High**: Nobody closes the door of the kiln (line 9), so it leaks heat.
            """
        let explanation = ProseReader().explain(Array(review.utf8))
        #expect(explanation.evidence.count == explanation.review.findings.count)
        for (finding, evidence) in zip(explanation.review.findings, explanation.evidence) {
            let words = evidence.category.map(\.words)
            let text = (finding.title + " " + finding.body).lowercased()
            #expect(words.allSatisfy { $0.isEmpty || $0 == "every remark" || text.contains($0) })
        }
    }
}
