import FindingsModel

/// The table of a linter: a row a problem, whose columns have names.
struct ProblemTable {
    private let table: CSVTable

    /// - Parameter columns: those that the header must have, as ``CSVTable/key(_:)`` spells them.
    init(_ document: SourceDocument, format: String, columns: [String]) throws(IngestionError) {
        table = try CSVTable(document, format: format, separator: UInt8(ascii: ","))
        for name in columns where table.column(name) == nil {
            throw .malformed(format: format, document.place(byte: 0), why: "the header has no column `\(name)`")
        }
    }

    static func has(_ columns: [String], _ document: SourceDocument) -> Bool {
        Set(columns).isSubset(of: CSVTable.header(document, separator: ","))
    }

    struct Row {
        fileprivate let table: CSVTable
        fileprivate let row: CSVTable.Row
        var span: ByteSpan { row.span }

        /// `nil` for an empty cell and a column that is not there.
        subscript(_ name: String) -> String? {
            table.column(name).map { row.cells[$0] }.flatMap { cell in
                cell.contains { !$0.isWhitespace } ? cell : nil
            }
        }

        /// The number in a cell, and what is to be said of one that is none.
        func number(_ name: String) -> (value: Int?, flags: [String]) {
            table.number(in: row, table.column(name))
        }
    }

    var rows: [Row] { table.rows.map { Row(table: table, row: $0) } }
}
