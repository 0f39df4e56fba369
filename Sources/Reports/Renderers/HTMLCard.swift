import FindingsModel

/// A card as markup.
///
/// Cards and tables are written here and not by a template: a site has a hundred thousand of them, and a template engine that
/// looks up each value by name took most of the time of a site.
struct HTMLCard {
    let card: Card
    let context: PageContext
    /// The card opens and closes; else it stands open.
    let isFolded: Bool

    var markup: String {
        var out = ""
        if isFolded { writeFolded(to: &out) } else { writeOpen(to: &out) }
        return out
    }

    private var anchor: String {
        guard card.isAnchor, let issue = card.issue else { return "" }
        return " id=\"issue-\(HTMLText.escape(issue))\""
    }

    private var placeAddress: String? { card.placeLink.flatMap(context.address).map(HTMLText.escape) }

    private func writeFolded(to out: inout String) {
        out += "<details class=\"card\">\n<summary><span class=\"card-title\">"
        out += HTMLText.escape(card.title)
        out += "</span> <span class=\"card-tags\">"
        writeTags(to: &out)
        out += "</span> <span class=\"place\">"
        out += HTMLText.breakable(card.place)
        out += "</span></summary>\n<div class=\"card-body\"\(anchor)>\n"
        writeFacts(to: &out)
        writeRest(to: &out)
        out += "</div>\n</details>\n"
    }

    private func writeOpen(to out: inout String) {
        out += "<article class=\"card\">\n<h3\(anchor)>"
        let title = card.isAnchor ? nil : card.issue.flatMap { context.address(.issue($0)) }
        out += HTMLText.link(HTMLText.escape(card.title), to: title)
        out += "</h3>\n<p class=\"card-tags\">"
        writeTags(to: &out)
        out += "</p>\n<div class=\"card-body\">\n"
        if !card.place.isEmpty {
            out += "<p class=\"place\">"
            out += HTMLText.link(
                HTMLText.breakable(card.place), to: card.placeLink.flatMap(context.address), isElsewhere: true)
            out += "</p>\n"
        }
        writeFacts(to: &out)
        writeRest(to: &out)
        out += "</div>\n</article>\n"
    }

    private func writeTags(to out: inout String) {
        for tag in [card.severity, card.state] where !tag.isEmpty {
            let word = HTMLText.escape(tag)
            out += "<span class=\"tag \(word)\">\(word)</span>"
        }
    }

    private func writeFacts(to out: inout String) {
        out += "<ul class=\"facts\">"
        for fact in card.facts { out += "<li>\(HTMLText.escape(fact))</li>" }
        if isFolded, let placeAddress {
            out += "<li><a href=\"\(placeAddress)\" rel=\"noreferrer\">the lines on the code host</a></li>"
        }
        out += "</ul>\n"
    }

    private func writeRest(to out: inout String) {
        for (index, quote) in card.quotes.enumerated() {
            write(quote, to: &out)
            if index == 0, card.omittedQuotes > 0 {
                let omission = Figure.count(
                    card.omittedQuotes, "remark between them is left out", "remarks between them are left out")
                out += "<p class=\"note omitted\">\(omission)</p>\n"
            }
        }
        if !card.events.isEmpty {
            out += "<ol class=\"events\">\n"
            for event in card.events { write(event, to: &out) }
            out += "</ol>\n"
        }
        if let command = card.command { out += "<p class=\"query\"><code>\(HTMLText.escape(command))</code></p>\n" }
    }

    private func write(_ quote: Card.Quote, to out: inout String) {
        out += "<figure class=\"quote\">\n<blockquote>\n"
        if !quote.title.isEmpty { out += "<p class=\"quote-title\">\(HTMLText.escape(quote.title))</p>\n" }
        for block in ReviewedProse(quote.text).blocks {
            if block.isCode {
                out += "<pre tabindex=\"0\">"
                for part in block.parts { out += "<code>\(HTMLText.escape(part.text))</code>" }
                out += "</pre>\n"
            } else {
                out += "<p>"
                for part in block.parts {
                    let text = HTMLText.escape(part.text)
                    out += part.isCode ? "<code>\(text)</code>" : text
                }
                out += "</p>\n"
            }
        }
        out += "</blockquote>\n"
        if !quote.source.isEmpty {
            out += "<figcaption>"
            out += HTMLText.link(
                HTMLText.escape(quote.source), to: quote.review.flatMap { context.address(.review($0)) })
            if !quote.lines.isEmpty {
                out += ", "
                out += HTMLText.link(
                    HTMLText.escape(quote.lines), to: quote.link.flatMap(context.address), isElsewhere: true)
            }
            out += "</figcaption>\n"
        }
        out += "</figure>\n"
    }

    private func write(_ event: Card.Event, to out: inout String) {
        out += "<li><time datetime=\"\(HTMLText.escape(event.at))\">\(HTMLText.escape(Moment.day(event.at)))</time> "
        out += "<span class=\"kind\">"
        out += HTMLText.link(HTMLText.escape(event.kind), to: event.review.flatMap { context.address(.review($0)) })
        out += "</span> <span class=\"why\">\(HTMLText.escape(event.text))</span></li>\n"
    }
}
