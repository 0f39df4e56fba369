import FindingsModel

/// What the texts of a transport come to, with the bytes of the document that they stand in.
extension AnswerTransport {
    /// The review of all its texts, one after the other.
    func review(reading: ([UInt8]) -> Review) -> Review {
        combined(answers.map { reading($0.text.bytes) }, reading: reading)
    }

    private func combined(_ parts: [Review], reading: ([UInt8]) -> Review) -> Review {
        var review = Review()
        let paths = Set(answers.compactMap(\.path))
        for (answer, part) in zip(answers, parts) {
            for var finding in part.findings {
                finding.ordinal = review.findings.count + 1
                finding.span = answer.text.origin(of: finding.span)
                if paths.count > 1, finding.path == nil { finding.path = answer.path ?? part.path }
                review.findings.append(finding)
            }
            review.unparsed += part.unparsed.map {
                UnparsedSpan(span: answer.text.origin(of: $0.span), why: $0.why)
            }
            if review.verdict == nil, let verdict = part.verdict {
                review.verdict = Verdict(text: verdict.text, span: answer.text.origin(of: verdict.span))
            }
            review.outcome = review.outcome ?? part.outcome
            review.language = review.language ?? part.language
            review.path = review.path ?? part.path
            review.flags += part.flags.filter { !review.flags.contains($0) }
        }
        if paths.count == 1 { review.path = paths.first }
        if paths.count > 1 { review.path = nil }
        if let conclusion = conclusions.first, review.verdict == nil || review.outcome == nil {
            let part = reading(Array("Verdict: ".utf8) + conclusion.bytes)
            if review.verdict == nil, !conclusion.isEmpty {
                review.verdict = Verdict(
                    text: String(decoding: conclusion.bytes, as: UTF8.self),
                    span: conclusion.origin(of: ByteSpan(0, conclusion.bytes.count)))
            }
            review.outcome = review.outcome ?? part.outcome
        }
        return review
    }

    /// How each of its texts was read, and that what stands around them was set aside.
    func explanation(of document: [UInt8], explaining: ([UInt8]) -> Explanation) -> Explanation {
        let parts = answers.map { explaining($0.text.bytes) }
        let review = combined(parts.map(\.review)) { explaining($0).review }
        var spans: [Explanation.Span] = []
        var evidence: [Explanation.Evidence] = []
        var first = 0
        for (answer, part) in zip(answers, parts) {
            for var span in part.spans {
                span.span = answer.text.origin(of: span.span)
                span.findings = span.findings.map { $0 + first }
                spans.append(span)
            }
            for var words in part.evidence {
                words.finding += first
                for path in [\Explanation.Evidence.severity, \.polarity, \.category, \.lines] {
                    for index in words[keyPath: path].indices {
                        words[keyPath: path][index].span = words[keyPath: path][index].span.map(answer.text.origin)
                    }
                }
                evidence.append(words)
            }
            first += part.review.findings.count
        }
        if let verdict = review.verdict, !spans.contains(where: { $0.role == .verdict }) {
            spans.append(Explanation.Span(span: verdict.span, role: .verdict))
        }
        return Explanation(review: review, spans: Self.filled(spans, count: document.count), evidence: evidence)
    }

    /// The spans in the order of the document, none over another, with what lies between them.
    private static func filled(_ spans: [Explanation.Span], count: Int) -> [Explanation.Span] {
        var filled: [Explanation.Span] = []
        var end = 0
        let around = "the JSON that the answer came in"
        for var span in spans.sorted(by: { $0.span.start < $1.span.start }) {
            span.span.start = max(span.span.start, end)
            guard span.span.end > span.span.start else { continue }
            if span.span.start > end {
                filled.append(Explanation.Span(span: ByteSpan(end, span.span.start), role: .setAside, why: around))
            }
            end = span.span.end
            filled.append(span)
        }
        if end < count { filled.append(Explanation.Span(span: ByteSpan(end, count), role: .setAside, why: around)) }
        return filled
    }
}
