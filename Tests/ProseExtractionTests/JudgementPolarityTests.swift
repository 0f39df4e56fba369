import FindingsModel
import Testing

@testable import ProseExtraction

@Suite("Polarity of remarks")
struct JudgementPolarityTests {
    private func polarity(_ title: String, _ body: String = "", headings: [String] = [], label: String? = nil)
        -> Polarity
    {
        RemarkJudge.standard.judge(RemarkText(title: title, body: body, headings: headings, label: label)).polarity
    }

    @Test(arguments: [
        "Proper clean-up is performed in tearDown, which is good practice.",
        "Nice use of a table for the date formats",
        "I like how the fixtures are separated from the tests",
        "Excellent coverage of both the cached and the uncached case",
        "👍 thanks for the helpful failure message",
        "Vorbildlich: die Tests sind sauber getrennt und gut lesbar",
        "Très bien : les tests sont clairs et lisibles",
        "Buena práctica: los nombres son claros",
        "Boa prática: os nomes dos testes estão claros",
        "Ottimo: i test sono chiari e ben isolati",
        "素晴らしい。テスト名が明確で読みやすいです。",
        "测试命名清晰，结构良好，很好",
        "테스트 이름이 명확하고 구조가 훌륭합니다",
        "Отличная структура, хорошая практика",
    ])
    func `praise is praise`(title: String) {
        #expect(polarity(title) == .praise)
    }

    @Test(arguments: [
        "The helper works, but the file is never deleted",
        "Good idea, but the assertion can never fail",
        "Nice structure. However, the error path is not tested.",
        "It would be good practice to close the client",
        "It would be nice to have a table here",
        "test_good_locations asserts nothing",
        "On failure it prints nothing useful",
        "This is not good: the port is fixed",
        "`excellent_helper` duplicates `great_helper`",
        "The variable isGood is unused",
        "Hardly readable and not helpful",
        "A clearer name would be better",
        "Keine gute Idee, der Test schlägt nie fehl",
        "Il serait bien de fermer le fichier",
    ])
    func `words of praise inside a complaint do not make it praise`(title: String) {
        #expect(polarity(title) == .issue)
    }

    @Test(arguments: [
        "No security defects found",
        "The shared counter was fixed since the last review",
        "The sleep in test_poll has been resolved",
        "Withdrawn: my remark on the fixture was wrong, please disregard it",
        "The global registry is not a problem here, it works as intended",
        "Kein Problem mehr, wurde behoben",
        "問題ありません。修正済みです。",
    ])
    func `what is settled or no problem is neutral`(title: String) {
        #expect(polarity(title) == .neutral)
    }

    @Test(arguments: [
        (
            "The test changes the quota with several parameters at once.",
            "A look at each of them would be important in production. However, because this is only a unit test, an "
                + "answer to an allowed call is enough."
        ),
        (
            "A refresh is sent with a fixed body",
            "Checks of its parts would be necessary in production. However, because it is only a mock, none are made."
        ),
    ])
    func `a requirement that is taken back because this is only a test is neutral`(title: String, body: String) {
        #expect(polarity(title, body) == .neutral)
    }

    @Test func `a request is a complaint, test or not`() {
        #expect(polarity("As this is a test, please extract the constant", "However, the helper is copied.") == .issue)
    }

    @Test(arguments: [
        ("Thanks for adding this, I love these tables", ""),
        ("Round trips", "The property says more than twenty picked strings would. It will not regress, well spotted."),
        ("Isolation", "Each case gets its own directory and leaves nothing behind."),
        ("Wrong tokens fail loudly", "Mistakes are found immediately, at a glance."),
    ])
    func `praise without the usual adjectives is praise`(title: String, body: String) {
        #expect(polarity(title, body) == .praise)
    }

    @Test(arguments: [
        "It asserts the exact wording of the exception",
        "Impressive set-up: five containers for one label",
        "Would be great to have a case for guests",
        "The intention is good, the oracle less so",
    ])
    func `irony and half-praise are complaints`(title: String) {
        #expect(polarity(title) == .issue)
    }

