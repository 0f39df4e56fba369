import FindingsModel
import Testing

@testable import ProseExtraction

/// Documents that no reviewer writes: nothing may crash, and nothing may take long.
@Suite struct HostileDocumentTests {
    private static func check(_ document: [UInt8]) {
        let review = ProseReader().read(document)
        for finding in review.findings {
            #expect(
                finding.span.start >= 0 && finding.span.start <= finding.span.end && finding.span.end <= document.count)
        }
        for unparsed in review.unparsed { #expect(unparsed.span.end <= document.count) }
        if let verdict = review.verdict { #expect(verdict.span.end <= document.count) }
    }

    @Test func `random bytes are read`() {
        var generator = SeededGenerator(state: 7)
        let signs = Array("#*-_`|>[]()<!:0123456789 L\n\n\t~.,aé行".utf8)
        for round in 0..<60 {
            let count = Int.random(in: 0..<3_000, using: &generator)
            let document: [UInt8] = (0..<count).map { _ in
                round % 3 == 0
                    ? UInt8.random(in: 0...255, using: &generator) : signs.randomElement(using: &generator) ?? 32
            }
            Self.check(document)
        }
    }

    @Test(
        .serialized, .timeLimit(.minutes(5)),
        arguments: [
            "> ", "- ", "1. a\n", "*a ", "**a** ", "[a](", "[", "`", "| a ", "<details>\n",
            "<details><summary>x</summary>\n\n", "# a\n", "a.py:1\n",
            "L1, ", "(1, ", "lines 1, 2, 3 ", "a_", "\\", "![", "<!--", "&amp;", "{\"a\":[", "- a:\n  ", "\t",
            "**Severity:** High\n", "a.b/", "行1", "<li>", "<table><tr><td>a", "| a | b |\n|---|---|\n",
            "=== a\n", "** a\n", "h2. a\n# b\n", "A. a\na. b\n", "> +a\n\nb\n\n", "<finding file=\"a\" line=\"1\">",
            "L1 a\n", "<x>", "<x a=\"",
            "P1: a\n", "🐛 a\n", "a\n~~~~\n", "1) a\n----\n", "**a**\n- b\n", "lines 1 (a", "1 (a) ", "41st line ",
            "4-й ",
            "AB-1-2 a\n\nb\n\n", "a.c[1-2]", "a/b:1 ", "on 12 ", "<details>\n<summary>a b</summary>\na.c:1\n",
        ])
    func `a sign repeated without end is read in linear time`(sign: String) {
        let document = Array(String(repeating: sign, count: 20_000 / sign.utf8.count).utf8)
        Self.check(document)
    }

    @Test func `a table of thousands of rows and a list of thousands of items are bounded`() {
        let table =
            "| Severity | Line | Issue |\n|---|---|---|\n"
            + String(repeating: "| High | 5 | Sleeps too long |\n", count: 2_500)
        Self.check(Array(table.utf8))
        let list = String(repeating: "- Sleeps too long (line 5)\n", count: 8_000)
        // What the words mean is not asked here: five thousand judgements take a debug build many seconds.
        let reader = ProseReader { _ in
            RemarkJudgement(
                polarity: .issue, severity: .medium, severityBasis: .default, category: "other", confidence: 0)
        }
        let review = reader.read(Array(list.utf8))
        #expect(review.findings.count == 5_000)
        #expect(review.flags.contains("findings cut"))
    }
}
