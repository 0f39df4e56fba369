import FindingsModel
import Foundation

/// The remarks of a layout that nobody foresaw, found by what every reviewer does: one remark begins as the other.
///
/// Lines that begin alike (``LineShape``) open the remarks if what lies between them is, again and again, a few sentences
/// that find fault somewhere, and if together they hold most of the places that the document names. The same measure
/// tells how well any other reading of the document explains it.
struct RecordSeries {
    /// How well some pieces of a document explain it as remarks.
    struct Fit {
        var count = 0
        /// How many are of a remark's length and find fault or name a place.
        var sound = 0.0
        /// How many name a place.
        var placed = 0.0
        /// Of the document's lines with a place, those that lie in a piece.
        var coverage = 0.0
        /// Of the document's words.
        var words = 0.0

        var score: Double {
            sound * coverage * pow(Double(count), 0.35) * min(1, placed + 0.4) * min(1, words + 0.25)
        }

        /// Nothing is missing that another reading could find.
        var isGood: Bool { count > 2 && sound >= 0.9 && coverage >= 0.85 && words >= 0.6 }
    }

    /// By so much another reading must explain the document better than the one at hand.
    private static let margin = 1.2
    /// One or two remarks more are rather an introduction or what was struck.
    private static let leastDifference = 3
    private static let leastSound = 0.75
    private static let remarkLength = 4...220
    static let records = 3...300

    let lines: DocumentLines
    /// How many lines with a place, and how many words, there are before each line, and at the end.
    private var placesBefore: [Int] = [0]
    private var wordsBefore: [Int] = [0]

    /// `nil` for a document of too many lines.
    init?(_ document: [UInt8]) {
        guard let lines = DocumentLines(document) else { return nil }
        self.lines = lines
        for line in lines.lines {
            placesBefore.append(placesBefore[placesBefore.count - 1] + (line.evidence.hasPlace ? 1 : 0))
            wordsBefore.append(wordsBefore[wordsBefore.count - 1] + line.evidence.words)
        }
    }

    /// The records of the document where they explain it clearly better than `remarks` do; `nil` where they do not.
    ///
    /// - Parameter isConversation: what begins with a name or a time is a message, and no remark for that.
    func records(betterThan remarks: [Remark], isConversation: Bool = false) -> [Record]? {
        if let titled = hangingRecords(of: remarks) { return titled }
        let own = fit(of: remarks.map(\.span))
        if own.isGood { return nil }
        let hasRows = remarks.contains { $0.layout == .row }
        guard let best = best(hasRows: hasRows), best.score > Self.margin * own.score,
            abs(best.fit.count - own.count) >= Self.leastDifference,
            best.fit.count < own.count
                ? !areAmong(best.records, remarks) : !areParts(best.records, of: remarks),
            // Fewer and longer ones are right only where the many say too little each and are none that the reviewer made:
            // no items, nor, where most records do not say where, under headings of their own.
            best.fit.count > own.count
                || own.sound < Self.leastSound
                    && (best.fit.placed >= 0.5 || remarks.count(where: { $0.layout == .heading }) < 3)
                    && remarks.count(where: Self.isItem) * 5 < remarks.count * 4,
            best.opener.isTelling || !isConversation && (own.count * 3 <= best.fit.count || own.sound < 0.5)
        else { return nil }
        return best.records
    }

    /// Each record is a remark at hand already, and what the series lacks stands behind it, in chapters of its own.
    private func areAmong(_ records: [Record], _ remarks: [Remark]) -> Bool {
        let starts = Set(remarks.map(\.span.start))
        guard records.allSatisfy({ starts.contains($0.span.start) }) else { return false }
        let joined = records.count { record in
            starts.contains { record.span.start < $0 && $0 < record.span.end }
        }
        return joined <= 1
    }

