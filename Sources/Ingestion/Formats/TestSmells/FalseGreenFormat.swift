import FindingsModel

/// falsegreen's cases in which a test cannot fail (https://pypi.org/project/falsegreen/): its `--format json`, and the text
/// that it prints where no format is asked for.
struct FalseGreenFormat: InputFormat {
    let id = "falsegreen"
    let title = "falsegreen JSON and text"
    let summary = "What `falsegreen` prints, as text or with `--format json`: tests that pass whatever the code does."

    func recognizes(_ document: SourceDocument) -> Bool {
        if FalseGreenText.isOne(document) { return true }
        return isList(document) {
            $0["code"] != nil && $0["confidence"] != nil && $0["title"] != nil && $0["file"] != nil
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if FalseGreenText.isOne(document) { return sink(FalseGreenText.read(document)) }
        // How sure it is that a test cannot fail stands for how much that matters: high or low.
        var report = ToolReport(tool: "falsegreen", flags: flags(document))
        for item in try records(document) {
            let detail = item["detail"]?.text
            report.add(
                ToolProblem(
                    rule: item["code"]?.text,
                    message: [item["title"]?.text, detail].compactMap { $0 }.joined(separator: "\n\n"),
                    path: item["file"]?.text, firstLine: item["line"]?.number,
                    severity: item["confidence"]?.text,
                    symbols: [item["test"]?.text ?? item["function"]?.text].compactMap { $0 },
                    suggestion: item["fix"]?.text, source: item, span: item.span))
        }
        sink(report.review)
    }
}

/// falsegreen's text: blocks of cases under `HIGH confidence (…)`, two lines a case, and a summary.
enum FalseGreenText {
    private static let nothing = "No false-positive patterns found"
    private static let blocks = [
        ("HIGH confidence (", "high"), ("LOW confidence (", "low"), ("DIAGNOSTIC (", "info"), ("COUPLING (", "info"),
    ]

    static func isOne(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, !document.isXML else { return false }
        var lines = RefrainLinesFormat.lines(document.text, limit: 2).makeIterator()
        guard let first = lines.next().map({ text($0, document) }) else { return false }
        if first.hasPrefix(nothing) { return true }
        guard severity(first) != nil, let second = lines.next().map({ text($0, document) }) else { return false }
        return second.count > 10 && second.allSatisfy { $0 == "-" }
    }

    static func read(_ document: SourceDocument) -> Review {
        var report = ToolReport(tool: "falsegreen")
        var severity: String?
        var pending: ToolProblem?
        var stated: Int?
        func finish() {
            if let problem = pending { report.add(problem) }
            pending = nil
        }
        for line in RefrainLinesFormat.lines(document.text) {
            let words = text(line, document)
            if stated != nil || words.hasPrefix(nothing) || words.allSatisfy({ $0 == "-" }) { continue }
            if let block = Self.severity(words) {
                finish()
                severity = block
            } else if words.hasPrefix("Summary: ") {
                stated = words.split { !$0.isNumber }.compactMap { Int($0) }.reduce(0) { $0 + min($1, 1 << 30) }
            } else if words.hasPrefix("level: "), pending != nil {
                pending?.suggestion = words.byteRange(of: "fix: ").map { String(words[$0.upperBound...]) }
                pending?.span.end = line.upperBound
            } else if var problem = Self.problem(words) {
                finish()
                problem.severity = severity
                problem.span = ByteSpan(line.lowerBound, line.upperBound)
                pending = problem
            } else {
                report.unparsed(ByteSpan(line.lowerBound, line.upperBound), "a line of another kind")
            }
        }
        finish()
        let read = report.review.findings.count
        if let stated, read < stated {
            report.flag("only \(read) of the \(stated) problems that the report counts were read")
        } else if stated == nil, read > 0 {
            report.flag("the report has no summary at its end; it may be cut")
        }
        return report.review
    }

    private static func severity(_ line: String) -> String? { blocks.first { line.hasPrefix($0.0) }?.1 }

    /// `tests/test_mast.py:12  [C2b] title  (detail)`.
    private static func problem(_ line: String) -> ToolProblem? {
        guard let open = line.byteRange(of: "  ["), let close = line[open.upperBound...].firstIndex(of: "]"),
            let colon = line[..<open.lowerBound].lastIndex(of: ":"),
            let number = Int(line[line.index(after: colon)..<open.lowerBound]), number.isCountable
        else { return nil }
        var title = line[line.index(after: close)...].drop { $0 == " " }
        var detail = ""
        if title.hasSuffix(")"), let start = title.byteRange(of: "  (") {
            detail = String(title[start.upperBound...].dropLast())
            title = title[..<start.lowerBound]
        }
        return ToolProblem(
            rule: String(line[open.upperBound..<close]),
            message: detail.isEmpty ? String(title) : "\(title)\n\n\(detail)", path: String(line[..<colon]),
            firstLine: number, span: ByteSpan(0, 0))
    }

    private static func text(_ line: Range<Int>, _ document: SourceDocument) -> String {
        let words = String(decoding: document.text[line].prefix(2_000), as: UTF8.self).drop { $0.isWhitespace }
        return String(words.reversed().drop { $0.isWhitespace }.reversed())
    }
}
