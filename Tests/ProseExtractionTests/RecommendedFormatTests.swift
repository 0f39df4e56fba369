import FindingsModel
import Foundation
import Testing

@testable import ProseExtraction

/// The example of the recommended format, as the documentation prints it.
@Suite struct RecommendedFormatTests {
    @Test func `the documentation's example is read perfectly`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Documentation/Formats/prose.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let parts = text.components(separatedBy: "```markdown\n")
        try #require(parts.count == 2)
        let example = try #require(parts[1].components(separatedBy: "```").first)
        let review = ProseReader().read(Array(example.utf8))
        #expect(review.verdict?.text == "request changes. Two tests depend on the clock.")
        #expect(review.outcome == .changesRequested)
        try #require(review.findings.count == 3)
        let findings = review.findings
        #expect(
            findings.map(\.title) == [
                "Real sleep in the docking test", "Order of tests matters", "The helper for tides reads well",
            ])
        #expect(
            findings.map(\.lines) == [[LineRange(14, 16)], [LineRange(31), LineRange(52)], [LineRange(70, 78)]])
        #expect(findings.map(\.polarity) == [.issue, .issue, .praise])
        #expect(findings.prefix(2).map(\.severity) == [.high, .medium])
        #expect(findings.prefix(2).allSatisfy { $0.severityBasis == .stated })
        #expect(findings.prefix(2).allSatisfy { $0.suggestion != nil })
        #expect(review.unparsed.isEmpty && review.flags.isEmpty)
    }
}
