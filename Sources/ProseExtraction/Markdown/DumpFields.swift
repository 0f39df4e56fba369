import FindingsModel

/// What scripts print about a comment, a field a line: "Path: src/a.py", "State: COMMENTED | Created: 2026-03-01".
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
        guard start - line.lowerBound < 5, start < line.upperBound, document[start].isLetter else { return [] }
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
        guard let colon = document[part].prefix(32).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let words = document[part.lowerBound..<colon].map { $0.isOne(of: "_-*") ? .space : $0.lowered }
        let name = String(decoding: words, as: UTF8.self).trimmingSpaces
        guard let kind = kinds[name] else { return nil }
        var start = colon + 1
        // "**File:** `src/a.py`"
        while start < part.upperBound, document[start].isBlank || kind != .words && document[start].isOne(of: "*`") {
            start += 1
        }
        var end = part.upperBound
        while kind != .words, end > start, document[end - 1].isBlank || document[end - 1] == UInt8(ascii: "`") {
            end -= 1
        }
        return Field(kind: kind, value: start..<end)
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        let named: [(Kind, [String])] = [
            (.path, ["path", "file", "filename", "file path", "filepath", "file name"]),
            (.line, ["line", "lines", "line number", "start line", "end line", "original line", "line range"]),
            (
                .author,
                ["author", "user", "reviewer", "login", "commenter", "username", "posted by", "by", "from", "bot"]
            ),
            (
                .record,
                [
                    "id", "comment id", "node id", "url", "html url", "link", "permalink", "created", "created at",
                    "updated", "updated at", "date", "timestamp", "state", "side", "commit", "commit id", "in reply to",
                    "in reply to id", "resolved", "is resolved", "outdated", "is outdated", "thread", "thread id",
                    "review id", "author association", "association", "subject type", "position", "reactions",
                ]
            ),
            (.words, ["body", "comment", "text", "message", "content", "review comment", "comment body"]),
            (
                .code,
                [
                    "diff", "diff hunk", "hunk", "code context", "context", "code", "patch", "snippet", "code snippet",
                    "diff context", "surrounding code",
                ]
            ),
        ]
        for (kind, names) in named { for name in names { kinds[name] = kind } }
        return kinds
    }()
}
