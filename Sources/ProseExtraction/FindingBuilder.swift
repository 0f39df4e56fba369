import FindingsModel

/// Reads one remark's words: title, body, suggestion, places, symbols, severity.
struct FindingBuilder {
    /// A finding but for what depends on the whole document.
    struct Draft: Sendable {
        var finding: Finding
        var found: [LineReferenceScanner.Found]
        var label: String?
        var headings: [String]
        var remark: Remark
        /// The category that a label names.
        var category: String?
    }

    let scale: SeverityVocabulary.SignScale

    private struct Piece {
        var text: StyledText
        var isCode = false
        var info = ""
        var isQuote = false
        var isItem = false
    }

    static let maximumPieces = 400
    static let maximumTitle = 160

    func draft(_ remark: Remark) -> Draft {
        var labels = remark.labels
        var severity: (Severity, String)?
        var path = remark.context.path
        var found = remark.context.located + remark.located
        let hasPlaceAlready = !remark.located.isEmpty
        var body: [String] = []
        var suggestion: [String] = remark.suggestion.map { [$0.flat] } ?? []
        var symbols = SymbolScanner()
        var titleOverride: String?
        // "Impact: High" rates a remark that nothing else rates.
        var impact: (Severity, String)?

        // The lead, and the named parts that stand on its own further lines.
        var pieces = Self.fieldLines(remark.lead.trimmed())
        let leadText = pieces.isEmpty ? remark.lead : pieces.removeFirst().text
        gather(remark.blocks, into: &pieces, depth: 0)

        var title = ""
        var leadBody = ""
        let lead = RemarkLead(leadText, scale: scale)
        if let rated = lead.severity { severity = (rated, lead.severityWord ?? "") }
        labels += lead.labels
        let scanner = LineReferenceScanner(leadText)
        found += scanner.found
        if path == nil, let first = scanner.paths.first, remark.layout == .location || remark.layout == .terse {
            path = first.path
        }
        symbols.scan(leadText)
        if let field = FieldLabel(leadText), field.kind == .location {
            var own = path
            found += LocationValue.references(in: leadText.slice(field.end..<leadText.count), &own)
            path = path ?? own
        } else if FieldLabel(leadText)?.kind == .title, let field = FieldLabel(leadText) {
            title = leadText.flat(field.end..<leadText.count).trimmingColon
        } else {
            (title, leadBody) = Self.title(of: leadText, from: lead.start, found: scanner.found)
        }
        if let trailing = Self.trailingSeverity(&title) { severity = severity ?? trailing }
        if !leadBody.isEmpty {
            body.append(Self.withoutSeverity(leadBody, &severity))
        }
        var field = FieldLabel.Kind.body
        var category: String?
        var isFirst = true
        for piece in pieces {
            if piece.isCode {
                if field == .suggestion || piece.info.hasPrefix("suggestion") {
                    if suggestion.joined().utf8.count < 4_000 {
                        suggestion.append(
                            String(decoding: piece.text.bytes.prefix(4_000), as: UTF8.self).trimmingNewlines)
                    }
                }
                continue
            }
            var text = piece.text
            if let label = FieldLabel(text) {
                let value = text.slice(label.end..<text.count).trimmed()
                field = .body
                switch label.kind {
                case .severity:
                    let (first, rest) = Self.firstLine(of: value)
                    if let rated = Self.rated(first, scale: scale) { severity = severity ?? rated }
                    if rest.isBlank { continue }
                    text = rest
                case .location:
                    var own = path
                    let (first, rest) = Self.firstLine(of: value)
                    let isAllPlaces = rest.isBlank || LocationLabel(rest) != nil
                    found += LocationValue.references(in: isAllPlaces ? value : first, &own)
                    path = path ?? own
                    symbols.scan(isAllPlaces ? value : first)
                    if isAllPlaces { continue }
                    text = rest
                case .title:
                    titleOverride = value.flat
                    continue
                case .category:
                    let (first, rest) = Self.firstLine(of: value)
                    labels.append(first.flat)
                    category = category ?? CategoryCatalogue.standard.category(named: first.flat)?.id
                    if rest.isBlank { continue }
                    text = rest
                case .symbol:
                    symbols.scan(value)
                    if !hasPlaceAlready { found += LineReferenceScanner(value).found }
                    continue
                case .other: continue
                case .suggestion:
                    field = .suggestion
                    if value.isBlank { continue }
                    text = value
                case .body:
                    if value.isBlank { continue }
                    let (first, rest) = Self.firstLine(of: value)
                    text = value
                    if first.count < 24, let rated = RemarkLead.ratedPart(of: first.flat.strippedOfSigns) {
                        impact = impact ?? rated
                        if rest.isBlank { continue }
                        text = rest
                    }
                }
            }
            let more = LineReferenceScanner(text, startsAtLocation: false)
            if !piece.isQuote { found += more.found }
            symbols.scan(text)
            if title.isEmpty, field == .body {
                let inner = RemarkLead(text, scale: scale)
                if let rated = inner.severity { severity = severity ?? (rated, inner.severityWord ?? "") }
                labels += inner.labels
                let (own, rest) = Self.title(of: text, from: inner.start, found: more.found)
                title = own
                if !rest.isEmpty { body.append(Self.withoutSeverity(rest, &severity)) }
                continue
            }
            if isFirst, severity == nil {
                // "*Major* · lines 41, 66" under the heading.
                let inner = RemarkLead(text, scale: scale)
                if let rated = inner.severity {
                    severity = (rated, inner.severityWord ?? "")
                    if inner.start >= text.count, text.count < 120 {
                        isFirst = false
                        found += more.found
                        continue
                    }
                }
            }
            isFirst = false
            let flat = Self.withoutSeverity(text.flat, &severity)
            if flat.isEmpty { continue }
            if field == .suggestion { suggestion.append(flat) } else { body.append(flat) }
        }
        if let titleOverride, !titleOverride.isEmpty {
            if !title.isEmpty { body.insert(title, at: 0) }
            title = titleOverride
        }
        if title.isEmpty {
            title = Self.firstClause(body.first ?? suggestion.first ?? leadText.flat)
        }
        if severity == nil {
            for label in labels {
                if let rated = RemarkLead.ratedPart(of: label), !Self.isKind(label) { severity = rated }
            }
        }
        severity = severity ?? impact
        if severity == nil, let inherited = remark.context.severity {
            severity = (inherited, remark.context.severityWord ?? "")
        }
        let label = labels.isEmpty ? nil : labels.joined(separator: " ")
        var finding = Finding(
            ordinal: 0, title: title, body: body.joined(separator: "\n"),
            suggestion: suggestion.isEmpty ? nil : suggestion.joined(separator: "\n"), path: path,
            symbols: symbols.symbols,
            span: remark.span)
        if let severity {
            finding.severity = severity.0
            finding.severityBasis = .stated
            finding.statedSeverity = severity.1
        }
        return Draft(
            finding: finding, found: found, label: label, headings: remark.context.headings, remark: remark,
            category: category)
    }

