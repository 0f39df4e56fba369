import FindingsModel

/// JSON as text (RFC 8259), keys in the order given.
indirect enum JSONText {
    case value(Value)
    /// `true` or `false`, which SQLite's values have not.
    case literal(StaticString)
    case array([JSONText])
    case object([(String, JSONText)])

    static func text(_ text: String) -> JSONText { .value(.text(text)) }
    static func number(_ number: Int) -> JSONText { .value(.integer(Int64(number))) }

    /// On one line.
    var compact: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    /// Two spaces a level; arrays and objects of plain values stay on one line.
    var pretty: String {
        var out = ""
        write(to: &out, indent: 0)
        return out
    }

    private var isPlain: Bool {
        switch self {
        case .value, .literal: true
        default: false
        }
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .value(let value): Self.write(value, to: &out)
        case .literal(let word): out += "\(word)"
        case .array(let items):
            let inner = items.allSatisfy(\.isPlain) ? nil : indent
            Self.write(items.map { (nil, $0) }, "[", "]", to: &out, indent: inner)
        case .object(let members):
            let inner = members.allSatisfy(\.1.isPlain) ? nil : indent
            Self.write(members.map { ($0.0, $0.1) }, "{", "}", to: &out, indent: inner)
        }
    }

    private static func write(
        _ members: [(String?, JSONText)], _ open: String, _ close: String, to out: inout String, indent: Int?
    ) {
        out += open
        for (index, (key, member)) in members.enumerated() {
            if index > 0 { out += indent == nil ? ", " : "," }
            if let indent { out += "\n" + String(repeating: "  ", count: indent + 1) }
            if let key {
                quote(key, to: &out)
                out += ": "
            }
            member.write(to: &out, indent: indent.map { $0 + 1 })
        }
        if let indent, !members.isEmpty { out += "\n" + String(repeating: "  ", count: indent) }
        out += close
    }

    private static func write(_ value: Value, to out: inout String) {
        switch value {
        case .null: out += "null"
        case .integer(let number): out += String(number)
        case .real(let number): out += number.isFinite ? "\(number)" : "null"
        case .text(let text): quote(text, to: &out)
        case .blob(let byteCount): out += "{\"bytes\": \(byteCount)}"
        }
    }

    /// Control characters are escaped, so that none reaches a terminal; so are the two line separators of JavaScript.
    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: out += "\\\""
            case 0x5C: out += "\\\\"
            case 0x0A: out += "\\n"
            case 0x0D: out += "\\r"
            case 0x09: out += "\\t"
            case 0x00..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

extension RowSet {
    /// One object a row, its keys in the order of the columns.
    var jsonObjects: [JSONText] {
        rows.map { row in .object(zip(columns, row).map { ($0, .value($1)) }) }
    }
}
