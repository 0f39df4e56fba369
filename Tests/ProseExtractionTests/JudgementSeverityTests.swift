import FindingsModel
import Testing

@testable import ProseExtraction

@Suite("Severity read from the words")
struct JudgementSeverityTests {
    private func judge(_ title: String, _ body: String = "") -> RemarkJudgement {
        RemarkJudge.standard.judge(RemarkText(title: title, body: body))
    }

    @Test(arguments: [
        ("Nit: trailing whitespace", Severity.low),
        ("A tiny typo in the name, optional", .low),
        ("The test cannot fail and gives false confidence", .high),
        ("SQL injection, a serious security hole, must be closed", .high),
        ("The order of the rows makes this test flaky", .medium),
        ("Kleinigkeit: Tippfehler im Kommentar", .low),
        ("Ce test ne peut pas échouer", .high),
    ])
    func `hedges, modality and consequences decide`(title: String, severity: Severity) {
        let judgement = judge(title)
        #expect(judgement.severity == severity)
        #expect(judgement.severityBasis == .inferred)
    }

    @Test func `the category decides where the words say nothing`() {
        let style = judge("Unsorted imports, isort")
        #expect(style.severity == .low)
        #expect(style.evidence.contains { $0.judgement == "severity" && $0.words == "category:\(style.category)" })
    }

    @Test func `medium by default where nothing speaks`() {
        let judgement = judge("Eager test")
        #expect(judgement.severity == .medium)
        #expect(judgement.severityBasis == .default)
    }
}
