import FindingsModel

/// What the formatter `table` of solhint prints, and ESLint's, which it comes from: a file's name, and below it a table of its
/// problems, whose long cells go on in the rows below
/// (https://github.com/protofire/solhint/blob/master/lib/formatters/table.js).
struct LintTableFormat: InputFormat {
    let id = "lint-table"
    let title = "Tables under file names"
    let summary =
        "What `solhint -f table` and ESLint's formatter `table` print: a file's name, and a table of its problems."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil, !document.isXML else { return false }
        var isFirst = true
        for line in RefrainLinesFormat.lines(document.text, limit: 20) {
            let words = Self.words(document.text[line])
            if Self.cells(words) == Self.header { return true }
            // Before the table stands a name alone.
            if !words.isEmpty {
                if !isFirst && !Self.isFrame(words) && Self.sum(words) == nil { return false }
                isFirst = false
            }
        }
        return Self.isSumAlone(document)
    }

    private static let header = ["Line", "Column", "Type", "Message", "Rule ID"]

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var problems: [Row] = []
        var others: [ByteSpan] = []
        var stated = 0
        var name: (path: String, span: ByteSpan)?
        var isNamed = false
        for line in RefrainLinesFormat.lines(document.text) {
            let words = Self.words(document.text[line])
            let span = ByteSpan(line.lowerBound, line.upperBound)
            if words.isEmpty || Self.isFrame(words) { continue }
            if let count = Self.sum(words) {
                stated += count
                continue
            }
            guard let cells = Self.cells(words) else {
                if let name, !isNamed { others.append(name.span) }
                (name, isNamed) = ((String(words), span), false)
                continue
            }
            if cells == Self.header {
                guard name != nil, !isNamed else {
                    throw .malformed(
                        format: id, document.place(byte: line.lowerBound), why: "no file is named above this table")
                }
                isNamed = true
                continue
            }
            guard cells.count == Self.header.count, let path = name?.path, isNamed else {
                throw .malformed(
                    format: id, document.place(byte: line.lowerBound),
                    why:
                        "the row has \(cells.count) cells, where the five of `\(Self.header.joined(separator: ", "))` were expected"
                )
            }
            if cells[0].isEmpty, problems.last?.path == path {
                problems[problems.count - 1].add(cells, end: span.end)
            } else {
                guard let row = Int(cells[0]), row.isCountable else {
                    throw .malformed(
                        format: id, document.place(byte: line.lowerBound), why: "`\(cells[0])` is no line of a file")
                }
                problems.append(Row(path: path, line: row, cells: cells, span: span))
            }
        }
        if let name, !isNamed { others.append(name.span) }
        guard !problems.isEmpty || others.isEmpty else {
            throw .malformed(
                format: id, document.place(byte: others[0].start),
                why: "no table with the columns `\(Self.header.joined(separator: ", "))`")
        }
        let isSolidity = !problems.isEmpty && problems.allSatisfy { $0.path.lowercased().hasSuffix(".sol") }
        // Both print the same where nothing is found.
        var report = ToolReport(
            tool: problems.isEmpty ? "linter" : isSolidity ? "solhint" : "ESLint", coversProject: !problems.isEmpty)
        if problems.isEmpty { report.flag("the tool is not named") }
        for row in problems { report.add(row.problem) }
        if stated > problems.count {
            report.flag("only \(problems.count) of the \(stated) problems that the report counts were read")
        }
        for span in others { report.unparsed(span, "no line of a problem") }
        sink(report.review)
    }

    private struct Row {
        let path: String
        let line: Int
        var cells: [String]
        var span: ByteSpan

        /// What did not fit: words go on behind a space, and so does a name, but for the space.
        mutating func add(_ more: [String], end: Int) {
            for (place, cell) in more.enumerated() where !cell.isEmpty {
                cells[place] += (place == 3 && !LintTableFormat.isBroken(cells[place]) ? " " : "") + cell
            }
            span.end = end
        }

        var problem: ToolProblem {
            ToolProblem(
                rule: cells[4].isEmpty ? nil : cells[4], message: cells[3], path: path, firstLine: line,
                column: Int(cells[1]), severity: cells[2], span: span)
        }
    }

    /// How wide a message's cell is.
    private static let width = 50

    /// Whether the table broke a word at the end of a cell, which has no space to break at.
    private static func isBroken(_ cell: String) -> Bool {
        let last = cell.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        return last.count >= width
            || last.count == cell.count && last.count > width / 2 && "\\/_.,;-".contains(last.last ?? " ")
    }

    // MARK: Lines

    private static func words(_ bytes: ArraySlice<UInt8>) -> Substring {
        var words = Substring(decoding: bytes.prefix(1 << 14), as: UTF8.self)
        while words.last?.isWhitespace == true { words.removeLast() }
        return words
    }

    /// `╟──────┼──────╢`, and what closes a table above and below.
    private static func isFrame(_ line: Substring) -> Bool {
        guard let first = line.first, "╔╚╟╠".contains(first) else { return false }
        return line.allSatisfy { "╔╚╟╠═─╤╧┼╪╗╝╢╣".contains($0) }
    }

    /// The cells of `║ 3 │ 5 │ error │ message │ rule ║`; `nil` for another line.
    private static func cells(_ line: Substring) -> [String]? {
        guard line.first == "║", line.last == "║", line.count > 2 else { return nil }
        return line.dropFirst().dropLast().split(separator: "│", omittingEmptySubsequences: false).map { cell in
            var cell = cell.drop { $0 == " " }
            while cell.last == " " { cell.removeLast() }
            return String(cell)
        }
    }

    /// `║ 1 Error ║`, `║ 0 Warnings ║`.
    private static func sum(_ line: Substring) -> Int? {
        guard let cells = cells(line), cells.count == 1 else { return nil }
        let parts = cells[0].split(separator: " ")
        guard parts.count == 2, ["Error", "Errors", "Warning", "Warnings"].contains(parts[1]), parts[0].count < 10
        else {
            return nil
        }
        return Int(parts[0])
    }

    /// Where nothing was found, the sums are all that is printed.
    private static func isSumAlone(_ document: SourceDocument) -> Bool {
        let lines = RefrainLinesFormat.lines(document.text, limit: 20).map { words(document.text[$0]) }
            .filter { !$0.isEmpty }
        let sums = lines.compactMap { sum($0) }
        return sums == [0, 0] && lines.allSatisfy { isFrame($0) || sum($0) != nil }
    }
}
