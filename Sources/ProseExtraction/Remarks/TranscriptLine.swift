import FindingsModel

/// One line of a document, and what it opens if the document is a conversation.
struct TranscriptLine {
    enum Style: CaseIterable {
        /// "[22:31] lena: the words", "22:31 <lena> the words", "lena, 22:31: the words".
        case timed
        /// "**Mika** commented on `a.ts` line 3 · 3 days ago": the words stand below.
        case placed
        /// "lena  10:31 AM", "lena [22:31]": the words stand below.
        case titled
        /// "lena · review thread · 2026-02-27": the words stand below.
        case exported
        /// "Q: …", "Reviewer: …".
        case interview
        /// "Vera: …", "Olu: …": two or more people who talk about the code.
        case dialogue
    }

    struct Header {
        var sender: String
        var place: StyledText?
        /// Where the words begin.
        var body: Int
    }

    var range: Range<Int>
    var headers: [Style: Header] = [:]
    var isBlank: Bool

    /// The lines of `document`; those in fences open nothing.
    static func lines(of document: [UInt8]) -> [TranscriptLine] {
        var lines: [TranscriptLine] = []
        var start = 0
        var isFenced = false
        while start < document.count {
            var end = start
            while end < document.count, document[end] != .lineFeed { end += 1 }
            var stop = end
            while stop > start, document[stop - 1].isBlank { stop -= 1 }
            if document.has("```", at: start) { isFenced.toggle() }
            let range = start..<stop
            var line = TranscriptLine(range: range, isBlank: range.isEmpty)
            if !isFenced, range.count > 2 { line.headers = Self.headers(document, range) }
            lines.append(line)
            start = end + 1
        }
        return lines
    }

    private static func headers(_ document: [UInt8], _ line: Range<Int>) -> [Style: Header] {
        var index = line.lowerBound
        // Marks of a heading, of bold type, of an item, of an address.
        while index < line.upperBound, document[index].isOne(of: "#*_-@ \t") { index += 1 }
        guard index < line.upperBound else { return [:] }
        var headers: [Style: Header] = [:]
        if let header = timed(document, index..<line.upperBound) { headers[.timed] = header }
        if let header = titled(document, index..<line.upperBound) { headers[.titled] = header }
        if let header = placed(document, index..<line.upperBound) { headers[.placed] = header }
        if let header = exported(document, index..<line.upperBound) { headers[.exported] = header }
        if let header = named(document, index..<line.upperBound) { headers[.interview] = header }
        if let header = spoken(document, index..<line.upperBound) { headers[.dialogue] = header }
        return headers
    }

    // MARK: Styles

    /// A time, then a name and a sign; or a name, a time in brackets and a colon.
    private static func timed(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        if let afterTime = time(document, line.lowerBound, line.upperBound) {
            var index = afterTime
            while index < line.upperBound, document[index] == .space || document[index].isOne(of: "-|*_@") {
                index += 1
            }
            guard let (sender, end) = sender(document, index, line.upperBound, allowsBrackets: true) else { return nil }
            return Header(sender: sender, body: end)
        }
        // "lena (22:31): …", "lena 22:31: …"
        var index = line.lowerBound
        while index < line.upperBound, index - line.lowerBound < 40, document[index] != UInt8(ascii: ":"),
            !document[index].isDigit, !document[index].isOne(of: "([")
        {
            index += 1
        }
        guard let name = name(document, line.lowerBound..<index), let afterTime = time(document, index, line.upperBound)
        else { return nil }
        var body = afterTime
        while body < line.upperBound, document[body] == .space || document[body].isOne(of: "*_") { body += 1 }
        // "ada [08:15]  line 3": brackets set the time apart as a colon does.
        let isBracketed = document[afterTime - 1] == UInt8(ascii: "]") && body > afterTime && body < line.upperBound
        guard isBracketed || body < line.upperBound && document[body] == UInt8(ascii: ":") else { return nil }
        return Header(sender: name, body: isBracketed ? body : body + 1)
    }

    /// A name and a time, and nothing else.
    private static func titled(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        guard line.count <= 80 else { return nil }
        var index = line.lowerBound
        while index < line.upperBound, !document[index].isDigit, !document[index].isOne(of: "([") { index += 1 }
        guard let name = name(document, line.lowerBound..<index) else { return nil }
        // A date may go before the time.
        var hasTime = false
        while index < line.upperBound {
            if let end = time(document, index, line.upperBound) {
                hasTime = true
                index = end
                continue
            }
            guard document[index].isDigit || !document[index].isLetter else {
                var end = index
                while end < line.upperBound, document[end].isLetter { end += 1 }
                let word = String(decoding: document[index..<end].map(\.lowered), as: UTF8.self)
                guard dateWords.contains(word) else { return nil }
                index = end
                continue
            }
            index += 1
        }
        return hasTime ? Header(sender: name, body: line.upperBound) : nil
    }

