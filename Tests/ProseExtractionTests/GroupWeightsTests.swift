import FindingsModel
import Testing

@testable import ProseExtraction

@Suite struct GroupWeightsTests {
    private static let table =
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "groups.tsv" }?.text ?? ""

    @Test func `the embedded table has weights of clues, and of nothing else`() {
        let rows = Self.table.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let names = rows.map { String($0.split(separator: "\t")[0]) }
        #expect(names.count > 100)
        #expect(Set(names).count == names.count)
        #expect(Set(names).isSubset(of: GroupLesson.names + ["bias"]))
        #expect(rows.allSatisfy { Double($0.split(separator: "\t").last ?? "") != nil })
    }

    @Test func `a sum is of the clues and the bias, half of which is the group's`() {
        let weights = GroupWeights("# a table\nplaced:0\t2\nwords:3\t-0.5\nbias\t1\n")
        let clues = [GroupClue(kind: .placed), GroupClue(kind: .words, level: 3), GroupClue(kind: .words, level: 2)]
        #expect(weights.sum(clues) == 2)
        #expect(weights.sum([]) == 0.5)
    }

    @Test(arguments: ["", "placed:0", "placed:0\tmuch", "no such clue\t9", "placed:9\t9", "\t\t\n\n9\t9"])
    func `rows that are none say nothing`(table: String) {
        #expect(GroupWeights(table).sum([GroupClue(kind: .placed)]) == 0)
    }

    @Test func `what reads unlike a remark is set aside where something else reads like one`() {
        #expect(GroupWeights.areKept([3, -1, -0.4]) == [true, false, true])
    }

    @Test func `where nothing reads like a remark all is kept, but for what reads nothing like one`() {
        #expect(GroupWeights.areKept([-1, -3]) == [true, true])
        #expect(GroupWeights.areKept([-2, -3]) == [false, false])
        #expect(GroupWeights.areKept([]).isEmpty)
    }

    @Test func `levels are those of the first limit that is not exceeded`() {
        #expect(GroupClue.of(.words, 3, [3, 6]).level == 0)
        #expect(GroupClue.of(.words, 4, [3, 6]).level == 1)
        #expect(GroupClue.of(.words, 7, [3, 6]).level == 2)
        #expect([0, 1, 2, 3, 4].map { GroupClue.share(.shareCode, $0, of: 4).level } == [0, 1, 2, 3, 4])
    }

    @Test func `lessons tell of each list by itself what is seen`() throws {
        let text = """
            # Review

            ## The bakery

            - the oven was lit
            - the bread was counted

            ## Findings

            - **High**: `bake()` never closes the oven (line 12)
            - **Low**: `Test2` says nothing of what it tests (line 30)
            """
        let lessons = GroupLesson.all(in: Array(text.utf8))
        #expect(lessons.map(\.group) == [0, 0, 1, 1])
        let first = try #require(lessons.first)
        let last = try #require(lessons.last)
        #expect(Set(first.clues).isSuperset(of: ["beforeBest:0", "lacksRating:0", "lacksPlace:0", "shareRated:0"]))
        #expect(Set(last.clues).isSuperset(of: ["best:0", "placed:0", "rating:2", "sharePlaced:4"]))
        #expect(lessons.allSatisfy { Set($0.clues).isSubset(of: GroupLesson.names) })
    }

    @Test func `parts of a report beside findings are none`() {
        let text = """
            - Commit: `5fa1c22`
              - `src/ferry.ts` (+32/-2)
              - `src/timetable.ts` (+60)

            ## Findings

            - **[LOW]** No test for a ferry that leaves at midnight
              - Place: `src/timetable.ts:51`
              - Proposal: add a test with 23:50.
            - **[MEDIUM]** `vi.setSystemTime` is never taken back
              - Place: `src/timetable.test.ts:14`
              - Proposal: call `vi.useRealTimers()` after each test.

            ## Point by point

            - **Clock**: faked in `beforeEach`, as elsewhere.
            - **17 tests passed**: before and after.
            """
        let reading = Reading(Array(text.utf8)) { RemarkJudge.standard.judge($0, explaining: false) }
        #expect(reading.review.findings.map(\.severity) == [.low, .medium])
        #expect(reading.setAside.count { $0.reason == .unlike } > 1)
    }
}