    /// A field's first line, and what follows it: the remark's own text again.
    private static func firstLine(of value: StyledText) -> (first: StyledText, rest: StyledText) {
        guard let end = value.bytes.firstIndex(of: .lineFeed) else { return (value, StyledText()) }
        return (value.slice(0..<end).trimmed(), value.slice(end..<value.count).trimmed())
    }

    /// "warning" or "error" as a label tells the kind; "high" the severity.
    private static func isKind(_ label: String) -> Bool {
        SeverityVocabulary.severity(of: label, isRated: false) == nil
    }

    // MARK: Pieces

    private func gather(_ blocks: [Block], into pieces: inout [Piece], depth: Int, isQuote: Bool = false) {
        for block in blocks {
            guard pieces.count < Self.maximumPieces else { return }
            switch block.kind {
            case .paragraph:
                for var piece in Self.fieldLines(block.text.trimmed()) {
                    piece.isQuote = isQuote
                    pieces.append(piece)
                }
            case .heading:
                let field = FieldLabel.kind(of: block.text.flat)
                if field != nil {
                    var text = StyledText()
                    text.append(Array(block.text.flat.trimmingColon.utf8), .strong)
                    text.append(Array(":".utf8), .strong)
                    pieces.append(Piece(text: text))
                } else {
                    pieces.append(Piece(text: block.text))
                }
            case .code(let info): pieces.append(Piece(text: block.text, isCode: true, info: info))
            case .list, .item:
                if depth < 20 { gather(block.children, into: &pieces, depth: depth + 1, isQuote: isQuote) }
            case .quote:
                if depth < 20 { gather(block.children, into: &pieces, depth: depth + 1, isQuote: true) }
            case .table:
                for row in block.children.dropFirst().prefix(100) {
                    pieces.append(Piece(text: StyledText(row.children.map(\.text.flat).joined(separator: " | "))))
                }
            case .html, .rule, .row, .cell: break
            }
        }
    }

