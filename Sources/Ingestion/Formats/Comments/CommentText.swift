import FindingsModel

/// The words of a comment on code without what hosts and bots put around them: hidden marks, folded parts, badges.
struct CommentText {
    /// What is left.
    private(set) var words: String
    /// The code of the first block that the host can commit (```` ```suggestion ````), also of a folded one; else that of a
    /// part that is folded under a name like "Proposed fix".
    private(set) var suggestion: String?
    /// A severity that stands in the badge line at the top: "Major" of `_⚠️ Potential issue_ | _🟠 Major_`.
    private(set) var severity: String?
    /// The rule of the tool for which reviewdog posted the comment, or the tool's name.
    private(set) var rule: String?
    /// Other places: "Also applies to: 12-20, 33" in the same file, and those of a folded part "Additional Locations".
    private(set) var otherPlaces: [LineReference] = []
    /// CodeRabbit found it mended, and wrote so into its comment.
    private(set) var isAddressed = false
    /// Anything was taken away.
    var isChanged: Bool { words != original }

    private let original: String

    init(_ body: String) {
        original = body
        words = Self.without("<!--", "-->", body)
        let folds = takeFolds()
        let open = Self.suggestion(in: words)
        suggestion = open?.code ?? folds.lazy.compactMap { Self.suggestion(in: $0.content)?.code }.first
        // A block that is told as the suggestion is not told again.
        if let open { words.removeSubrange(open.range) }
        if suggestion == nil, let fix = folds.first(where: { Self.isFix($0.name) }) {
            suggestion = Self.fence(in: fix.content[...])?.code
        }
        takeReviewdog()
        takeImportance()
        takeBadges()
        takeFooters()
        if isChanged { words = Self.withoutGaps(words) }
        words = Self.trimmed(words)
        readOtherLines()
        for fold in folds where fold.name.contains("Additional Locations") { readLocations(fold.content) }
    }

    /// A title in bold or a heading at the top, and the rest; `nil` where the words begin otherwise.
    var boldTitle: (title: String, rest: String)? {
        if words.hasPrefix("#") {
            let line = words.prefix { !$0.isNewline }
            let title = line.drop { $0 == "#" }
            guard title.first == " ", line.count - title.count <= 6, title.utf8.count <= TitleSplitter.limit else {
                return nil
            }
            return (Self.trimmed(Self.withoutTags(title)), Self.trimmed(String(words[line.endIndex...])))
        }
        guard words.hasPrefix("**"), let end = words.dropFirst(2).byteRange(of: "**") else { return nil }
        let title = words[words.index(words.startIndex, offsetBy: 2)..<end.lowerBound]
        guard !title.isEmpty, title.utf8.count <= TitleSplitter.limit, !title.contains(where: \.isNewline) else {
            return nil
        }
        return (Self.trimmed(Self.withoutTags(title)), Self.trimmed(String(words[end.upperBound...])))
    }

    // MARK: Parts that are set aside

    struct Fold {
        let name: String
        let content: String
    }

    /// Takes the outermost `<details>` out; one that is not closed stays.
    private mutating func takeFolds() -> [Fold] {
        let (folds, rest) = Self.folds(in: words) { _ in true }
        words = rest
        return folds
    }

    /// Without the folds in which bots say all of their comments once more, for other models to work through.
    static func withoutPrompts(_ text: String) -> String {
        folds(in: text) { name in
            let name = name.lowercased()
            return name.contains("prompt") && (name.contains("ai") || name.contains("agent"))
        }.rest
    }

    /// The outermost folds of these names, and the text without them.
    static func folds(in text: String, named isWanted: (String) -> Bool) -> (folds: [Fold], rest: String) {
        var folds: [Fold] = []
        var out = ""
        var rest = Substring(text)
        while let open = rest.byteRange(of: "<details") {
            // An inner fold closes before the outer one does.
            var depth = 1
            var at = open.upperBound
            while depth > 0, let close = rest[at...].byteRange(of: "</details>") {
                depth += rest[at..<close.lowerBound].ranges(of: "<details").count - 1
                at = close.upperBound
            }
            guard depth == 0 else { break }
            let content = rest[open.upperBound..<at].dropLast(10)
            var name = ""
            if let start = content.byteRange(of: "<summary>"), let end = content.byteRange(of: "</summary>"),
                start.upperBound <= end.lowerBound
            {
                name = String(content[start.upperBound..<end.lowerBound])
            }
            if isWanted(name) {
                folds.append(Fold(name: name, content: String(content)))
                out += rest[..<open.lowerBound]
            } else {
                out += rest[..<at]
            }
            rest = rest[at...]
        }
        return (folds, out + rest)
    }

