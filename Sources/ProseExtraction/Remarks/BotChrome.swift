import FindingsModel

/// What a bot or a tool writes around its remarks and is part of none: invitations to react, buttons, credits.
enum BotChrome {
    /// The paragraph or item is the tool's own.
    static func isChrome(_ text: StyledText) -> Bool {
        guard text.count <= 400 else { return false }
        let key = PhraseKey(text.bytes[...])
        if key.contains(anyOf: invitations) { return true }
        return isButtons(text) || isMailFoot(text) || isTally(text)
    }

    /// How many remarks of each kind follow, and no more: "Actionable: 4 · Nitpicks: 2", "3 high, 1 low". Lines and columns are
    /// none.
    static func isTally(_ text: StyledText) -> Bool {
        guard text.count <= 160, text.bytes.contains(where: \.isDigit),
            !text.styles.contains(where: { $0.contains(.code) }), LineReferenceScanner(text).found.isEmpty
        else { return false }
        var parts: [[UInt8]] = [[]]
        var index = 0
        while index < text.count {
            let isSign = text.bytes[index].isOne(of: "|,;/\n")
            let isWideSign = text.bytes.has("·", at: index) || text.bytes.has("•", at: index)
            if isSign || isWideSign {
                parts.append([])
                index += text.bytes.has("•", at: index) ? 3 : isWideSign ? 2 : 1
            } else {
                parts[parts.count - 1].append(text.bytes[index])
                index += 1
            }
        }
        return parts.count > 1
            && parts.allSatisfy { part in
                // One number, at the start or at the end, and a name or two.
                let words = part.split { !$0.isWord }
                let numbers = words.indices.filter { words[$0].allSatisfy(\.isDigit) }
                return (2...4).contains(words.count) && numbers.count == 1
                    && (numbers[0] == 0 || numbers[0] == words.count - 1)
                    && part.allSatisfy { $0.isWord || $0.isBlank || $0.isOne(of: ":*_") }
            }
    }

    /// `text` without the lines that only say which bot wrote what follows: "**greta[bot]**:".
    static func withoutAuthor(_ text: StyledText) -> StyledText {
        let isNamed = text.bytes.indices.contains {
            text.bytes[$0] == UInt8(ascii: "[") && text.bytes.has("[bot]", at: $0)
        }
        guard isNamed else { return text }
        var out = StyledText()
        for line in text.lines {
            let words = text.flat(line).split(separator: " ")
            if let name = words.first, name.hasSuffix("[bot]") || name.hasSuffix("[bot]:"), words.count <= 5,
                words.count == 1 || ["commented", "reviewed", "wrote:", "wrote", "left", "said:"].contains(words[1])
            {
                continue
            }
            if !out.isEmpty { out.append(CollectionOfOne(UInt8.lineFeed), []) }
            out.append(text.slice(authorEnd(in: text, line)..<authorStart(in: text, line)))
        }
        return out.trimmed()
    }

    /// Where "greta[bot] :: " ends that opens the line, before a place; the start of the line where nothing does.
    private static func authorEnd(in text: StyledText, _ line: Range<Int>) -> Int {
        var end = line.lowerBound
        while end < line.upperBound, !text.bytes[end].isBlank { end += 1 }
        guard end - line.lowerBound > 5, text.bytes.has("[bot]", at: end - 5) else { return line.lowerBound }
        var next = end
        while next < line.upperBound,
            text.bytes[next].isBlank || text.bytes[next].isOne(of: ":|-@>")
                || text.bytes[next].isWide && text.bytes.scalar(at: next).value < 0x2E80
        { next += 1 }
        return LocationLabel.isAtStart(of: text.slice(next..<line.upperBound)) ? next : line.lowerBound
    }

    /// Where " — greta[bot]" starts that ends the line; the end of the line where nothing does.
    private static func authorStart(in text: StyledText, _ line: Range<Int>) -> Int {
        var start = line.upperBound
        while start > line.lowerBound, text.bytes[start - 1].isBlank { start -= 1 }
        guard start - line.lowerBound > 6, text.bytes.has("[bot]", at: start - 5) else { return line.upperBound }
        while start > line.lowerBound, !text.bytes[start - 1].isBlank { start -= 1 }
        while start > line.lowerBound, !text.bytes[start - 1].isWord || text.bytes[start - 1].isWide { start -= 1 }
        return start
    }

    /// Nothing but links that name no place: "[Fix in Cursor](…) [Fix in Web](…)", "View job".
    private static func isButtons(_ text: StyledText) -> Bool {
        guard !text.links.isEmpty, LineReferenceScanner(text).found.isEmpty, LineReferenceScanner(text).paths.isEmpty
        else { return false }
        var words = 0
        for (byte, style) in zip(text.bytes, text.styles) where byte.isLetter || byte.isDigit {
            if !style.contains(.link) || style.contains(.image) { return false }
            words += 1
        }
        return words > 0 && words <= 60
    }

    /// What a tool's mail ends with: "EMAIL PREFERENCES" above a link and nothing else, and who gets it ("To: …", "Cc: …").
    private static func isMailFoot(_ text: StyledText) -> Bool {
        let lines = text.lines
        let isAddressed = lines.allSatisfy { line in
            ["To:", "Cc:", "CC:", "Bcc:", "Reply-To:", "List-Id:"].contains { text.flat(line).hasPrefix($0) }
        }
        if isAddressed, !lines.isEmpty { return true }
        guard lines.count > 1, let first = lines.first, text.bytes[first].contains(where: \.isUpper),
            !text.bytes[first].contains(where: \.isLower)
        else { return false }
        return lines.dropFirst().allSatisfy { line in
            let words = text.flat(line)
            return (words.hasPrefix("https://") || words.hasPrefix("http://")) && !words.contains(" ")
                && LineReferenceScanner(text.slice(line)).found.isEmpty
        }
    }

    private static let invitations: PhraseSet = [
        "react with", "was this helpful", "is this helpful", "useful react", "leave feedback on", "fix in cursor",
        "fix in web", "spotted by", "reply to this comment", "replying to the comment", "reacting to the comment",
        "see analysis details", "reported by reviewdog", "generated by danger", "comments from reviewable",
        "view in codesandbox", "help me be more useful", "thumbs up or", "share feedback", "give feedback",
        "reviews paused", "re trigger", "retrigger", "to trigger a review", "review requested by",
        "recommendation generated by", "confidence changes required", "comment did not seem useful",
        "lines of code in", "files when reviewing", "draft comments view those", "view those below",
        "this comment was generated", "this review was generated", "generated with", "powered by", "reviewed by bot",
        "files reviewed comments", "workflow id", "you can customize", "sign up for",
        "modify your settings", "to request a fix", "to re run a review", "chat with",
        "by mentioning", "to fix this for you",
        "if you like our reviews", "please consider sharing", "is free for open source", "see the issues on",
        "was this useful", "last reviewed commit", "reviewed commit", "reached your daily quota",
        "review limit reached",
        "currently processing new changes", "performing a full review instead", "actions performed",
        "reporting for duty", "only act on instructions from", "more direct control you can switch",
        "automatically paused this review", "open diagram source", "carefully review the code before committing",
    ]
}
