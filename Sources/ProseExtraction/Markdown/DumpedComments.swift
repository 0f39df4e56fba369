import FindingsModel

/// The comments of a review as a script printed them, each below a line that tells who wrote it and where (``DumpHeader``) or
/// below fields that do (``DumpFields``): the header becomes a heading of the place, what else is told of the comment nothing,
/// and neither is the code that the script printed along ("Code context:", "@@ -3,4 +3,6 @@"). Byte for byte.
enum DumpedComments {
    static func open(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        let headers = headers(document, lines)
        guard headers.count > 1 else { return }
        let before = headers[0].lines.lowerBound
        if before > 0 { blankRules(above: before, lines, &document) }
        let isMixed = headers.contains { $0.hasLines || $0.place.isEmpty }
        let author = DumpReplies.author(of: document, lines[..<headers[0].lines.upperBound])
        let hasReviewers = headers.contains { !$0.name.isEmpty && $0.name != author }
        var places: Set<String> = []
        for (place, found) in headers.enumerated() {
            var header = found
            let end = place + 1 < headers.count ? headers[place + 1].lines.lowerBound : lines.count
            let part = header.lines.upperBound..<end
            outdent(part, lines, &document)
            read(part, lines, &document)
            // Who opens with "Good catch" where nobody spoke before praises.
            let isLater = !places.insert(header.place).inserted
            if hasReviewers && header.name == author
                || DumpReplies.answers(part, lines, document, isLater: isLater)
            {
                header.isReply = true
            }
            let title = header.isReply ? nil : title(below: &header, in: part, lines, document)
            let start = lines[header.lines.lowerBound].lowerBound
            let stop = min(header.words, document.count)
            // The words behind the last field begin a line of their own.
            if stop > start, stop < document.count || document[stop - 1] == .lineFeed {
                document[stop - 1] = .lineFeed
            }
            if let title {
                let own = header.place.isEmpty ? title : title + Array("\nFile: \(header.place)".utf8)
                if document.write(own, over: start..<stop) { continue }
            }
            write(header, number: place + 1, over: start..<stop, isMixed: isMixed, &document)
        }
    }

    /// The heading that a comment begins with, "### Rows are sorted by letter": it is the comment's title, not the next chapter.
    /// A place alone above it, "**src/list.py:12**", is the comment's. The header goes on to behind both then.
    private static func title(
        below header: inout Header, in part: Range<Int>, _ lines: [Range<Int>], _ document: [UInt8]
    ) -> [UInt8]? {
        var place: (path: String, lines: String?)?
        for index in part.prefix(8) {
            let text = document[lines[index]].trimmingBlanks
            if text.isEmpty { continue }
            if text.first == UInt8(ascii: "#") {
                guard !CommentReference.isAll(of: String(decoding: text.drop { $0.isOne(of: "# ") }, as: UTF8.self))
                else { return nil }
                if let place {
                    header.place = place.path + (place.lines.map { ":" + $0 } ?? "")
                    header.hasLines = place.lines != nil
                }
                header.words = index + 1 < lines.count ? lines[index + 1].lowerBound : document.count
                return Array(text)
            }
            let isDressed = text.first?.isOne(of: "*`") == true && text.first == text.last
            guard place == nil, header.place.isEmpty, isDressed else { return nil }
            place = DumpHeader.place(text.filter { !$0.isOne(of: "*`") }[...])
            // A name with a blank in it would be read as words.
            guard let path = place?.path, !path.utf8.contains(.space) else { return nil }
        }
        return nil
    }

    /// Among comments on lines or on the whole, a heading of a file alone would be a chapter: the file becomes a field of its
    /// comment.
    private static func write(
        _ header: Header, number: Int, over range: Range<Int>, isMixed: Bool, _ document: inout [UInt8]
    ) {
        if header.isReply, document.write("### Replies".utf8, over: range) { return }
        if header.place.isEmpty {
            if !document.write("### Comment \(number)".utf8, over: range) {
                document.write("### PR \(number)".utf8, over: range)
            }
            return
        }
        if isMixed, !header.hasLines {
            if document.write("### Comment \(number)\nFile: \(header.place)".utf8, over: range)
                || document.write("### PR \(number)\nFile: \(header.place)".utf8, over: range)
            {
                return
            }
        }
        document.write("### \(header.place)".utf8, over: range)
    }

    private static let maximumLines = 60_000

