/// A table of terms and what they speak for: tab-separated text with a header.
///
/// The header's first cell is `terms`; its second says what the table judges: `category`, `polarity`, `severity`,
/// `leaning` or `concept`. A leaning is a word that is commoner in one category's remarks than in others: it names none,
/// but adds to what the terms of the category, and of those that narrow it, say. A concept is what words of one meaning
/// share in all languages (``CategoryWeights`` tells what it says of a category); its weight counts for nothing.
/// The others are `weight`, `language` (ISO 639-1, or `*` for code and signs) and, where wanted, `where`.
/// Blank lines, and lines that begin with `#`, are comments.
///
/// A cell of terms holds one or several, separated by `;`. A term is words in any case:
/// - `hard coded` finds "hard-coded" too: what stands between words does not matter, but the end of a sentence does;
/// - `duplicat*` finds every word that begins so;
/// - `(no|without) assertion*` has alternatives; `(no|without) (any|a)? check*` has some that may be left out;
/// - `never .. assert*` allows up to four words in between;
/// - `<number>`, `<uuid>`, `<ip>` and `<path>` stand for any such literal, `<remark>` for the remark itself: its weight
///   counts before a word is read.
///
/// A positive weight speaks for the value, a negative one against it. 3 nearly decides, 1 is a hint.
/// `where` limits a row to `heading` (headings and labels) or `title` (the title as well); empty is anywhere.
public struct Lexicon: Sendable {
    /// The name that errors give.
    public var name: String
    public var text: String

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// The tables that come with Refrain.
    public static let standard: [Lexicon] = EmbeddedText.files
        .filter { $0.folder == "Lexicon" }
        .map { Lexicon(name: $0.name, text: $0.text) }
}

/// A row of a lexicon that cannot be used.
public struct LexiconError: Error, Hashable, Sendable, CustomStringConvertible {
    public var lexicon: String
    /// From 1.
    public var line: Int
    public var reason: String

    public var description: String { "\(lexicon):\(line): \(reason)" }
}

/// What a table's terms speak for.
enum Judgement: UInt8 {
    case category, polarity, severity, leaning, concept
}

/// One row, with its cells read.
struct LexiconRow {
    var terms: [Substring]
    var judgement: Judgement
    var value: Substring
    var weight: Double
    var language: Substring
    var place: Substring
    var line: Int
}

extension Lexicon {
    /// The rows in order; what is wrong with a row goes to `report`, and the row is left out.
    func rows(_ use: (LexiconRow) -> Void, report: (LexiconError) -> Void) {
        var columns: [Substring] = []
        var judgement: Judgement?
        var line = 0
        for row in text[...].pieces(by: UInt8(ascii: "\n"), keepingEmpty: true) {
            line += 1
            let row = row.utf8.last == 0x0D ? Substring(row.utf8.dropLast()) : row
            guard !row.isEmpty, !row.utf8.starts(with: "#".utf8), row.utf8.contains(where: { $0 > 0x20 }) else {
                continue
            }
            let cells = row.pieces(by: 0x09, keepingEmpty: true).map(Self.trimmed)
            func fail(_ reason: String) { report(LexiconError(lexicon: name, line: line, reason: reason)) }
            if columns.isEmpty {
                columns = cells
                judgement =
                    switch columns.count > 2 && columns[0] == "terms" && columns[2] == "weight" ? columns[1] : "" {
                    case "category": .category
                    case "polarity": .polarity
                    case "severity": .severity
                    case "leaning": .leaning
                    case "concept": .concept
                    default: nil
                    }
                if judgement == nil {
                    fail(
                        "the header must be: terms, category (polarity, severity, leaning, concept), weight, language, where"
                    )
                    return
                }
                continue
            }
            guard let judgement else { return }
            guard cells.count >= 3, cells.count <= 5 else {
                fail("3 to 5 tab-separated cells were expected, there are \(cells.count)")
                continue
            }
            guard let weight = Double(String(cells[2])), weight.isFinite, abs(weight) <= 20 else {
                fail("“\(cells[2])” is no weight: a number between -20 and 20 was expected")
                continue
            }
            let terms = cells[0].pieces(by: UInt8(ascii: ";")).map(Self.trimmed).filter { !$0.utf8.isEmpty }
            guard !terms.isEmpty else {
                fail("no term")
                continue
            }
            use(
                LexiconRow(
                    terms: terms, judgement: judgement, value: cells[1], weight: weight,
                    language: cells.count > 3 ? cells[3] : "", place: cells.count > 4 ? cells[4] : "", line: line))
        }
    }

    private static func trimmed(_ cell: Substring) -> Substring {
        var bytes = cell.utf8
        while bytes.first == 0x20 { bytes.removeFirst() }
        while bytes.last == 0x20 { bytes.removeLast() }
        return Substring(bytes)
    }
}

extension Substring {
    /// The pieces between `separator`s. By bytes: a table is read at every start, and characters would take ten times
    /// as long.
    func pieces(by separator: UInt8, keepingEmpty: Bool = false) -> [Substring] {
        let ends =
            utf8.withContiguousStorageIfAvailable { bytes in
                bytes.indices.filter { bytes[$0] == separator }
            } ?? utf8.enumerated().filter { $0.element == separator }.map(\.offset)
        var pieces: [Substring] = []
        pieces.reserveCapacity(ends.count + 1)
        var start = startIndex
        var offset = 0
        for end in ends {
            let stop = utf8.index(start, offsetBy: end - offset)
            if keepingEmpty || stop > start { pieces.append(self[start..<stop]) }
            start = utf8.index(after: stop)
            offset = end + 1
        }
        if keepingEmpty || start < endIndex { pieces.append(self[start...]) }
        return pieces
    }
}

extension Lexicon {
    /// A row, for those who list what a table says.
    public struct Row: Hashable, Sendable {
        /// As written, separated by `;`.
        public var terms: String
        /// "category", "leaning", "polarity", "severity" or "concept".
        public var judges: String
        /// What the terms speak for: `sleepy-test`, `praise`, `high`.
        public var value: String
        public var weight: Double
        /// ISO 639-1; `nil` where the row holds for every language.
        public var language: String?
        /// `title` or `heading`; `nil` for anywhere.
        public var place: String?
        /// From 1.
        public var line: Int
    }

    /// The rows that can be read, in order.
    public func readableRows() -> [Row] {
        var all: [Row] = []
        rows(
            { row in
                all.append(
                    Row(
                        terms: row.terms.joined(separator: "; "), judges: "\(row.judgement)", value: String(row.value),
                        weight: row.weight,
                        language: row.language.isEmpty || row.language == "*" ? nil : String(row.language),
                        place: row.place.isEmpty ? nil : String(row.place), line: row.line))
            }, report: { _ in })
        return all
    }
}
