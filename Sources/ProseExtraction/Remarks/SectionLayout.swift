import FindingsModel

/// How a section lays out its remarks, where its blocks alone do not tell: as the answers to quotes, as quotes, or as
/// paragraphs that are numbered by hand.
struct SectionLayout {
    /// Paragraphs open with a number or bullet that Markdown does not know.
    private(set) var isMarkedSeries = false
    /// Quotes are answered, as in mails.
    private(set) var isReplySeries = false
    /// The quotes are the remarks.
    private(set) var isQuoteSeries = false

    /// Several paragraphs open with the same word in bold and their number: "**Finding 2:** …".
    private(set) var isCountedInBold = false

    /// Several paragraphs open with a kind in bold, "**issue (blocking):** …", "**suggestion:** …", as conventional comments do
    /// (conventionalcomments.org): what stands up to the next belongs to it.
    private(set) var isKindSeries = false

    /// Each list of an item is followed by the place of its remark, alone in a paragraph.
    private(set) var placesFollowItems = false

    init() {}

    init(_ section: Section) {
        isMarkedSeries = Self.hasMarkedSeries(section)
        isQuoteSeries = Self.isQuoteSeries(section)
        isReplySeries = !isQuoteSeries && Self.isReplySeries(section)
        placesFollowItems = Self.placesFollowItems(section)
        isCountedInBold = Self.isCountedInBold(section)
        isKindSeries = Self.isKindSeries(section)
    }

    static func isKindSeries(_ section: Section) -> Bool {
        section.nodes.prefix(400).count { node in
            guard case .block(let block) = node, case .paragraph = block.kind else { return false }
            return opensWithKind(block.text)
        } > 1
    }