    /// A paragraph cut before each line that a field's name opens.
    private static func fieldLines(_ text: StyledText) -> [Piece] {
        guard text.bytes.contains(.lineFeed) else { return [Piece(text: text)] }
        var pieces: [Piece] = []
        var start = 0
        for line in text.lines.dropFirst()
        where FieldLabel(text, from: line.lowerBound).map({ $0.end <= line.upperBound + 1 }) == true {
            pieces.append(Piece(text: text.slice(start..<line.lowerBound).trimmed()))
            start = line.lowerBound
        }
        pieces.append(Piece(text: text.slice(start..<text.count).trimmed()))
        return pieces
    }

    // MARK: Title

    /// The remark's own title, and the rest of its first paragraph.
    ///
    /// A bold or italic opening is the title; else the words before the places in parentheses or the colon; else the
    /// first sentence, shortened at a clause when it is long.
    static func title(of text: StyledText, from start: Int, found: [LineReferenceScanner.Found]) -> (String, String) {
        guard start < text.count else { return ("", "") }
        let style = text.styles[start]
        for kind in [StyledText.Style.strong, .emphasis] where style.contains(kind) {
            let end = text.runEnd(from: start, kind)
            let run = text.flat(start..<Self.beforePlaces(text, start, end, found)).trimmingColon
            let isWord = PhraseKey(run, keepDigits: true).count < 2 && !style.contains(.code)
            let goesOn =
                end < text.count && (text.bytes[end] == .space && end + 1 < text.count && text.bytes[end + 1].isLetter)
            let isMarked =
                end < text.count && !text.bytes[end].isBlank || text.bytes[max(0, end - 1)] == UInt8(ascii: ":")
            if run.isEmpty || run.utf8.count > 240 || isWord && goesOn && !isMarked { break }
            return (run, rest(of: text, from: end, found: found))
        }
        // Inside the first 400 bytes: the first sentence, cut at places in parentheses or at a colon.
        let sentence = firstSentence(of: text, from: start)
        var end = sentence
        var depth = 0
        var index = start
        while index < sentence {
            let byte = text.bytes[index]
            if !text.styles[index].contains(.code) {
                if byte == UInt8(ascii: "{") {
                    depth += 1
                } else if byte == UInt8(ascii: "}") {
                    depth = max(0, depth - 1)
                } else if byte == UInt8(ascii: "(") || text.bytes.has("（", at: index) {
                    if depth == 0, index > start + 3,
                        found.contains(where: {
                            $0.place.lowerBound >= index && $0.place.lowerBound <= index + 24
                                && $0.place.upperBound <= sentence && isInParentheses(text, index, $0.place)
                        })
                    {
                        end = index
                        break
                    }
                    depth += 1
                } else if byte == UInt8(ascii: ")") || text.bytes.has("）", at: index) {
                    depth = max(0, depth - 1)
                } else if depth == 0, byte == UInt8(ascii: ":"),
                    index + 1 >= text.count || text.bytes[index + 1].isBlank, index > start + 2
                {
                    end = index
                    break
                } else if depth == 0, text.bytes.has("：", at: index), index > start + 2 {
                    end = index
                    break
                } else if depth == 0, byte == UInt8(ascii: ";"), index > start + 24 {
                    end = index
                    break
                } else if depth == 0, text.bytes.has(" – ", at: index) || text.bytes.has(" — ", at: index),
                    index > start + 24
                {
                    end = index
                    break
                }
            }
            index += 1
        }
        if end - start > maximumTitle {
            end = clause(of: text, start, end)
        }
        return (text.flat(start..<end).trimmingColon, rest(of: text, from: end, found: found))
    }

