import FindingsModel

/// A value of a reviewer's answer in JSON, XML or YAML, with the bytes that it was read from.
indirect enum AnswerValue: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case array([AnswerValue])
    case object([(key: String, value: AnswerValue)], ByteSpan)
    case other

    /// The strings of a text or of an array of texts; a number in words.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .number(let number): [String(number)]
        case .array(let values): values.flatMap(\.texts)
        case .object, .flag, .other: []
        }
    }
}

/// A reader of JSON that forgives what models get wrong: comments, trailing commas, raw line breaks in strings, an end cut off;
/// names without quotes and texts in single ones, as in JSON5 and JavaScript.
struct JSONText {
    private let bytes: [UInt8]
    private let offset: Int
    private var index = 0
    private var count = 0
    private var isFlow = false

    static let maximumDepth = 40
    static let maximumValues = 100_000

    /// - Parameter offset: where `bytes` stand in the document.
    /// - Parameter isFlow: names and texts may stand without quotes, as in YAML.
    static func value(_ bytes: [UInt8], offset: Int, isFlow: Bool = false) -> AnswerValue? {
        var reader = JSONText(bytes: bytes, offset: offset)
        reader.isFlow = isFlow
        guard let first = bytes.first(where: { !$0.isBlank }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        return reader.value(depth: 0)
    }

    /// The objects of a document that has one on each line, as a list; `nil` for any other document.
    static func lines(_ document: [UInt8]) -> AnswerValue? {
        var values: [AnswerValue] = []
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = document[start..<end]
            if !line.allSatisfy(\.isBlank) {
                guard line.first == UInt8(ascii: "{"), line.last(where: { !$0.isBlank }) == UInt8(ascii: "}"),
                    values.count < maximumValues, let value = value(Array(line), offset: start)
                else { return nil }
                values.append(value)
            }
            start = end + 1
        }
        return values.count > 1 ? .array(values) : nil
    }

    private init(bytes: [UInt8], offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            if bytes[index].isBlank {
                index += 1
            } else if bytes.has("//", at: index) {
                while index < bytes.count, bytes[index] != .lineFeed { index += 1 }
            } else if bytes.has("/*", at: index) {
                index += 2
                while index < bytes.count, !bytes.has("*/", at: index) { index += 1 }
                index = min(index + 2, bytes.count)
            } else {
                return
            }
        }
    }

    private mutating func value(depth: Int) -> AnswerValue? {
        skipBlanks()
        count += 1
        guard index < bytes.count, depth < Self.maximumDepth, count < Self.maximumValues else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return string().map(AnswerValue.text)
        default: return scalar()
        }
    }

    private mutating func object(depth: Int) -> AnswerValue? {
        let start = index
        index += 1
        var fields: [(key: String, value: AnswerValue)] = []
        while true {
            skipBlanks()
            guard index < bytes.count else { break }
            if bytes[index] == UInt8(ascii: "}") {
                index += 1
                break
            }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard let key = bytes[index].isOne(of: "\"'") ? string() : plainKey() else { return nil }
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
            index += 1
            guard let value = value(depth: depth + 1) else {
                return fields.isEmpty ? nil : .object(fields, span(start))
            }
            fields.append((key, value))
        }
        return .object(fields, span(start))
    }

    /// A name without quotes, as YAML's flow maps and JSON5 have: `{line: 101}`.
    private mutating func plainKey() -> String? {
        let start = index
        while index < bytes.count, bytes[index].isWord || isFlow && bytes[index] == UInt8(ascii: "-") { index += 1 }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    private func span(_ start: Int) -> ByteSpan { ByteSpan(offset + start, offset + index) }

    private mutating func array(depth: Int) -> AnswerValue? {
        index += 1
        var values: [AnswerValue] = []
        while true {
            skipBlanks()
            guard index < bytes.count else { break }
            if bytes[index] == UInt8(ascii: "]") {
                index += 1
                break
            }
            if bytes[index] == UInt8(ascii: ",") {
                index += 1
                continue
            }
            guard let value = value(depth: depth + 1) else { return values.isEmpty ? nil : .array(values) }
            values.append(value)
        }
        return .array(values)
    }

    private mutating func string() -> String? {
        let quote = bytes[index]
        index += 1
        var out: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                index += 1
                return String(decoding: out, as: UTF8.self)
            }
            guard byte == UInt8(ascii: "\\"), index + 1 < bytes.count else {
                out.append(byte)
                index += 1
                continue
            }
            let escape = bytes[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "t"): out.append(9)
            // A line that goes on behind a backslash.
            case UInt8(ascii: "r"), .lineFeed: break
            case UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(.space)
            case UInt8(ascii: "u"): out.append(contentsOf: Array(String(unicode()).utf8))
            default: out.append(escape)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func unicode() -> Character {
        func hex() -> UInt32? {
            guard index + 4 <= bytes.count else { return nil }
            let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
            index += 4
            return value
        }
        guard var value = hex() else { return "\u{FFFD}" }
        if (0xD800...0xDBFF).contains(value), bytes.has("\\u", at: index) {
            index += 2
            if let low = hex(), (0xDC00...0xDFFF).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            }
        }
        return Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}"
    }

    private mutating func scalar() -> AnswerValue? {
        let start = index
        if isFlow {
            // A plain scalar goes on to the next sign.
            while index < bytes.count, !bytes[index].isOne(of: ",]}\n") { index += 1 }
            while index > start, bytes[index - 1].isBlank { index -= 1 }
        } else {
            while index < bytes.count, bytes[index].isWord || bytes[index].isOne(of: "+-.") { index += 1 }
        }
        guard index > start else { return nil }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if let number = Int(word) { return .number(number) }
        if isFlow, !["true", "false", "null"].contains(word) { return .text(word) }
        if word == "true" || word == "false" { return .flag(word == "true") }
        return Double(word) != nil ? .text(word) : .other
    }
}

