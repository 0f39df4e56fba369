import FindingsModel
import ProseExtraction
import Testing

struct JudgementLeaningTests {
    private static func judge(_ rows: String) throws -> RemarkJudge {
        try RemarkJudge(lexicons: [Lexicon(name: "team.tsv", text: "terms\tleaning\tweight\tlanguage\n" + rows)])
    }

    @Test func `a leaning adds to what the terms say`() throws {
        let remark = RemarkText(title: "The zorblax of the zorblax")
        #expect(try Self.judge("zorblax\tslow-test\t6\t*").judge(remark).category == "slow-test")
        #expect(try Self.judge("zorblax\ttype-safety\t6\t*").judge(remark).category == "type-safety")
    }

    @Test func `a leaning to the broad category leaves the narrow one that is named`() throws {
        let judge = try Self.judge("zorblax\thard-coded-value\t6\t*")
        #expect(judge.judge(RemarkText(title: "Magic number in zorblax")).category == "magic-number")
    }

    @Test func `a leaning to no category is told with its line`() {
        #expect(throws: LexiconError.self) { try Self.judge("zorblax\tno-such-thing\t1\t*") }
    }

    @Test func `the judgement is the same whether it is explained or not`() {
        let remark = RemarkText(title: "Sleeps for two seconds", body: "It may well be too short on a busy machine.")
        var explained = RemarkJudge.standard.judge(remark)
        #expect(!explained.evidence.isEmpty)
        explained.evidence = []
        #expect(explained == RemarkJudge.standard.judge(remark, explaining: false))
    }

    @Test(arguments: ["变量命名不清晰", "含义不清楚", "名前が不明確です", "이름이 명확하지 않습니다"])
    func `praise that is negated in its own language is a complaint`(title: String) {
        #expect(RemarkJudge.standard.judge(RemarkText(title: title)).polarity == .issue)
    }

    @Test func `a check that is skipped is no disabled test`() {
        let remark = RemarkText(
            title: "The rows of the second page are skipped",
            body: "They are never compared, so a wrong value there passes.")
        #expect(RemarkJudge.standard.judge(remark).category != "disabled-test")
    }
}
