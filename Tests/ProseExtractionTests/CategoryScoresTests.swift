import FindingsModel
import Testing

@testable import ProseExtraction

/// How likely each category is: what matching compares.
struct CategoryScoresTests {
    private static let catalogue = CategoryCatalogue.standard

    @Test func `the likeliest come first, as parts of one`() {
        var sums = [Double](repeating: -5, count: Self.catalogue.categories.count)
        sums[3] = 2
        sums[1] = 1
        let scores = CategoryScores.of(sums, at: sums.indices, catalogue: Self.catalogue)
        #expect(scores.map(\.category) == [Self.catalogue.categories[3].id, Self.catalogue.categories[1].id])
        #expect(scores[0].score > scores[1].score)
        #expect(scores.reduce(0) { $0 + $1.score } <= 1)
    }

    @Test func `where all are alike no more than the limit are told`() {
        let sums = [Double](repeating: 0, count: Self.catalogue.categories.count)
        let scores = CategoryScores.of(sums, at: sums.indices, catalogue: Self.catalogue)
        #expect(scores.count == CategoryScores.limit)
        #expect(scores.allSatisfy { $0.score == scores[0].score })
    }

    @Test func `a category that a complaint cannot have is not told`() {
        let sums = [Double](repeating: 0, count: Self.catalogue.categories.count)
        let scores = CategoryScores.of(sums, at: [2, 5], catalogue: Self.catalogue)
        #expect(scores.map(\.score) == [0.5, 0.5])
        #expect(CategoryScores.of(sums, at: [], catalogue: Self.catalogue).isEmpty)
    }

    @Test func `sums beyond all measure still give parts of one`() {
        let scores = CategoryScores.of([1e9, -1e9, 0], at: 0..<3, catalogue: Self.catalogue)
        #expect(scores.map(\.score) == [1])
    }

    @Test func `two remarks on one problem share what they are likely of`() {
        let judge = RemarkJudge.standard
        let one = judge.judge(RemarkText(title: "Fixed sleep of two seconds", body: "A slow machine needs longer."))
        let other = judge.judge(
            RemarkText(title: "Waits two whole seconds each run", body: "Poll for the state instead."))
        #expect(one.scores.first?.category == one.category)
        let shared = Set(one.scores.map(\.category)).intersection(other.scores.map(\.category))
        #expect(shared.contains("sleepy-test"))
    }

    @Test func `praise has none`() {
        let judgement = RemarkJudge.standard.judge(RemarkText(title: "Well structured and easy to read"))
        #expect(judgement.category == "good-practice")
        #expect(judgement.scores.isEmpty)
    }
}
