/// A record in full: an issue with its history and the reviewers' words, or a remark of a review.
struct Card: Sendable {
    /// The reviewers' own words.
    struct Quote: Sendable {
        var title: String
        /// Several paragraphs.
        var text: String
        /// "model-a on 9 March 2026".
        var source: String
        /// "lines 49 and 58"; empty where none are told.
        var lines: String
        /// Where the lines stand on the code host.
        var link: RecordLink?
        /// The review that it is from.
        var review: String?
    }

    struct Event: Sendable {
        /// ISO 8601.
        var at: String
        /// A word of the events' own vocabulary.
        var kind: String
        var text: String
        var review: String?
    }

    /// The issue that the card shows, or leads to.
    var issue: String?
    /// Whether other parts of the report lead here.
    var isAnchor = false
    var title: String
    var severity: String
    var state: String
    /// The place in code: `path:line`.
    var place: String
    var placeLink: RecordLink?
    /// What is known besides, in short sentences.
    var facts: [String] = []
    var quotes: [Quote] = []
    /// Quotes that were left out in the middle.
    var omittedQuotes = 0
    var events: [Event] = []
    /// How to see it on the command line.
    var command: String?
}