    /// Numbered remarks that each say what is wrong before they go into it: what stands further in goes into it, too.
    private func areParts(_ records: [Record], of remarks: [Remark]) -> Bool {
        let numbered = remarks.filter { remark in
            let start = min(remark.span.start, lines.document.count)
            return remark.layout == .item && lines.document[start...].first?.isDigit == true && !remark.blocks.isEmpty
                && remark.lead.bytes.last.map { $0.isOne(of: ".!:") } == true && RemarkEvidence(remark.lead).words >= 5
        }
        guard numbered.count > 1, numbered.count * 3 >= remarks.count else { return false }
        let starts = Set(remarks.map(\.span.start))
        let inside = records.count { record in
            !starts.contains(record.span.start)
                && numbered.contains { $0.span.start < record.span.start && record.span.end <= $0.span.end }
        }
        return inside * 3 > records.count * 2
    }

    /// An item that the reviewer made one, by a title in bold too, or by a number within its chapter ("2.1 …"), with more in it
    /// than a place.
    private static func isItem(_ remark: Remark) -> Bool {
        (remark.layout == .item || remark.layout == .boldLead
            || remark.layout == .labelled && ItemMarker.isOfChapter(remark.lead))
            && (PhraseKey(remark.lead.bytes.prefix(200)).count > 3 || remark.blocks.contains(where: \.isList))
    }

    /// The records that lines further in tell, where `remarks` are the same: how far in a line stands tells what is a title and
    /// what is said below it.
    private func hangingRecords(of remarks: [Remark]) -> [Record]? {
        guard remarks.count >= Self.records.lowerBound, remarks.count <= Self.records.upperBound,
            remarks.allSatisfy({ $0.blocks.isEmpty && $0.located.isEmpty && $0.layout != .heading })
        else { return nil }
        let openings = lines.lines.indices.filter { lines.isHanging($0) }
        guard openings.count == remarks.count,
            zip(openings, remarks).allSatisfy({ opening, remark in
                lines.lines[opening].span.start <= remark.span.start && remark.span.start <= lines.lines[opening].start
            })
        else { return nil }
        return records(at: openings)
    }

    /// How well `spans` explain the document.
    func fit(of spans: [ByteSpan]) -> Fit {
        guard !spans.isEmpty else { return Fit() }
        let evidence = spans.map { span in
            let span = span.clamped(to: lines.document.count)
            return DocumentLines.evidence(of: lines.document[span.start..<span.end])
        }
        var fit = fit(of: evidence)
        let sorted = spans.sorted { $0.start < $1.start }
        var covered = 0
        var at = 0
        var end = 0
        for line in lines.lines where line.evidence.hasPlace {
            while at < sorted.count, sorted[at].start < line.span.end {
                end = max(end, sorted[at].end)
                at += 1
            }
            if end > line.span.start { covered += 1 }
        }
        fit.coverage = Double(covered) / Double(max(1, placesBefore[placesBefore.count - 1]))
        return fit
    }

    private func fit(of evidence: [DocumentLines.Evidence]) -> Fit {
        let count = Double(evidence.count)
        let words = evidence.reduce(0) { $0 + $1.words }
        return Fit(
            count: evidence.count,
            sound: Double(evidence.count(where: Self.isSound)) / count,
            placed: Double(evidence.count(where: \.hasPlace)) / count,
            words: Double(words) / Double(max(1, wordsBefore[wordsBefore.count - 1])))
    }

    /// As long as a remark, on a place or with words of fault; a place alone is none.
    private static func isSound(_ evidence: DocumentLines.Evidence) -> Bool {
        remarkLength.contains(evidence.words) && evidence.runs > 2 && (evidence.hasPlace || evidence.hasFault)
    }

    // MARK: Candidates

    /// A record: the lines from one opener to what ends it.
    struct Record {
        /// Places among the document's lines.
        var lines: Range<Int>
        var span: ByteSpan
    }

    /// How the lines begin that open the records of a series.
    private struct Opener: Hashable {
        enum Position: Hashable {
            case anywhere, paragraph
            /// The first line of a paragraph whose further lines stand further in.
            case hanging
            case indented(by: Int)
        }

        var position: Position
        var tokens: ArraySlice<LineShape.Token>

