import FindingsModel

/// What scripts print about a comment, a field a line: "Path: src/a.py", "State: COMMENTED | Created: 2026-03-01",
/// "**ファイル**: `src/a.py`".
enum DumpFields {
    enum Kind {
        case path, line, author
        /// When it was written, where it is found, which one it is.
        case record
        case words, code
    }

    struct Field {
        var kind: Kind
        var value: Range<Int>
    }

    /// The fields that `line` consists of; empty where it says anything else.
    static func fields(_ document: [UInt8], _ line: Range<Int>) -> [Field] {
        guard line.count <= 600, !line.isEmpty else { return [] }
        var start = line.lowerBound
        if document[start].isOne(of: "-*"), start + 2 < line.upperBound, document[start + 1] == .space { start += 2 }
        while start < line.upperBound, document[start] == UInt8(ascii: "*") { start += 1 }
        guard start - line.lowerBound < 5, start < line.upperBound, document[start].isLetter || document[start].isWide
        else { return [] }
        var fields: [Field] = []
        while start < line.upperBound, fields.count < 8 {
            let end =
                document[start..<line.upperBound].indices.first { document.has(" | ", at: $0) } ?? line.upperBound
            guard let field = field(document, start..<end) else { return [] }
            // Words go to the end of the line, whatever stands in them.
            if field.kind == .words {
                return fields + [Field(kind: .words, value: field.value.lowerBound..<line.upperBound)]
            }
            fields.append(field)
            start = min(end + 3, line.upperBound)
        }
        return fields
    }

    private static func field(_ document: [UInt8], _ part: Range<Int>) -> Field? {
        guard let (name, valueStart) = name(document, part), let kind = kinds[name] else { return nil }
        var start = valueStart
        // "**File:** `src/a.py`"
        while start < part.upperBound, document[start].isBlank || kind != .words && document[start].isOne(of: "*`") {
            start += 1
        }
        // "**Comment**:" above the words.
        while kind == .words, start < part.upperBound, document[start] == UInt8(ascii: "*"),
            document[start..<part.upperBound].allSatisfy({ $0 == UInt8(ascii: "*") || $0.isBlank })
        {
            start += 1
        }
        var end = part.upperBound
        while kind != .words, end > start, document[end - 1].isBlank || document[end - 1] == UInt8(ascii: "`") {
            end -= 1
        }
        return Field(kind: kind, value: start..<end)
    }

    /// What stands before the colon, without emphasis and without what is told in brackets, and where the value begins.
    private static func name(_ document: [UInt8], _ part: Range<Int>) -> (name: String, value: Int)? {
        let head = part.lowerBound..<min(part.upperBound, part.lowerBound + longestName)
        guard let colon = head.first(where: { document[$0] == UInt8(ascii: ":") || document.has("：", at: $0) }) else {
            return nil
        }
        let words = document[part.lowerBound..<colon].map { $0.isOne(of: "_-*") ? .space : $0.lowered }
        var name = String(decoding: words, as: UTF8.self).trimmingSpaces
        if name.hasSuffix(")") || name.hasSuffix("）"), let open = name.lastIndex(where: { $0 == "(" || $0 == "（" }) {
            name = String(name[..<open]).trimmingSpaces
        }
        return (name, colon + (document[colon].isWide ? 3 : 1))
    }

    /// In bytes; a script without blanks has three a character.
    private static let longestName = 64

    private static let kinds: [String: Kind] = {
        let named: [(Kind, String)] = [
            (.path, "dumpPath"), (.line, "dumpLine"), (.author, "dumpAuthor"), (.record, "dumpRecord"),
            (.words, "dumpWords"), (.code, "dumpCode"),
        ]
        return Dictionary(
            named.flatMap { kind, name in VocabularyTable.fields[name].map { ($0, kind) } },
            uniquingKeysWith: { first, _ in first })
    }()
}