    /// Whether a folded part of this name shows how to mend what is said, and is no prompt or log of how it was found.
    private static func isFix(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["fix", "suggest", "propos", "refactor", "diff", "change"].contains { name.contains($0) }
            && !["prompt", "agent", "analysis", "script"].contains { name.contains($0) }
    }

    /// reviewdog's opening: a sign for the severity, the tool and the rule, before "reported by reviewdog".
    private mutating func takeReviewdog() {
        let text = words.drop(while: \.isWhitespace)
        guard let mark = text.prefix(400).byteRange(of: "<sub>reported by [reviewdog]("),
            let end = text[mark.upperBound...].byteRange(of: "</sub>")
        else { return }
        let opening = text[..<mark.lowerBound]
        guard !opening.contains(where: \.isNewline) else { return }
        // The warning sign may be followed by the mark that it is to be shown in colour.
        let sign = opening.unicodeScalars.first
        severity = sign == "🚫" ? "error" : sign == "⚠" ? "warning" : sign == "📝" ? "info" : nil
        if let open = opening.byteRange(of: "**["), let close = opening.byteRange(of: "]**"),
            open.upperBound <= close.lowerBound
        {
            rule = String(opening[open.upperBound..<close.lowerBound])
        }
        if let open = opening.lastIndex(of: "<"), let close = opening.lastIndex(of: ">"), open < close {
            let code = opening[opening.index(after: open)..<close]
            rule = String((code.hasPrefix("[") ? code.dropFirst().prefix { $0 != "]" } : code))
        }
        let message = text[end.upperBound...]
        words = String(message.hasPrefix("<br>") ? message.dropFirst(4) : message)
    }

    /// pr-agent's end of a suggestion: "[possible issue, importance: 8]".
    private mutating func takeImportance() {
        guard words.hasPrefix("**Suggestion:**"), let mark = words.byteRange(of: ", importance: "),
            let end = words[mark.upperBound...].firstIndex(of: "]"),
            let open = words[..<mark.lowerBound].lastIndex(of: "["),
            let number = Int(words[mark.upperBound..<end].prefix(2))
        else { return }
        severity = PRAgentSuggestions.word(importance: number)
        words.removeSubrange(open...end)
    }

    /// A first line that is all badges, parts in emphasis or images parted by bars or spaces.
    private mutating func takeBadges() {
        let text = Self.trimmed(words)
        let line = text.prefix { !$0.isNewline }
        let parts = line.replacing(") ![", with: ")|![").split(separator: "|").map { Self.trimmed(String($0)) }
        guard !parts.isEmpty, parts.count <= 6, parts.allSatisfy(Self.isBadge), line.count < text.count else { return }
        // "Major" tells it, rather than the kind in "Refactor suggestion".
        var found: (word: String, isAlone: Bool)?
        for part in parts {
            let label = part.hasPrefix("![") ? part.dropFirst(2).prefix { $0 != "]" } : part[...]
            let letters = label.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            guard let word = letters.first(where: { ToolSeverity.severity($0) != nil }) else { continue }
            if found == nil || (letters.count == 1 && found?.isAlone == false) { found = (word, letters.count == 1) }
        }
        severity = found?.word ?? (line.contains("Nitpick") ? "Nitpick" : severity)
        words = String(text.dropFirst(line.count))
    }

    private static func isBadge(_ part: String) -> Bool {
        if part.hasPrefix("!["), part.hasSuffix(")"), !part.contains(" [") { return true }
        return part.count > 2 && part.count <= 60 && part.hasPrefix("_") && part.hasSuffix("_") && !part.hasPrefix("__")
    }

    /// What a line at the end begins and ends with that says nothing of the code: small print, and buttons.
    private static let footers = [
        ("_Source: ", "_"), ("<sup>", "</sup>"), ("<div><a ", "</div>"), ("Useful? React with ", ""),
    ]

    /// Lines at the end that say where a comment comes from, or that it was dealt with.
    private mutating func takeFooters() {
        var rest = words[...]
        while true {
            while rest.last?.isWhitespace == true { rest.removeLast() }
            let line = rest[(rest.lastIndex(where: \.isNewline).map { rest.index(after: $0) } ?? rest.startIndex)...]
            if line.hasPrefix("✅ Addressed in commit") || line.hasPrefix("✅ Confirmed as addressed by") {
                isAddressed = true
            } else if !Self.footers.contains(where: { line.hasPrefix($0) && line.hasSuffix($1) }) {
                break
            }
            rest = rest[..<line.startIndex]
        }
        words = String(rest)
    }

