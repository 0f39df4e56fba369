import FindingsModel
import Testing

@testable import ProseExtraction

@Suite("Lexicons of the remark judge")
struct JudgementLexiconTests {
    @Test func `the lexicons that come with Refrain are free of errors`() {
        #expect(RemarkJudge.problems(in: Lexicon.standard).map(\.description) == [])
        let names = Lexicon.standard.map(\.name).sorted()
        #expect(names == ["categories.tsv", "concepts.tsv", "polarity.tsv", "severity.tsv"])
    }

    @Test func `every category but praise and other has terms of its own`() {
        var spoken: Set<String> = []
        for lexicon in Lexicon.standard {
            lexicon.rows({ if $0.judgement == .category { spoken.insert(String($0.value)) } }, report: { _ in })
        }
        let known = Set(CategoryCatalogue.standard.categories.map(\.id)).subtracting(["good-practice", "other"])
        #expect(known.subtracting(spoken) == [])
        #expect(spoken.subtracting(known) == [])
    }

    @Test func `no weight decides alone against everything else that is said`() {
        for lexicon in Lexicon.standard {
            lexicon.rows(
                { #expect(abs($0.weight) <= 6 && $0.weight != 0, "\(lexicon.name):\($0.line)") }, report: { _ in })
        }
    }

    @Test(arguments: [
        ("terms\tcategory\tweight\nfoo\tno-such-category\t2", 2, "no category"),
        ("terms\tcategory\tweight\n\n# comment\nfoo\tstyle\theavy", 4, "no weight"),
        ("terms\tcategory\tweight\nfoo\tstyle\t100", 2, "no weight"),
        ("terms\tcategory\tweight\nfoo\tstyle", 2, "3 to 5"),
        ("terms\tcategory\tweight\n;\tstyle\t2", 2, "no term"),
        ("terms\tcategory\tweight\n.. foo\tstyle\t2", 2, "begin with a gap"),
        ("terms\tcategory\tweight\na*\tstyle\t2", 2, "too short"),
        ("terms\tcategory\tweight\nfoo bar\tstyle\t2\nFoo-Bar\tstyle\t1", 3, "line 2 already"),
        ("terms\tpolarity\tweight\nfoo\tpraising\t2", 2, "none of praise"),
        ("terms\tseverity\tweight\nfoo\tawful\t2", 2, "none of critical"),
        ("terms\tseverity\tweight\ncategory:nope\thigh\t2", 2, "no category"),
        ("terms\tpolarity\tweight\tlanguage\twhere\nfoo\tpraise\t2\ten\tfooter", 2, "no place"),
        ("words\tcategory\tweight\nfoo\tstyle\t2", 1, "header"),
    ])
    func `a bad row is named with its line and what is wrong with it`(text: String, line: Int, reason: String) {
        let error = #expect(throws: LexiconError.self) {
            try RemarkJudge(lexicons: [Lexicon(name: "ours.tsv", text: text)])
        }
        #expect(error?.line == line)
        #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("ours.tsv:\(line): ") == true)
    }

    @Test func `a team adds terms and categories of its own`() throws {
        let ours = Category(
            id: "missing-ticket", group: "hygiene", broader: nil, name: "Missing ticket", meaning: "", detectors: [])
        let catalogue = CategoryCatalogue(CategoryCatalogue.standard.categories + [ours])
        let judge = try RemarkJudge(
            catalogue: catalogue,
            lexicons: [
                Lexicon(
                    name: "ours.tsv",
                    text: "terms\tcategory\tweight\tlanguage\r\nzorblax* .. (ticket|case)\tmissing-ticket\t4\ten\r\n")
            ])
        let judgement = judge.judge(RemarkText(title: "Zorblaxian handling names no case"))
        #expect(judgement.category == "missing-ticket")
        // Its name is a term without a row.
        #expect(judge.judge(RemarkText(title: "Missing ticket in the header")).category == "missing-ticket")
        #expect(
            RemarkJudge.standard.judge(RemarkText(title: "Zorblaxian handling names no case")).category
                != "missing-ticket")
    }

    @Test func `a team's weight replaces ours, and 0 takes the term away`() throws {
        let remark = RemarkText(title: "console.log")
        let ours = RemarkJudge.standard.judge(remark)
        #expect(ours.category == "debug-output")
        func words(_ judgement: RemarkJudgement) -> [Double] {
            judgement.evidence.filter { $0.words == "console.log" && $0.value == "debug-output" }.map(\.weight)
        }
        let judge = try RemarkJudge(
            lexicons: [Lexicon(name: "ours.tsv", text: "terms\tcategory\tweight\nconsole.log\tdebug-output\t0")])
        // What was learned of its words is left, and weighs less without the term.
        #expect(words(judge.judge(remark)).reduce(0, +) < words(ours).reduce(0, +))
        let against = try RemarkJudge(
            lexicons: [Lexicon(name: "ours.tsv", text: "terms\tcategory\tweight\nconsole.log\tdebug-output\t-5")])
        #expect(against.judge(remark).category != "debug-output")
    }

    @Test func `terms find words in any case, with and without accents, hyphens and in-between words`() throws {
        let text = """
            terms\tcategory\tweight
            größe des puffers\tstyle\t9
            (alpha|beta*) (the|a)? gamma\tslow-test\t9
            zorblax .. omega\tdead-code\t9
            """
        let judge = try RemarkJudge(lexicons: [Lexicon(name: "ours.tsv", text: text)])
        func category(_ title: String) -> String { judge.judge(RemarkText(title: title)).category }
        #expect(category("GRÖSSE-des Puffers") == "style")
        #expect(category("betatron the Gamma") == "slow-test")
        #expect(category("alpha gamma") == "slow-test")
        #expect(category("zorblax, said one two three omega") == "dead-code")
        // Five words between are too many, and a sentence's end is an end.
        #expect(category("zorblax one two three four five omega") != "dead-code")
        #expect(category("zorblax. Omega") != "dead-code")
        #expect(category("betatron that gamma") != "slow-test")
    }
}
