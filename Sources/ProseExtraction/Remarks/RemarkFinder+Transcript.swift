import FindingsModel

/// Conversations: each message of a reviewer is a remark or several, the others' are replies.
extension RemarkFinder {
    mutating func find(in transcript: Transcript) {
        let series = nextGroup()
        if transcript.preamble.count > 0 { readPart(transcript.preamble, Remark.Context()) }
        var asksForVerdict = false
        var asked: [LineReferenceScanner.Found] = []
        var question: StyledText?
        for message in transcript.messages {
            let isReviewer = transcript.reviewers.contains(message.sender)
            let isAside = transcript.isInterview || !pointsOut(message)
            if !isReviewer, message.place == nil, isAside {
                asksForVerdict = asksForWhole(message.body)
                if transcript.isInterview {
                    asked = places(message.body)
                    question = self.question(message.body)
                }
                setAside.append(SetAside(span: message.span, reason: .reply))
                continue
            }
            var context = Remark.Context()
            if asksForVerdict {
                context.role = .verdict
                context.headings = ["Verdict"]
            } else if places(message.body).isEmpty {
                // The question says where.
                context.located = asked
            }
            asksForVerdict = false
            asked = []
            if transcript.isDialogue, let last = remarks.last, goesOn(message, with: last) {
                for block in Self.blocks(message.body, of: document) { remarks[remarks.count - 1].blocks.append(block) }
                remarks[remarks.count - 1].span.end = message.span.end
                continue
            }
            guard let place = message.place else {
                readMessage(message, context, question: question, group: series)
                question = nil
                continue
            }
            var blocks: [Block] = []
            for block in Self.blocks(message.body, of: document) {
                if case .quote = block.kind, isReply(block) {
                    setAside.append(SetAside(span: block.span, reason: .reply))
                } else if case .rule = block.kind {
                    continue
                } else {
                    blocks.append(block)
                }
            }
            if blocks.isEmpty { continue }
            var remark = Remark(
                layout: .location, lead: Self.placeOnly(place), blocks: blocks, context: context,
                span: message.span, group: series)
            if PhraseKey(place.bytes[...]).contains(anyOf: Self.resolved) { remark.labels.append("resolved") }
            add(remark)
        }
    }

    /// Somebody else adds a remark: a place, and what is wrong there.
    private func pointsOut(_ message: Transcript.Message) -> Bool {
        let bytes = document[message.body.start..<min(message.body.end, message.body.start + 2_000)]
        let evidence = RemarkEvidence(StyledText(String(decoding: bytes, as: UTF8.self)))
        return !evidence.places.isEmpty && evidence.score >= 4 && evidence.words >= 5
    }

    /// An answer that names no place, or speaks of what was said: no remark of its own.
    private func goesOn(_ message: Transcript.Message, with last: Remark) -> Bool {
        let bytes = document[message.body.start..<min(message.body.end, message.body.start + 2_000)]
        let text = StyledText(String(decoding: bytes, as: UTF8.self)).trimmed()
        let key = PhraseKey(text.bytes[...])
        if VerdictReader.isStronglyLabelled(text) || ChatFraming.concludes(text)
            || SentenceSplitter.sentences(of: text).contains(where: {
                VerdictReader.outcome(ofSentence: text.flat($0)) != .commented
            })
        {
            return false
        }
        let evidence = RemarkEvidence(text)
        if ParagraphParts.refersBack(key) || Self.replies.opens(key) { return true }
        return LineReferenceScanner(text).found.isEmpty && evidence.score < 5
    }

    private func places(_ span: ByteSpan) -> [LineReferenceScanner.Found] {
        let bytes = document[span.start..<min(span.end, span.start + 2_000)]
        return LineReferenceScanner(StyledText(String(decoding: bytes, as: UTF8.self))).found.filter {
            $0.certainty == .firm
        }
    }

    mutating func nextGroup() -> Int {
        group += 1
        return group
    }

