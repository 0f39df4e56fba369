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
        /// The severity is that of the heading or list around the remark.
        var isRatedAround = false
        /// The severity that the words around it weigh for without stating it: "issue (blocking)", "(nice to have)".
        var leaning: Severity?
        /// Its own status says that it is mended.
        var isSettled = false
        /// Numbers that are lines only where other remarks have theirs at the same place.
        var positional: [NumbersByPosition.Position: [LineReferenceScanner.Found]] = [:]
        /// Numbers that may be lines, as the document's other places tell.
        var loose: [LooseNumber] = []
        /// The title is the first sentence of the remark's own words, and no heading, bold line or field.
        var isRunningText: Bool {
            guard remark.layout != .heading, remark.layout != .row, remark.layout != .boldLead else { return false }
            let first = remark.lead.styles.firstIndex { !$0.contains(.image) } ?? 0
            return remark.lead.styles.indices.contains(first) && !remark.lead.styles[first].contains(.strong)
        }
    }

    let scale: SeverityVocabulary.SignScale

    struct Piece {
        var text: StyledText
        var isCode = false
        var info = ""
        var isQuote = false
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
        var leadText = pieces.isEmpty ? remark.lead : pieces.removeFirst().text
        leadText = Self.withoutBadges(leadText, &labels, &severity)
        if let column = RatingColumn(leadText) {
            severity = severity ?? column.severity
            if !column.rest.isBlank { pieces.insert(contentsOf: Self.fieldLines(column.rest), at: 0) }
            leadText = column.title
        }
        let opening = RemarkLead(leadText, scale: scale, isListed: remark.layout == .terse)
        if opening.severity == nil, let rating = Self.rating(in: leadText, from: opening.start) {
            severity = (rating.severity, rating.word)
            leadText = Self.without(rating.place, leadText)
        }
        if opening.severity == nil, severity == nil {
            if let rating = Self.ratingBesidePlaces(in: leadText, from: opening.start) {
                severity = (rating.severity, rating.word)
                leadText = Self.without(rating.place, leadText)
            }
        }
        gather(remark.blocks, into: &pieces, depth: 0)

        var title = ""
        var leadBody = ""
        // "`26-30` 🟥 Security · High" above the remark's own title.
        if remark.layout == .heading, !remark.blocks.isEmpty, pieces.contains(where: { !$0.isCode && !$0.isQuote }),
            let head = RatedPlace(leadText)
        {
            severity = severity ?? head.severity
            labels += head.kinds
            leadText = head.place
        }
        let lead = RemarkLead(leadText, scale: scale, isListed: remark.layout == .terse)
        if let rated = lead.severity { severity = (rated, lead.severityWord ?? "") }
        labels += lead.labels
        let scanner = LineReferenceScanner(leadText)
        var loose = scanner.loose(after: found.count)
        found += scanner.found
        if path == nil, let first = scanner.paths.first, remark.layout == .location || remark.layout == .terse {
            path = first.path
        }
        // "testParse: …", and headings that name a test; not those that name a topic.
        if let names = NamedTests.names(above: remark.context.headings) { symbols.scan(names) }
        symbols.scan(leadText)
        let isPlaced = found.contains { $0.certainty == .firm }
        var positional =
            isPlaced || !leadText.bytes.contains(where: \.isDigit)
            ? [:] : NumbersByPosition.numbers(in: leadText, from: lead.start)
        if let field = FieldLabel(leadText), field.kind == .location,
            !Self.isSentence(Self.firstLine(of: leadText.slice(field.end..<leadText.count)).first)
        {
            var own = path
            found += LocationValue.references(in: leadText.slice(field.end..<leadText.count), &own)
            path = path ?? own
        } else if let field = FieldLabel(leadText), field.kind == .title || field.kind == .body,
            field.end < leadText.count,
            !leadText.slice(field.end..<leadText.count).isBlank, remark.layout != .row
        {
            // "Finding: …" as much as "Title: …".
            title = leadText.flat(field.end..<leadText.count).trimmingColon
        } else {
            var start = lead.start
            if remark.layout != .heading, let file = scanner.paths.first,
                let words = Self.wordsBehind(file.place, in: leadText, from: start)
            {
                // "lamp_test.py: nobody lights it"
                path = path ?? file.path
                start = words
            }
            (title, leadBody) = Self.title(of: leadText, from: start, found: scanner.found)
        }
        if !isPlaced, positional.isEmpty, leadBody.utf8.first?.isDigit == true {
            let opening = NumbersByPosition.opening(ofBody: StyledText(leadBody))
            if !opening.isEmpty { positional[.bodyOpening] = opening }
        }
        if lead.severityWord?.hasPrefix("#") == true { title = Self.withoutTags(title) }
        if let trailing = Self.trailingSeverity(&title) { severity = severity ?? trailing }
        if leadText.bytes.first == UInt8(ascii: "["), let close = leadText.bytes.firstIndex(of: UInt8(ascii: "]")),
            close > 2,
            let rated = SeverityVocabulary.severity(of: title)
        {
            // "[Brittle checks] - MEDIUM": the brackets hold the title.
            severity = severity ?? (rated, title)
            title = leadText.flat(1..<close)
        }
        if remark.layout == .heading, title.hasPrefix("["), title.hasSuffix("]"), !title.dropFirst().contains("["),
            PhraseKey(title).count > 1
        {
            title = String(title.dropFirst().dropLast())
        }
        if severity == nil, remark.layout == .heading, let rated = Self.ratingAlone(leadBody) {
            (severity, leadBody) = (rated, "")
        }
        title = Self.withoutTrailingPlace(title)
        if RemarkLead.isNumberAlone(title) { title = "" }
        // A heading that is nothing but a place: what stands under it is the remark.
        if remark.layout == .heading, !remark.blocks.isEmpty, title.utf8.count < 200,
            let label = LocationLabel(StyledText(title)), label.end >= title.utf8.count
        {
            title = ""
        }
        if remark.layout == .heading, CommentReference.isAll(of: title),
            pieces.contains(where: { !$0.isCode })
        {
            title = ""
        }
        // So is one that is nothing but a file, above what is wrong in it.
        if remark.layout == .heading, let file = Self.fileAlone(StyledText(title)),
            pieces.contains(where: { !$0.isCode && !$0.isQuote && RemarkEvidence($0.text).words > 2 })
        {
            path = path ?? file
            title = ""
        }
        if !leadBody.strippedOfSigns.isEmpty, !SectionLayout.isPlaceAlone(StyledText(leadBody)) {
            body.append(Self.withoutSeverity(leadBody, &severity))
        }
        var field = FieldLabel.Kind.body
        // A label or field of the remark's own states whatever its word.
        var isOwn = lead.severity != nil
        var category: String?
        var isSettled = remark.isTicked
        var isFirst = true
        for piece in pieces {
            if piece.isCode {
                if let place = Self.placeInCode(piece.text) { found += place }
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
                    let (first, rest) = Self.ratingAndRest(of: value)
                    // "C-2" may only count; a field says it outright.
                    let isByCode = severity.map { RemarkLead.auditSeverity(Array($0.1.utf8)[...]) != nil } == true
                    if severity == nil || isByCode, let rated = Self.rated(first, scale: scale) {
                        severity = rated
                        isOwn = true
                    } else if severity == nil, (1...6).contains(PhraseKey(first.bytes[...]).count) {
                        // "Rating: n/a (strength)"
                        labels.append(first.flat)
                    }
                    if rest.isBlank { continue }
                    text = rest
                case .location:
                    var own = path
                    let (first, rest) = Self.firstLine(of: value)
                    let isAllPlaces = rest.isBlank || LocationLabel(rest) != nil
                    if Self.isSentence(first) { break }
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
                case .other:
                    // "## Found by" as a heading: what stands under it says nothing of the code either.
                    if value.isBlank { field = .other }
                    isSettled = isSettled || SettledStatus.isSettled(label, value: value)
                    if let sign = SettledStatus.judgement(label, value: value) { labels.append(sign) }
                    continue
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
            if field == .other, FieldLabel(text) == nil { continue }
            if title.isEmpty, let file = Self.fileAlone(text) {
                path = path ?? file
                continue
            }
            if Self.isNumbers(text) {
                var own = path
                found += LocationValue.references(in: text, &own)
                continue
            }
            if isFirst, severity == nil, let head = RatedPlace(text, scale: scale) {
                // "📍 lines 41, 66 · 🔴" under the heading.
                severity = head.severity
                labels += head.kinds
                found += LineReferenceScanner(text).found
                symbols.scan(text)
                isFirst = false
                continue
            }
            if case (let places?, let rest) = Self.placeLine(of: text) {
                found += places
                symbols.scan(text)
                if rest.isBlank { continue }
                text = rest
            }
            if isFirst, field == .body, positional.isEmpty, !isPlaced {
                let opening = NumbersByPosition.opening(ofBody: text)
                if !opening.isEmpty { positional[.bodyOpening] = opening }
            }
            let more = LineReferenceScanner(text, startsAtLocation: false)
            if !piece.isQuote {
                loose += more.loose(after: found.count)
                found += more.found
            }
            symbols.scan(text)
            if title.isEmpty, field == .body {
                if severity == nil, let rating = Self.rating(in: text, from: RemarkLead(text, scale: scale).start) {
                    severity = (rating.severity, rating.word)
                    text = Self.without(rating.place, text)
                }
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
        let isInherited = severity == nil
        if severity == nil, let inherited = remark.context.severity {
            severity = (inherited, remark.context.severityWord ?? "")
        }
        var leaning: Severity? = lead.blocks ? .high : nil
        if let rated = severity,
            isInherited ? remark.context.isObliged : !isOwn && SeverityVocabulary.isObligation(rated.1)
        {
            leaning = rated.0
            severity = nil
        }
        let label = labels.isEmpty ? nil : labels.joined(separator: " ")
        var finding = Finding(
            ordinal: 0, title: title, body: body.joined(separator: "\n"),
            suggestion: suggestion.isEmpty ? nil : suggestion.joined(separator: "\n"), path: path,
            symbols: symbols.symbols,
            span: remark.span)
        if let severity {
            finding.severity = scale.severity(ofCode: severity.1) ?? severity.0
            finding.severityBasis = .stated
            finding.statedSeverity = severity.1
        }
        return Draft(
            finding: finding, found: found, label: label, headings: remark.context.headings, remark: remark,
            category: category, isRatedAround: isInherited, leaning: leaning, isSettled: isSettled,
            positional: positional, loose: loose)
    }

    /// Where the words begin that a colon sets behind the name of a file at `start`; `nil` where none stands so.
    private static func wordsBehind(_ place: Range<Int>, in text: StyledText, from start: Int) -> Int? {
        guard place.lowerBound >= start, place.lowerBound <= start + 2,
            text.bytes[start..<place.lowerBound].allSatisfy({ !$0.isWord })
        else { return nil }
        var index = place.upperBound
        while index < text.count, text.bytes[index].isOne(of: " `*_") { index += 1 }
        guard index < text.count else { return nil }
        if text.bytes.has("：", at: index) {
            index += 3
        } else if text.bytes[index] == UInt8(ascii: ":"), index + 1 < text.count, text.bytes[index + 1].isBlank {
            index += 1
        } else {
            return nil
        }
        while index < text.count, text.bytes[index].isBlank { index += 1 }
        let words = text.slice(min(index, text.count)..<text.count)
        // "lamp_test.py: test `glow`" says as much as some words do.
        return RemarkEvidence(words).words > (words.styles.contains { $0.contains(.code) } ? 1 : 2) ? index : nil
    }

    /// The places of a first line that is nothing else, and the text below it: "📍 `a.py:14`".
    private static func placeLine(of text: StyledText) -> (found: [LineReferenceScanner.Found]?, rest: StyledText) {
        let (first, rest) = firstLine(of: text)
        var start = 0
        while start < first.count, start < 16, !first.bytes[start].isWord || first.bytes[start].isWide,
            !first.bytes[start].isOne(of: "#./@[(")
        {
            start += 1
        }
        guard start < first.count, let label = LocationLabel(first, from: start), !label.found.isEmpty,
            !first.bytes[min(label.end, first.count)...].contains(where: { $0.isLetter || $0.isDigit })
        else { return (nil, text) }
        return (label.found, rest)
    }

    /// The path that a line is, with a word for what became of the file or none: "src/a.py (added)".
    private static func fileAlone(_ text: StyledText) -> String? {
        guard text.count <= 200, !text.bytes.contains(.lineFeed), let named = LineReferenceScanner(text).paths.first,
            named.place.lowerBound < 3
        else { return nil }
        let rest = text.flat(named.place.upperBound..<text.count).strippedOfSigns
        return rest.isEmpty || ["added", "modified", "deleted", "renamed", "new", "changed"].contains(rest)
            ? named.path : nil
    }

    /// Nothing but numbers and what joins them: "116, 131-140".
    private static func isNumbers(_ text: StyledText) -> Bool {
        text.count <= 200 && text.bytes.contains(where: \.isDigit)
            && text.bytes.allSatisfy { $0.isDigit || $0.isBlank || $0.isOne(of: ",;-/&.") }
    }

    /// Words that only begin as a field of a place does: "file: StaticString = #file, please".
    private static func isSentence(_ value: StyledText) -> Bool {
        var path: String?
        return PhraseKey(value.bytes[...]).count > 3 && LocationValue.references(in: value, &path).isEmpty
            && path == nil
            && !RemarkEvidence.namesSymbol(value)
    }

    /// A field's first line, and what follows it: the remark's own text again.
    static func firstLine(of value: StyledText) -> (first: StyledText, rest: StyledText) {
        guard let end = value.bytes.firstIndex(of: .lineFeed) else { return (value, StyledText()) }
        return (value.slice(0..<end).trimmed(), value.slice(end..<value.count).trimmed())
    }

    /// A rating, and what follows it on its line or below: "*Severity: high.* Lines 257 and 283. The range …".
    static func ratingAndRest(of value: StyledText) -> (first: StyledText, rest: StyledText) {
        let (first, rest) = firstLine(of: value)
        let sentences = SentenceSplitter.sentences(of: first)
        guard sentences.count > 1, let rating = sentences.first,
            RemarkLead.ratedPart(of: first.flat(rating).strippedOfSigns.trimmingColon) != nil
        else { return (first, rest) }
        return (first.slice(rating), value.slice(rating.upperBound..<value.count).trimmed())
    }

    /// "warning" or "error" as a label tells the kind; "high" the severity.
    static func isKind(_ label: String) -> Bool {
        SeverityVocabulary.severity(of: label, isRated: false) == nil
    }
}
