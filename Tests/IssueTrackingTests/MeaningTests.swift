import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `What words mean` {
    private func meaning(_ title: String, _ body: String = "") -> Meaning {
        let finding = FindingEvidence(uid: "", ordinal: 1, title: title, body: body)
        return MeaningWeights.standard.meaning(of: Wording(of: finding))
    }

    @Test func `remarks on one problem lie nearer than remarks on others, with hardly a word in common`() {
        let remarks = [
            [
                meaning("Pauses of two seconds", "Everything stands still until the worker may be done."),
                meaning("Waits by the clock", "A slow runner needs longer than that sleep; poll for the result."),
            ],
            [
                meaning("Leftovers on the disk", "Nobody deletes the folder once the test is through."),
                meaning("No clean-up", "The temporary directory stays behind after each run."),
            ],
            [
                meaning("The name says nothing", "test2 could be anything."),
                meaning("What is examined here?", "From its title a reader cannot tell."),
            ],
        ]
        for (place, pair) in remarks.enumerated() {
            let alike = pair[0].likeness(to: pair[1]).angle
            for (other, strangers) in remarks.enumerated() where other != place {
                for stranger in strangers { #expect(pair[0].likeness(to: stranger).angle < alike) }
            }
        }
    }

    @Test func `a remark in another language lies where its meaning does`() {
        let sleep = meaning("Fester Schlaf statt einer Bedingung", "Der Test wartet immer drei Sekunden.")
        let names = meaning("Nom trompeur", "Le titre du test ne dit pas ce qu'il vérifie.")
        let polling = meaning("Hard sleep", "The test always waits three seconds; poll for a condition.")
        let title = meaning("Misleading name", "The title of the test does not say what it checks.")
        #expect(sleep.likeness(to: polling).angle > sleep.likeness(to: title).angle + 0.2)
        #expect(names.likeness(to: title).angle > names.likeness(to: polling).angle + 0.2)
    }

    @Test func `likeness is the same both ways, whole with itself, and nothing for words that nobody knows`() {
        let one = meaning("Order of the rows", "The query has no ORDER BY.")
        let other = meaning("Rows come back unsorted", "A database may return them as it likes.")
        #expect(one.likeness(to: other) == other.likeness(to: one))
        #expect(abs(one.likeness(to: one).angle - 1) < 1e-5)
        #expect(one.likeness(to: meaning("qzxv wkjh")) == (0, 0))
        #expect(meaning("").likeness(to: meaning("")) == (0, 0))
    }

    @Test func `the table gives a letter a dimension, and what is no row is left out`() {
        let weights = MeaningWeights("# a remark\nnorth\t1\ta\neast\t1\t.a\nsouth\t1\tA\nbroken\nworse\tmuch\ta\n\n")
        func point(_ words: [String: Float]) -> Meaning { weights.meaning(of: words) }
        let both = point(["north": 1, "east": 1])
        #expect(abs(both.likeness(to: point(["north": 1])).angle - 0.5.squareRoot()) < 1e-5)
        #expect(point(["north": 1]).likeness(to: point(["east": 1])) == (0, 0))
        #expect(point(["north": 1]).likeness(to: point(["south": 1])) == (0, 0))
        #expect(point(["north": 1, "broken": 1, "worse": 1]).likeness(to: point(["north": 1])).angle == 1)
    }

    @Test func `words are told by the stems under which the table has them`() {
        let finding = FindingEvidence(uid: "", ordinal: 1, title: "Mocks are copied", body: "See `setUpServer`.")
        let words = MeaningWeights.words(of: finding)
        #expect(words["mock"] == 1)
        #expect(words["duplicat"] == 1)
        #expect(words["server"].map { $0 < 0.5 } == true)
        #expect(words["setupserver"] == nil)
    }
}