    @Test func `a heading or label of praise outweighs words that look like complaints`() {
        #expect(polarity("The error path never leaks a missing handle", headings: ["What I liked"]) == .praise)
        #expect(polarity("Missing rows are reported one by one", headings: ["3. Positive aspects"]) == .praise)
        #expect(polarity("Empty input and broken input both tried", label: "✅") == .praise)
        #expect(polarity("Leere Eingaben werden geprüft", headings: ["Was gut ist"]) == .praise)
        #expect(polarity("Les erreurs sont testées", headings: ["Points forts"]) == .praise)
        #expect(polarity("Die Uhr ist in keinem Fall echt", headings: ["Hier ist einiges gut gemacht"]) == .praise)
        #expect(polarity("楼梯的计数", "顺序与源码相同。", headings: ["发现", "正向确认"]) == .praise)
    }

    @Test func `a rated file is praised or blamed by its rating, and false positives praise nothing`() {
        #expect(polarity("mooring_test.rb", "Two ferries ask at once.", headings: ["Strong tests"]) == .praise)
        #expect(polarity("mooring_test.rb", "Broken tables are tried.", label: "- EXCELLENT") == .praise)
        #expect(polarity("toll_test.rb", "Asks whether the page answers.", headings: ["Weak tests"]) == .issue)
        #expect(polarity("The lamp is lit", headings: ["False-positive tests"]) == .issue)
        #expect(polarity("The toll is paid", headings: ["✅ toll_test.rs (GOOD)"], label: "Known issue") == .issue)
        #expect(polarity("The boat sinks in fog", "This is a false positive.") == .neutral)
    }

    @Test func `a sign or a word before the remark says what it is`() {
        #expect(polarity("the harbour builds its own boats", label: "👍") == .praise)
        #expect(polarity("the boats are built by each test", label: "👎") == .issue)
        #expect(polarity("the table of glazes stands beside the cases", label: "Nice:") == .praise)
        #expect(polarity("a table of glazes", headings: ["Nice to have"]) == .issue)
        #expect(polarity("Berth, crew and cargo are compared", label: "n/a (strength)") == .praise)
        #expect(polarity("Each test builds its boat", headings: ["Good"]) == .praise)
    }

    @Test func `what is ticked off is no complaint any more, and what is not still is`() {
        let document = """
            ## Bugs

            - [x] **1. Two clocks in one test**
              `FerryTest` reads the system's clock and `TideTest` a fixed one, which fails at midnight.
            - [ ] **2. The dock is taken twice**
              It is never released, and the next test fails.
            """
        #expect(ProseReader().read(Array(document.utf8)).findings.map(\.polarity) == [.neutral, .issue])
    }

    @Test(arguments: ["Fixed issues", "Resolved issues", "Behobene Fehler", "Problemas resueltos", "已修复的问题"])
    func `what stands under the heading of what was mended describes`(heading: String) {
        #expect(polarity("The counter was never reset", headings: [heading]) == .neutral)
    }

    @Test func `a heading that only mentions a word of praise does not praise`() {
        #expect(
            polarity("Handle stays open", headings: ["Comments on whether the strengths of this approach hold"])
                == .issue)
    }

    @Test func `what nothing speaks for is an issue`() {
        #expect(polarity("Lines 12 to 14") == .issue)
        #expect(polarity("") == .issue)
    }

    @Test func `praise is of the category good-practice and asks for nothing`() {
        let judgement = RemarkJudge.standard.judge(RemarkText(title: "Well done, a very readable test"))
        #expect(judgement.category == "good-practice")
        #expect(judgement.severity == .info)
    }

    @Test func `a title with good and bad in it praises nothing of what stands under it`() {
        let document = """
            # The good and the bad of `orchard_test.py`

            ## The Good

            - **Every tree is planted by the fixture** (line 20): nothing of one test grows in the next.

            ## The Bad

            - **Ripeness by waiting** (line 55). The test sleeps until the apples are red.
            - **Two baskets for one harvest** (line 71 - line 80). The second block repeats the first.
            """
        let review = ProseReader().read([UInt8](document.utf8))
        #expect(review.findings.map(\.polarity) == [.praise, .issue, .issue])
    }

    @Test func `what comes with a suggestion is an issue, however it is worded`() {
        let document = """
            **Observation:** the cellar is the subject (line 16, line 41).
            **Consequence:** whoever moves the stairs moves the tests.
            **Suggestion:** look at the bottles.

            **Observation:** two casks behind one tap (line 55 to 60).
            **Consequence:** the test has to be drunk twice.
            **Suggestion:** one tap each.
            """
        let review = ProseReader().read([UInt8](document.utf8))
        #expect(review.findings.map(\.polarity) == [.issue, .issue])
    }
}