    /// A message of running text is taken apart; one with headings or lists is a review of its own.
    ///
    /// - Parameter question: what it answers.
    private mutating func readMessage(
        _ message: Transcript.Message, _ context: Remark.Context, question: StyledText?, group: Int
    ) {
        var question = question
        let blocks = Self.blocks(message.body, of: document)
        let isPlain = blocks.allSatisfy { block in
            switch block.kind {
            case .paragraph, .quote, .code, .rule: true
            default: false
            }
        }
        guard isPlain else { return readPart(message.body, context) }
        // The body of a review that approves or asks for changes is often quoted.
        if !blocks.isEmpty, blocks.allSatisfy({ if case .quote = $0.kind { !isReply($0) } else { false } }) {
            for block in blocks.flatMap(\.children) {
                if case .paragraph = block.kind { readWords(block, context, question: question, group: group) }
            }
            return
        }
        for block in blocks {
            switch block.kind {
            case .paragraph:
                readWords(block, context, question: question, group: group)
                question = nil
            case .code where remarks.last.map { $0.span.start >= message.span.start } == true:
                remarks[remarks.count - 1].blocks.append(block)
            default: setAside.append(SetAside(span: block.span, reason: .reply))
            }
        }
    }

    private mutating func readWords(
        _ block: Block, _ context: Remark.Context, question: StyledText?, group: Int
    ) {
        let text = block.text.trimmed()
        let key = PhraseKey(text.bytes[...])
        let decides =
            VerdictReader.outcome(of: text.flat) != .commented && key.count <= 40
            && (LineReferenceScanner(text).found.isEmpty
                || VerdictReader.approvals.opens(key) || VerdictReader.changes.opens(key))
            && ParagraphParts.parts(of: text).count == 1
        let isWhole =
            context.role == .verdict || decides
            || question != nil && key.count <= 8 && VerdictReader.findsNothing(text) || ChatFraming.isFraming(key)
            || VerdictReader.isVerdict(text)
        // "tests/a.py line 12" above the words of a comment, with a rating behind it or none.
        if let line = text.lines.first, line.upperBound < text.count,
            let label = LocationLabel(text.slice(line), isListed: true)
        {
            let rest = text.slice(label.end..<line.upperBound).trimmed()
            let rating = rest.flat.split(separator: "(").last.flatMap {
                RemarkLead.ratedPart(of: String($0.prefix { $0 != ")" }))
            }
            if rest.isBlank || rating != nil && PhraseKey(rest.bytes[...]).count <= 4 {
                var lead = text.slice(0..<label.end).trimmed()
                lead.append(text.slice(line.upperBound..<text.count))
                var remark = Remark(layout: .location, lead: lead, context: context, span: block.span, group: group)
                remark.context.severity = rating?.0
                remark.context.severityWord = rating?.1
                add(remark)
                return
            }
        }
        if isWhole { return leftovers.append(Leftover(text: text, span: block.span, context: context)) }
        // Lines that each open with an emoji are a list.
        if SplitParagraph.hasSignedLines(text, text.lines), let split = SplitParagraph(text) {
            return addLines(split, block, context)
        }
        let parts = ParagraphParts.parts(of: text)
        for range in parts {
            let part = text.slice(range).trimmed()
            let evidence = RemarkEvidence(part)
            let introduces = evidence.places.isEmpty && ChatFraming.isIntroduction(PhraseKey(part.bytes[...]))
            if evidence.isRemark, !introduces, parts.count == 1, let question, needsQuestion(part) {
                add(
                    Remark(
                        layout: .paragraph, lead: question, blocks: [block], context: context, span: block.span,
                        group: group))
            } else if evidence.isRemark && !introduces || isPraise(part, evidence) || pointsAtNumber(part, evidence) {
                add(Remark(layout: .paragraph, lead: part, context: context, span: block.span, group: group))
            } else {
                leftovers.append(Leftover(text: part, span: block.span, context: context))
            }
        }
    }

    /// "love the matcher you wrote on 63": praise of something that stands at a number.
    private func isPraise(_ part: StyledText, _ evidence: RemarkEvidence) -> Bool {
        evidence.hasPraise && (4...30).contains(evidence.words) && part.bytes.contains(where: \.isDigit)
    }

    /// "`peek` at 259, with a message at 213", "unsafe on 107 needs a comment": bare numbers say where in a message that is
    /// more than a question or an answer.
    private func pointsAtNumber(_ part: StyledText, _ evidence: RemarkEvidence) -> Bool {
        guard evidence.words >= 5, part.bytes.last != UInt8(ascii: "?") else { return false }
        let scanner = LineReferenceScanner(part)
        return !scanner.found.isEmpty
            || scanner.loose.contains {
                $0.ranges.allSatisfy { $0.first >= 10 }
                    && ($0.clues.contains(.afterPlacing) || $0.clues.contains(.inParentheses))
            }
    }

