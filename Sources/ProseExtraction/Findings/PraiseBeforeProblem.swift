/// A remark that opens with praise and goes on to a problem: "The tests read well. In `a_test.py` line 12 …".
///
/// The praise says how the reviewer means it; the problem is what the remark tells.
struct PraiseBeforeProblem {
    /// The problem's first clause.
    let title: String
    /// What follows it, the praise last.
    let body: String
    /// The problem by itself, for judging.
    let problem: String

    /// - Returns: `nil` where the first sentence is more than praise, or none of the next finds fault with a place or name.
    init?(title: String, body: String) {
        let praise = RemarkEvidence(StyledText(title))
        guard praise.hasPraise, !praise.hasFault, !praise.hasAdvice, !praise.hasCode, praise.places.isEmpty,
            (2...20).contains(praise.words), body.utf8.count <= 8_000
        else { return nil }
        let text = StyledText(body)
        let sentences = SentenceSplitter.sentences(of: text)
        // More praise may come before the problem.
        var first: Range<Int>?
        for sentence in sentences.prefix(3) {
            let evidence = RemarkEvidence(text.slice(sentence))
            if evidence.hasFault || evidence.hasAdvice, !evidence.places.isEmpty || evidence.hasCode,
                !evidence.hasPraise
            {
                first = sentence
                break
            }
            guard evidence.hasPraise, !evidence.hasFault, evidence.places.isEmpty else { return nil }
        }
        guard let first else { return nil }
        let rest = text.slice(first.lowerBound..<text.count)
        let (own, after) = FindingBuilder.title(of: rest, from: Self.opening(of: rest), found: [])
        guard !own.isEmpty else { return nil }
        self.title = own
        problem = rest.flat
        let before = text.flat(0..<first.lowerBound)
        self.body = ([after, "\(title)."] + [before]).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// Past the "However," that turned away from the praise.
    private static func opening(of text: StyledText) -> Int {
        guard let comma = text.bytes.prefix(30).firstIndex(of: UInt8(ascii: ",")),
            turns.contains(PhraseKey(text.bytes[..<comma]).text)
        else { return 0 }
        var next = comma + 1
        while next < text.count, text.bytes[next].isBlank { next += 1 }
        return next
    }
    private static let turns: Set<String> = [
        " however ", " still ", " yet ", " that said ", " nevertheless ", " nonetheless ", " on the other hand ",
        " even so ", " allerdings ", " jedoch ", " trotzdem ", " dennoch ", " cependant ", " toutefois ",
        " néanmoins ", " sin embargo ", " no obstante ", " no entanto ", " porém ", " tuttavia ", " однако ",
    ]
}
