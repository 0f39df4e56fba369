import FindingsModel

/// JSON with the bytes of its strings: what is needed to find a text in it, and to say later where that stands.
///
/// It is read strictly: a document that is no JSON is prose.
indirect enum JSONSpans {
    /// The bytes between the quotes.
    case text(Range<Int>)
    case object([(key: String, value: JSONSpans)])
    case array([JSONSpans])
    /// A number, `true`, `false`, `null`.
    case scalar(Range<Int>)

    static let maximumDepth = 32
    /// How many values are read of one document; one of more is no model's answer.
    static let maximumValues = 200_000

    /// The values of a document that holds nothing but JSON: one, or several behind one another, as streams have them.
    static func values(_ document: [UInt8]) -> [JSONSpans]? {
        guard let first = document.first(where: { !$0.isBlank }), first.isOne(of: "{[\""),
            let last = document.last(where: { !$0.isBlank }), last.isOne(of: "}]\"")
        else { return nil }
        var reader = Reader(bytes: document)
        var values: [JSONSpans] = []
        while reader.hasMore {
            guard let value = reader.value(depth: 0) else { return nil }
            values.append(value)
        }
        return values
    }

    private struct Reader {
        let bytes: [UInt8]
        private var index = 0
        private var count = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var hasMore: Bool {
            mutating get {
                skipBlanks()
                return index < bytes.count
            }
        }

        private mutating func skipBlanks() {
            while index < bytes.count, bytes[index].isBlank { index += 1 }
        }

        private mutating func take(_ sign: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
            index += 1
            return true
        }

        mutating func value(depth: Int) -> JSONSpans? {
            skipBlanks()
            count += 1
            guard index < bytes.count, depth < JSONSpans.maximumDepth, count < JSONSpans.maximumValues else {
                return nil
            }
            switch bytes[index] {
            case UInt8(ascii: "{"): return object(depth: depth)
            case UInt8(ascii: "["): return array(depth: depth)
            case UInt8(ascii: "\""): return string().map(JSONSpans.text)
            default:
                let start = index
                while index < bytes.count, bytes[index].isWord || bytes[index].isOne(of: "+-.") { index += 1 }
                return index > start ? .scalar(start..<index) : nil
            }
        }

        private mutating func object(depth: Int) -> JSONSpans? {
            index += 1
            var fields: [(key: String, value: JSONSpans)] = []
            if take("}") { return .object([]) }
            repeat {
                skipBlanks()
                guard let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
                fields.append((String(decoding: bytes[key], as: UTF8.self), value))
            } while take(",")
            return take("}") ? .object(fields) : nil
        }

        private mutating func array(depth: Int) -> JSONSpans? {
            index += 1
            var values: [JSONSpans] = []
            if take("]") { return .array([]) }
            repeat {
                guard let value = value(depth: depth + 1) else { return nil }
                values.append(value)
            } while take(",")
            return take("]") ? .array(values) : nil
        }

        private mutating func string() -> Range<Int>? {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
                // A line break in a string is none of JSON's, and a quote in words does not end on another line.
                guard bytes[index] >= 0x20 || bytes[index] == 9 else { return nil }
                index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard index < bytes.count else { return nil }
            index += 1
            return start..<index - 1
        }
    }
}
