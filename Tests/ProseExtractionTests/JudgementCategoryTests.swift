import FindingsModel
import Testing

@testable import ProseExtraction

@Suite("Category of remarks")
struct JudgementCategoryTests {
    private func judge(_ title: String, _ body: String = "", suggestion: String? = nil) -> RemarkJudgement {
        RemarkJudge.standard.judge(RemarkText(title: title, body: body, suggestion: suggestion))
    }

    /// A category, and a remark about it.
    static let english: [(String, String)] = [
        ("hard-coded-value", "The port and the UUID are hard-coded"),
        ("magic-number", "Magic number 86400 in the assertion"),
        ("unfaithful-test-double", "The stub is an unrealistic fake, use autospec"),
        ("excessive-mocking", "So much is mocked that the test only tests its mocks"),
        ("implementation-coupling", "Reaches into the private attribute _cache"),
        ("missing-assertion", "No assertion at all, the result is thrown away"),
        ("weak-assertion", "Weak assertion: only checks that the list is not null"),
        ("wrong-expectation", "A known bug is asserted as the expected result"),
        ("tautological-test", "assertTrue(true) is a tautology and can never fail"),
        ("assertion-roulette", "Twelve bare asserts without any failure message: assertion roulette"),
        ("fragile-comparison", "Compares the full error text, so a change of wording breaks it"),
        ("snapshot-overuse", "Huge snapshot via toMatchSnapshot"),
        ("missing-error-path", "Only the happy path is tested, error handling is not"),
        ("missing-edge-case", "Boundary values and the empty list are missing"),
        ("missing-coverage", "The method has no tests; this is a gap in coverage"),
        ("missing-cleanup", "os.environ is changed and not restored; use addCleanup"),
        ("shared-state", "Global mutable state leaks into other tests"),
        ("order-dependence", "Depends on the order of execution of the tests"),
        ("external-dependency", "Makes real network calls to an external service"),
        ("resource-leak", "The file handle is never closed"),
        ("platform-dependence", "The path separator makes it fail on Windows"),
        ("nondeterminism", "Uses random values without a seed"),
        ("sleepy-test", "time.sleep(3) before the check"),
        ("sleepy-test", "Thread.sleep in a loop"),
        ("race-condition", "Race condition: the worker is not awaited"),
        ("duplicated-code", "Copy-paste: the same set-up is repeated in four tests"),
        ("unparameterized-test", "Should be one parameterized test with pytest.mark.parametrize"),
        ("eager-test", "One test checks many things and should be split"),
        ("complex-test", "Overly complex and hard to follow, deeply nested"),
        ("conditional-logic", "Conditional logic: an if statement in the test"),
        ("swallowed-exception", "catch (Exception e) swallows every failure"),
        ("general-fixture", "setUp builds more than most tests need"),
        ("unclear-name", "Misleading test name"),
        ("missing-documentation", "Outdated comment and no docstring"),
        ("style", "Import order and indentation"),
        ("type-safety", "Unsafe cast and missing type hints"),
        ("disabled-test", "@Ignore without a reason: the test is skipped"),
        ("dead-code", "Unused variable and unreachable code"),
        ("debug-output", "Left-over console.log"),
        ("outdated-api", "assertEquals is deprecated, use the modern API"),
        ("slow-test", "Slow test: takes 40 seconds"),
        ("hard-coded-credential", "Hard-coded password for the production database"),
        ("missing-authorization-check", "Authorization is not tested for unprivileged users"),
        ("insecure-practice", "SQL injection: the query is built from untrusted input"),
        ("missing-input-validation", "The form's values are used without any validation"),
    ]

    @Test(arguments: english)
    func `English remarks are told apart`(category: String, title: String) {
        let broader = CategoryCatalogue.standard[category]?.broader
        let found = judge(title).category
        #expect(found == category || found == broader)
    }

    /// The same nine kinds in nine languages.
    static let translated: [(String, String, String)] = [
        ("de", "sleepy-test", "Feste Wartezeit mit sleep"),
        ("de", "duplicated-code", "Der Aufbau ist in drei Tests kopiert"),
        ("de", "missing-assertion", "Der Test prüft nichts, keine Assertion"),
        ("de", "missing-error-path", "Kein Test für den Fehlerfall der Schleuse"),
        ("de", "unclear-name", "Irreführender Testname"),
        ("fr", "sleepy-test", "Attente fixe de deux secondes"),
        ("fr", "duplicated-code", "Code dupliqué entre les tests"),
        ("fr", "tautological-test", "Ce test ne peut pas échouer"),
        ("fr", "dead-code", "Code mort, variable jamais utilisée"),
        ("fr", "hard-coded-value", "Identifiants écrits en dur"),
        ("es", "duplicated-code", "Código duplicado: copiar y pegar"),
        ("es", "missing-edge-case", "Faltan casos límite como la lista vacía"),
        ("es", "hard-coded-value", "Valores codificados en duro"),
        ("es", "nondeterminism", "Valores aleatorios sin semilla"),
        ("pt", "missing-edge-case", "Faltam casos de borda"),
        ("pt", "missing-assertion", "O teste não verifica nada, sem asserções"),
        ("pt", "shared-state", "Estado compartilhado entre os testes"),
        ("it", "race-condition", "Condizione di gara: il thread non è sincronizzato"),
        ("it", "missing-assertion", "Il test non verifica nulla, manca un'asserzione"),
        ("it", "dead-code", "Codice morto mai usato"),
        ("ja", "sleepy-test", "固定時間のスリープに依存しています"),
        ("ja", "hard-coded-value", "ポート番号がハードコードされています"),
        ("ja", "missing-assertion", "アサーションがなく、何も検証していません"),
        ("ja", "duplicated-code", "セットアップのコードが重複しています"),
        ("zh", "duplicated-code", "测试中有大量重复代码"),
        ("zh", "race-condition", "存在竞态条件"),
        ("zh", "missing-edge-case", "缺少边界条件的测试"),
        ("zh", "hard-coded-value", "端口号是硬编码的"),
        ("ko", "duplicated-code", "설정 코드가 중복되어 있습니다"),
        ("ko", "missing-edge-case", "경계값이 빠져 있습니다"),
        ("ko", "swallowed-exception", "모든 예외를 삼켜 버립니다"),
        ("ru", "duplicated-code", "Дублирование кода, копипаста"),
        ("ru", "nondeterminism", "Случайные значения, тест нестабильный"),
        ("ru", "missing-assertion", "В тесте нет проверок"),
    ]

