/// A named part of a remark: "**Severity:** High", "Recommendation: …", "影響: …".
struct FieldLabel {
    enum Kind: String, CaseIterable, Sendable {
        case severity, location, suggestion, body, title, category, symbol
        /// Confidence, effort, status, identifier: of no use here.
        case other
    }

    var kind: Kind
    /// Where the value begins.
    var end: Int
    /// The label as written.
    var name: String

    init?(_ text: StyledText, from start: Int = 0) {
        var index = start
        while index < text.count, text.bytes[index].isBlank { index += 1 }
        // ": *severity* high", as definitions are written.
        if index + 1 < text.count, text.bytes[index] == UInt8(ascii: ":"), text.bytes[index + 1] == .space {
            index += 2
        }
        // An emoji before the label.
        var guardCount = 0
        while index < text.count, text.bytes[index].isWide, guardCount < 4 {
            let (scalar, length) = text.bytes.scalar(at: index)
            guard scalar >= 0x2190 && scalar < 0x2E80 || scalar >= 0x1F000 else { break }
            index += length
            while index < text.count, text.bytes[index].isBlank { index += 1 }
            guardCount += 1
        }
        let first = index
        var end = index
        while end < text.count, end - first < 48, text.bytes[end] != .lineFeed, text.bytes[end] != UInt8(ascii: ":"),
            text.bytes[end] != UInt8(ascii: "|"), !text.bytes.has("：", at: end)
        { end += 1 }
        let isStrong = first < text.count && text.styles[first].contains(.strong)
        let isEmphasised = first < text.count && text.styles[first].contains(.emphasis)
        var value: Int
        if end < text.count, text.bytes[end] == UInt8(ascii: ":") {
            value = end + 1
        } else if text.bytes.has("：", at: end) {
            value = end + 3
        } else if isStrong || isEmphasised {
            // "**Recommendation**" alone or before a dash.
            end = text.runEnd(from: first, isStrong ? .strong : .emphasis)
            value = end
            var next = end
            while next < text.count, text.bytes[next] == .space { next += 1 }
            if next < text.count, text.bytes[next] != .lineFeed {
                if text.bytes.has("–", at: next) || text.bytes.has("—", at: next) {
                    value = next + 3
                } else if text.bytes[next] == UInt8(ascii: "-"), !text.styles[next].contains(.code) {
                    value = next + 1
                } else if text.bytes[next].isLetter || text.bytes[next].isDigit || text.styles[next].contains(.code) {
                    let key = PhraseKey(text.bytes[first..<end])
                    guard Self.names[key.hash] == .severity else { return nil }
                }
            }
        } else {
            return nil
        }
        guard end > first, !Self.isInBrackets(text.bytes[first..<end]) else { return nil }
        let known = Self.names[PhraseKey(text.bytes[first..<end]).hash]
        guard let kind = known ?? (text.styles[first].contains(.label) ? .body : nil) else { return nil }
        // "Line 202: …" is a place, not a field of that name.
        // "Issue 2: …" and "问题1：…" are titles.
        if kind == .location || kind == .body || kind == .suggestion,
            text.bytes[first..<end].contains(where: \.isDigit)
        {
            return nil
        }
        self.kind = kind
        name = text.flat(first..<end)
        while value < text.count, text.bytes[value] == .space || text.bytes[value] == UInt8(ascii: "*") { value += 1 }
        self.end = value
    }

    /// The colon stands in brackets that opened before it: "1. [Severity: high] …".
    private static func isInBrackets(_ name: ArraySlice<UInt8>) -> Bool {
        var depth = 0
        for byte in name {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
        }
        let bytes = Array(name)
        for index in bytes.indices {
            if bytes.has("【", at: index) || bytes.has("（", at: index) { depth += 1 }
            if bytes.has("】", at: index) || bytes.has("）", at: index) { depth -= 1 }
        }
        return depth > 0
    }

    static func kind(of name: String) -> Kind? { names[PhraseKey(name).hash] }

    /// A name that two kinds have is the first one's.
    private static let names: [UInt64: Kind] = {
        var names: [UInt64: Kind] = [:]
        for kind in Kind.allCases {
            for name in VocabularyTable.fields[kind.rawValue] {
                let hash = PhraseKey(name).hash
                if names[hash] == nil { names[hash] = kind }
            }
        }
        for name in VocabularyTable.fields["status"] where names[PhraseKey(name).hash] == nil {
            names[PhraseKey(name).hash] = .other
        }
        return names
    }()
}
