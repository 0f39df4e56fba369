import FindingsModel
import Synchronization

/// A document as the formats see it: its text, and what its text is at first sight.
public struct SourceDocument: Sendable {
    /// The file as it was named.
    public let name: String
    /// Valid UTF-8 without a byte order mark.
    public let text: [UInt8]
    let shape: Shape
    /// The JSON inside a text that is a report with a tool's warnings before it or a log's lines behind it.
    let wrapped: JSONDocument?
    /// The values of a text that is several JSON lists or objects, one behind the other: pages of an answer, a stream of
    /// records over several lines each.
    let pages: [JSONDocument]
    /// The objects of a text that is an object a line behind words of a tool.
    let wrappedLines: [JSONDocument]
    /// The objects of one a line, as far as they were read.
    private let readLines = ReadLines()
    /// What became of the text, one after the other; places are told in the text as it came.
    private let cleaned: [TerminalText]
    private let original: [UInt8]

    private final class ReadLines: Sendable {
        let documents = Mutex<[JSONDocument]>([])
    }

    /// What a text is at first sight.
    enum Shape: Sendable {
        /// One JSON value.
        case json(JSONDocument)
        /// Several lines, the first of them a JSON object.
        case jsonLines
        /// Begins as JSON does and breaks off or goes wrong.
        case brokenJSON(JSONError)
        case text
    }

    init(name: String, text: [UInt8]) { self.init(name: name, original: text, cleaned: []) }

    /// - Parameter cleaned: what became of the text before it is read, one after the other.
    init(name: String, original: [UInt8], cleaned: [TerminalText]) {
        let text = cleaned.last?.text ?? original
        self.name = name
        self.text = text
        self.original = original
        self.cleaned = cleaned
        shape = Self.shape(of: text)
        if case .text = shape {
            pages = Self.pages(text)
            wrapped = pages.isEmpty ? Self.wrapped(text) : nil
            wrappedLines = pages.isEmpty && wrapped == nil ? Self.wrappedLines(text) : []
        } else {
            pages = []
            wrapped = nil
            wrappedLines = []
        }
    }

    /// Said where a tool's report has words around it.
    var wordsLeftOut: String { "words around the report left out" }

    /// Whether a report has words before it or behind it, other than what Gerrit puts before its answers, against scripts of
    /// other sites.
    var hasWordsAround: Bool {
        guard let wrapped else { return !wrappedLines.isEmpty }
        let span = wrapped.root.span
        return text[span.end...].contains { !Self.isSpace($0) }
            || !text[..<span.start].filter({ !Self.isSpace($0) }).elementsEqual(Self.answerMark)
    }

    private static let answerMark = Array(")]}'".utf8)

    /// The root of a tool's report: the document's, or that of the JSON between words.
    var report: JSONValue? { json ?? pages.first?.root ?? wrapped?.root }

    /// The JSON values that the document is or holds, the first of many; none for other than JSON.
    var roots: [JSONValue] {
        if let json { return [json] }
        if !pages.isEmpty { return pages.prefix(20).map(\.root) }
        if let wrapped { return [wrapped.root] }
        if !wrappedLines.isEmpty { return wrappedLines.prefix(20).map(\.root) }
        guard case .jsonLines = shape else { return [] }
        return RefrainLinesFormat.lines(text, limit: 20).compactMap { try? JSONDocument(text, in: $0).root }
    }