        /// More than that a line begins with a word, a quote's sign, a time of day or a tag: those stand before much that is
        /// no remark.
        var isTelling: Bool {
            if position == .hanging { return true }
            return switch (tokens.first, tokens.dropFirst().first) {
            case (.sign(0x3C, _), _): false
            case (.sign(let scalar, _), nil): scalar != 0x5B && scalar != 0x3E
            case (.number, nil): false
            default: tokens.contains { $0 != .word }
            }
        }
    }

    private struct Series {
        var opener: Opener
        var records: [Record]
        var fit: Fit
        /// That of the fit, less where the openers rather name parts of remarks.
        var score: Double
    }

    /// The series that explains the document best.
    ///
    /// - Parameter hasRows: rows of a table are among the remarks at hand.
    private func best(hasRows: Bool) -> Series? {
        var best: Series?
        var seen: Set<[Int]> = []
        for (opener, openings) in candidates(hasRows: hasRows) where Self.records.contains(openings.count) {
            guard seen.insert(openings).inserted else { continue }
            let records = records(at: openings)
            let evidence = records.map { record in
                lines.lines[record.lines].reduce(DocumentLines.Evidence()) { $0 + $1.evidence }
            }
            var fit = fit(of: evidence)
            let covered = records.reduce(0) {
                $0 + placesBefore[$1.lines.upperBound] - placesBefore[$1.lines.lowerBound]
            }
            fit.coverage = Double(covered) / Double(max(1, placesBefore[placesBefore.count - 1]))
            let middle = evidence.map(\.words).sorted()[evidence.count / 2]
            guard fit.sound >= 0.8, middle >= 7, fit.coverage >= 0.5 else { continue }
            if areFields(openings) { continue }
            let score = fit.score * (namesParts(opener, openings) ? 0.6 : 1)
            if score > (best?.score ?? 0) + 1e-9 {
                best = Series(opener: opener, records: records, fit: fit, score: score)
            }
        }
        return best
    }

    /// The same few labels again and again are those of the parts of remarks: "Impact: …", "Fix: …".
    private func namesParts(_ opener: Opener, _ openings: [Int]) -> Bool {
        guard openings.count >= 6, opener.tokens.first == .word,
            opener.tokens.last == .afterWord(UInt32(UInt8(ascii: ":")), isApart: false)
        else { return false }
        let labels = Set(openings.map { PhraseKey(lines.lines[$0].shape?.word ?? []).hash })
        return labels.count <= max(2, openings.count / 3)
    }

    /// Most lines are named parts of remarks, of two kinds at least: "- **File**: …", "- **Problem**: …", "- **Fix**: …". Beside
    /// those that are known a few words in bold with a colon name a part as well.
    private func areFields(_ openings: [Int]) -> Bool {
        var kinds: Set<FieldLabel.Kind> = []
        var count = 0
        for opening in openings.prefix(60) {
            let line = lines.lines[opening]
            let words = lines.document[line.start..<line.span.end].drop { $0.isOne(of: "-•_ \t") }.prefix(80)
            let isBold = words.starts(with: [UInt8(ascii: "*"), UInt8(ascii: "*")])
            let text = StyledText(String(decoding: words.filter { $0 != UInt8(ascii: "*") }, as: UTF8.self))
            if let kind = FieldLabel(text)?.kind, kind != .title, kind != .other {
                kinds.insert(kind)
                count += 1
            } else if isBold, let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")) ?? text.bytes.firstWideColon,
                (1...4).contains(PhraseKey(text.bytes[..<colon]).count), colon <= 40
            {
                count += 1
            }
        }
        return kinds.count > 1 && count * 5 >= min(openings.count, 60) * 4
    }