    /// What is asked, where it is a line that can name a remark.
    private func question(_ body: ByteSpan) -> StyledText? {
        let blocks = Self.blocks(body, of: document)
        guard blocks.count == 1, case .paragraph = blocks[0].kind else { return nil }
        let text = blocks[0].text.trimmed()
        // The bold that began before "Q:" ends here.
        let end = text.bytes.lastIndex { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") } ?? 0
        let marks: [String] = ["?", "？"]
        let asked = text.slice(0..<min(text.count, end + 1)).trimmed()
        guard marks.contains(where: { asked.bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }) else { return nil }
        let key = PhraseKey(asked.bytes[...])
        return (2...18).contains(key.count) || key.isWide && asked.count <= 120 ? asked : nil
    }

    /// An answer that says too little without its question: "It can.", "No, they are …", "Because …".
    private func needsQuestion(_ answer: StyledText) -> Bool {
        guard let first = SentenceSplitter.sentences(of: answer).first else { return false }
        let key = PhraseKey(answer.slice(first).bytes[...])
        return Self.replies.opens(key) || (key.isWide ? first.count <= 24 : key.count <= 4)
    }
    private static let replies = PhraseSet(VocabularyTable.remarks["reply"])

    /// Reads a part of the document as if it were one.
    mutating func readPart(_ span: ByteSpan, _ context: Remark.Context) {
        walk(OutlineBuilder.outline(Self.blocks(span, of: document), of: document), context, depth: 1)
    }

    /// The blocks of `span`, placed in the document.
    static func blocks(_ span: ByteSpan, of document: [UInt8]) -> [Block] {
        let part = Array(document[span.start..<min(span.end, document.count)])
        return MarkdownTree(AlternativeMarkup.normalized(part)).blocks.map { $0.moved(by: span.start) }
    }

    /// "What is your verdict?", "so… merge?": the answer judges the whole.
    private func asksForWhole(_ body: ByteSpan) -> Bool {
        let bytes = document[body.start..<min(body.end, body.start + 300)]
        return bytes.contains(UInt8(ascii: "?")) && Self.asksForWhole(PhraseKey(bytes))
    }

    static func asksForWhole(_ question: PhraseKey) -> Bool {
        question.count <= 16
            && (question.contains(anyOf: wholeWords) || lastQuestions.contains(question.text.trimmingSpaces))
    }
    /// The last question of an interview, without a word for what it asks.
    private static let lastQuestions: Set<String> = [
        "so", "and now", "now what", "so what now", "and", "well", "also", "und nun", "alors", "entonces", "então",
        "allora", "и что",
    ]
    private static let wholeWords = PhraseSet(VocabularyTable.remarks["wholeQuestion"])

    /// A quote of somebody's answer: its first line names who and when.
    private func isReply(_ quote: Block) -> Bool {
        guard let text = quote.children.first?.text, let line = text.lines.first else { return false }
        let first = text.slice(line)
        let key = PhraseKey(first.bytes[...])
        return key.count <= 10
            && (first.styles.first?.contains(.strong) == true || first.bytes.first == UInt8(ascii: "@"))
            || key.contains(anyOf: Self.replied)
    }
    private static let replied: PhraseSet = [
        "replied", "wrote", "antwortete", "schrieb", "a répondu", "respondió", "respondeu",
    ]
    private static let resolved: PhraseSet = [
        "resolved", "resolved by", "marked as resolved", "fixed in", "outdated and resolved", "erledigt", "résolu",
        "resuelto", "resolvido", "risolto", "решено", "已解决", "解決済み", "해결됨",
    ]

    /// The path and lines of a header, without who wrote it and when.
    private static func placeOnly(_ header: StyledText) -> StyledText {
        let scanner = LineReferenceScanner(header)
        let places = scanner.paths.map(\.place) + scanner.found.map(\.place)
        guard let first = places.map(\.lowerBound).min(), let last = places.map(\.upperBound).max() else {
            return header
        }
        return header.slice(first..<last)
    }
}

extension Block {
    /// The same block where its bytes stand `offset` further on.
    func moved(by offset: Int) -> Block {
        var block = self
        block.span = ByteSpan(span.start + offset, span.end + offset)
        block.children = children.map { $0.moved(by: offset) }
        return block
    }
}
