import FindingsModel

/// The CSV of STEEL, a detector for JavaScript: a row a smell, its place an object in a cell (`{'line': 4, 'column': 2}`).
struct STEELFormat: InputFormat {
    let id = "steel"
    let title = "STEEL CSV"
    let summary = "The test-smell detector STEEL's CSV: a row a smell, with its file and place."

    func recognizes(_ document: SourceDocument) -> Bool {
        let names = CSVTable.header(document, separator: ",")
        return ["file", "type", "line", "frame"].allSatisfy(names.contains)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let table = try CSVTable(document, format: id, separator: UInt8(ascii: ","))
        guard let path = table.column("file"), let smell = table.column("type"), let place = table.column("line") else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the header has no columns file, type and line")
        }
        var report = ToolReport(tool: "STEEL", coversProject: false)
        for row in table.rows {
            report.cover(row.cells[path])
            let cell = row.cells[place]
            let line = NamedNumbers.all(of: "line", in: cell).first ?? Int(cell.filter { !$0.isWhitespace })
            let isOdd = line == nil && cell.contains { !$0.isWhitespace }
            report.add(
                ToolProblem(
                    rule: row.cells[smell], categoryTool: "tsDetect", message: row.cells[smell], path: row.cells[path],
                    firstLine: line.flatMap { $0.isCountable ? $0 : nil },
                    // Babel counts them from 0.
                    column: NamedNumbers.all(of: "column", in: cell).first.map { $0 + 1 },
                    flags: isOdd ? ["`\(table.names[place])` is not understood"] : [], span: row.span))
        }
        sink(report.review)
    }
}
