import FindingsModel

/// Finds, in a document, the words that a finding's severity, polarity, category and lines were read from.
struct EvidenceWords {
    private let document: [UInt8]
    /// The places in the span that was looked at last; findings of one paragraph follow each other.
    private var scanned: (span: ByteSpan, found: [LineReferenceScanner.Found])?
    /// Findings are at most this long where words are looked for.
    private static let limit = 16_000

    init(_ document: [UInt8]) { self.document = document }

    mutating func evidence(
        for finding: Finding, judgement: RemarkJudgement?, headings: [String]
    ) -> Explanation.Evidence {
        var evidence = Explanation.Evidence(finding: finding.ordinal)
        let judged = judgement?.evidence ?? []
        evidence.polarity = Self.words(judged, of: "polarity")
        if finding.severityBasis == .stated {
            evidence.severity = [
                stated(finding.statedSeverity ?? "", value: finding.severity.rawValue, finding, headings)
            ]
        } else {
            evidence.severity = Self.words(judged, of: "severity")
        }
        if finding.categoryBasis == .stated {
            evidence.category = [statedCategory(finding)]
        } else {
            evidence.category = Self.words(judged, of: "category")
        }
        evidence.lines = lines(of: finding, headings)
        return evidence
    }

    private static func words(_ judged: [RemarkJudgement.Evidence], of judgement: String) -> [Explanation.Words] {
        judged.lazy.filter { $0.judgement == judgement }
            .map { item in
                let prior = "category:"
                let isPrior = item.words.hasPrefix(prior)
                return Explanation.Words(
                    words: isPrior ? String(item.words.dropFirst(prior.count)) : item.words, value: item.value,
                    weight: item.weight, from: isPrior ? "category" : item.words.isEmpty ? "prior" : nil)
            }
            .sorted { abs($0.weight ?? 0) > abs($1.weight ?? 0) }
    }

    // MARK: Said by the reviewer

    private func stated(
        _ word: String, value: String, _ finding: Finding, _ headings: [String]
    ) -> Explanation.Words {
        if let span = position(of: Array(word.utf8), in: finding.span) {
            return Explanation.Words(words: word, value: value, span: span)
        }
        let isInHeading = headings.contains { $0.lowercased().contains(word.lowercased()) }
        return Explanation.Words(words: word, value: value, from: isInHeading ? "heading" : nil)
    }

    private func statedCategory(_ finding: Finding) -> Explanation.Words {
        let category = CategoryCatalogue.standard.categories.first { $0.id == finding.category }
        for name in [finding.category, category?.name ?? finding.category] {
            guard let span = position(of: Array(name.utf8), in: finding.span) else { continue }
            let words = String(decoding: document[span.start..<span.end], as: UTF8.self)
            return Explanation.Words(words: words, value: finding.category, span: span)
        }
        return Explanation.Words(words: "", value: finding.category, from: "label")
    }

    // MARK: Lines

    private mutating func lines(of finding: Finding, _ headings: [String]) -> [Explanation.Words] {
        if finding.references.isEmpty { return [] }
        let whole = clamped(finding.span)
        if scanned?.span != whole {
            let text = StyledText(String(decoding: document[whole.start..<whole.end], as: UTF8.self))
            scanned = (whole, LineReferenceScanner(text).found)
        }
        let found = scanned?.found ?? []
        return finding.references.prefix(100).map { reference in
            let value = (reference.path.map { "\($0):" } ?? "") + reference.range.description
            if let place = found.first(where: { $0.range == reference.range })?.place {
                let span = ByteSpan(whole.start + place.lowerBound, min(whole.end, whole.start + place.upperBound))
                return Explanation.Words(words: words(span), value: value, span: span)
            }
            for heading in headings.reversed() {
                let text = StyledText(heading)
                if let place = LineReferenceScanner(text).found.first(where: { $0.range == reference.range })?.place {
                    return Explanation.Words(words: text.flat(place), value: value, from: "heading")
                }
            }
            // A table's cell or a field holds the bare number.
            if let span = number(reference.range, in: whole) {
                return Explanation.Words(words: words(span), value: value, span: span)
            }
            return Explanation.Words(words: "", value: value, from: "around")
        }
    }

    private func words(_ span: ByteSpan) -> String {
        String(decoding: document[span.start..<span.end], as: UTF8.self)
    }

    private func clamped(_ span: ByteSpan) -> ByteSpan {
        let start = min(max(0, span.start), document.count)
        return ByteSpan(start, max(start, min(span.end, document.count, start + Self.limit)))
    }

    /// The numbers of a range as whole numbers, the second soon after the first.
    private func number(_ range: LineRange, in span: ByteSpan) -> ByteSpan? {
        guard let first = integer(range.first, in: span) else { return nil }
        guard range.first != range.last else { return first }
        let rest = ByteSpan(first.end, min(span.end, first.end + 60))
        guard let last = integer(range.last, in: rest) else { return first }
        return ByteSpan(first.start, last.end)
    }

    private func integer(_ value: Int, in span: ByteSpan) -> ByteSpan? {
        let digits = Array(String(value).utf8)
        var start = span.start
        while start + digits.count <= span.end {
            let end = start + digits.count
            if document[start] == digits[0], document[start..<end].elementsEqual(digits),
                start == 0 || !document[start - 1].isDigit, end >= document.count || !document[end].isDigit
            {
                return ByteSpan(start, end)
            }
            start += 1
        }
        return nil
    }

    /// `word`, whatever its case, as whole words.
    private func position(of word: [UInt8], in span: ByteSpan) -> ByteSpan? {
        let span = clamped(span)
        guard let first = word.first?.lowered else { return nil }
        var start = span.start
        while start + word.count <= span.end {
            let end = start + word.count
            if document[start].lowered == first,
                zip(document[start..<end], word).allSatisfy({ $0.lowered == $1.lowered }),
                !first.isLetter || start == 0 || !document[start - 1].isLetter,
                end >= document.count || !document[end].isLetter || document[end - 1].isWide
            {
                return ByteSpan(start, end)
            }
            start += 1
        }
        return nil
    }
}