    /// Named as JSON, and begun as such, but none: damaged near its beginning rather than words.
    var isBrokenJSON: Bool {
        guard case .text = shape, isNamedAsJSON else { return false }
        let first = text.first { !Self.isSpace($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Why a document that is named as JSON has none, where some begins among its first lines, behind a tool's words.
    var brokenInside: JSONError? {
        guard case .text = shape, isNamedAsJSON, report == nil, pages.isEmpty, wrappedLines.isEmpty else { return nil }
        for line in RefrainLinesFormat.lines(text, limit: 20) {
            guard text[line.lowerBound] == UInt8(ascii: "{") || text[line.lowerBound] == UInt8(ascii: "[") else {
                continue
            }
            do throws(JSONError) {
                _ = try JSONDocument(text, in: line.lowerBound..<text.count)
            } catch {
                return error.isTrailing ? nil : error
            }
        }
        return nil
    }

    /// Where objects, one a line, of a tool's report are interrupted by a line that is none; `nil` for all else.
    func brokenLine(recognizedBy isTools: (SourceDocument) -> Bool) -> JSONError? {
        guard case .text = shape, text.first(where: { !Self.isSpace($0) }) == UInt8(ascii: "{") else { return nil }
        let lines = RefrainLinesFormat.lines(text)
        guard lines.count > 1, let first = lines.first, (try? JSONDocument(text, in: first)) != nil,
            lines.dropFirst().contains(where: { text[$0.lowerBound] == UInt8(ascii: "{") }),
            isTools(SourceDocument(name: name, text: Array(text[first])))
        else { return nil }
        for line in lines.dropFirst() {
            guard text[line.lowerBound] == UInt8(ascii: "{") else {
                return JSONError(
                    why: "each line is an object, as the first is", offset: line.lowerBound, isTrailing: false,
                    isTruncated: false)
            }
            do throws(JSONError) {
                _ = try JSONDocument(text, in: line)
            } catch {
                return error
            }
        }
        return nil
    }

    /// Where another JSON value begins a line behind the report, which is not read.
    var furtherValue: Int? {
        guard let wrapped else { return nil }
        var start = wrapped.root.span.end
        for _ in 0..<300 {
            guard start < text.count, let end = text[start...].firstIndex(of: UInt8(ascii: "\n")), end + 1 < text.count
            else { return nil }
            start = end + 1
            let second = text[(start + 1)...].first { !Self.isSpace($0) }
            guard text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "["), let second,
                [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(second)
            else { continue }
            do throws(JSONError) {
                _ = try JSONDocument(text, in: start..<text.count)
                return start
            } catch {
                if error.isTrailing { return start }
            }
        }
        return nil
    }

    /// The document with nothing but one of its values, each byte where it was.
    func alone(_ value: JSONValue) -> SourceDocument {
        let span = value.span
        var bytes = [UInt8](repeating: 0x20, count: text.count)
        bytes.replaceSubrange(span.start..<span.end, with: text[span.start..<span.end])
        return SourceDocument(name: name, text: bytes)
    }

    /// By the ending of its name.
    var isNamedAsJSON: Bool {
        let lower = name.lowercased()
        return ["json", "jsonl", "ndjson", "sarif"].contains { lower.hasSuffix("." + $0) }
    }

    /// The root, where the document is one JSON value.
    var json: JSONValue? {
        if case .json(let document) = shape { return document.root }
        return nil
    }

    /// The first object of one object a line, also where there is only one line.
    var firstRecord: JSONValue? {
        if let json { return json.isObject ? json : nil }
        if let first = (pages.first ?? wrapped ?? wrappedLines.first)?.root { return first.isObject ? first : nil }
        guard case .jsonLines = shape, let line = RefrainLinesFormat.lines(text, limit: 1).first else { return nil }
        return (try? JSONDocument(text, in: line))?.root
    }

    /// The object of a line, which is remembered for what is misread in it.
    func object(inLine line: Range<Int>) throws(JSONError) -> JSONValue {
        let document = try JSONDocument(text, in: line)
        readLines.documents.withLock { $0.append(document) }
        return document.root
    }

    /// What readers met that was not of the type they looked for, and where; forgotten then.
    func takeMisreadings() -> [String] { takeMisreadings { place(byte: $0).line } }

    /// - Parameter line: the line of a byte, where this text is only a part of the document.
    func takeMisreadings(line: (Int) -> Int?) -> [String] {
        var documents = pages + wrappedLines + readLines.documents.withLock { $0 }
        if case .json(let document) = shape { documents.append(document) }
        if let wrapped { documents.append(wrapped) }
        return documents.flatMap { document in
            document.root.takeMisreadings { byte in line(byte).map { " (line \($0))" } ?? "" }
        }
    }

    func place(byte: Int) -> Place {
        Place(file: name, byte: cleaned.reversed().reduce(byte) { $1.origin(of: $0) }, in: original)
    }

    /// The review with the spans of the text as it came.
    func located(_ review: Review) -> Review { cleaned.reversed().reduce(review) { $1.located($0) } }

    /// A span of this text in the text as it came.
    func located(_ span: ByteSpan) -> ByteSpan { cleaned.reversed().reduce(span) { $1.origin(of: $0) } }

    /// The document as JSON, or the error that says where it is none.
    func requireJSON() throws(IngestionError) -> JSONValue {
        if let json { return json }
        do {
            return try JSONDocument(text).root
        } catch {
            throw .malformedJSON(place(byte: error.offset), why: error.why)
        }
    }

    private static func shape(of text: [UInt8]) -> Shape {
        guard let start = text.firstIndex(where: { !isSpace($0) }) else { return .text }
        let second = text[(start + 1)...].first { !isSpace($0) }
        switch (text[start], second) {
        case (UInt8(ascii: "{"), let next):
            guard next == nil || next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") else { return .text }
        case (UInt8(ascii: "["), let next):
            guard next == nil || next == UInt8(ascii: "{") || next == UInt8(ascii: "]") || next == UInt8(ascii: "[")
            else {
                // `[x] done` and `[1]: https://…` are words; `["x"]` to its end is JSON.
                return (try? JSONDocument(text)).map(Shape.json) ?? .text
            }
        default:
            return .text
        }
        do {
            return .json(try JSONDocument(text))
        } catch {
            if let firstEnd = text[start...].firstIndex(of: UInt8(ascii: "\n")),
                text[start] == UInt8(ascii: "{"), (try? JSONDocument(text, in: start..<firstEnd)) != nil
            {
                let rest = text[firstEnd...].first { !isSpace($0) }
                if rest == UInt8(ascii: "{") { return .jsonLines }
            }
            // Pages of lists, unless one of them is cut.
            if error.isTrailing, text.indices.contains(error.offset),
                text[error.offset] == UInt8(ascii: "[") || text[error.offset] == UInt8(ascii: "{")
            {
                return pages(text).isEmpty ? .brokenJSON(error) : .text
            }
            // A value and then words: prose that opens with a bit of JSON. `[[wiki]]` and `{"a"` in a sentence, too.
            if error.isTrailing || (text[start] == UInt8(ascii: "[") && second == UInt8(ascii: "[")) { return .text }
            return .brokenJSON(error)
        }
    }

    /// `[…][…]` or `{…} {…}`, with nothing but white space between; empty for anything else.
    private static func pages(_ text: [UInt8]) -> [JSONDocument] {
        var pages: [JSONDocument] = []
        var depth = 0
        var isInside = false
        var start = 0
        var at = 0
        while at < text.count {
            let byte = text[at]
            if isInside {
                if byte == UInt8(ascii: "\\") { at += 1 } else if byte == UInt8(ascii: "\"") { isInside = false }
            } else if depth == 0, byte != UInt8(ascii: "["), byte != UInt8(ascii: "{") {
                if !isSpace(byte) { return [] }
            } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
                if depth == 0 { start = at }
                depth += 1
            } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 {
                    guard let page = try? JSONDocument(text, in: start..<at + 1) else { return [] }
                    pages.append(page)
                }
            } else if byte == UInt8(ascii: "\"") {
                isInside = true
            }
            at += 1
        }
        guard depth == 0, !isInside, pages.count > 1 else { return [] }
        let isOfLists = pages[0].root.isArray
        return pages.allSatisfy { $0.root.isArray == isOfLists } ? pages : []
    }

    /// JSON that begins a line among the first 20 and goes on to the end of the text, or begins the text and is
    /// followed by at most 5 lines; not what is quoted in Markdown.
    private static func wrapped(_ text: [UInt8]) -> JSONDocument? {
        var start = 0
        for _ in 0..<20 {
            guard start < text.count else { return nil }
            if text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") {
                do {
                    return try JSONDocument(text, in: start..<text.count)
                } catch {
                    // Of two values behind one another neither is the report.
                    if error.isTrailing, text.indices.contains(error.offset),
                        text[error.offset] == UInt8(ascii: "{") || text[error.offset] == UInt8(ascii: "[")
                    {
                        return nil
                    }
                    if error.isTrailing, error.offset > start + 1, text.indices.contains(error.offset),
                        text[error.offset] != UInt8(ascii: "["), text[error.offset] != UInt8(ascii: "{"),
                        text[error.offset...].count(where: { $0 == UInt8(ascii: "\n") }) <= 200,
                        !RefrainLinesFormat.lines(Array(text[error.offset...])).dropFirst().contains(where: {
                            text[error.offset + $0.lowerBound] == UInt8(ascii: "{")
                        }),
                        !Self.hasFence(text[error.offset...]),
                        let json = try? JSONDocument(text, in: start..<error.offset)
                    {
                        return json
                    }
                }
            }
            guard let end = text[start...].firstIndex(of: UInt8(ascii: "\n")),
                !text[start..<end].starts(with: [0x60, 0x60, 0x60])
            else { return nil }
            start = end + 1
        }
        return nil
    }

    /// Whether code is quoted in it as Markdown does; single marks are quotes of linkers and shells.
    private static func hasFence(_ text: ArraySlice<UInt8>) -> Bool {
        var run = 0
        for byte in text {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            if run == 3 { return true }
        }
        return false
    }

    /// Two objects or more, one a line from one of the first 20 lines to the end.
    private static func wrappedLines(_ text: [UInt8]) -> [JSONDocument] {
        var objects: [JSONDocument] = []
        for (index, line) in RefrainLinesFormat.lines(text).enumerated() {
            let isObject = text[line.lowerBound] == UInt8(ascii: "{")
            if objects.isEmpty, !isObject {
                guard index < 20, !text[line].starts(with: [0x60, 0x60, 0x60]) else { return [] }
                continue
            }
            guard isObject, let object = try? JSONDocument(text, in: line) else { return [] }
            objects.append(object)
        }
        return objects.count > 1 ? objects : []
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
