import FindingsModel

/// A table of comma- or semicolon-separated values (RFC 4180): a header, and rows of as many cells.
struct CSVTable {
    struct Row {
        var cells: [String]
        /// The row's bytes in the document, without its line end.
        var span: ByteSpan
    }

    /// The header's names, trimmed.
    let names: [String]
    let rows: [Row]

    /// The first line of a text, cut at `separator`, in lower case and without quotes: what the formats are told by.
    static func header(_ document: SourceDocument, separator: Character) -> [String] {
        guard case .text = document.shape else { return [] }
        let start = document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0
        let line = document.text[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.prefix(4_096)
        return String(decoding: line, as: UTF8.self).split(separator: separator, omittingEmptySubsequences: false).map {
            key($0.filter { $0 != "\"" })
        }
    }

    /// - Parameter header: the names of the columns, where no row has them.
    /// - Throws: where a quote has no end, or a row has fewer or more cells than the header.
    init(
        _ document: SourceDocument, format: String, separator: UInt8, header: [String]? = nil
    ) throws(IngestionError) {
        let text = document.text
        var names = header
        var rows: [Row] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var at = text.firstIndex { !SourceDocument.isSpace($0) } ?? text.count
        var rowStart = at
        func finish(_ end: Int) throws(IngestionError) {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell = []
            defer { cells = [] }
            if cells.count == 1, cells[0].allSatisfy(\.isWhitespace) { return }
            guard let known = names else {
                names = cells.map { name in
                    let bytes = name.utf8.drop { $0 <= 0x20 }
                    return String(Substring(bytes).reversed().drop { $0.isWhitespace }.reversed())
                }
                // A separator behind the last name means nothing, whether or not the rows have one.
                if (names?.count ?? 0) > 1, names?.last?.isEmpty == true { names?.removeLast() }
                return
            }
            // A separator behind the last cell means nothing.
            if cells.count == known.count + 1, cells.last?.isEmpty == true { cells.removeLast() }
            guard cells.count == known.count else {
                throw .malformed(
                    format: format, document.place(byte: rowStart),
                    why: "the row has \(cells.count) cells, and the header \(known.count)")
            }
            rows.append(Row(cells: cells, span: ByteSpan(rowStart, end)))
        }
        while at < text.count {
            let byte = text[at]
            if byte == UInt8(ascii: "\""), cell.isEmpty {
                let opened = at
                at += 1
                while true {
                    guard at < text.count else {
                        throw .malformed(
                            format: format, document.place(byte: opened), why: "the quote that begins here has no end")
                    }
                    if text[at] == UInt8(ascii: "\"") {
                        guard at + 1 < text.count, text[at + 1] == UInt8(ascii: "\"") else { break }
                        at += 1
                    }
                    cell.append(text[at])
                    at += 1
                }
                at += 1
            } else if byte == separator {
                cells.append(String(decoding: cell, as: UTF8.self))
                cell = []
                at += 1
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                try finish(at)
                at += 1
                if byte == UInt8(ascii: "\r"), at < text.count, text[at] == UInt8(ascii: "\n") { at += 1 }
                rowStart = at
            } else {
                cell.append(byte)
                at += 1
            }
        }
        if rowStart < text.count { try finish(text.count) }
        self.names = names ?? []
        self.rows = rows
    }

    /// The column of a ``key(_:)``.
    func column(_ key: String) -> Int? { names.firstIndex { Self.key($0) == key } }

    /// The number in a row's cell, and what is to be said of one that is none; neither of an empty cell, or without a column.
    func number(in row: Row, _ column: Int?) -> (value: Int?, flags: [String]) {
        guard let column else { return (nil, []) }
        let cell = row.cells[column].filter { !$0.isWhitespace }
        guard !cell.isEmpty else { return (nil, []) }
        let number = Int(cell).flatMap { $0.isCountable ? $0 : nil }
        return (number, number == nil ? ["`\(names[column])` is not understood"] : [])
    }

    /// A column's name whatever its case, spaces and underscores.
    static func key(_ name: some StringProtocol) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" }
    }
}

extension SourceDocument {
    /// The columns of a table that no format has recognised; `nil` where it is none by its name or its first lines.
    var strangeTable: [String]? {
        let lower = name.lowercased()
        guard case .text = shape, lower.hasSuffix(".csv") || lower.hasSuffix(".tsv") else { return nil }
        let separators: [Character] = [",", ";", "\t"]
        let headers = separators.map { CSVTable.header(self, separator: $0) }
        return headers.max { $0.count < $1.count }
    }
}