/// A reader of the YAML that reviewers answer in: maps, lists, block scalars and quoted strings by indentation.
struct YAMLText {
    private struct Line {
        var indent: Int
        var start: Int
        var end: Int
    }

    private let bytes: [UInt8]
    private let offset: Int
    private var lines: [Line] = []
    /// The lines between the marks of documents (`---`), of which there may be several.
    private var documents: [[Line]] = []
    private var at = 0

    static let maximumDepth = 24

    static func value(_ bytes: [UInt8], offset: Int) -> AnswerValue? {
        var reader = YAMLText(bytes, offset)
        guard !reader.lines.isEmpty else { return nil }
        if reader.documents.count > 1 {
            var values: [AnswerValue] = []
            for lines in reader.documents {
                reader.lines = lines
                reader.at = 0
                // The last one may be cut off.
                guard let value = reader.block(indent: lines[0].indent, depth: 0), reader.at >= lines.count else {
                    return nil
                }
                values.append(value)
            }
            return .array(values)
        }
        let value = reader.block(indent: reader.lines[0].indent, depth: 0)
        return reader.at >= reader.lines.count ? value : nil
    }

    private init(_ bytes: [UInt8], _ offset: Int) {
        self.bytes = bytes
        self.offset = offset
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != .lineFeed { end += 1 }
            var first = start
            while first < end, bytes[first] == .space { first += 1 }
            var last = end
            while last > first, bytes[last - 1].isBlank { last -= 1 }
            // Blank lines stay, for block scalars; comments and document marks do not.
            let isMark = first == start && last - first == 3 && bytes.has("---", at: first)
            if isMark, !lines.isEmpty {
                documents.append(lines)
                lines = []
            }
            if !isMark, first == last || bytes[first] != UInt8(ascii: "#") {
                lines.append(Line(indent: first - start, start: first, end: last))
            }
            start = end + 1
        }
        documents.append(lines)
        documents = documents.map(Self.trimmed).filter { !$0.isEmpty }
        lines = documents.flatMap { $0 }
    }

    private static func trimmed(_ lines: [Line]) -> [Line] {
        let isText: (Line) -> Bool = { $0.start < $0.end }
        guard let first = lines.firstIndex(where: isText), let last = lines.lastIndex(where: isText) else { return [] }
        return Array(lines[first...last])
    }

    private mutating func skipBlanks() {
        while at < lines.count, lines[at].start == lines[at].end { at += 1 }
    }

    private mutating func block(indent: Int, depth: Int) -> AnswerValue? {
        skipBlanks()
        guard at < lines.count, depth < Self.maximumDepth else { return nil }
        return isItem(lines[at])
            ? list(indent: lines[at].indent, depth: depth) : map(indent: lines[at].indent, depth: depth)
    }

    private func isItem(_ line: Line) -> Bool {
        line.start < line.end && bytes[line.start] == UInt8(ascii: "-")
            && (line.start + 1 == line.end || bytes[line.start + 1] == .space)
    }

    private mutating func list(indent: Int, depth: Int) -> AnswerValue? {
        var values: [AnswerValue] = []
        while true {
            skipBlanks()
            guard at < lines.count, lines[at].indent == indent, isItem(lines[at]) else { break }
            var start = lines[at].start + 1
            while start < lines[at].end, bytes[start] == .space { start += 1 }
            if start == lines[at].end {
                at += 1
                guard let value = block(indent: indent + 1, depth: depth + 1) else { return nil }
                values.append(value)
            } else if key(from: start, to: lines[at].end) != nil {
                lines[at] = Line(indent: indent + start - lines[at].start, start: start, end: lines[at].end)
                guard let value = map(indent: lines[at].indent, depth: depth + 1) else { return nil }
                values.append(value)
            } else {
                let end = lines[at].end
                at += 1
                values.append(.text(scalar(start, end, deeperThan: indent)))
            }
        }
        return .array(values)
    }

    private mutating func map(indent: Int, depth: Int) -> AnswerValue? {
        var fields: [(key: String, value: AnswerValue)] = []
        guard at < lines.count, depth < Self.maximumDepth else { return nil }
        let start = lines[at].start
        var end = lines[at].end
        while true {
            skipBlanks()
            guard at < lines.count, lines[at].indent == indent, !isItem(lines[at]) || fields.isEmpty,
                let (name, next) = key(from: lines[at].start, to: lines[at].end)
            else { break }
            var value = next
            while value < lines[at].end, bytes[value] == .space { value += 1 }
            let lineEnd = lines[at].end
            end = lineEnd
            at += 1
            if value == lineEnd {
                skipBlanks()
                if at < lines.count, lines[at].indent > indent || lines[at].indent == indent && isItem(lines[at]) {
                    guard let inner = block(indent: lines[at].indent, depth: depth + 1) else { return nil }
                    fields.append((name, inner))
                } else {
                    fields.append((name, .text("")))
                }
            } else if bytes[value] == UInt8(ascii: "|") || bytes[value] == UInt8(ascii: ">") {
                fields.append((name, .text(literal(deeperThan: indent))))
            } else if bytes[value] == UInt8(ascii: "[") || bytes[value] == UInt8(ascii: "{"),
                let inner = JSONText.value(Array(bytes[value..<lineEnd]), offset: offset + value, isFlow: true)
            {
                fields.append((name, inner))
            } else {
                let text = scalar(value, lineEnd, deeperThan: indent)
                fields.append((name, Int(text).map(AnswerValue.number) ?? .text(text)))
            }
            if at > 0 { end = max(end, lines[min(at, lines.count) - 1].end) }
        }
        guard !fields.isEmpty else { return nil }
        return .object(fields, ByteSpan(offset + start, offset + end))
    }

    /// `name:` at `start`; the name and where its value begins.
    private func key(from start: Int, to end: Int) -> (String, Int)? {
        var index = start
        while index < end, index - start < 60 {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":"), index + 1 == end || bytes[index + 1] == .space { break }
            guard
                byte.isWord || byte == UInt8(ascii: "-") || byte == .space || byte == UInt8(ascii: "\"")
                    || byte == UInt8(ascii: "[")
                    || byte == UInt8(ascii: "]")
            else { return nil }
            index += 1
        }
        guard index < end, bytes[index] == UInt8(ascii: ":"), index > start else { return nil }
        let name = String(decoding: bytes[start..<index].filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
        return name.utf8.filter { $0 == .space }.count > 3 ? nil : (name, index + 1)
    }

    /// A plain or quoted scalar with its continuation lines.
    private mutating func scalar(_ start: Int, _ end: Int, deeperThan indent: Int) -> String {
        var out = Array(bytes[start..<end])
        while at < lines.count, lines[at].indent > indent, lines[at].start < lines[at].end,
            key(from: lines[at].start, to: lines[at].end) == nil,
            !isItem(lines[at])
        {
            out.append(.space)
            out.append(contentsOf: bytes[lines[at].start..<lines[at].end])
            at += 1
        }
        if let first = out.first, out.count >= 2, first == out[out.count - 1],
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        {
            out = Array(out.dropFirst().dropLast())
        }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func literal(deeperThan indent: Int) -> String {
        var out: [UInt8] = []
        while at < lines.count, lines[at].indent > indent || lines[at].start == lines[at].end {
            if !out.isEmpty { out.append(.lineFeed) }
            out.append(contentsOf: bytes[lines[at].start..<lines[at].end])
            at += 1
        }
        return String(decoding: out, as: UTF8.self).trimmingNewlines
    }
}