    /// A heading or title in bold that says what sort of remarks stand under it: "## Strengths", "**Recommendations**".
    private func isChapter(_ line: DocumentLines.Line) -> Bool {
        guard lines.isHeading(line) || line.opensParagraph && lines.isTitle(line) else { return false }
        let words = String(decoding: lines.document[line.start..<line.span.end], as: UTF8.self)
        guard PhraseKey(words).count <= 4, !words.utf8.contains(where: \.isDigit) else { return false }
        switch SectionRole(heading: words.trimmingColon) {
        case .remarks, .praise, .verdict, .advice, .aside: return true
        case .field, .neutral: return false
        }
    }

    /// A table's row of six cells or more, as figures have: fewer may be a remark with its place and rating.
    private func hasColumns(_ line: DocumentLines.Line) -> Bool {
        lines.document[line.start..<line.span.end].lazy.filter { $0 == UInt8(ascii: "|") }.prefix(7).count > 6
    }

    /// "|---|:---:|", the line below a table's header.
    private func isTableRule(_ line: DocumentLines.Line) -> Bool {
        let text = lines.document[line.start..<line.span.end]
        return text.first == UInt8(ascii: "|") && text.count > 4
            && text.allSatisfy { $0.isOne(of: "|-: ") || $0 == 13 } && text.contains(UInt8(ascii: "-"))
    }

    /// All ways in which several lines begin alike, with those lines, in an order that depends on the document alone.
    private func candidates(hasRows: Bool) -> [(Opener, [Int])] {
        var openings: [Opener: [Int]] = [:]
        var order: [Opener] = []
        func note(_ position: Opener.Position, _ tokens: ArraySlice<LineShape.Token>, _ line: Int) {
            let opener = Opener(position: position, tokens: tokens)
            if openings[opener] == nil { order.append(opener) }
            openings[opener, default: []].append(line)
        }
        // The rows of a table are no lines that begin alike: the table was read as one.
        let isRuled = lines.lines.contains { isTableRule($0) }
        for (index, line) in lines.lines.enumerated() {
            guard let tokens = line.shape?.tokens, let first = tokens.first, !isChapter(line) else { continue }
            if isRuled, case .sign(0x7C, _) = first, hasRows || hasColumns(line) { continue }
            if lines.isHanging(index) { note(.hanging, [], index) }
            for depth in 1...min(3, tokens.count) {
                let head = tokens.prefix(depth)
                if first == .word, depth == 1 {
                    if line.opensParagraph { note(.paragraph, head, index) }
                    if line.indentation == 0 { note(.indented(by: 0), head, index) }
                    continue
                }
                note(.anywhere, head, index)
                if line.opensParagraph { note(.paragraph, head, index) }
                note(.indented(by: min(8, line.indentation)), head, index)
            }
        }
        return order.map { ($0, openings[$0] ?? []) }
    }

    /// The lines of each record: up to the next one, a rule, a heading or a title, and over no more paragraphs than most.
    private func records(at openings: [Int]) -> [Record] {
        var ranges = openings.indices.map { at -> Range<Int> in
            let next = at + 1 < openings.count ? openings[at + 1] : lines.lines.count
            var end = openings[at] + 1
            while end < next {
                let line = lines.lines[end]
                if line.kind == .rule { break }
                if line.kind == .text, lines.isHeading(line) || line.opensParagraph && lines.isTitle(line) { break }
                end += 1
            }
            return openings[at]..<end
        }
        let paragraphs = ranges.map { range in lines.lines[range].count(where: \.opensParagraph) }.sorted()
        let most = max(1, paragraphs[paragraphs.count / 2])
        for at in ranges.indices {
            var count = 0
            var end = ranges[at].lowerBound
            while end < ranges[at].upperBound {
                if lines.lines[end].opensParagraph {
                    count += 1
                    if count > most, end > ranges[at].lowerBound { break }
                }
                end += 1
            }
            while end > ranges[at].lowerBound + 1, lines.lines[end - 1].kind == .blank { end -= 1 }
            ranges[at] = ranges[at].lowerBound..<end
        }
        return ranges.map { range in
            Record(
                lines: range,
                span: ByteSpan(lines.lines[range.lowerBound].start, lines.lines[range.upperBound - 1].span.end))
        }
    }
}