    private struct Header {
        var lines: Range<Int>
        var place: String
        var hasLines: Bool
        /// Where the words of the comment begin.
        var words: Int
        /// Who wrote it; empty where it is not told.
        var name = ""
        /// It answers a comment: in its thread, by who asks for the review, or by its words.
        var isReply = false
    }

    // MARK: Headers

    private static func headers(_ document: [UInt8], _ lines: [Range<Int>]) -> [Header] {
        var titled: [(header: Header, shape: String, isSigned: Bool, name: String)] = []
        var listed: [Header] = []
        var isFenced = false
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            let line = lines[index]
            if document[line].trimmingBlanks.starts(with: "```".utf8) { isFenced.toggle() }
            if isFenced || line.isEmpty { continue }
            let next = index + 1 < lines.count ? lines[index + 1].lowerBound : document.count
            if let header = record(at: index, document, lines) {
                listed.append(header)
                index = header.lines.upperBound - 1
            } else if let header = DumpHeader(document[line]) {
                titled.append(
                    (
                        Header(
                            lines: index..<index + 1, place: header.place, hasLines: header.hasLines, words: next,
                            name: header.name),
                        header.shape, header.isSigned, header.name
                    ))
            }
        }
        if listed.count > 1, listed.count >= titled.count { return listed }
        // A dump is printed by one statement: its headers differ in their values only. One for whole reviews may go with it.
        let shapes = Dictionary(grouping: titled, by: \.shape)
            .filter { $1.contains(where: \.isSigned) && ($1.count > 1 || $1[0].header.place.isEmpty) }
        let names = Set(shapes.values.flatMap { $0.map(\.name) }).subtracting([""])
        // "### ida — 2026-03-01": a chapter may be dated, too, but not with the name of who wrote the others.
        return threads(
            titled.filter { shapes[$0.shape] != nil || $0.header.place.isEmpty && names.contains($0.name) }
                .map(\.header), document, lines)
    }

    /// "### Thread 3: src/a.py:12 (resolved)" tells where, and the line under it who wrote and when: the two are one header. Who
    /// writes below them, until the next thread begins, answers.
    private static func threads(
        _ headers: [Header], _ document: [UInt8], _ lines: [Range<Int>]
    ) -> [Header] {
        var out: [Header] = []
        var isInThread = false
        for (place, header) in headers.enumerated() {
            guard header.place.isEmpty, place > 0 else {
                isInThread = false
                out.append(header)
                continue
            }
            let above = headers[place - 1]
            let isBelow = (above.lines.upperBound..<header.lines.lowerBound)
                .allSatisfy { document[lines[$0]].allSatisfy(\.isBlank) }
            if isBelow, !above.place.isEmpty, above.name.isEmpty, !header.name.isEmpty {
                isInThread = true
                out[out.count - 1].lines = above.lines.lowerBound..<header.lines.upperBound
                out[out.count - 1].words = header.words
                out[out.count - 1].name = header.name
            } else {
                out.append(header)
                out[out.count - 1].isReply = isInThread
            }
        }
        return out
    }

    /// Three or more lines of fields, of which one is the path and one tells of the comment what no reviewer would write.
    private static func record(at first: Int, _ document: [UInt8], _ lines: [Range<Int>]) -> Header? {
        guard DumpFields.fields(document, lines[first]).contains(where: { $0.kind != .words && $0.kind != .code })
        else {
            return nil
        }
        var path: String?
        var number: String?
        var told = 0
        // A file whose reviewer and date stand above many remarks has no line.
        var tellsLine = false
        var index = first
        var words: Int?
        while index < lines.count, index - first < 24, words == nil {
            let fields = DumpFields.fields(document, lines[index])
            guard let last = fields.last, last.kind != .code else {
                // A script may print its fields apart, each a paragraph of its own.
                let isApart = document[lines[index]].allSatisfy(\.isBlank) && index + 1 < lines.count
                guard isApart, !DumpFields.fields(document, lines[index + 1]).isEmpty else { break }
                index += 1
                continue
            }
            for field in fields {
                let value = document[field.value].trimmingBlanks
                switch field.kind {
                case .path:
                    guard path == nil, let place = DumpHeader.place(value) else { return nil }
                    path = place.path
                    number = number ?? place.lines
                    tellsLine = tellsLine || value.contains(UInt8(ascii: ":"))
                case .line:
                    tellsLine = true
                    if value.first?.isDigit == true, value.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "-") }) {
                        number = number ?? String(decoding: value, as: UTF8.self)
                    }
                case .author, .record: told += 1
                case .words: words = value.isEmpty ? nil : value.startIndex
                case .code: break
                }
            }
            index += 1
            if last.kind == .words { break }
        }
        guard let path, told > 0, tellsLine, index - first > 2 else { return nil }
        let next = index < lines.count ? lines[index].lowerBound : document.count
        // "### Comment 81" above the fields says no more than they do.
        var start = first
        var above = first
        while above > 0, first - above < 3, document[lines[above - 1]].allSatisfy(\.isBlank) { above -= 1 }
        if above > 0, isCommentTitle(document[lines[above - 1]]) { start = above - 1 }
        return Header(
            lines: start..<index, place: path + (number.map { ":" + $0 } ?? ""), hasLines: number != nil,
            words: words ?? next)
    }

    /// "### Comment 81"
    private static func isCommentTitle(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "#"), line.count < 60 else { return false }
        let words = line.drop { $0 == UInt8(ascii: "#") }.trimmingBlanks
        return CommentReference.isAll(of: String(decoding: words, as: UTF8.self))
    }

    // MARK: What stands below them

    private static func read(_ part: Range<Int>, _ lines: [Range<Int>], _ document: inout [UInt8]) {
        var isFenced = false
        var hasWords = false
        var isCode = false
        // The fence below "Code:", which is no word of the comment.
        var opensSnippet = false
        for index in part {
            let line = lines[index]
            let text = document[line].trimmingBlanks
            if text.isEmpty { continue }
            let isBreak = document.isRule(line) || text.elementsEqual("\\n---\\n".utf8)
            if isCode {
                let fields = DumpFields.fields(document, line)
                guard isBreak || fields.last?.kind == .words else {
                    document.blank(line)
                    continue
                }
                isCode = false
            }
            if text.starts(with: "```".utf8) {
                isFenced.toggle()
                hasWords = hasWords || !opensSnippet
                if !isFenced { opensSnippet = false }
                continue
            }
            if isFenced { continue }
            if isBreak {
                document.blank(line)
                continue
            }
            if text.starts(with: "@@ -".utf8) {
                isCode = true
                document.blank(line)
                continue
            }
            let fields = DumpFields.fields(document, line)
            switch fields.last?.kind {
            case .code? where opensCode(document[fields[fields.count - 1].value]):
                document.blank(line)
                opensSnippet = isFence(below: index, lines, document)
                isCode = !opensSnippet
            case .words? where !hasWords:
                let words = Array(document[fields[fields.count - 1].value])
                document.write(words, over: line)
                hasWords = !words.isEmpty
            case .record?, .author?, .line?, .path?:
                // Behind the words, only what is nothing but a value.
                if !hasWords || fields.allSatisfy({ !document[$0.value].trimmingBlanks.contains(.space) }) {
                    document.blank(line)
                } else {
                    hasWords = true
                }
            default: hasWords = true
            }
        }
    }

    /// Words that the script printed further in begin where a paragraph does.
    private static func outdent(_ part: Range<Int>, _ lines: [Range<Int>], _ document: inout [UInt8]) {
        let said = part.map { lines[$0] }.filter { line in document[line].contains { !$0.isBlank } }
        let depth = said.map { line in document[line].prefix { $0 == .space }.count }.min() ?? 0
        guard depth > 0 else { return }
        for line in said { document.write(Array(document[(line.lowerBound + depth)..<line.upperBound]), over: line) }
    }

    /// Nothing behind the colon, or the diff itself.
    private static func opensCode(_ value: ArraySlice<UInt8>) -> Bool {
        let value = value.trimmingBlanks
        return value.isEmpty || value.starts(with: "@@".utf8)
    }

    private static func isFence(below index: Int, _ lines: [Range<Int>], _ document: [UInt8]) -> Bool {
        guard let next = lines[(index + 1)...].prefix(3).first(where: { document[$0].contains { !$0.isBlank } }) else {
            return false
        }
        return document[next].trimmingBlanks.starts(with: "```".utf8)
    }

    /// A rule below words would make a heading of them.
    private static func blankRules(above line: Int, _ lines: [Range<Int>], _ document: inout [UInt8]) {
        for index in (max(0, line - 2)..<line).reversed() where document.isRule(lines[index]) {
            document.blank(lines[index])
        }
    }
}
