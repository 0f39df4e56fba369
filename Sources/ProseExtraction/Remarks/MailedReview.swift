import FindingsModel

/// The mail in which GitHub tells of a review: its summary, and then each comment below the lines that it is on, the first
/// of them behind `>` and the others bare:
///
///     In src/bell.kt:
///
///     > +    fun ring() {
///     +        clapper.swing()
///
///     Nobody checks that the bell rings.
///
/// Or an answer to a patch that was mailed, with the reviewer's words between its quoted lines. A comment there is of the file
/// whose part is quoted above it; of which lines is not told, for who answers cuts out what does not matter.
struct MailedReview {
    struct Comment {
        /// From "In src/bell.kt:", which not every mail has.
        var path: String?
        /// Its words.
        var span: ByteSpan
    }

    /// What stands before the first comment.
    private(set) var summary: ByteSpan
    private(set) var comments: [Comment] = []
    /// The quoted lines, and who wrote.
    private(set) var quotes: [ByteSpan] = []
    /// It answers a mailed patch: not all that is said between its lines is a remark.
    private(set) var isAnswer = false

    static let maximumComments = 2_000

    private static let announcements: [StaticString] = [
        "commented on this pull request", "approved this pull request", "requested changes on this pull request",
    ]

    /// `nil` for a document that is no such mail, or quotes nothing.
    init?(_ document: [UInt8]) {
        let lines = document.lineRanges
        if let answer = Self(answering: lines, of: document) {
            self = answer
            return
        }
        guard
            let opening = lines.indices.prefix(100).first(where: { index in
                lines[index].count < 200 && Self.announcements.contains { document.has($0, within: lines[index]) }
            })
        else { return nil }
        let end =
            lines.indices.first { $0 > opening && Self.isFoot(document, lines[$0]) }
            ?? lines.count
        quotes = [ByteSpan(lines[opening].lowerBound, lines[opening].upperBound)]
        summary = ByteSpan(lines[opening].upperBound, lines[opening].upperBound)
        var path: String?
        var index = opening + 1
        // Where the words go on that no quote has ended yet.
        var start = index
        var isSummary = true
        func close(_ stop: Int) {
            guard start < stop else { return }
            let span = ByteSpan(lines[start].lowerBound, lines[stop - 1].upperBound)
            if isSummary {
                summary = span
            } else if document[span.start..<span.end].contains(where: { !$0.isBlank }),
                comments.count < Self.maximumComments
            {
                comments.append(Comment(path: path, span: span))
            }
        }
        while index < end {
            let name = Self.path(document, lines[index])
            let quote = name == nil ? index : Self.next(document, lines, index + 1)
            guard quote < end, Self.opensQuote(document[lines[quote]]) else {
                index += 1
                continue
            }
            close(index)
            isSummary = false
            path = name ?? path
            let stop = Self.quoteEnd(document, lines, quote, end)
            quotes.append(ByteSpan(lines[index].lowerBound, lines[stop - 1].upperBound))
            index = stop
            start = stop
        }
        close(end)
        if comments.isEmpty { return nil }
        if end < lines.count { quotes.append(ByteSpan(lines[end].lowerBound, document.count)) }
    }

    /// The answer to a patch that was mailed to a list: all of it behind `>`, and the reviewer's words between its lines.
    private init?(answering lines: [Range<Int>], of document: [UInt8]) {
        let quoted = lines.indices.filter { document.has(">", at: lines[$0].lowerBound) && !lines[$0].isEmpty }
        guard let first = quoted.first, let last = quoted.last, quoted.count > 5,
            quoted.contains(where: { document.has("> @@ -", at: lines[$0].lowerBound) })
        else { return nil }
        quotes = [ByteSpan(0, lines[first].lowerBound)]
        summary = ByteSpan(0, 0)
        var path: String?
        var start: Int?
        func close(_ stop: Int) {
            defer { start = nil }
            guard let from = start, comments.count < Self.maximumComments else { return }
            comments.append(
                Comment(path: path, span: ByteSpan(lines[from].lowerBound, lines[stop - 1].upperBound)))
        }
        for index in first..<lines.count {
            let line = document[lines[index]]
            if line.first == UInt8(ascii: ">") {
                close(index)
                quotes.append(ByteSpan(lines[index].lowerBound, lines[index].upperBound))
                path = Self.patched(line.dropFirst().drop { $0 == .space }) ?? path
            } else if start == nil, line.contains(where: { !$0.isBlank }) {
                start = index
            }
        }
        // Behind the last quote stands mostly the rest of what was said, and the signature.
        close(lines.count)
        // Words below a patch that is quoted whole are no answer to its lines.
        guard comments.contains(where: { $0.span.start < lines[last].lowerBound }) else { return nil }
        isAnswer = true
    }