    /// A name, a verb of saying, and where or when.
    private static func placed(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        guard line.count <= 300 else { return nil }
        let key = PhraseKey(document[line].prefix(160))
        // The name before the verb is at most four words.
        guard let verb = key.parts.prefix(5).firstIndex(where: { verbs.contains($0) }), verb > 0 else { return nil }
        let sender = key.words[..<verb].joined(separator: " ")
        let opens = document[line.lowerBound]
        guard
            opens.isUpper || opens.isWide || opens == UInt8(ascii: "[")
                || line.lowerBound > 0
                    && document[line.lowerBound - 1].isOne(of: "@*")
        else { return nil }
        let styled = InlineText.plain(document, line)
        let scanner = LineReferenceScanner(styled)
        let tells = !scanner.found.isEmpty || !scanner.paths.isEmpty || key.contains(anyOf: when)
        guard tells else { return nil }
        return Header(
            sender: sender, place: scanner.found.isEmpty && scanner.paths.isEmpty ? nil : styled, body: line.upperBound)
    }

    /// Who wrote the message that `line` opens, "lena · review thread · 2026-02-27", in lower case; `nil` for another line.
    static func exportedSender(_ document: [UInt8], _ line: Range<Int>) -> String? {
        let end = line.lowerBound + document[line].trimmingBlanks.count
        guard line.count < 160, document.has(" · ", within: line) else { return nil }
        return exported(document, line.lowerBound..<end)?.sender
    }

    /// A name, a kind of message and a date, with dots or bars between them.
    private static func exported(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        guard line.count <= 160 else { return nil }
        let text = StyledText(String(decoding: document[line], as: UTF8.self))
        var parts: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < text.count {
            let isDot = text.bytes.has(" · ", at: index) || text.bytes.has(" • ", at: index)
            if isDot || text.bytes.has(" | ", at: index) || text.bytes.has(" — ", at: index) {
                parts.append(start..<index)
                index += text.bytes[index + 1] == UInt8(ascii: "|") ? 3 : text.bytes.has(" · ", at: index) ? 4 : 5
                start = index
            } else {
                index += 1
            }
        }
        parts.append(start..<text.count)
        guard (3...5).contains(parts.count) else { return nil }
        // "lena[bot]"
        let isBot = text.bytes.has("[bot]", at: parts[0].upperBound - 5)
        let end = max(parts[0].lowerBound, parts[0].upperBound - (isBot ? 5 : 0))
        guard let sender = name(document, line.lowerBound + parts[0].lowerBound..<line.lowerBound + end) else {
            return nil
        }
        let kinds = parts.dropFirst().filter { messageKinds.contains(PhraseKey(text.bytes[$0]).text.trimmingSpaces) }
        let isDated = parts.dropFirst().contains { part in
            text.bytes[part].count(where: \.isDigit) >= 3 || PhraseKey(text.bytes[part]).contains(anyOf: when)
        }
        guard let kind = kinds.first, isDated else { return nil }
        // Who replies may be the reviewer of another thread.
        let isReply = replies.contains(PhraseKey(text.bytes[kind]).text.trimmingSpaces)
        return Header(sender: isReply ? sender + " (reply)" : sender, body: line.upperBound)
    }
    private static let messageKinds: Set<String> = [
        "review thread", "review comment", "review", "comment", "thread", "reply", "discussion", "inline comment",
        "note", "approved", "changes requested", "commented", "general comment", "file comment", "response",
    ]
    private static let replies: Set<String> = ["reply", "response"]

    /// A name of one to three words and a colon, and words after it.
    private static func named(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        guard let (name, end) = sender(document, line.lowerBound, line.upperBound, allowsBrackets: false) else {
            return nil
        }
        return parts.contains(name) ? Header(sender: name, body: end) : nil
    }

    /// A person's name, with a capital, and a colon; words that name a part or kind of remark are none.
    private static func spoken(_ document: [UInt8], _ line: Range<Int>) -> Header? {
        guard document[line.lowerBound].isUpper || document[line.lowerBound].isWide,
            let (name, end) = sender(document, line.lowerBound, line.upperBound, allowsBrackets: false),
            end < line.upperBound
        else { return nil }
        let words = name.split(separator: " ")
        let label = StyledText(name + ":")
        guard words.count <= 2, FieldLabel.kind(of: name) == nil, RemarkLead.labelLength(in: label, at: 0) == nil,
            VerdictReader.label(of: StyledText(name + ": x")) == nil, SectionRole(heading: name) == .neutral,
            !name.utf8.contains(where: \.isDigit)
        else { return nil }
        return Header(sender: name, body: end)
    }

    // MARK: Parts

