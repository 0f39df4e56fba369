import FindingsModel

/// CoffeeLint's `--reporter csv`: a header, and a line a problem, in which nothing is quoted
/// (https://github.com/clutchski/coffeelint/blob/master/src/reporters/csv.coffee). A message may have commas, as it is last.
struct CoffeeLintTableFormat: InputFormat {
    let id = "coffeelint-csv"
    let title = "CoffeeLint CSV"
    let summary = "What `coffeelint --reporter csv` prints, which names no rules; its `raw` JSON is `coffeelint`."

    private static let header = "path,lineNumber,lineNumberEnd,level,message"

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil else { return false }
        return CSVTable.header(document, separator: ",") == ["path", "linenumber", "linenumberend", "level", "message"]
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var report = ToolReport(tool: "CoffeeLint")
        var isHeader = true
        for line in RefrainLinesFormat.lines(document.text) {
            let span = ByteSpan(line.lowerBound, line.upperBound)
            var words = Substring(decoding: document.text[line], as: UTF8.self)
            while words.last?.isWhitespace == true { words.removeLast() }
            if isHeader {
                guard words.lowercased() == Self.header.lowercased() else {
                    throw .malformed(
                        format: id, document.place(byte: line.lowerBound), why: "the header `\(Self.header)` is missing"
                    )
                }
                isHeader = false
                continue
            }
            guard !words.isEmpty else { continue }
            guard let problem = Self.problem(words, span) else {
                throw .malformed(
                    format: id, document.place(byte: line.lowerBound),
                    why: "the line has not the cells `\(Self.header)`, with a number in the second")
            }
            report.add(problem)
        }
        guard !isHeader else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the header `\(Self.header)` is missing")
        }
        sink(report.review)
    }

    /// `src/mast.coffee,3,,error,Line contains tab indentation`; commas of the path stand before the first number.
    private static func problem(_ line: Substring, _ span: ByteSpan) -> ToolProblem? {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard cells.count >= 5 else { return nil }
        for place in 1...(cells.count - 4) {
            guard let first = Int(cells[place]), cells[place + 1].isEmpty || Int(cells[place + 1]) != nil,
                !cells[place + 2].isEmpty, cells[place + 2].allSatisfy(\.isLetter)
            else { continue }
            return ToolProblem(
                message: cells[(place + 3)...].joined(separator: ","), path: cells[..<place].joined(separator: ","),
                firstLine: first, lastLine: Int(cells[place + 1]), severity: String(cells[place + 2]), span: span)
        }
        return nil
    }
}