    private static func wideClose(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count, index - start < 80 {
            if bytes.has("）", at: index) { return index + 3 }
            index += 1
        }
        return nil
    }

    /// The end of a bold title without the "(lines 58-63)" that closes it.
    private static func beforePlaces(
        _ text: StyledText, _ start: Int, _ end: Int, _ found: [LineReferenceScanner.Found]
    ) -> Int {
        guard let reference = found.first(where: { $0.place.lowerBound > start + 3 && $0.place.upperBound <= end })
        else { return end }
        guard
            let open = text.bytes[start..<min(reference.place.lowerBound + 1, end)].lastIndex(where: {
                $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[")
            }),
            open > start + 3, reference.place.lowerBound - open < 16
        else { return end }
        return open
    }

    private static func isInParentheses(_ text: StyledText, _ open: Int, _ place: Range<Int>) -> Bool {
        !text.bytes[open..<place.lowerBound].contains(UInt8(ascii: ")"))
    }

    private static func firstSentence(of text: StyledText, from start: Int) -> Int {
        let limit = min(text.count, start + 600)
        let head = text.slice(start..<limit)
        guard let first = SentenceSplitter.sentences(of: head).first else { return limit }
        return start + first.upperBound
    }

    /// The end of a shorter clause of a long sentence.
    private static func clause(of text: StyledText, _ start: Int, _ end: Int) -> Int {
        var best: Int?
        var lastSpace = start + 1
        var index = start
        while index < min(end, start + maximumTitle) {
            let byte = text.bytes[index]
            if byte == UInt8(ascii: ","), !text.styles[index].contains(.code), index > start + 40 { best = index }
            if byte.isBlank { lastSpace = index }
            index += 1
        }
        if let best { return best }
        if lastSpace > start + 40 { return lastSpace }
        while index > start, index < text.count, text.bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }

    /// What follows the title: without the places in parentheses and the colon between.
    private static func rest(of text: StyledText, from end: Int, found: [LineReferenceScanner.Found]) -> String {
        var index = end
        while index < text.count {
            let byte = text.bytes[index]
            if byte.isBlank || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: ";")
            {
                index += 1
            } else if byte == UInt8(ascii: "-"), index + 1 < text.count, text.bytes[index + 1] == .space {
                index += 1
            } else if text.bytes.has("–", at: index) || text.bytes.has("—", at: index) || text.bytes.has("：", at: index)
                || text.bytes.has("。", at: index)
            {
                index += 3
            } else if text.bytes.has("（", at: index),
                let reference = found.first(where: { $0.place.lowerBound >= index && $0.place.lowerBound <= index + 8 }
                ),
                let close = Self.wideClose(text.bytes, from: reference.place.upperBound)
            {
                index = close
            } else if byte == UInt8(ascii: "("),
                let reference = found.first(where: { $0.place.lowerBound >= index && $0.place.lowerBound <= index + 8 })
            {
                guard
                    let close = text.bytes[min(reference.place.upperBound, text.count)...].firstIndex(
                        of: UInt8(ascii: ")"))
                else { break }
                index = close + 1
            } else {
                break
            }
        }
        return index < text.count ? text.flat(index..<text.count) : ""
    }

