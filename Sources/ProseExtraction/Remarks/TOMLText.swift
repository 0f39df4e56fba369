import FindingsModel

/// A reader of the TOML that reviewers answer in: tables, arrays of tables, and plain keys on one line.
///
/// Of TOML 1.0 it leaves out dotted keys and dates; a document that has other lines is none.
struct TOMLText {
    /// The whole document as an object; `nil` where a line is neither a table's name, a key nor a comment.
    static func value(_ document: [UInt8]) -> AnswerValue? {
        var root: [(key: String, value: AnswerValue)] = []
        var name: (String, isList: Bool)?
        var fields: [(key: String, value: AnswerValue)] = []
        var start = 0
        var lists: [String: Int] = [:]
        var keys = 0
        var index = 0
        func close(_ end: Int) {
            guard let (key, isList) = name else {
                root += fields
                return
            }
            let value = AnswerValue.object(fields, ByteSpan(start, end))
            guard isList else { return root.append((key, value)) }
            if let place = lists[key], case .array(let values) = root[place].value {
                root[place].value = .array(values + [value])
            } else {
                lists[key] = root.count
                root.append((key, .array([value])))
            }
        }
        while index < document.count {
            var end = index
            while end < document.count, document[end] != .lineFeed { end += 1 }
            var first = index
            while first < end, document[first].isBlank { first += 1 }
            var last = end
            while last > first, document[last - 1].isBlank { last -= 1 }
            let line = index
            index = end + 1
            guard first < last, document[first] != UInt8(ascii: "#") else { continue }
            if document[first] == UInt8(ascii: "["), document[last - 1] == UInt8(ascii: "]") {
                close(line)
                let isList = document.has("[[", at: first)
                let inner = document[first..<last].filter { !$0.isOne(of: "[] ") }
                guard !inner.isEmpty, inner.allSatisfy({ $0.isWord || $0.isOne(of: ".-") }) else { return nil }
                name = (String(decoding: inner, as: UTF8.self), isList)
                (fields, start) = ([], first)
                continue
            }
            var sign = first
            while sign < last, document[sign].isWord || document[sign] == UInt8(ascii: "-") { sign += 1 }
            let key = String(decoding: document[first..<sign], as: UTF8.self)
            while sign < last, document[sign] == .space { sign += 1 }
            guard !key.isEmpty, sign < last, document[sign] == UInt8(ascii: "=") else { return nil }
            sign += 1
            while sign < last, document[sign] == .space { sign += 1 }
            guard sign < last else { return nil }
            keys += 1
            if document.has("\"\"\"", at: sign) {
                // A text of several lines.
                var close = sign + 3
                while close < document.count, !document.has("\"\"\"", at: close) { close += 1 }
                fields.append((key, .text(String(decoding: document[sign + 3..<close], as: UTF8.self))))
                while close < document.count, document[close] != .lineFeed { close += 1 }
                index = close + 1
                continue
            }
            fields.append((key, scalar(Array(document[sign..<last]), offset: sign)))
        }
        close(document.count)
        return keys >= 3 && !lists.isEmpty ? .object(root, ByteSpan(0, document.count)) : nil
    }

    private static func scalar(_ bytes: [UInt8], offset: Int) -> AnswerValue {
        if bytes.first == UInt8(ascii: "[") || bytes.first == UInt8(ascii: "{") {
            return JSONText.value(bytes, offset: offset) ?? .other
        }
        if let quote = bytes.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            if quote == UInt8(ascii: "\""),
                case .array(let values)? = JSONText.value([91] + bytes + [93], offset: offset),
                let text = values.first
            {
                return text
            }
            return .text(String(decoding: bytes.dropFirst().prefix { $0 != quote }, as: UTF8.self))
        }
        let word = String(decoding: bytes, as: UTF8.self)
        return Int(word).map(AnswerValue.number) ?? .text(word)
    }
}