    /// "[22:31]", "22:31:05", "(10:31 AM)", "2024-03-02 10:31" at `index`; where it ends.
    private static func time(_ document: [UInt8], _ start: Int, _ limit: Int) -> Int? {
        var index = start
        let isOpen = index < limit && document[index].isOne(of: "[(")
        if isOpen { index += 1 }
        // A date before it.
        let date = index
        while index < limit, index - date < 12, document[index].isDigit || document[index].isOne(of: "-/.") {
            index += 1
        }
        if index - date >= 6, index < limit, document[index].isOne(of: ", T") {
            while index < limit, document[index].isOne(of: ", T") { index += 1 }
        } else {
            index = date
        }
        let digits = index
        while index < limit, document[index].isDigit { index += 1 }
        let hours = document[digits..<min(index, digits + 4)].reduce(0) { $0 * 10 + Int($1 - 48) }
        guard (1...2).contains(index - digits), hours < 24, index + 2 < limit, document[index + 1] < UInt8(ascii: "6"),
            document[index] == UInt8(ascii: ":") || document[index] == UInt8(ascii: "h"),
            document[index + 1].isDigit, document[index + 2].isDigit
        else { return nil }
        index += 3
        if index + 2 < limit, document[index] == UInt8(ascii: ":"), document[index + 1].isDigit { index += 3 }
        if index < limit, document[index].isDigit { return nil }
        var after = index
        while after < limit, document[after] == .space { after += 1 }
        if document.has("am", at: after) || document.has("pm", at: after) { index = after + 2 }
        if index < limit, document[index].isLetter { return nil }
        if isOpen {
            guard index < limit, document[index].isOne(of: "])") else { return nil }
            index += 1
        }
        return index
    }

    /// A name and the sign after it: "lena:", "<lena>", "**lena**:"; the name in lower case, and where the words begin.
    private static func sender(
        _ document: [UInt8], _ start: Int, _ limit: Int, allowsBrackets: Bool
    ) -> (String, Int)? {
        var index = start
        let isBracketed = allowsBrackets && index < limit && document[index] == UInt8(ascii: "<")
        if isBracketed { index += 1 }
        let first = index
        let sign = isBracketed ? UInt8(ascii: ">") : UInt8(ascii: ":")
        while index < limit, index - first < 40, document[index] != sign { index += 1 }
        guard index < limit, document[index] == sign, let name = name(document, first..<index) else { return nil }
        var end = index + 1
        while end < limit, document[end].isBlank || document[end].isOne(of: "*_") { end += 1 }
        return (name, end)
    }

    /// One to four words that can be a person's name, in lower case.
    private static func name(_ document: [UInt8], _ range: Range<Int>) -> String? {
        guard !range.isEmpty, range.count <= 40 else { return nil }
        guard document[range].allSatisfy({ $0.isWord || $0.isOne(of: " .*_-@()'") }) else { return nil }
        if LineReferenceScanner.keywordLength(in: document, at: range.lowerBound) != nil { return nil }
        if let path = PathToken.end(in: document, from: range.lowerBound), path <= range.upperBound { return nil }
        guard document[range].contains(where: { $0.isLetter || $0.isWide }) else { return nil }
        let key = PhraseKey(document[range], keepDigits: true)
        guard (1...4).contains(key.count), !SeverityVocabulary.mayRate(PhraseKey(key.words[0])) else { return nil }
        return key.text.trimmingSpaces
    }

    private static let verbs = WordSet([
        "commented", "wrote", "said", "replied", "left", "started", "reviewed", "suggested", "requested", "noted",
        "kommentierte", "schrieb", "commenté", "écrit", "comentó", "escribió", "comentou", "escreveu", "написал",
        "написала", "прокомментировал",
    ])
    private static let when: PhraseSet = [
        "ago", "days ago", "hours ago", "yesterday", "today", "a comment", "a review", "on the file", "on the change",
        "this conversation", "a thread", "a discussion", "vor", "il y a", "hace", "há",
    ]
    private static let dateWords: Set<String> = [
        "am", "pm", "today", "yesterday", "at", "on", "utc", "gmt", "cet", "jan", "feb", "mar", "apr", "may", "jun",
        "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "app", "edited",
        "heute", "gestern", "um", "uhr", "st", "nd", "rd", "th",
    ]
    /// The parts that two play in an interview or a chat with a model.
    private static let parts: Set<String> = [
        "q", "a", "question", "answer", "interviewer", "reviewer", "author", "maintainer", "maintainers", "user",
        "assistant", "human", "ai", "bot", "me", "you", "f", "frage", "antwort", "r", "réponse", "p", "pregunta",
        "respuesta", "pergunta", "resposta", "domanda", "risposta", "в", "о", "вопрос", "ответ", "问", "答", "質問", "回答",
        "질문", "답변",
    ]
}
