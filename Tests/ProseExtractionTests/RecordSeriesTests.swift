import FindingsModel
import Testing

@testable import ProseExtraction

@Suite struct `Remarks of a layout that nobody foresaw` {
    /// What ten remarks say, each with its own lines.
    private static let remarks: [(title: String, body: String, lines: ClosedRange<Int>)] = [
        (
            "The kiln is never cooled down", "After the last firing nothing waits for it, and the next test starts hot",
            41...44
        ),
        ("Two glazes share one bucket", "Whoever dips first decides what the second test sees", 58...58),
        ("Shards are only counted", "Which of them broke, and where, is not looked at", 71...79),
        ("The wheel turns for a whole second", "A clock that the test moves by itself would be quicker", 90...92),
        ("Nobody reads the firing log", "It could be empty and this would not be noticed", 103...103),
        ("Cone six stands there without a word", "Why not five, and what would seven mean", 118...120),
        ("The apprentice is a stub that says yes", "A master who refuses is never tried", 131...140),
        ("One test fires, breaks and glues", "When the gluing fails one cannot tell whether the firing did", 152...171),
        ("The shelf is built by every test anew", "A helper with the number of boards would do", 180...186),
        ("An exception of any kind will do", "A typo in the recipe is enough to turn it green", 199...199),
    ]

    /// Layouts that no rule of the reader knows, each as what opens a remark, what stands before its lines and what before
    /// its text.
    private static let layouts: [(opening: String, before: String, then: String)] = [
        ("§§ ", "\n   @ ", "\n   "), ("<< # >> ", " ~ ", "\n"), ("~> ", "\n~~ ", "\n~~ "), ("!! ", "\n:: ", "\n:: "),
        ("%% # %% ", "\n%: ", "\n%: "), ("{#} ", " => ", "\n    "), ("item #/10 ", "\n| ", "\n| "),

        ("¶ ", " ‖ ", "\n"), ("[[#]] ", " -- ", "\n\t"),
    ]

    private static func document(_ layout: (opening: String, before: String, then: String)) -> String {
        var text = "Notes on test_pottery.py\n\n"
        for (index, remark) in remarks.enumerated() {
            let opening = layout.opening.split(separator: "#", omittingEmptySubsequences: false)
                .joined(separator: "\(index + 1)")
            let lines =
                remark.lines.count > 1
                ? "\(remark.lines.lowerBound)-\(remark.lines.upperBound)" : "\(remark.lines.lowerBound)"
            text += "\(opening)\(remark.title)\(layout.before)lines \(lines)\(layout.then)\(remark.body).\n\n"
        }
        return text
    }

    @Test(arguments: layouts.indices) func `are one each, with its title and its lines`(_ number: Int) {
        let text = Self.document(Self.layouts[number])
        let findings = ProseReader().read(Array(text.utf8)).findings
        #expect(findings.count == Self.remarks.count, "\(text)")
        for (finding, remark) in zip(findings, Self.remarks) {
            #expect((finding.title + " " + finding.body).contains(remark.title))
            #expect(finding.references.map(\.range.first) == [remark.lines.lowerBound], "\(text)")
        }
    }

    @Test func `leave what a reader of the layout has found as it is`() {
        var text = "# Review\n\n"
        for (index, remark) in Self.remarks.enumerated() {
            text += "\(index + 1). **\(remark.title)** (line \(remark.lines.lowerBound))\n"
            text += "  - Problem: \(remark.body).\n  - Fix: see line \(remark.lines.lowerBound + 300).\n"
        }
        let findings = ProseReader().read(Array(text.utf8)).findings
        #expect(findings.map(\.title) == Self.remarks.map(\.title))
        let series = RecordSeries(Array(text.utf8))
        let whole = Remark(
            layout: .item, lead: StyledText(), context: Remark.Context(), span: ByteSpan(0, text.utf8.count), group: 1)
        #expect(series?.records(betterThan: [whole])?.isEmpty == false)
        let own = findings.map {
            Remark(layout: .item, lead: StyledText(), context: Remark.Context(), span: $0.span, group: 1)
        }
        #expect(series?.records(betterThan: own) == nil)
    }

    @Test func `stand under the titles above them, with the severity that those tell`() {
        var text = "Notes on test_pottery.py\n\n**High**\n\n"
        for (index, remark) in Self.remarks.enumerated() {
            if index == 6 { text += "**Low**\n\n" }
            text += "~> \(remark.title)\n~~ lines \(remark.lines.lowerBound)\n~~ \(remark.body).\n\n"
        }
        let findings = ProseReader().read(Array(text.utf8)).findings
        #expect(findings.count == Self.remarks.count)
        #expect(findings.prefix(6).allSatisfy { $0.severityBasis == .stated && $0.severity > .medium })
        #expect(findings.dropFirst(6).allSatisfy { $0.severityBasis == .stated && $0.severity < .medium })
    }

    @Test func `are sought in a time that goes with the document's size`() {
        var text = ""
        for index in 0..<3_900 { text += "\(["§ ", "~ ", "> ", "x: "][index % 4])\(index) is never \(index % 7)\n" }
        #expect(RecordSeries(Array(text.utf8))?.records(betterThan: []) == nil)
        #expect(RecordSeries(Array((text + text).utf8)) == nil)
    }
}