    /// The line stays with the words, too.
    private mutating func readOtherLines() {
        for line in words.split(whereSeparator: \.isNewline) where line.hasPrefix("Also applies to:") {
            for part in line.dropFirst(16).split(separator: ",").prefix(100) {
                if let range = Self.range(part) { otherPlaces.append(LineReference(range)) }
            }
        }
    }

    /// Bugbot's list of links, each with a place as its words: `tests/test_mast.py#L44-L50`.
    private mutating func readLocations(_ list: String) {
        for item in list.split(whereSeparator: { $0.isNewline || $0 == "`" || $0 == "]" || $0 == "[" }).prefix(1_000) {
            guard let mark = item.byteRange(of: "#L"), !item.contains("://"),
                let range = Self.range(item[mark.upperBound...].replacing("L", with: ""))
            else { continue }
            otherPlaces.append(LineReference(range, path: SubjectPath.normalized(String(item[..<mark.lowerBound]))))
        }
    }

    /// `12-20` or `33`.
    static func range(_ text: some StringProtocol) -> LineRange? {
        let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int(trimmed(String($0))) }
        guard numbers.count <= 2, let first = numbers.first ?? nil, let last = numbers.last ?? nil,
            first.isCountable, last.isCountable, first <= last
        else { return nil }
        return LineRange(first, last)
    }

    // MARK: Texts

    /// With no more than one empty line in a row, as parts that were taken out leave them; those in code stay.
    private static func withoutGaps(_ text: String) -> String {
        var lines: [Substring] = []
        var isCode = false
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.drop(while: \.isWhitespace).hasPrefix("```") { isCode.toggle() }
            if !isCode, line.allSatisfy(\.isWhitespace), lines.last?.allSatisfy(\.isWhitespace) == true { continue }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Without the tags that hosts show pictures and small print with.
    private static func withoutTags(_ text: some StringProtocol) -> String {
        var out = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "<") {
            let inside = rest[rest.index(after: open)...]
            let name = (inside.first == "/" ? inside.dropFirst() : inside).prefix { $0.isLetter }.lowercased()
            guard ["img", "sub", "sup", "a", "br", "b", "strong", "picture", "source"].contains(name),
                let close = inside.firstIndex(of: ">")
            else {
                out += rest[...open]
                rest = inside
                continue
            }
            out += rest[..<open]
            rest = inside[inside.index(after: close)...]
        }
        return out + rest
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

    /// The first block that the host can commit; GitLab's may tell how many lines around it fall (`suggestion:-1+2`).
    private static func suggestion(in text: String) -> (code: String, range: Range<String.Index>)? {
        var rest = text[...]
        while let found = fence(in: rest) {
            if found.language == "suggestion" || found.language.hasPrefix("suggestion:") {
                return (found.code, found.range)
            }
            rest = text[found.range.upperBound...]
        }
        return nil
    }

    /// The first fenced block, its fences included in the range; `nil` where it is not closed.
    static func fence(in text: Substring) -> (language: String, code: String, range: Range<String.Index>)? {
        var start = text.startIndex
        while let mark = text[start...].byteRange(of: "```") {
            let indent = text[start..<mark.lowerBound].reversed().prefix { !$0.isNewline }
            let ticks = text[mark.lowerBound...].prefix { $0 == "`" }
            let opening = text[ticks.endIndex...].prefix { !$0.isNewline }
            start = opening.endIndex
            // One that stands in a line of words is no block.
            guard indent.allSatisfy({ $0 == " " || $0 == ">" || $0 == "\t" }), !opening.contains("`") else { continue }
            let code = text[start...].dropFirst()
            var at = code.startIndex
            while at < code.endIndex {
                let line = code[at...].prefix { !$0.isNewline }
                let words = line.drop { $0 == " " || $0 == ">" || $0 == "\t" }
                if words.hasPrefix(ticks), words.allSatisfy({ $0 == "`" || $0.isWhitespace }) {
                    let inside = code[..<line.startIndex]
                    let language = trimmed(String(opening)).split(separator: " ").first.map(String.init) ?? ""
                    return (
                        language, String(inside.last?.isNewline == true ? inside.dropLast() : inside),
                        mark.lowerBound..<line.endIndex
                    )
                }
                at = line.endIndex < code.endIndex ? code.index(after: line.endIndex) : code.endIndex
            }
            return nil
        }
        return nil
    }

    private static func trimmed(_ text: String) -> String {
        String(Substring(text.drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
    }
}
