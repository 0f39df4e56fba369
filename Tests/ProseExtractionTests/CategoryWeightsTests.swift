import FindingsModel
import Testing

@testable import ProseExtraction

struct CategoryWeightsTests {
    private static func features(_ remark: RemarkText) -> [String: Float] {
        RemarkJudge.standard.lesson(remark, categories: []).features
    }

    @Test(arguments: [
        ("restores", "restor"), ("restored", "restor"), ("restoring", "restor"), ("restore", "restor"),
        ("stopping", "stop"), ("copies", "copy"), ("class", "class"), ("is", "is"), ("größe", "größe"),
    ])
    func `forms of one word have one stem`(word: String, stem: String) {
        var bytes = Array(word.utf8)
        RemarkFeatures.cutEnding(&bytes, from: 0)
        #expect(String(decoding: bytes, as: UTF8.self) == stem)
    }

    @Test func `identifiers are known as a whole and by their parts`() {
        let features = Self.features(RemarkText(title: "`assertEqualHTTPStatus` and mock_clock fail 3 times"))
        for name in [
            "c=assertequalhttpstatus", "c:assert", "c:equal", "c:http", "c:statu", "c=mock_clock", "c:mock", "c:clock",
            "b:<code> and", "w:#", "b:# tim",
        ] {
            #expect(features[name] != nil, "\(name) of \(features.keys.sorted())")
        }
    }

    @Test func `words that mean the same in two languages are one concept`() {
        let english = Self.features(RemarkText(title: "The variable is never restored", language: "en"))
        let german = Self.features(RemarkText(title: "Die Variable wird nie zurückgesetzt", language: "de"))
        for concept in ["k:negation", "k:restore"] {
            #expect(english[concept] == 1)
            #expect(german[concept] == 1)
        }
    }

    @Test func `a sentence's last word and the next one's first are no pair`() {
        let features = Self.features(RemarkText(title: "It leaks. Always."))
        #expect(features["b:it leak"] == 1)
        #expect(features["b:leak alway"] == nil)
    }

    private static let table = """
        # A comment.
        feature\trarity\tslow-test type-safety
        <remark>\t1\t.a
        w:zorblax\t36\tzA
        n:slow-test\t1\tbA
        w:leak\tno number
        w:unspoken\t1\t

        """

    private static func scores(_ remark: RemarkText, named: [Float] = []) -> CategoryWeights.Scores {
        let weights = CategoryWeights(table)
        return weights.scores(
            of: RemarkFeatures(words: RemarkWords(remark), concepts: [], conceptNames: []), named: named)
    }

    private static func weight(_ letter: Int8) -> Float {
        CategoryWeights.value(ofLevel: letter) * CategoryWeights.unit
    }

    @Test(arguments: [Float(0), 0.02, -0.02, 0.1, 1, -2.5, 100])
    func `a weight's letter weighs nearly the same`(weight: Float) {
        let level = CategoryWeights.level(of: weight)
        let most = CategoryWeights.value(ofLevel: 26)
        #expect(abs(CategoryWeights.value(ofLevel: level) - max(-most, min(most, weight))) <= abs(weight) * 0.11)
    }

    @Test func `letters speak for and against`() {
        let scores = Self.scores(RemarkText(title: "Zorblax zorblax"))
        // One feature of length one, said twice and counted once.
        #expect(abs(scores.sums[0] - Self.weight(26)) < 1e-5)
        #expect(abs(scores.sums[1]) < 1e-5, "one letter for before a word is read, the same against")
        #expect(scores.isSpoken)
    }

    @Test func `where no word is known only what holds before is said`() {
        let scores = Self.scores(RemarkText(title: "Entirely different"))
        #expect(scores.sums == [0, Self.weight(1)])
        #expect(!scores.isSpoken)
    }

    @Test func `what the terms of a category say speaks for it and against others`() {
        let scores = Self.scores(RemarkText(title: "Entirely different"), named: [3, 0])
        #expect(abs(scores.sums[0] - 3 * CategoryWeights.namedScale * Self.weight(2)) < 1e-5)
        #expect(abs(scores.sums[1] - (1 - 3 * CategoryWeights.namedScale) * Self.weight(1)) < 1e-5)
    }

    @Test func `a category that nothing was learned of has what the others have on the whole`() {
        let weights = CategoryWeights(Self.table)
        #expect(abs(weights.meanPrior - 0.5 * Self.weight(1)) < 1e-5)
        #expect(abs(weights.ownShare - CategoryWeights.namedScale * Self.weight(2) / 2) < 1e-5)
    }

    @Test func `the reasons are the words that were read`() {
        let words = RemarkWords(RemarkText(title: "A zorblax of a kind"))
        let weights = CategoryWeights(Self.table)
        let scores = weights.scores(of: RemarkFeatures(words: words, concepts: [], conceptNames: []), named: [])
        let reasons = weights.reasons(for: 0, in: scores, limit: 5)
        #expect(reasons.map { words.text(from: $0.first, through: $0.last) } == ["zorblax"])
    }

    @Test func `the table that comes with Refrain names categories of the catalogue`() {
        let known = Set(CategoryCatalogue.standard.categories.map(\.id))
        #expect(CategoryWeights.standard.categories.count > 30)
        #expect(CategoryWeights.standard.categories.allSatisfy(known.contains))
    }

    @Test func `the explanation tells which words were learned`() {
        let remark = RemarkText(title: "The generator is not seeded, so every run draws another sample")
        let judgement = RemarkJudge.standard.judge(remark)
        #expect(judgement.category == "nondeterminism")
        let terms = RemarkJudge.standard.judge(remark).evidence.filter { $0.judgement == "category" }
        #expect(terms.contains { $0.value == "nondeterminism" })
    }

    @Test func `confidence grows with the lead over the others`() {
        let lone = Confidence.ofCategory(score: 6, among: [6, 0, 0])
        let contested = Confidence.ofCategory(score: 6, among: [6, 5.5, 0])
        #expect(lone > 0.9)
        #expect(contested < 0.7)
        #expect(Confidence.ofCategory(score: 0, among: [0]) == 1)
    }
}
