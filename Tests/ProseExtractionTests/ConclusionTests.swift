import FindingsModel
import Testing

@testable import ProseExtraction

struct ConclusionTests {
    private static let remarks = """
        1. **The pump is never stopped** (line 12). The next test finds it running.
        2. **Two valves share a port** (line 40). Run in parallel, one of them fails.
        3. **No assertion after the flood** (lines 51-58). The test cannot fail.
        """

    private static func read(_ text: String) -> Review { ProseReader().read(Array(text.utf8)) }

    @Test(arguments: [
        ("I'd take this in once the pump is stopped.", Outcome.changesRequested),
        ("None of this should keep you from merging.", .approved),
        ("I would not put this on the main branch yet.", .changesRequested),
        ("Overall a careful suite that trusts the tide too much.", .commented),
        ("Alles in allem eine brauchbare Testklasse, nur die Ventile machen mir Sorgen.", .commented),
        ("En conjunto es una buena suite, aunque frágil.", .commented),
    ])
    func `a free sentence before or after the remarks is the verdict`(sentence: String, outcome: Outcome) {
        for text in ["\(sentence)\n\n\(Self.remarks)\n", "\(Self.remarks)\n\n\(sentence)\n"] {
            let review = Self.read(text)
            #expect(review.verdict?.text == sentence, "\(text)")
            #expect(review.outcome == outcome)
            #expect(review.findings.count == 3)
        }
    }

    @Test(arguments: [
        "Three remarks, in the order of the file.", "The file tests the pumps of the harbour.",
        "I can send patches for both valves.", "Line numbers are those of the branch.",
        "The names of the valves are well chosen.", "Start with the pump, since the others depend on it.",
        "No production code is touched.",
    ])
    func `what only speaks of the review, the file or one thing is no verdict`(sentence: String) {
        for text in ["\(sentence)\n\n\(Self.remarks)\n", "\(Self.remarks)\n\n\(sentence)\n"] {
            #expect(Self.read(text).verdict == nil, "\(text)")
        }
    }

    @Test func `the last sentence of a memo is looked at although its layout gives it to the last remark`() {
        let text = """
            **Pump.** Line 12 starts it and nothing stops it, so that the next test finds it running.

            **Valves.** Both use port 4000 (line 40), and one of them fails when they run together.

            Bottom line: a useful suite, to be leant on when the pump stops.
            """
        #expect(Self.read(text).verdict?.text.contains("a useful suite") == true)
    }

    @Test func `an approval on a condition asks for changes, one with wishes does not`() {
        func outcome(_ verdict: String) -> Outcome {
            VerdictReader.outcome(of: verdict, concluding: StyledText(verdict))
        }
        #expect(outcome("Fine by me as soon as the pump is stopped.") == .changesRequested)
        #expect(outcome("I will approve after the port is freed.") == .changesRequested)
        #expect(outcome("Nothing here blocks the merge, the valves can be a ticket.") == .approved)
        #expect(outcome("Would you merge it?") == .commented)
    }

    @Test(arguments: [
        "Not approved.", "This pull request is NOT APPROVED", "It has not yet been approved.", "No LGTM yet.",
        "Ready for merge: not safe to merge", "Approved: no", "Not good to go.", "Disapproved.", "Blocked",
        "Nicht freigegeben.", "Abgelehnt.", "La demande n'est pas approuvée.", "No aprobado.", "Não aprovado.",
        "Non approvato.", "Niet goedgekeurd.", "Не одобрено.", "未批准。", "不通过", "承認できません。", "未承認", "승인 불가",
    ])
    func `an approval that is denied asks for changes`(verdict: String) {
        #expect(VerdictReader.outcome(of: verdict, concluding: StyledText(verdict)) == .changesRequested)
    }

    @Test(arguments: [
        "Approved.", "Approved, no blockers.", "I see no reason not to approve.", "LGTM, not a single complaint.",
        "Freigegeben, nichts blockiert.", "批准", "承認します。", "승인합니다.",
    ])
    func `a denial beside an approval leaves it one`(verdict: String) {
        #expect(VerdictReader.outcome(of: verdict, concluding: StyledText(verdict)) == .approved)
    }

    @Test func `rows of the table that are none are left out`() {
        let weights = ConclusionWeights("# a comment\nw:pump\t1.50\t-0.25\n\nw:valve\tmuch\nis:bias\t-2\n")
        let sentence = StyledText("pump valve")
        #expect(weights.sum(ConclusionFeatures(sentence: sentence, place: nil)) == -0.5)
        #expect(weights.leanings(of: sentence).approval == -0.25)
        #expect(weights.leanings(of: sentence).changes == 0)
    }

    @Test func `none is likelier than a sentence that nothing speaks for`() {
        #expect(ConclusionWeights.likelihood(of: []) == 0)
        #expect(ConclusionWeights.likelihood(of: [-4]) < 0.05)
        #expect(ConclusionWeights.likelihood(of: [-4, 3]) > 0.9)
    }

    @Test func `a review's margins are its first and last paragraphs and those under a conclusion's heading`() {
        let text = "# Harbour\n\n## Conclusion\n\n- Not before the flood.\n\n" + Self.remarks + "\n"
        let reading = Reading(Array(text.utf8)) { RemarkJudge.standard.judge($0, explaining: false) }
        let places = reading.verdictPlaces.map(\.text.flat)
        #expect(places.contains("Harbour"))
        #expect(places.contains("Not before the flood."))
        #expect(
            zip(reading.verdictPlaces, reading.verdictPlaces.dropFirst()).allSatisfy { $0.span.start <= $1.span.start })
    }
}