    private static func firstClause(_ string: String) -> String {
        let text = StyledText(string)
        return title(of: text, from: 0, found: []).0
    }

    // MARK: Severity

    /// "… [low]", "… (High)" at the end of a title.
    private static func trailingSeverity(_ title: inout String) -> (Severity, String)? {
        guard let last = title.last, last == "]" || last == ")" || last == "）" || last == "】" else { return nil }
        let open: Character = last == "]" ? "[" : last == ")" ? "(" : last == "）" ? "（" : "【"
        guard let start = title.lastIndex(of: open) else { return nil }
        let inner = String(title[title.index(after: start)...].dropLast())
        var words = inner
        if let colon = inner.firstIndex(of: ":"), FieldLabel.kind(of: String(inner[..<colon])) == .severity {
            words = String(inner[inner.index(after: colon)...])
        }
        guard let rated = RemarkLead.ratedPart(of: words) ?? (RemarkLead.isNit(words) ? (.low, words) : nil) else {
            return nil
        }
        title = String(title[..<start]).trimmingSpaces
        return rated
    }

    /// The value of a severity field: its first words.
    static func rated(_ value: StyledText, scale: SeverityVocabulary.SignScale) -> (Severity, String)? {
        let lead = RemarkLead(value, scale: scale)
        var end = 0
        while end < value.count {
            let byte = value.bytes[end]
            if byte == .lineFeed || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
                || byte == UInt8(ascii: "|")
                || byte == UInt8(ascii: "/") || value.bytes.has("–", at: end) || value.bytes.has("—", at: end)
                || value.bytes.has("（", at: end)
                || byte == UInt8(ascii: "."),
                !(byte == UInt8(ascii: ".") && end + 1 < value.count && value.bytes[end + 1].isDigit)
            {
                break
            }
            end += 1
        }
        let phrase = value.flat(0..<end)
        if let rated = RemarkLead.ratedPart(of: phrase.strippedOfSigns) { return rated }
        if let severity = lead.severity { return (severity, lead.severityWord ?? phrase) }
        // "7.5": a CVSS base score.
        let digits = phrase.utf8.filter(\.isDigit)
        if phrase.utf8.allSatisfy({ $0.isDigit || $0 == 46 || $0 == 32 }), digits.count == 2, phrase.contains("."),
            let tenths = Int(String(decoding: digits, as: UTF8.self))
        {
            return (SeverityVocabulary.cvss(tenths), phrase)
        }
        return nil
    }

    /// `text` without a closing or opening "Severity: high." sentence, whose word is taken.
    private static func withoutSeverity(_ string: String, _ severity: inout (Severity, String)?) -> String {
        guard string.utf8.count < 100_000 else { return string }
        let text = StyledText(string)
        // Only where a severity's name can stand: look for a colon with such a word before it.
        let sentences = SentenceSplitter.sentences(of: text)
        guard let last = sentences.last else { return string }
        for range in [last, sentences[0]] {
            var start = range.lowerBound
            if text.bytes[start] == UInt8(ascii: "(") || text.bytes[start] == UInt8(ascii: "[") { start += 1 }
            guard let field = FieldLabel(text, from: start), field.kind == .severity, field.end < range.upperBound
            else { continue }
            var end = range.upperBound
            while end > field.end, ").]".utf8.contains(text.bytes[end - 1]) { end -= 1 }
            guard let rated = RemarkLead.ratedPart(of: text.flat(field.end..<end)) else { continue }
            if severity == nil { severity = rated }
            return (text.flat(0..<range.lowerBound) + " " + text.flat(range.upperBound..<text.count)).trimmingSpaces
        }
        return string
    }
}

extension String {
    var trimmingNewlines: String {
        var out = self[...]
        while let last = out.last, last.isNewline { out.removeLast() }
        return String(out)
    }
}
