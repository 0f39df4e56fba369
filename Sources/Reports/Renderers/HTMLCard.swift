import FindingsModel

/// A card as the templates are given it.
struct HTMLCard {
    let isFolded: Bool
    let hasAnchor: Bool
    let anchor: String
    let title: String
    let hasSeverity: Bool
    let severity: String
    let hasState: Bool
    let state: String
    let hasPlace: Bool
    let placeParts: [String]
    let hasPlaceLink: Bool
    let placeHref: String
    let hasTitleLink: Bool
    let titleHref: String
    let facts: [String]
    let quotes: [Quote]
    let hasQuotes: Bool
    let events: [Event]
    let hasEvents: Bool
    let command: String
    let hasCommand: Bool

    init(_ card: Card, _ context: PageContext, isFolded: Bool) {
        self.isFolded = isFolded
        hasAnchor = card.isAnchor && card.issue != nil
        anchor = card.issue.map { "issue-\($0)" } ?? ""
        title = card.title
        severity = card.severity
        hasSeverity = !card.severity.isEmpty
        state = card.state
        hasState = !card.state.isEmpty
        hasPlace = !card.place.isEmpty
        placeParts = Self.parts(card.place)
        let address = card.placeLink.flatMap(context.address)
        hasPlaceLink = address != nil
        placeHref = address ?? ""
        let titleAddress = card.isAnchor ? nil : card.issue.flatMap { context.address(.issue($0)) }
        hasTitleLink = titleAddress != nil
        titleHref = titleAddress ?? ""
        facts = card.facts
        let omitted = card.omittedQuotes
        quotes = card.quotes.enumerated().map { index, quote in
            Quote(quote, context, omittedAfter: index == 0 ? omitted : 0)
        }
        hasQuotes = !quotes.isEmpty
        events = card.events.map { Event($0, context) }
        hasEvents = !events.isEmpty
        command = card.command ?? ""
        hasCommand = card.command != nil
    }

    struct Quote {
        let hasTitle: Bool
        let title: String
        let blocks: [ReviewedProse.Block]
        let hasSource: Bool
        let source: String
        let hasLines: Bool
        let lines: String
        let hasLink: Bool
        let href: String
        let hasReview: Bool
        let reviewHref: String
        let hasOmission: Bool
        let omission: String

        init(_ quote: Card.Quote, _ context: PageContext, omittedAfter: Int) {
            title = quote.title
            hasTitle = !quote.title.isEmpty
            blocks = ReviewedProse(quote.text).blocks
            source = quote.source
            hasSource = !quote.source.isEmpty
            lines = quote.lines
            hasLines = !quote.lines.isEmpty
            let address = quote.link.flatMap(context.address)
            hasLink = address != nil
            href = address ?? ""
            let review = quote.review.flatMap { context.address(.review($0)) }
            hasReview = review != nil
            reviewHref = review ?? ""
            hasOmission = omittedAfter > 0
            omission = Figure.count(
                omittedAfter, "remark between them is left out", "remarks between them are left out")
        }
    }

    struct Event {
        let at: String
        let day: String
        let kind: String
        let text: String
        let hasReview: Bool
        let reviewHref: String

        init(_ event: Card.Event, _ context: PageContext) {
            at = event.at
            day = Moment.day(event.at)
            kind = event.kind
            text = event.text
            let review = event.review.flatMap { context.address(.review($0)) }
            hasReview = review != nil
            reviewHref = review ?? ""
        }
    }

    static func parts(_ path: String) -> [String] {
        var parts: [String] = []
        for piece in path.split(separator: "/", omittingEmptySubsequences: false) {
            if !parts.isEmpty { parts[parts.count - 1] += "/" }
            parts.append(String(piece))
        }
        return parts
    }
}
