import FindingsModel

/// A table for people: chosen columns under plain headings.
struct ReportTable: Sendable {
    struct Column: Sendable {
        enum Kind: Sendable {
            case words, number, path, day, month, severity, state
            /// A number with its sign.
            case change
            /// Names with commas between, each kept whole.
            case names
            /// A course of numbers, drawn small.
            case course

            /// Set to the right.
            var isNumber: Bool { self == .number || self == .change }
            /// Set in what room is left.
            var isWords: Bool { self == .words || self == .names }
        }

        var heading: String
        var kind: Kind
    }

    struct Cell: Sendable {
        var text: String
        /// A second, quieter line.
        var note = ""
        /// The note is a path, a name or a command.
        var noteIsCode = false
        /// What the text leads to.
        var link: RecordLink?
        /// The numbers of a cell of a course.
        var course: [Double] = []
    }

    var caption: String
    var columns: [Column]
    var rows: [[Cell]]

    /// Uids of the issues that the cells lead to.
    var issues: [String] {
        rows.flatMap { row in
            row.compactMap { cell in
                if case .issue(let uid) = cell.link { uid } else { nil }
            }
        }
    }

    init(caption: String, columns: [Column], rows: [[Cell]]) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
    }

    /// Columns of a row set as they are, under their headings.
    init(caption: String, _ set: RowSet, _ columns: [(key: String, heading: String, kind: Column.Kind)]) {
        let reader = RowReader(set)
        self.init(
            caption: caption, columns: columns.map { Column(heading: $0.heading, kind: $0.kind) },
            rows: (0..<reader.count).map { row in
                columns.map { column in
                    let value = reader.value(row, column.key)
                    return switch (column.kind, value) {
                    case (.day, .text(let text)): Cell(text: Moment.day(text))
                    case (.month, .text(let text)): Cell(text: String(Moment.day(text).prefix(7)))
                    case (.number, .integer(let number)): Cell(text: Figure.grouped(Int(number)))
                    case (.number, .real(let number)): Cell(text: Figure.decimal(number))
                    case (.change, .integer(let number)): Cell(text: Figure.signed(Int(number)))
                    case (.path, .text(let text)): Cell(text: PlainText.oneLine(text), link: .file(text))
                    default: Cell(text: value.cellText)
                    }
                }
            })
    }
}