    /// "src/bell.kt" of "+++ b/src/bell.kt", "diff --git a/src/bell.kt b/src/bell.kt".
    private static func patched(_ line: ArraySlice<UInt8>) -> String? {
        let name: ArraySlice<UInt8>
        if line.starts(with: "+++ b/".utf8) {
            name = line.dropFirst(6)
        } else if line.starts(with: "diff --git a/".utf8), let mark = line.lastIndex(of: .space) {
            name = line[(mark + 1)...].dropFirst(2)
        } else {
            return nil
        }
        let path = name.trimmingBlanks
        return path.isEmpty || path.count > 400 ? nil : String(decoding: path, as: UTF8.self)
    }

    /// "Reply to this email directly, view it on GitHub, or unsubscribe."
    private static func isFoot(_ document: [UInt8], _ line: Range<Int>) -> Bool {
        document.has("Reply to this email directly", at: line.lowerBound)
            || document.has("You are receiving this because", at: line.lowerBound)
    }

    /// "In src/bell.kt:", also "In src/bell.kt line 4:".
    private static func path(_ document: [UInt8], _ line: Range<Int>) -> String? {
        let words = document[line].trimmingBlanks
        guard words.count < 400, words.starts(with: "In ".utf8), words.last == UInt8(ascii: ":") else { return nil }
        return LineReferenceScanner(StyledText(String(decoding: words.dropLast(), as: UTF8.self))).paths.first?.path
    }

    /// The first line from `index` on that is not blank.
    private static func next(_ document: [UInt8], _ lines: [Range<Int>], _ index: Int) -> Int {
        lines[min(index, lines.count)...].firstIndex { document[$0].contains { !$0.isBlank } } ?? lines.count
    }

    /// "> +", "> -", "> @@", ">  ".
    private static func opensQuote(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "> ".utf8) && line.dropFirst(2).first?.isOne(of: "+-@ ") == true
    }

    /// Where the quote ends: at the first line that is none of a diff, or at a blank one that no added line follows.
    private static func quoteEnd(_ document: [UInt8], _ lines: [Range<Int>], _ quote: Int, _ end: Int) -> Int {
        var index = quote + 1
        while index < end {
            let line = document[lines[index]]
            let isBlank = line.allSatisfy(\.isBlank)
            let isCode = line.first?.isOne(of: "+- \\") == true && !isBlank
            let goesOn = isBlank && index + 1 < end && document[lines[index + 1]].first == UInt8(ascii: "+")
            guard isCode || goesOn || opensQuote(line) || line.first == .space && !isBlank else { break }
            index += 1
        }
        return index
    }
}

extension RemarkFinder {
    /// Each comment is a remark.
    mutating func find(in mail: MailedReview) {
        let series = nextGroup()
        readPart(mail.summary, Remark.Context())
        setAside += mail.quotes.map { SetAside(span: $0, reason: .chrome) }
        for comment in mail.comments {
            let blocks = Self.blocks(comment.span, of: document)
            var context = Remark.Context()
            context.path = comment.path
            let opening = blocks.firstIndex { block in
                switch block.kind {
                case .paragraph, .heading: true
                default: false
                }
            }
            guard let first = opening else { continue }
            let isTitled = blocks[first].kind != .paragraph
            let lead = blocks[first].text
            if VerdictReader.isVerdict(lead), LineReferenceScanner(lead).found.isEmpty {
                leftovers.append(Leftover(text: lead, span: comment.span, context: context))
                continue
            }
            if mail.isAnswer, !Self.tells(blocks) {
                leftovers.append(Leftover(text: lead, span: comment.span, context: context))
                continue
            }
            var rest = blocks
            rest.remove(at: first)
            add(
                Remark(
                    layout: isTitled ? .heading : .paragraph, lead: lead, blocks: rest, context: context,
                    span: comment.span, group: series))
        }
    }

    /// Finds fault, advises, asks, or has code to put there; "Makes sense." and "Thanks" do not.
    private static func tells(_ blocks: [Block]) -> Bool {
        blocks.contains { block in
            if case .code = block.kind { return true }
            let evidence = RemarkEvidence(block.text)
            return evidence.hasFault || evidence.hasAdvice
                || block.text.lines.contains { block.text.bytes[$0].last == UInt8(ascii: "?") }
                // "s/recieve/receive/"
                || block.text.bytes.has("s/", at: 0)
        }
    }
}
