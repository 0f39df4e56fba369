import FindingsModel

/// A page of a review tool that a program made Markdown of its HTML: the titles of its folds are paragraphs whose number is
/// escaped ("1\. The gate stays open"), and what the folds held are quotes that open with a word for it ("Description",
/// "Code", "Agent prompt"); often all of it is a quote again.
///
/// The titles become headings, the quotes paragraphs, pictures that name a chapter headings, and links around places the
/// places alone; what is meant for another program is blanked. Byte for byte.
enum ConvertedFolds {
    static func open(_ document: inout [UInt8]) {
        guard document.has("\\. ", within: 0..<document.count) else { return }
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        let said = lines.filter { line in document[line].contains { !$0.isBlank } }
        let isQuoted = said.allSatisfy { document[$0.lowerBound] == UInt8(ascii: ">") }
        var titles = 0
        var isUnderTitle = false
        var folds = 0
        for line in lines {
            let text = isQuoted ? unquoted(document[line]) : document[line]
            if text.trimmingBlanks.isEmpty { continue }
            if isTitle(text) {
                isUnderTitle = true
            } else if isUnderTitle, isQuote(text), part(unquoted(text)) != nil {
                titles += 1
                isUnderTitle = false
            } else {
                isUnderTitle = false
                if isQuote(text), part(unquoted(text)) != nil { folds += 1 }
            }
        }
        guard titles > 0, titles + folds > 2 else { return }
        var wasQuote = false
        var isSilent = false
        var isFenced = false
        var isCode = false
        for line in lines {
            var text = isQuoted ? unquoted(document[line]) : document[line]
            guard isQuote(text) else {
                wasQuote = false
                isSilent = false
                isFenced = false
                if isTitle(text) {
                    // The escaped number, and the words as they stand.
                    let number = text.prefix(while: \.isDigit)
                    let words = Array(number + untagged(text[(number.endIndex + 1)...]))
                    if !document.write(Array("### ".utf8) + words, over: line) {
                        document.write(Array("# ".utf8) + words, over: line)
                    }
                } else if let name = picture(text) {
                    document.write(name.isEmpty ? [] : Array("## ".utf8) + name, over: line)
                } else {
                    document.write(Array(text), over: line)
                }
                continue
            }
            text = unquoted(text)
            let name = isFenced ? nil : part(text)
            if let name, !wasQuote { isSilent = name == "agent prompt" }
            wasQuote = true
            if document.has("```", at: text.startIndex), text.count > 2 { isFenced.toggle() }
            if let name { isCode = name == "code" }
            if isSilent || name != nil {
                document.blank(line)
            } else if !isFenced, let place = place(text) {
                // A paragraph of a place alone would open a comment.
                let field = isCode ? "Location: " : ""
                document.write(Array("\(field)`".utf8) + place + Array("`".utf8), over: line)
            } else {
                document.write(Array(text), over: line)
            }
        }
    }

    private static let maximumLines = 60_000

    private static func isQuote(_ line: ArraySlice<UInt8>) -> Bool { line.first == UInt8(ascii: ">") }

    private static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = line.dropFirst()
        return rest.first == .space ? rest.dropFirst() : rest
    }

    /// "1\. The gate stays open"
    private static func isTitle(_ line: ArraySlice<UInt8>) -> Bool {
        let rest = line.prefix(8).drop(while: \.isDigit)
        return rest.startIndex > line.startIndex && rest.starts(with: "\\. ".utf8) && line.count > 8
            && line.count <= 400
    }

    /// A title without the kinds behind it, each in code and behind a sign: "`🐞 Bug` `⚙ Reliability`".
    private static func untagged(_ title: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var title = title.trimmingBlanks
        while title.last == UInt8(ascii: "`"),
            let open = title.dropLast().lastIndex(of: UInt8(ascii: "`")), open + 1 < title.endIndex,
            title[open + 1] >= 0xE2, title.endIndex - open < 60, open > title.startIndex + 8
        {
            title = title[..<open].trimmingBlanks
        }
        return title
    }

    /// The word for what a quote holds, in lower case, where it stands alone on its line.
    private static func part(_ line: ArraySlice<UInt8>) -> String? {
        guard line.count <= 40 else { return nil }
        let name = String(decoding: line.trimmingBlanks.map(\.lowered), as: UTF8.self)
        return parts.contains(name) ? name : nil
    }
    private static let parts: Set<String> = ["description", "code", "evidence", "agent prompt", "relevance", "context"]

    /// What a picture alone on its line is called; empty for one that only divides, `nil` for any other line.
    private static func picture(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let text = line.trimmingBlanks
        guard text.starts(with: "[![".utf8) || text.starts(with: "![".utf8), text.last == UInt8(ascii: ")"),
            let open = text.dropFirst(2).firstIndex(where: { $0 != UInt8(ascii: "[") }),
            let close = text[open...].firstIndex(of: UInt8(ascii: "]")), close + 1 < text.endIndex,
            // Behind the name nothing stands but the picture's address and that of a link around it.
            text[close + 1] == UInt8(ascii: "("), !text[close...].contains(.space)
        else { return nil }
        let name = text[open..<close]
        let key = PhraseKey(name)
        return (2...4).contains(key.count) && !key.words.contains("divider") ? name : name.prefix(0)
    }

    /// "src/a.py[12-14]" in "`[src/a.py[R12-14]](https://…)`"; `nil` for another line.
    private static func place(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let text = line.trimmingBlanks
        guard text.starts(with: "`[".utf8), text.last == UInt8(ascii: "`"),
            let close = text.indices.first(where: { text[$0...].starts(with: "]](".utf8) }),
            !text[..<close].contains(.space)
        else { return nil }
        let name = text[(text.startIndex + 2)..<close]
        guard let bracket = name.lastIndex(of: UInt8(ascii: "[")) else { return nil }
        let numbers = name[(bracket + 1)...].filter { $0.isDigit || $0 == UInt8(ascii: "-") }
        guard numbers.first?.isDigit == true else { return nil }
        return name[...bracket] + numbers + [UInt8(ascii: "]")]
    }
}
