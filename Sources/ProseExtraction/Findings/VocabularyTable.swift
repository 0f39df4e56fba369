/// Words that mean the same, by kind: a table of `Vocabulary/`.
///
/// Tab-separated text with a header: `kind`, `language` (ISO 639-1) and `words`, whole words or phrases separated by `;`.
/// A kind has a row a language that knows it. Lines that begin with `#` are comments.
struct VocabularyTable: Sendable {
    private let kinds: [Substring: [String]]

    init(_ text: String) {
        var kinds: [Substring: [String]] = [:]
        for line in text.split(separator: "\n").dropFirst() where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 3 else { continue }
            kinds[cells[0], default: []] += cells[2].split(separator: ";").map { String($0).trimmingSpaces }
        }
        self.kinds = kinds
    }

    /// A table that comes with Refrain.
    init(named name: String) {
        self.init(EmbeddedText.files.first { $0.folder == "Vocabulary" && $0.name == name }?.text ?? "")
    }

    /// The words of a kind in all languages; empty where there is no such kind.
    subscript(kind: String) -> [String] { kinds[kind[...]] ?? [] }
}
