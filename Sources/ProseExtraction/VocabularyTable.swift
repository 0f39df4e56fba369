/// Words that mean the same, by kind: a table of `Vocabulary/`.
///
/// Tab-separated text with a header: `kind`, `language` (ISO 639-1) and `words`, whole words or phrases separated by `;`.
/// A kind has a row a language that knows it, or several where there are many words. Lines that begin with `#` are comments.
struct VocabularyTable: Sendable {
    private let kinds: [String: [String]]

    init(_ text: String) {
        var kinds: [String: [String]] = [:]
        let lines = Array(text.utf8).split(separator: .lineFeed)
        for line in lines.dropFirst() where line.first != UInt8(ascii: "#") {
            let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard cells.count == 3 else { continue }
            kinds[String(decoding: cells[0], as: UTF8.self), default: []] +=
                cells[2].split(separator: UInt8(ascii: ";")).map {
                    String(decoding: $0.drop { $0 == .space }, as: UTF8.self)
                }
        }
        self.kinds = kinds
    }

    /// A table that comes with Refrain.
    private init(named name: String) {
        self.init(EmbeddedText.files.first { $0.folder == "Vocabulary" && $0.name == name }?.text ?? "")
    }

    /// The words of a kind in all languages. To ask for a kind that the table does not have is a mistake of the program.
    subscript(kind: String) -> [String] {
        let words = kinds[kind]
        assert(words != nil, "no kind \(kind) in the table")
        return words ?? []
    }

    /// By which reviewers rate.
    static let ratings = VocabularyTable(named: "ratings.tsv")
    /// By which headings say what stands under them.
    static let headings = VocabularyTable(named: "headings.tsv")
    /// By which reviewers conclude.
    static let verdicts = VocabularyTable(named: "verdicts.tsv")
    /// Of remarks, and of what stands around them, in running text.
    static let remarks = VocabularyTable(named: "remarks.tsv")
    /// The names of the parts that remarks have.
    static let fields = VocabularyTable(named: "fields.tsv")
}
