import FindingsModel

/// Remarks that a reviewer wrote between the lines of a source file, as comments that open with a tag, `# REVIEW: …`, or
/// behind a sign of the reviewer's own, `//>> …`; the file's lines may be numbered, as a listing's are.
///
/// What the lines without it hold is code, and no remark.
struct AnnotatedSource {
    private(set) var remarks: [Remark] = []
    private(set) var leftovers: [Leftover] = []

    private struct Note {
        /// The sign, or empty for a tag.
        var sign: String
        var words: String
        var severity: (Severity, String)?
        var span: ByteSpan
        /// The number of the listing's line above it.
        var line: Int?
    }

    /// Words above and below the code, at most.
    private static let maximumMargin = 12

    /// `nil` for a document with fewer than two such comments, or of which the other lines are no code.
    init?(_ document: [UInt8]) {
        var notes: [Note] = []
        // The words that opened the comment that the next line may go on with.
        var open: (prefix: ArraySlice<UInt8>, isTag: Bool)?
        var codeLines: [(span: Range<Int>, isCode: Bool, number: Int?)] = []
        var index = 0
        var lines = 0
        while index < document.count, lines < AnnotatedPatch.maximumLines {
            let end = document[index...].firstIndex(of: .lineFeed) ?? document.count
            let line = index..<end
            defer { index = end + 1 }
            lines += 1
            guard let first = document[line].firstIndex(where: { !$0.isBlank }), !document.has("```", at: first) else {
                open = nil
                continue
            }
            let mark = Self.mark(document[first..<end])
            if let mark {
                let words = String(decoding: mark.words, as: UTF8.self).trimmingSpaces
                if let going = open, !going.isTag, !mark.isTag, going.prefix == mark.prefix {
                    notes[notes.count - 1].words += " " + words
                    notes[notes.count - 1].span.end = end
                } else if mark.isTag {
                    guard let comment = AnnotatedPatch.Comment(mark.words, ByteSpan(first, end)) else { return nil }
                    notes.append(
                        Note(
                            sign: "", words: comment.words, severity: comment.severity, span: comment.span,
                            line: codeLines.last?.number))
                } else {
                    notes.append(
                        Note(
                            sign: String(decoding: mark.prefix, as: UTF8.self), words: words,
                            span: ByteSpan(first, end), line: codeLines.last?.number))
                }
                open = (mark.prefix, mark.isTag)
            } else if let going = open, going.isTag, document[first..<end].starts(with: going.prefix),
                first + going.prefix.count < end, document[first + going.prefix.count].isBlank
            {
                let words = document[(first + going.prefix.count)..<end]
                notes[notes.count - 1].words += " " + String(decoding: words, as: UTF8.self).trimmingSpaces
                notes[notes.count - 1].span.end = end
            } else {
                open = nil
                codeLines.append((line, Self.isCode(document[line]), Self.number(document[first..<end])))
            }
        }
        let counts = Dictionary(notes.map { ($0.sign, 1) }, uniquingKeysWith: +)
        guard let sign = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), sign.value > 1,
            let start = codeLines.first(where: \.isCode)?.span.lowerBound,
            let stop = codeLines.last(where: \.isCode)?.span.upperBound
        else { return nil }
        let inner = codeLines.filter { $0.span.lowerBound >= start && $0.span.upperBound <= stop }
        guard inner.count >= sign.value, inner.count(where: \.isCode) * 4 >= inner.count * 3,
            codeLines.count - inner.count <= Self.maximumMargin
        else { return nil }
        let numbers = inner.compactMap(\.number)
        let isListing =
            numbers.count * 5 >= inner.count * 4 && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
        for note in notes where note.sign == sign.key && remarks.count < RemarkFinder.maximumRemarks {
            var context = Remark.Context()
            context.severity = note.severity?.0
            context.severityWord = note.severity?.1
            let text = MarkdownTree(Array(note.words.utf8)).blocks.first?.text ?? StyledText(note.words)
            let lead = text.isBlank ? StyledText(note.words) : text
            guard !lead.isBlank else { continue }
            var remark = Remark(layout: .labelled, lead: lead, context: context, span: note.span, group: 1)
            let isPlaced = LineReferenceScanner(lead).found.contains { $0.certainty == .firm }
            if isListing, !isPlaced, let line = note.line {
                remark.located = [
                    LineReferenceScanner.Found(
                        range: LineRange(line), path: nil, column: nil, certainty: .firm, place: 0..<0)
                ]
            }
            remarks.append(remark)
        }
        guard remarks.count > 1 else { return nil }
        for margin in [0..<start, stop..<document.count] {
            for block in MarkdownTree(Array(document[margin])).blocks.map({ $0.moved(by: margin.lowerBound) })
            where block.kind == .paragraph
                && !notes.contains(where: { $0.span.start < block.span.end && $0.span.end > block.span.start })
            {
                leftovers.append(Leftover(text: block.text.trimmed(), span: block.span, context: Remark.Context()))
            }
        }
    }

    /// The comment's sign and the words behind it, where a tag or a sign of the reviewer's own opens the line.
    private static func mark(_ line: ArraySlice<UInt8>) -> (
        prefix: ArraySlice<UInt8>, words: ArraySlice<UInt8>, isTag: Bool
    )? {
        var index = line.startIndex
        while index < line.endIndex, line[index].isOne(of: "/#;%-"), index - line.startIndex < 3 { index += 1 }
        guard index > line.startIndex, line[line.startIndex] != UInt8(ascii: "-") || index > line.startIndex + 1 else {
            return nil
        }
        let comment = index
        while index < line.endIndex, line[index].isOne(of: "<>!?^~@"), index - comment < 4 { index += 1 }
        if index - comment >= 2 {
            guard index < line.endIndex, line[index].isBlank else { return nil }
            return (line[..<index], line[index...], false)
        }
        guard index == comment, index < line.endIndex, line[index].isBlank else { return nil }
        while index < line.endIndex, line[index].isBlank { index += 1 }
        return AnnotatedPatch.Comment(line[index...], ByteSpan(0, 0)) == nil
            ? nil : (line[..<comment], line[index...], true)
    }

    /// A line as programs have them: set in, numbered, or with signs that sentences do without.
    private static func isCode(_ line: ArraySlice<UInt8>) -> Bool {
        if line.starts(with: [.space, .space]) || line.first == 9 || number(line) != nil { return true }
        guard let last = line.last(where: { !$0.isBlank }) else { return false }
        return last.isOne(of: "{}[];:(") || line.contains(where: { $0.isOne(of: "={};") })
            || line.first.map { $0.isOne(of: "@<") } == true
    }

    /// The number that a listing's line opens with.
    private static func number(_ line: ArraySlice<UInt8>) -> Int? {
        let digits = line.drop(while: \.isBlank).prefix(7).prefix(while: \.isDigit)
        guard (1...6).contains(digits.count) else { return nil }
        guard
            digits.endIndex >= line.endIndex || line[digits.endIndex].isBlank
                || line[digits.endIndex].isOne(of: "|:")
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
