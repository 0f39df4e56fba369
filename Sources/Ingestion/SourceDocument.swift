import FindingsModel

/// A document as the formats see it: its text, and what its text is at first sight.
public struct SourceDocument: Sendable {
    /// The file as it was named.
    public let name: String
    /// Valid UTF-8 without a byte order mark.
    public let text: [UInt8]
    let shape: Shape

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

    init(name: String, text: [UInt8]) {
        self.name = name
        self.text = text
        shape = Self.shape(of: text)
    }

    /// The root, where the document is one JSON value.
    var json: JSONValue? {
        if case .json(let document) = shape { return document.root }
        return nil
    }

    func place(byte: Int) -> Place { Place(file: name, byte: byte, in: text) }

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
            else { return .text }
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
            // A value and then words: prose that opens with a bit of JSON. `[[wiki]]` and `{"a"` in a sentence, too.
            if error.isTrailing || (text[start] == UInt8(ascii: "[") && second == UInt8(ascii: "[")) { return .text }
            return .brokenJSON(error)
        }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
