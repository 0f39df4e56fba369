import FindingsModel

/// The words of a comment on code without what hosts and bots put around them: hidden marks, folded parts, badges.
struct CommentText {
    /// What is left.
    private(set) var words: String
    /// The code of the first block that the host can commit (```` ```suggestion ````), also of a folded one.
    let suggestion: String?
    /// A severity that stands in the badge line at the top: "Major" of `_⚠️ Potential issue_ | _🟠 Major_`.
    private(set) var severity: String?
    /// Anything was taken away.
    var isChanged: Bool { words != original }

    private let original: String

    init(_ body: String) {
        original = body
        suggestion = Self.block("```suggestion", in: body)
        words = Self.without("<details", "</details>", Self.without("<!--", "-->", body))
        takeBadges()
        words = Self.trimmed(words)
    }

    /// A title that stands in bold at the top, and the rest; `nil` where the words begin otherwise.
    var boldTitle: (title: String, rest: String)? {
        guard words.hasPrefix("**"), let end = words.dropFirst(2).byteRange(of: "**") else { return nil }
        let title = words[words.index(words.startIndex, offsetBy: 2)..<end.lowerBound]
        guard !title.isEmpty, title.utf8.count <= TitleSplitter.limit, !title.contains(where: \.isNewline) else {
            return nil
        }
        return (String(title), Self.trimmed(String(words[end.upperBound...])))
    }

    /// A first line that is all badges, parts in emphasis or images parted by bars.
    private mutating func takeBadges() {
        let text = Self.trimmed(words)
        let line = text.prefix { !$0.isNewline }
        let parts = line.split(separator: "|").map { Self.trimmed(String($0)) }
        guard !parts.isEmpty, parts.count <= 6, parts.allSatisfy(Self.isBadge), line.count < text.count else { return }
        for part in parts {
            let letters = part.drop { !$0.isLetter }.prefix { $0.isLetter || $0 == " " }
            if let word = letters.split(separator: " ").map(String.init).first(where: {
                ToolSeverity.severity($0) != nil
            }),
                severity == nil || parts.count == 1
            {
                severity = word
            }
        }
        words = String(text.dropFirst(line.count))
    }

    private static func isBadge(_ part: String) -> Bool {
        if part.hasPrefix("!["), part.hasSuffix(")"), !part.contains(" [") { return true }
        return part.count > 2 && part.count <= 60 && part.hasPrefix("_") && part.hasSuffix("_") && !part.hasPrefix("__")
    }

    /// The text without what stands from `open` to `close`, these included; what is not closed stays.
    private static func without(_ open: String, _ close: String, _ text: String) -> String {
        var out = ""
        var rest = Substring(text)
        while let start = rest.byteRange(of: open), let end = rest[start.upperBound...].byteRange(of: close) {
            out += rest[..<start.lowerBound]
            rest = rest[end.upperBound...]
        }
        return out + rest
    }

    private static func block(_ fence: String, in text: String) -> String? {
        guard let start = text.byteRange(of: fence) else { return nil }
        let rest = text[start.upperBound...].drop { !$0.isNewline }.dropFirst()
        guard let end = rest.byteRange(of: "```") else { return nil }
        let code = String(rest[..<end.lowerBound])
        return code.last?.isNewline == true ? String(code.dropLast()) : code
    }

    private static func trimmed(_ text: String) -> String {
        String(Substring(text.drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
    }
}