    @Test(arguments: translated)
    func `remarks in other languages are told apart`(language: String, category: String, title: String) {
        let found = RemarkJudge.standard.judge(RemarkText(title: title, language: language)).category
        #expect(found == category)
    }

    @Test func `names that detectors give a smell are terms`() {
        #expect(judge("Mystery Guest").category == "external-dependency")
        #expect(judge("Sleepy Test").category == "sleepy-test")
        #expect(judge("resource-optimism").category == "resource-optimism")
        #expect(judge("OverMocking").category == judge("over-mocking").category)
    }

    @Test func `the narrow category is chosen where the words name it`() {
        #expect(judge("Magic number").category == "magic-number")
        #expect(judge("Hard-coded host name").category == "hard-coded-value")
    }

    @Test func `the title weighs more than the body`() {
        let judgement = judge("Thread.sleep", "It also prints with System.out.println, which is a minor point.")
        #expect(judgement.category == "sleepy-test")
    }

    @Test func `a title that is only a name leaves the word to the body`() {
        #expect(judge("test_duplicate_rows", "The file handle is never closed.").category == "resource-leak")
    }

    @Test func `the evidence is the decision`() {
        let judgement = judge(
            "Real sleeps slow the suite", "Copied set-up, and time.sleep() again in line 9.",
            suggestion: "Poll instead.")
        var sums: [String: Double] = [:]
        for evidence in judgement.evidence where evidence.judgement == "category" {
            let category = CategoryCatalogue.standard[evidence.value]
            sums[category?.broader ?? evidence.value, default: 0] += evidence.weight
        }
        let best = sums.max { $0.value < $1.value }?.key
        #expect(best == "sleepy-test" && judgement.category == "sleepy-test")
        #expect(judgement.evidence.contains { $0.words == "real sleeps" })
    }

    /// A heading of what is missing, and a heading that is none.
    @Test(arguments: [
        ("Missing tests", "Ferry tests"), ("Critical missing scenarios", "Critical scenarios"),
        ("Nicht getestet", "Getestet"),
        ("Ce qui manque", "Ce qui est là"), ("缺失的测试", "渡船测试"), ("不足しているテスト", "渡し船のテスト"),
    ])
    func `what stands under what is missing is a matter of coverage`(missing: String, other: String) {
        func judgement(under heading: String) -> RemarkJudgement {
            RemarkJudge.standard.judge(RemarkText(title: "Two ferries at the ramp", headings: [heading]))
        }
        func isTold(_ judgement: RemarkJudgement, _ heading: String) -> Bool {
            judgement.evidence.contains {
                $0.words == heading.lowercased() && $0.value.hasPrefix("missing-") && $0.weight == 3
            }
        }
        let gap = judgement(under: missing)
        #expect(["missing-coverage", "missing-edge-case", "missing-error-path"].contains(gap.category))
        #expect(isTold(gap, missing))
        #expect(!isTold(judgement(under: other), other))
    }

    @Test func `a heading of what is missing is told as evidence, and another category's own words outweigh it`() {
        let gap = RemarkJudge.standard.judge(RemarkText(title: "The ramp at low tide", headings: ["Not covered"]))
        #expect(gap.evidence.contains { $0.words == "not covered" })
        let other = RemarkJudge.standard.judge(
            RemarkText(
                title: "Fixed sleep: sleeps two seconds", body: "Thread.sleep is used to wait.",
                headings: ["Not covered"]))
        #expect(other.category == "sleepy-test")
    }

    @Test func `the same remark is judged the same`() {
        let remark = RemarkText(
            title: "Race on a shared map", body: "The goroutines are not joined, and nothing is asserted.")
        #expect(RemarkJudge().judge(remark) == RemarkJudge().judge(remark))
    }

    @Test func `clear words give more confidence than vague ones, and none gives none`() {
        let clear = judge("Hard-coded port and hard-coded UUID: magic values").confidence
        let vague = judge("The number").confidence
        #expect(clear > vague)
        #expect(clear <= 1 && vague >= 0)
    }

    @Test func `hostile text is judged in bounded time`() {
        let long = String(repeating: "not assert nothing never ", count: 40_000)
        let elapsed = ContinuousClock().measure {
            _ = judge(long, long, suggestion: String(repeating: "\u{301}`@'", count: 50_000))
        }
        // Far more than it takes on a busy machine, and far less than what grows with the square of the text.
        #expect(elapsed < .seconds(60))
        _ = judge("\u{FFFD}\u{200D}👨‍👩‍👧", "@", suggestion: "'")
    }
}
