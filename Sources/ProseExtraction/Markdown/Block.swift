import FindingsModel

/// A block of a Markdown document: a paragraph, a list, a table, …
struct Block: Sendable {
    enum Kind: Hashable, Sendable {
        case heading(level: Int)
        case paragraph
        case list(isOrdered: Bool)
        /// `isDone` is `nil` but for the items of a task list.
        case item(number: Int?, isDone: Bool?)
        case quote
        case code(info: String)
        case html
        case table
        case row(isHeader: Bool)
        case cell
        case rule
    }

    var kind: Kind
    /// The inline text of a heading, paragraph or cell; the content of a code or HTML block as it stands.
    var text = StyledText()
    var children: [Block] = []
    /// The bytes of the document.
    var span: ByteSpan

    var isList: Bool { if case .list = kind { true } else { false } }
    var isCode: Bool { if case .code = kind { true } else { false } }
}
