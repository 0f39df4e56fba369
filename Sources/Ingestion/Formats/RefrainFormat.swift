import FindingsModel

/// Refrain's own JSON: one review as an object, or several in an array. `Documentation/refrain-review.schema.json`.
struct RefrainFormat: InputFormat {
    let id = "refrain"
    let title = "Refrain JSON"
    let summary = "Refrain's own JSON: a review with its findings, as `refrain extract --format json` prints it."
    let tellingKeys = TellingKeys(
        ["severityBasis", "ordinal", "unparsed", "polarity", "coversProject", "reviewedAt", "symbols"], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        // Behind a tool's warnings only in a file of JSON: what is in a text is a model's answer.
        guard let root = document.json ?? (document.isNamedAsJSON ? document.wrapped?.root : nil) else { return false }
        if root.isArray {
            return root.elements.contains { _ in true } && root.elements.allSatisfy(RefrainReview.isReview)
        }
        return RefrainReview.isReview(root)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = if let json = document.wrapped?.root { json } else { try document.requireJSON() }
        let reader = RefrainReview(document: document, format: id)
        if root.isArray {
            var isEmpty = true
            for element in root.elements {
                for review in try reader.reviews(element) { sink(review) }
                isEmpty = false
            }
            if isEmpty {
                throw .malformed(format: id, document.place(byte: root.span.start), why: "an array without a review")
            }
        } else {
            for review in try reader.reviews(root) { sink(review) }
        }
    }
}

/// Refrain's own JSON, one review a line.
struct RefrainLinesFormat: InputFormat {
    let id = "refrain-jsonl"
    let title = "Refrain JSON Lines"
    let summary = "Refrain's own JSON, one review a line, as `refrain extract --format json` prints of many documents."

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.isNamedAsJSON, let first = document.wrappedLines.first { return RefrainReview.isReview(first.root) }
        guard case .jsonLines = document.shape, let first = Self.lines(document.text, limit: 1).first,
            let json = try? JSONDocument(document.text, in: first)
        else { return false }
        return RefrainReview.isReview(json.root)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let reader = RefrainReview(document: document, format: id)
        guard document.wrappedLines.isEmpty else {
            for line in document.wrappedLines { for review in try reader.reviews(line.root) { sink(review) } }
            return
        }
        for line in Self.lines(document.text) {
            let json: JSONValue
            do {
                json = try document.object(inLine: line)
            } catch {
                throw IngestionError.malformedJSON(document.place(byte: error.offset), why: error.why)
            }
            for review in try reader.reviews(json) { sink(review) }
        }
    }

    /// The lines that hold more than white space.
    ///
    /// - Parameter limit: how many at most, from the first.
    static func lines(_ text: [UInt8], limit: Int = .max) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < text.count, lines.count < limit {
            let end = text.firstIndex(ofByte: UInt8(ascii: "\n"), from: start) ?? text.count
            if text[start..<end].contains(where: { !SourceDocument.isSpace($0) }) { lines.append(start..<end) }
            start = end + 1
        }
        return lines
    }
}
