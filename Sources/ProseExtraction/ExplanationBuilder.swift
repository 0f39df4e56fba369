import FindingsModel

/// Makes the explanation of a document that was read.
struct ExplanationBuilder {
    private let document: [UInt8]
    private let reading: Reading
    private let review: Review
    private let judgements: [RemarkJudgement]
    private let contexts: [Remark.Context]

    /// - Parameter review: what is explained, when it is not what `reading` came to.
    init(_ document: [UInt8], _ reading: Reading, _ judgements: [RemarkJudgement], review: Review? = nil) {
        self.document = document
        self.reading = reading
        self.judgements = judgements
        self.review = review ?? reading.review
        contexts = review == nil ? reading.contexts : []
    }

    func explanation() -> Explanation {
        var words = EvidenceWords(document)
        var evidence: [Explanation.Evidence] = []
        evidence.reserveCapacity(review.findings.count)
        for (index, finding) in review.findings.enumerated() {
            evidence.append(
                words.evidence(
                    for: finding, judgement: judgements.indices.contains(index) ? judgements[index] : nil,
                    headings: contexts.indices.contains(index) ? contexts[index].headings : []))
        }
        return Explanation(review: review, spans: spans(), evidence: evidence)
    }

    // MARK: Spans

    private func spans() -> [Explanation.Span] {
        var layers = SpanLayers(count: document.count)
        layers.add(Explanation.Span(span: ByteSpan(reading.end, document.count), role: .unread, why: "document cut"))
        if let verdict = review.verdict { layers.add(Explanation.Span(span: verdict.span, role: .verdict)) }
        layers.endLayer()
        for unparsed in review.unparsed {
            layers.add(Explanation.Span(span: unparsed.span, role: .unparsed, why: unparsed.why))
        }
        layers.endLayer()
        var shared: [ByteSpan: [Int]] = [:]
        for finding in review.findings { shared[finding.span, default: []].append(finding.ordinal) }
        for (span, ordinals) in shared {
            layers.add(Explanation.Span(span: span, role: .finding, findings: ordinals))
        }
        layers.endLayer()
        for part in reading.setAside { layers.add(aside(part.span, part.reason.text)) }
        layers.endLayer()
        for leftover in reading.leftovers { layers.add(aside(leftover.span, reason(leftover))) }
        layers.endLayer()
        add(reading.outline, isAside: nil, to: &layers, depth: 0)
        let parts = layers.partition { aside($0, "markup that shows nothing: comments, link definitions, signs") }
        return parts.map { part in
            let isBlank = part.role == .setAside && document[part.span.start..<part.span.end].allSatisfy(\.isBlank)
            return isBlank ? Explanation.Span(span: part.span, role: .blank) : part
        }
    }

    private func aside(_ span: ByteSpan, _ why: String) -> Explanation.Span {
        Explanation.Span(span: span, role: .setAside, why: why)
    }

    private func reason(_ leftover: Leftover) -> String {
        if ChatFraming.isFraming(PhraseKey(leftover.text.bytes[...])) { return "words around the review" }
        if leftover.context.role == .verdict || VerdictReader.isVerdict(leftover.text) {
            return "part of the conclusion"
        }
        if leftover.context.isRepeat { return "advice that repeats remarks" }
        return review.findings.isEmpty
            ? "says nothing that a remark would" : "a paragraph, where the remarks have a layout of their own"
    }

    private func add(_ section: Section, isAside: String?, to layers: inout SpanLayers, depth: Int) {
        var why = isAside
        if why == nil, section.role == .aside {
            why = "under “\(String(section.title.flat.prefix(60)))”, which holds no remarks"
        }
        if !section.title.isEmpty {
            let title = ByteSpan(section.span.start, firstBlock(of: section)?.start ?? section.span.end)
            layers.add(aside(title, why ?? Self.reason(of: section)))
        }
        for node in section.nodes {
            switch node {
            case .block(let block): layers.add(aside(block.span, why ?? Self.reason(of: block)))
            case .section(let inner): add(inner, isAside: why, to: &layers, depth: depth + 1)
            }
        }
    }

    private func firstBlock(of section: Section) -> ByteSpan? {
        guard let first = section.nodes.first else { return nil }
        switch first {
        case .block(let block): return block.span.start > section.span.start ? block.span : nil
        case .section(let inner): return inner.span.start > section.span.start ? inner.span : nil
        }
    }

    private static func reason(of section: Section) -> String {
        switch section.role {
        case .verdict: "heading of the conclusion"
        case .praise: "heading of praise"
        case .remarks: "heading of remarks"
        case .advice: "heading of advice"
        case .aside, .field, .neutral: "heading"
        }
    }

    private static func reason(of block: Block) -> String {
        switch block.kind {
        case .code: "code outside any remark"
        case .quote: "quoted words"
        case .table: "a table that holds no remarks"
        case .list, .item: "a list that holds no remarks"
        case .html: "HTML that holds no remarks"
        case .rule: "a rule"
        case .heading: "heading"
        case .paragraph, .row, .cell: "a paragraph that holds no remark"
        }
    }
}

/// Spans laid over each other: of two that overlap the one of the earlier layer counts, within a layer the shorter.
struct SpanLayers {
    private let count: Int
    private var done: [Explanation.Span] = []
    private var open: [Explanation.Span] = []

    init(count: Int) { self.count = count }

    mutating func add(_ span: Explanation.Span) {
        var span = span
        span.span = ByteSpan(max(0, span.span.start), min(count, span.span.end))
        if span.span.start < span.span.end { open.append(span) }
    }

    mutating func endLayer() {
        open.sort {
            ($0.span.count, $0.span.start, $0.findings.first ?? 0)
                < ($1.span.count, $1.span.start, $1.findings.first ?? 0)
        }
        done += open
        open.removeAll()
    }

    /// Cuts the document into spans that do not overlap; `rest` says what the gaps are.
    func partition(rest: (ByteSpan) -> Explanation.Span) -> [Explanation.Span] {
        var copy = self
        copy.endLayer()
        return copy.cut(rest: rest)
    }

    private func cut(rest: (ByteSpan) -> Explanation.Span) -> [Explanation.Span] {
        var edges = [0, count]
        for span in done {
            edges.append(span.span.start)
            edges.append(span.span.end)
        }
        edges.sort()
        edges = edges.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        // Between two edges lies a cell. Each belongs to the first span that covers it; `next` leaps over those taken.
        var owner = [Int](repeating: -1, count: max(0, edges.count - 1))
        var next = Array(0...owner.count)
        func free(_ cell: Int) -> Int {
            var cell = cell
            while next[cell] != cell {
                next[cell] = next[next[cell]]
                cell = next[cell]
            }
            return cell
        }
        for (index, span) in done.enumerated() {
            var cell = free(Self.place(of: span.span.start, in: edges))
            while cell < owner.count, edges[cell] < span.span.end {
                owner[cell] = index
                next[cell] = cell + 1
                cell = free(cell)
            }
        }
        var parts: [Explanation.Span] = []
        var last = -2
        for (cell, index) in owner.enumerated() {
            let span = ByteSpan(edges[cell], edges[cell + 1])
            if index == last, index >= 0 {
                parts[parts.count - 1].span.end = span.end
            } else if index < 0 {
                parts.append(rest(span))
            } else {
                var part = done[index]
                part.span = span
                parts.append(part)
            }
            last = index
        }
        return parts
    }

    private static func place(of edge: Int, in edges: [Int]) -> Int {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] < edge { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
