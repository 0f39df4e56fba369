import FindingsModel

/// A reader of the XML that reviewers answer in, with elements and attributes of their own names, as an ``AnswerValue``.
///
/// An element with attributes or child elements is an object of both and of its own text; children of one name are an array.
/// Only a document that is one whole element, with a paragraph of words behind it at most, is taken, and none whose root is
/// HTML's: that is a text with marks. No entity but XML's own five and the numbered ones is resolved.
struct XMLText {
    private let bytes: [UInt8]
    private var index = 0
    private var count = 0

    static let maximumDepth = 40
    static let maximumValues = 100_000

    static func value(_ bytes: [UInt8]) -> AnswerValue? {
        guard bytes.first(where: { !$0.isBlank }) == UInt8(ascii: "<") else { return nil }
        var reader = XMLText(bytes: bytes)
        guard reader.skipToElement(), let root = reader.element(depth: 0), !htmlNames.contains(root.name.lowercased())
        else { return nil }
        // A few words of the answer may follow.
        let isWhole = !reader.skipToElement() && (reader.index == bytes.count || reader.isLastParagraph)
        return isWhole ? root.value : nil
    }

    /// What is left is short and has no element.
    private var isLastParagraph: Bool {
        let rest = bytes[index...]
        return rest.count <= 600 && !rest.contains(UInt8(ascii: "<")) && !rest.contains(UInt8(ascii: "#"))
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static let htmlNames: Set<String> = [
        "a", "article", "b", "blockquote", "body", "br", "center", "code", "dd", "details", "div", "dl", "dt", "em",
        "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "i", "img",
        "ins",
        "kbd", "li", "main", "nav", "ol", "p", "picture", "pre", "q", "s", "samp", "section", "small", "span", "strong",
        "sub", "summary", "sup", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul",
    ]

    /// Skips blanks, comments, declarations; whether an element begins here.
    private mutating func skipToElement() -> Bool {
        while index < bytes.count {
            if bytes[index].isBlank {
                index += 1
            } else if bytes.has("<?", at: index) {
                skip(past: "?>")
            } else if bytes.has("<!--", at: index) {
                skip(past: "-->")
            } else if bytes.has("<!", at: index) {
                skip(past: ">")
            } else {
                return bytes[index] == UInt8(ascii: "<")
            }
        }
        return false
    }

    private mutating func skip(past end: StaticString) {
        while index < bytes.count, !bytes.has(end, at: index) { index += 1 }
        index = min(bytes.count, index + end.utf8CodeUnitCount)
    }

    private mutating func name() -> String? {
        let start = index
        while index < bytes.count, bytes[index].isWord || bytes[index].isWide || bytes[index].isOne(of: "-.:") {
            index += 1
        }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    private mutating func skipBlanks() { while index < bytes.count, bytes[index].isBlank { index += 1 } }

    private mutating func element(depth: Int) -> (name: String, value: AnswerValue)? {
        count += 1
        guard depth < Self.maximumDepth, count < Self.maximumValues else { return nil }
        let start = index
        index += 1
        guard let name = name() else { return nil }
        var fields: [(key: String, value: AnswerValue)] = []
        while true {
            skipBlanks()
            guard index < bytes.count else { return nil }
            if bytes.has("/>", at: index) {
                index += 2
                return (name, object(fields, [], "", start))
            }
            if bytes[index] == UInt8(ascii: ">") { break }
            guard let attribute = attribute() else { return nil }
            fields.append(attribute)
        }
        index += 1
        var children: [(key: String, value: AnswerValue)] = []
        var text: [UInt8] = []
        // The text with what HTML's elements inside it mark, as long as it has no others.
        var marked: [UInt8]? = []
        while index < bytes.count {
            if bytes.has("</", at: index) {
                index += 2
                guard self.name() == name else { return nil }
                skipBlanks()
                guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { return nil }
                index += 1
                if let marked, !children.isEmpty,
                    text.contains(where: { !$0.isBlank }) || Self.phraseNames.contains(name.lowercased())
                {
                    return (name, object(fields, [], String(decoding: marked, as: UTF8.self), start))
                }
                return (name, object(fields, children, String(decoding: text, as: UTF8.self), start))
            }
            if bytes.has("<![CDATA[", at: index) {
                index += 9
                let first = index
                skip(past: "]]>")
                text += bytes[first..<max(first, index - 3)]
                marked?.append(contentsOf: bytes[first..<max(first, index - 3)])
            } else if bytes.has("<!--", at: index) {
                skip(past: "-->")
            } else if bytes.has("<?", at: index) {
                skip(past: "?>")
            } else if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count,
                bytes[index + 1].isLetter || bytes[index + 1] == UInt8(ascii: "_")
            {
                guard let child = element(depth: depth + 1) else { return nil }
                children.append((child.name, child.value))
                if let words = Self.markup(child) {
                    marked?.append(contentsOf: words.utf8)
                } else {
                    marked = nil
                }
            } else {
                let character = character()
                text += character
                marked?.append(contentsOf: character)
            }
        }
        return nil
    }

    /// What an element stands for inside a text that HTML marks up; `nil` for others.
    private static func markup(_ element: (name: String, value: AnswerValue)) -> String? {
        let name = element.name.lowercased()
        let words: String
        switch element.value {
        case .text(let text): words = text
        case .number(let number): words = String(number)
        case .object(let fields, _) where name == "a" || name == "span":
            // A link, or a text in a colour: what it says.
            guard case .text(let text)? = fields.first(where: { $0.key == "text" })?.value else { return nil }
            words = text
        default: return nil
        }
        if codeNames.contains(name) { return words.isEmpty ? "" : "`\(words)`" }
        if name == "br" { return "\n" }
        return phraseNames.contains(name) ? words : nil
    }
    private static let codeNames: Set<String> = ["code", "kbd", "samp", "tt", "var"]
    private static let phraseNames: Set<String> = [
        "a", "b", "em", "i", "s", "small", "span", "strong", "sub", "sup", "u",
    ]

    private mutating func attribute() -> (key: String, value: AnswerValue)? {
        guard let key = name() else { return nil }
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
        index += 1
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            return nil
        }
        let quote = bytes[index]
        index += 1
        var text: [UInt8] = []
        while index < bytes.count, bytes[index] != quote { text += character() }
        guard index < bytes.count else { return nil }
        index += 1
        return (key, scalar(String(decoding: text, as: UTF8.self)))
    }

    /// The next character, with what an entity stands for.
    private mutating func character() -> [UInt8] {
        defer { index += 1 }
        guard bytes[index] == UInt8(ascii: "&"), let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
        else { return [bytes[index]] }
        let entity = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar? =
            switch entity {
            case "lt": "<"
            case "gt": ">"
            case "amp": "&"
            case "quot": "\""
            case "apos": "'"
            case let hex where hex.hasPrefix("#x"): UInt32(hex.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
            case let number where number.hasPrefix("#"): UInt32(number.dropFirst()).flatMap(Unicode.Scalar.init)
            default: nil
            }
        guard let scalar else { return [bytes[index]] }
        index = end
        return Array(String(Character(scalar)).utf8)
    }

    /// A number, or a text without the blanks around it.
    private func scalar(_ text: String) -> AnswerValue {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        var joined = lines.joined(separator: "\n")
        while joined.last?.isWhitespace == true { joined.removeLast() }
        return Int(joined).map(AnswerValue.number) ?? .text(joined)
    }

    private func object(
        _ attributes: [(key: String, value: AnswerValue)], _ children: [(key: String, value: AnswerValue)],
        _ text: String, _ start: Int
    ) -> AnswerValue {
        let own = scalar(text)
        if attributes.isEmpty, children.isEmpty { return own }
        var groups: [(key: String, values: [AnswerValue])] = []
        var places: [String: Int] = [:]
        for child in children {
            if let place = places[child.key] {
                groups[place].values.append(child.value)
            } else {
                places[child.key] = groups.count
                groups.append((child.key, [child.value]))
            }
        }
        var fields = attributes
        for group in groups {
            fields.append((group.key, group.values.count == 1 ? group.values[0] : .array(group.values)))
        }
        if !text.allSatisfy(\.isWhitespace) { fields.append(("text", own)) }
        return .object(fields, ByteSpan(start, index))
    }
}
