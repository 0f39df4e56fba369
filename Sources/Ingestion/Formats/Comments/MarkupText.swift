import FindingsModel

/// Words of a comment without the HTML and Markdown that bots set them in.
enum MarkupText {
    /// Without tags, entities and marks of bold, its lines trimmed; fenced code stays.
    static func plain(_ text: some StringProtocol) -> String {
        var out = ""
        var rest = Substring(text)
        while let open = rest.first {
            // A sign that nothing closes is not looked for to the end of the text each time.
            if open == "<", let close = rest.prefix(2_000).firstIndex(of: ">"), isTag(rest[..<close]) {
                let tag = rest[..<close].lowercased()
                if tag == "<br" || tag == "<br/" || tag == "<br /" || tag.hasPrefix("</summary") || tag.hasPrefix("<hr")
                {
                    out += "\n"
                }
                rest = rest[rest.index(after: close)...]
            } else if open == "&", let (sign, length) = entity(rest) {
                out += sign
                rest = rest.dropFirst(length)
            } else if rest.hasPrefix("**") {
                rest = rest.dropFirst(2)
            } else {
                out.append(open)
                rest = rest.dropFirst()
            }
        }
        var lines = out.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { trimmed($0) }
        // Marks of empty headings, rules and lists say nothing.
        lines = lines.map { line in
            line.allSatisfy { "#-_>".contains($0) } || line.hasPrefix("- [ ] ") || line.hasPrefix("<!--") ? "" : line
        }
        var kept: [String] = []
        for line in lines where !(line.isEmpty && kept.last?.isEmpty != false) { kept.append(line) }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n")
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        String(Substring(text.drop(while: \.isWhitespace).reversed()).drop(while: \.isWhitespace).reversed())
    }

    /// Parts with an empty line between them.
    static func paragraphs(_ text: String) -> [String] {
        var parts: [String] = [""]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.isEmpty {
                parts.append("")
            } else {
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : "\n") + line
            }
        }
        return parts.filter { !$0.isEmpty }
    }

    /// Whether a cell, a row or a rule of a table begins here.
    static func opensCell(_ text: Substring) -> Bool {
        ["<td", "<tr", "<hr", "<details", "<summary"].contains { text.hasPrefix($0) }
    }

    /// Markdown's links by their words alone.
    static func withoutLinks(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let open = rest.firstIndex(of: "[") {
            guard let middle = rest[open...].byteRange(of: "](http"),
                let close = rest[middle.upperBound...].firstIndex(of: ")")
            else { break }
            out += rest[..<open] + rest[rest.index(after: open)..<middle.lowerBound]
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    /// The lines that the first link into a pull request's diff leads to: `…/files#diff-ab12R31-R36`; else those of a link
    /// into a file, as other hosts have: `…/test_mast.py#L31-36`, `…/test_mast.py#lines-31:36`.
    static func linkedLines(_ text: Substring) -> LineRange? {
        guard let mark = text.byteRange(of: "#diff-") else {
            guard let mark = text.byteRange(of: "#lines-") ?? text.byteRange(of: "#L") else { return nil }
            let anchor = text[mark.upperBound...].prefix { $0.isNumber || $0 == "-" || $0 == ":" || $0 == "L" }
            let numbers = anchor.split { !$0.isNumber }.map { Int($0.prefix(9)) }
            guard let first = numbers.first ?? nil, first > 0 else { return nil }
            return LineRange(first, max(first, numbers.count > 1 ? numbers[1] ?? first : first))
        }
        let anchor = text[mark.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        guard let side = anchor.firstIndex(where: { $0 == "R" || $0 == "L" }) else { return nil }
        let numbers = anchor[side...].split(separator: "-").map { Int($0.dropFirst().prefix(9)) }
        guard let first = numbers.first.flatMap({ $0 }), first > 0 else { return nil }
        let last = numbers.count > 1 ? numbers[1] ?? first : first
        return LineRange(first, max(first, last))
    }

    /// Words in bold that open a line, behind no more than what opens a fold, a link, an item or a heading.
    static func leadingBold(_ line: Substring) -> (title: String, end: String.Index)? {
        var rest = line
        while let first = rest.first {
            if first.isWhitespace || first == "#" || first == "[" {
                rest = rest.dropFirst()
            } else if rest.hasPrefix("- ") {
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("<strong>") || rest.hasPrefix("<b>") || rest.hasPrefix("**") {
                break
            } else if first == "<", let close = rest.firstIndex(of: ">"),
                ["<details", "<summary", "<a ", "<br", "<td"].contains(where: rest.hasPrefix)
            {
                rest = rest[rest.index(after: close)...]
            } else {
                return nil
            }
        }
        for (open, close) in [("<strong>", "</strong>"), ("<b>", "</b>"), ("**", "**")] where rest.hasPrefix(open) {
            let inside = rest.dropFirst(open.count)
            guard let end = inside.byteRange(of: close) else { return nil }
            var behind = inside[end.upperBound...]
            // The link that the title is closes behind it.
            if behind.hasPrefix("</a>") { behind = behind.dropFirst(4) }
            if behind.hasPrefix("](http"), let close = behind.firstIndex(of: ")") {
                behind = behind[behind.index(after: close)...]
            }
            return (plain(inside[..<end.lowerBound]), behind.drop { $0 == ":" || $0 == " " }.startIndex)
        }
        return nil
    }

    /// A tag rather than a sign of less.
    private static func isTag(_ text: Substring) -> Bool {
        guard let second = text.dropFirst().first else { return false }
        return (second == "/" ? text.dropFirst(2) : text.dropFirst()).first?.isLetter == true || second == "!"
    }

    private static func entity(_ text: Substring) -> (sign: String, length: Int)? {
        let known = ["&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\"", "&#39;": "'"]
        return known.first { text.hasPrefix($0.key) }.map { ($0.value, $0.key.count) }
    }
}