    static func opensWithKind(_ text: StyledText) -> Bool {
        guard text.styles.first?.contains(.strong) == true else { return false }
        let end = text.runEnd(from: 0, .strong)
        guard end <= 40,
            text.bytes[end - 1] == UInt8(ascii: ":") || end < text.count && text.bytes[end] == UInt8(ascii: ":")
        else { return false }
        let words = text.bytes[..<end].prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ":") }
        return kinds.contains(PhraseKey(words))
    }
    private static let kinds = WordSet(
        "issue suggestion nitpick nit question praise todo thought chore note typo polish quibble".split(separator: " ")
            .map(String.init))

    private static func isCountedInBold(_ section: Section) -> Bool {
        let numbers = section.nodes.prefix(400).compactMap { node -> Int? in
            guard case .block(let block) = node, case .paragraph = block.kind else { return nil }
            return countInBold(block.text)
        }
        return Set(numbers).count > 1
    }

    /// The number of "**Finding 2:** …", "**Problème n° 3** …".
    static func countInBold(_ text: StyledText) -> Int? {
        guard let style = text.styles.first, style.contains(.strong) else { return nil }
        // "**Finding 2: the clock is never stopped** (line 4)"
        let run = text.bytes[..<text.runEnd(from: 0, .strong)].prefix(48)
        let end = run.firstIndex(of: UInt8(ascii: ":")) ?? Array(run).firstWideColon ?? run.endIndex
        guard end < text.count else { return nil }
        let name = Array(text.bytes[..<end])
        guard let digits = RemarkNoun.end(in: name, at: 0), RemarkNoun.countedEnd(in: name, at: 0) == end else {
            return nil
        }
        return Int(String(decoding: name[digits...], as: UTF8.self))
    }

    /// "1. No matcher", a link to the lines, "2. Port stays taken", a link: Markdown sees a list for each number. The first of
    /// them comes before the first place, and the last place behind the last of them.
    private static func placesFollowItems(_ section: Section) -> Bool {
        var isAfterItem = false
        var pairs = 0
        // "Found 2 problems:" has the first list under it.
        let blocks = section.nodes.flatMap { node -> [Block] in
            switch node {
            case .block(let block): [block]
            case .section(let child): child.kind == .leadIn ? child.directBlocks : []
            }
        }
        for block in blocks {
            switch block.kind {
            case .list:
                if isAfterItem || block.children.count != 1 { return false }
                isAfterItem = true
            case .paragraph where isPlaceAlone(block.text.trimmed()):
                guard isAfterItem else { return false }
                isAfterItem = false
                pairs += 1
            default: break
            }
        }
        return pairs > 1 && !isAfterItem
    }

    static func isPlaceAlone(_ text: StyledText) -> Bool {
        LocationLabel(text).map { $0.end >= text.count && !$0.found.isEmpty } ?? false
    }

    /// At least two quotes, each with an answer under it that does not open with a place.
    static func isReplySeries(_ section: Section) -> Bool {
        var count = 0
        for (index, next) in section.nodes.enumerated().dropFirst() {
            guard case .block(let quote) = section.nodes[index - 1], case .quote = quote.kind,
                case .block(let answer) = next,
                case .paragraph = answer.kind, quotedPlace(quote) == nil, AlertQuote.remark(quote) == nil,
                LocationLabel(answer.text) == nil
            else { continue }
            // Where a place stands above it, the quote is of the code there.
            if index > 1, case .block(let above) = section.nodes[index - 2],
                LocationLabel.isAtStart(of: above.text)
                    || quote.children.allSatisfy(\.isCode) && endsWithPlace(above.text.trimmed())
            {
                continue
            }
            count += 1
        }
        return count > 1
    }

    /// Three quotes at least that each say what is wrong, and hardly a paragraph around them that does.
    static func isQuoteSeries(_ section: Section) -> Bool {
        var quoted = 0
        var others = 0
        for case .block(let block) in section.nodes.prefix(400) {
            switch block.kind {
            case .quote:
                guard let text = quotedRemark(block), AlertQuote.remark(block) == nil else { continue }
                if RemarkEvidence(text).score >= 3 { quoted += 1 }
            case .paragraph:
                let evidence = RemarkEvidence(block.text)
                if evidence.isRemark, !evidence.places.isEmpty { others += 1 }
            case .list: others += block.children.count
            default: break
            }
        }
        return quoted >= 3 && others * 3 <= quoted
    }

    static func quotedRemark(_ quote: Block) -> StyledText? {
        guard let first = quote.children.first, case .paragraph = first.kind, quotedPlace(quote) == nil,
            !isAnchor(quote)
        else { return nil }
        let text = first.text.trimmed()
        return PhraseKey(text.bytes[...]).count >= 3 || text.bytes.contains(where: \.isWide) ? text : nil
    }

    /// Several paragraphs of the section open with a number or bullet that Markdown does not know: "（1）…", "一、…".
    static func hasMarkedSeries(_ section: Section) -> Bool {
        if identifiedTitles(section.nodes).count > 1 { return true }
        var count = 0
        var wasMarked = false
        for node in section.nodes {
            guard case .block(let block) = node else {
                if wasMarked { return false }
                continue
            }
            // A marked line above a list heads the list.
            if block.isList, wasMarked { return false }
            wasMarked = false
            if case .paragraph = block.kind, ItemMarker.length(in: block.text, at: 0) > 0 {
                count += 1
                wasMarked = true
            }
        }
        return count > 1
    }

    /// The places of one-line paragraphs that open with a remark's own number and have paragraphs under them:
    /// "HBR-01-001 Secrets in logs (High)", "Issue 2: …".
    static func identifiedTitles(_ nodes: [Section.Node]) -> Set<Int> {
        var places: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            guard case .block(let block) = node, case .paragraph = block.kind, index + 1 < nodes.count,
                case .block(let next) = nodes[index + 1], isIdentifiedTitle(block.text.trimmed())
            else { continue }
            switch next.kind {
            case .paragraph, .code, .list, .table: places.insert(index)
            default: break
            }
        }
        return places
    }

    static func isIdentifiedTitle(_ text: StyledText) -> Bool {
        guard text.count > 3, text.count <= 160, !text.bytes.contains(.lineFeed), let last = text.bytes.last,
            !last.isOne(of: ".!?"), !text.styles[0].contains(.code)
        else { return false }
        return RemarkLead.identifierLength(in: text) > 0
    }

    /// Few words on one line, and a place behind them: "**Direct access** `a.py:21`".
    static func endsWithPlace(_ text: StyledText) -> Bool {
        guard text.count <= 160, !text.bytes.contains(.lineFeed), let last = LineReferenceScanner(text).found.last
        else {
            return false
        }
        return last.certainty == .firm && last.place.upperBound + 2 >= text.count
    }

    /// A place and the code that stands there, or code alone: "> line 19: `KEY = 3`", "> `sleep 3` (lines 8-9)".
    static func isAnchor(_ quote: Block) -> Bool {
        guard quote.children.count == 1, let first = quote.children.first, case .paragraph = first.kind else {
            return false
        }
        let text = first.text.trimmed()
        let scanner = LineReferenceScanner(text)
        let places =
            scanner.found.lazy.filter { $0.certainty == .firm }.map(\.place) + scanner.paths.map(\.place)
        guard text.styles.contains(where: { $0.contains(.code) }), text.count <= 600 else { return false }
        // What is neither code nor place may join the two, and says nothing.
        var said: [UInt8] = []
        for index in text.bytes.indices {
            let isTold = text.styles[index].contains(.code) || places.contains { $0.contains(index) }
            said.append(isTold ? .space : text.bytes[index])
        }
        return PhraseKey(said[...]).count < 2
    }

    /// A quote of nothing but a place: "> `a_spec.rb` line 14", for the comment under it.
    static func quotedPlace(_ quote: Block) -> StyledText? {
        guard quote.children.count == 1, let first = quote.children.first, case .paragraph = first.kind else {
            return nil
        }
        let text = first.text.trimmed()
        guard let label = LocationLabel(text), label.end >= text.count else { return nil }
        return text
    }
}
