import Testing

@testable import ProseExtraction

@Suite struct BoundaryWeightsTests {
    private static let table =
        EmbeddedText.files.first { $0.folder == "Weights" && $0.name == "boundaries.tsv" }?.text ?? ""

    @Test func `the embedded table has a weight for every clue, and for no other`() {
        let rows = Self.table.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let names = rows.map { String($0.split(separator: "\t")[0]) }
        #expect(Set(names) == Set(BoundaryClue.allCases.map(\.rawValue) + ["bias"]))
        #expect(rows.allSatisfy { Double($0.split(separator: "\t").last ?? "") != nil })
    }

    @Test func `a place is cut where what is seen there says so`() {
        let weights = BoundaryWeights("# a table\nshifts\t2\nfinds\t1.5\norders\t-4\nbias\t-3\n")
        #expect(weights.cuts([.shifts, .finds]))
        #expect(!weights.cuts([.shifts]))
        #expect(!weights.cuts([.shifts, .finds, .orders]))
    }

    @Test(arguments: ["", "shifts", "shifts\tmuch", "no such clue\t9", "\t\t\n\n9\t9"])
    func `rows that are none say nothing`(table: String) {
        #expect(!BoundaryWeights(table + "\nbias\t-1").cuts([.shifts, .finds]))
        #expect(BoundaryWeights(table + "\nbias\t1").cuts([.shifts, .finds]))
    }

    @Test func `lessons tell of each sentence what is seen before it`() throws {
        let text = "1. The lamp at line 8 is never lit. Also line 40 sleeps, which nobody saw.\n2. Line 60 leaks.\n"
        let lessons = BoundaryLesson.all(in: Array(text.utf8))
        let lesson = try #require(lessons.first { $0.pieces.count == 2 })
        #expect(lesson.pieces[0].clues.isEmpty)
        #expect(lesson.pieces[1].text.hasPrefix("Also line 40"))
        #expect(lesson.pieces[1].clues.isSuperset(of: ["shifts", "finds", "places:apart"]))
        #expect(lesson.pieces[1].clues.isSubset(of: BoundaryLesson.names))
    }
}
