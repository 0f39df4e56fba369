import FindingsModel

/// Makes headings of other markup languages readable to a Markdown parser, byte for byte, so that no offset moves.
///
/// AsciiDoc's `== Title`, MediaWiki's `== Title ==`, Org's `** Title`, Jira's `h2. Title` and reStructuredText's underlines that Markdown does not
/// know (`~~~~`, `^^^^`, `""""`) become Markdown's, and so do plain text's counted chapters ("A) Major" above "A1 …", "1. Speed" above
/// "1.1 …").
enum AlternativeMarkup {
    /// `document` with its headings rewritten; as it stands where it has none.
    static func normalized(_ document: [UInt8]) -> [UInt8] {
        let document = AnswerMarkup.normalized(ScratchElements.blanked(document))
        if let rewritten = LaTeXMarkup.normalized(document) ?? PODMarkup.normalized(document)
            ?? CommentedNotes.normalized(document)
        {
            return rewritten
        }
        let lines = Self.lines(of: document)
        var asciiDoc: [Int] = []
        var wiki: [Range<Int>] = []
        var org: [Int] = []
        var jira: [Int] = []
        var underlines: [Range<Int>] = []
        var numbered: [(start: Int, length: Int, level: Int)] = []
        var rules: [Range<Int>] = []
        var targets: [Range<Int>] = []
        var hasMacros = false
        var isFenced = false
        var previous: Range<Int>?
        for line in lines {
            defer { previous = line }
            guard let first = document[line].first else { continue }
            switch first {
            case UInt8(ascii: "`"):
                if document.has("```", at: line.lowerBound) { isFenced.toggle() }
            case UInt8(ascii: "="):
                if !isFenced, isMark(document, line, first) {
                    asciiDoc.append(line.lowerBound)
                } else if !isFenced, isWikiTitle(document, line) {
                    asciiDoc.append(line.lowerBound)
                    wiki.append(line)
                }
                // A rule below a record's last field would make a heading of the record.
                if !isFenced, let previous, isRecordEnd(document, line, below: previous) { rules.append(line) }
                if !isFenced, let previous, isUnderline(document, line, below: previous),
                    let marker = markerLength(document, previous)
                {
                    numbered.append((previous.lowerBound, marker, 1))
                }
            case UInt8(ascii: "*"): if !isFenced, isMark(document, line, first) { org.append(line.lowerBound) }
            case UInt8(ascii: "{"):
                hasMacros = hasMacros || !isFenced && Self.opensMacro(document, line.lowerBound)
            case UInt8(ascii: "h"):
                if !isFenced, line.count > 4, (49...54).contains(document[line.lowerBound + 1]),
                    document[line.lowerBound + 2] == UInt8(ascii: "."), document[line.lowerBound + 3] == .space
                {
                    jira.append(line.lowerBound)
                }
            case UInt8(ascii: "-"):
                // A rule below a record's last field would make a heading of the record.
                if !isFenced, let previous, isRecordEnd(document, line, below: previous) { rules.append(line) }
                // "1) Title" underlined: the number would make an item of it.
                if !isFenced, let previous, isUnderline(document, line, below: previous),
                    let marker = markerLength(document, previous)
                {
                    numbered.append((previous.lowerBound, marker, 2))
                }
            case UInt8(ascii: "."):
                // reStructuredText's target of a link says nothing to a reader.
                if !isFenced, document.has(".. _", at: line.lowerBound), document[line].contains(UInt8(ascii: ":")) {
                    targets.append(line)
                }
            case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "\""):
                if !isFenced, let previous, isUnderline(document, line, below: previous) { underlines.append(line) }
            default: break
            }
        }
        numbered += capitalChapters(document, lines)
        // Two stars before words mean something in Org alone; one is a bullet.
        let isOrg = org.contains { document[$0 + 1] == UInt8(ascii: "*") }
        let chapters = countedChapters(document, lines)
        if !hasMacros, asciiDoc.isEmpty, !isOrg, jira.isEmpty, underlines.isEmpty, numbered.isEmpty, rules.isEmpty,
            targets.isEmpty, chapters.isEmpty
        {
            return document
        }
        var out = document
        for start in chapters { out.replaceSubrange(start..<start + 2, with: "##".utf8) }
        for line in rules + targets {
            for index in line { out[index] = .space }
        }
        for title in numbered {
            for offset in 0..<title.length {
                out[title.start + offset] = offset < title.level ? UInt8(ascii: "#") : .space
            }
        }
        for start in asciiDoc + (isOrg ? org : []) {
            let mark = document[start]
            var index = start
            while index < out.count, out[index] == mark {
                out[index] = UInt8(ascii: "#")
                index += 1
            }
            // Org's keyword of a task that is open.
            if mark == UInt8(ascii: "*"), out.has(" TODO ", at: index) {
                for offset in 1...4 { out[index + offset] = .space }
            }
            // A team's own keyword of what is no task labels the words behind it.
            for word in [" PRAISE ", " KUDOS ", " GOOD "] as [StaticString]
            where mark == UInt8(ascii: "*") && out.has(word, at: index) {
                out[index + word.utf8CodeUnitCount - 1] = UInt8(ascii: ":")
            }
        }
        if isOrg { openDrawers(&out, lines) }
        if !asciiDoc.isEmpty, wiki.isEmpty { AsciiDocBlocks.rewrite(&out, lines) }
        if !asciiDoc.isEmpty { rewriteWiki(&out, lines, titles: wiki) }
        for start in jira {
            let level = Int(document[start + 1] - 48)
            for offset in 0..<3 { out[start + offset] = offset < level ? UInt8(ascii: "#") : .space }
        }
        if !jira.isEmpty {
            // Jira numbers its items with a sign that is Markdown's for a heading.
            for line in lines where line.count > 2 && document.has("# ", at: line.lowerBound) {
                out[line.lowerBound] = UInt8(ascii: "-")
            }
            for line in lines {
                rewriteMonospaced(&out, line)
                rewriteSigns(&out, line)
            }
        }
        if hasMacros || !jira.isEmpty { hideMacros(&out, lines) }
        for line in underlines {
            for index in line { out[index] = UInt8(ascii: "-") }
        }
        return out
    }

    /// Jira's macros in braces (`{info}`, `{panel:title=Outcome}`): the panel's title stays, with a colon behind it.
    private static func hideMacros(_ out: inout [UInt8], _ lines: [Range<Int>]) {
        for line in lines {
            var index = line.lowerBound
            while index < line.upperBound {
                guard out[index] == UInt8(ascii: "{"), index + 2 < line.upperBound, out[index + 1].isLower,
                    let end = out[index..<min(line.upperBound, index + 120)].firstIndex(of: UInt8(ascii: "}"))
                else {
                    index += 1
                    continue
                }
                let name = out[(index + 1)..<end].prefix(while: \.isLower)
                defer { index = end + 1 }
                guard macros.contains(String(decoding: name, as: UTF8.self)) else { continue }
                let isAlone = out[line.lowerBound..<index].allSatisfy(\.isBlank) && end + 1 == line.upperBound
                if let title = out[index..<end].lastIndex(of: UInt8(ascii: "=")), out.has("title", at: title - 5) {
                    let words = Array(out[(title + 1)..<end]) + [UInt8(ascii: ":")]
                    let rest = end + 1 - index - words.count
                    out.replaceSubrange(index...end, with: words + [UInt8](repeating: .space, count: rest))
                } else if isAlone {
                    for place in index...end { out[place] = .space }
                } else {
                    // A tag that changes nothing: blanks at the start of a line would make code of it.
                    let length = end + 1 - index
                    out.replaceSubrange(
                        index...end, with: Array("<u".utf8) + [UInt8](repeating: .space, count: length - 3) + [62])
                }
            }
        }
    }
    /// Org's properties (`:LINES: 27`) between `:PROPERTIES:` and `:END:` as fields, each at the start of its line.
    private static func openDrawers(_ out: inout [UInt8], _ lines: [Range<Int>]) {
        var isInside = false
        for line in lines {
            guard let first = out[line].firstIndex(where: { !$0.isBlank }), out[first] == UInt8(ascii: ":") else {
                isInside = false
                continue
            }
            let isOpening = out.has(":PROPERTIES:", at: first)
            if isOpening || isInside && out.has(":END:", at: first) {
                isInside = isOpening
                for index in line { out[index] = .space }
            } else if isInside {
                let words = Array(out[(first + 1)..<line.upperBound])
                out.replaceSubrange(
                    line, with: words + [UInt8](repeating: .space, count: line.count - words.count))
            }
        }
    }

    /// Jira's code within a line: `{{sleep(3)}}`.
    private static func rewriteMonospaced(_ out: inout [UInt8], _ line: Range<Int>) {
        var opening: Int?
        var index = line.lowerBound
        while index + 1 < line.upperBound {
            if opening == nil, out.has("{{", at: index) {
                opening = index
                index += 2
            } else if let start = opening, out.has("}}", at: index), index > start + 2 {
                if !out[(start + 2)..<index].contains(UInt8(ascii: "`")) {
                    out.replaceSubrange(start..<start + 2, with: " `".utf8)
                    out.replaceSubrange(index..<index + 2, with: "` ".utf8)
                }
                opening = nil
                index += 2
            } else {
                index += 1
            }
        }
    }

    /// Jira's signs for what is right, wrong and to be heeded, `(/)`, `(x)` and `(!)`, as the emoji that it shows for them: each
    /// has as many bytes.
    private static func rewriteSigns(_ out: inout [UInt8], _ line: Range<Int>) {
        var index = line.lowerBound
        while index + 3 < line.upperBound {
            defer { index += 1 }
            guard out[index] == UInt8(ascii: "("), out[index + 2] == UInt8(ascii: ")"), out[index + 3] == .space,
                index == line.lowerBound || out[index - 1] == .space
            else { continue }
            switch out[index + 1] {
            case UInt8(ascii: "/"): out.replaceSubrange(index..<index + 3, with: "✅".utf8)
            case UInt8(ascii: "x"): out.replaceSubrange(index..<index + 3, with: "❌".utf8)
            case UInt8(ascii: "!"): out.replaceSubrange(index..<index + 3, with: "⚠".utf8)
            default: break
            }
        }
    }

    private static func opensMacro(_ document: [UInt8], _ start: Int) -> Bool {
        let name = document[(start + 1)...].prefix(12).prefix(while: \.isLower)
        guard name.endIndex < document.count, document[name.endIndex].isOne(of: ":}") else { return false }
        return macros.contains(String(decoding: name, as: UTF8.self))
    }
    private static let macros: Set<String> = ["panel", "info", "note", "tip", "warning", "quote", "color", "expand"]

    /// MediaWiki's closing marks, its definitions (`; Term : text`), its bold type, and AsciiDoc's lines of attributes.
    private static func rewriteWiki(_ out: inout [UInt8], _ lines: [Range<Int>], titles: [Range<Int>]) {
        for title in titles {
            var index = title.upperBound - 1
            while index > title.lowerBound, out[index] == UInt8(ascii: "=") {
                out[index] = .space
                index -= 1
            }
        }
        for (index, line) in lines.enumerated() where line.count > 3 {
            if out[line.lowerBound] == UInt8(ascii: "["), out[line.upperBound - 1] == UInt8(ascii: "]"),
                titles.isEmpty, !out[line].contains(.space), out[line.lowerBound + 1].isLower
            {
                for index in line { out[index] = .space }
            }
            guard !titles.isEmpty else { continue }
            // Several such lines below it are remarks of their own, and the term is their chapter.
            let isAbove =
                index + 1 < lines.count && lines[index + 1].lowerBound == line.upperBound + 1
                && out.has(": ", at: lines[index + 1].lowerBound)
                && (index + 2 >= lines.count || !out.has(": ", at: lines[index + 2].lowerBound))
            if out.has("; ", at: line.lowerBound), isAbove || out[line].contains(UInt8(ascii: ":")) {
                out[line.lowerBound] = UInt8(ascii: "-")
                if isAbove {
                    // The colon that opens the next line ends this one, as it ends a title.
                    out[line.upperBound] = UInt8(ascii: ":")
                    out[line.upperBound + 1] = .lineFeed
                }
            }
            rewriteQuotes(&out, line)
        }
    }

    /// MediaWiki's bold and italic type: three apostrophes, and two.
    private static func rewriteQuotes(_ out: inout [UInt8], _ line: Range<Int>) {
        var isBold = false
        var isItalic = false
        var index = line.lowerBound
        while index + 1 < line.upperBound {
            let count = out[index..<line.upperBound].prefix(5).prefix { $0 == UInt8(ascii: "'") }.count
            switch count {
            case 3...:
                out.replaceSubrange(index..<index + 3, with: (isBold ? "** " : " **").utf8)
                isBold.toggle()
                index += 3
            // Code has empty strings.
            case 2 where isItalic || opensItalic(out, index + 2..<line.upperBound):
                out.replaceSubrange(index..<index + 2, with: (isItalic ? "* " : " *").utf8)
                isItalic.toggle()
                index += 2
            default: index += 1
            }
        }
    }

    private static func opensItalic(_ out: [UInt8], _ rest: Range<Int>) -> Bool {
        guard let first = out[rest].first, first.isLetter else { return false }
        return rest.dropLast().contains { out.has("''", at: $0) }
    }

    /// "== Title ==": the same marks, two at least, before and behind the words.
    private static func isWikiTitle(_ document: [UInt8], _ line: Range<Int>) -> Bool {
        let mark = UInt8(ascii: "=")
        let before = document[line].prefix { $0 == mark }.count
        let after = document[line].reversed().prefix { $0 == mark }.count
        return (2...6).contains(before) && before == after && line.count > before * 2 + 2
            && document[line.lowerBound + before] == .space && document[line.upperBound - after - 1] == .space
    }

    /// "1. SCOPE", "2. FINDINGS": numbered titles in capitals that have their lines for themselves, two at least, with text
    /// under each: chapters, though a list's items are written so.
    private static func capitalChapters(
        _ document: [UInt8], _ lines: [Range<Int>]
    ) -> [(start: Int, length: Int, level: Int)] {
        var chapters: [(start: Int, length: Int, level: Int)] = []
        var next = 1
        for (index, line) in lines.enumerated() {
            guard let marker = markerLength(document, line), line.count <= longestChapter, index + 2 < lines.count,
                index == 0 || lines[index - 1].isEmpty, lines[index + 1].isEmpty,
                markerLength(document, lines[index + 2]) == nil
            else { continue }
            let words = document[(line.lowerBound + marker)..<line.upperBound]
            guard words.count(where: \.isUpper) >= 4,
                words.allSatisfy({ $0.isUpper || $0 == .space || $0.isOne(of: "&/,-") }),
                Int(String(decoding: document[line].prefix(while: \.isDigit), as: UTF8.self)) == next
            else { continue }
            next += 1
            chapters.append((line.lowerBound, marker, 2))
        }
        return chapters.count > 1 ? chapters : []
    }

    /// Where lines such as "B) Minor defects" and "2. Speed" start, above remarks that are counted "B1" or "2.1": chapters, not
    /// remarks.
    private static func countedChapters(_ document: [UInt8], _ lines: [Range<Int>]) -> [Int] {
        var chapters: [Int] = []
        var title: Range<Int>?
        var isAfterBlank = true
        for line in lines {
            let text = document[line]
            guard let start = text.firstIndex(where: { $0 != .space && $0 != UInt8(ascii: "\t") }) else {
                isAfterBlank = true
                continue
            }
            if let title, document[start] == document[title.lowerBound], opensCount(document[start..<line.upperBound]) {
                chapters.append(title.lowerBound)
            }
            let marker = start + 1
            let isTitle =
                isAfterBlank && start == line.lowerBound && (5...longestChapter).contains(line.count)
                && (document[start].isUpper || document[start].isDigit && !endsSentence(document[line]))
                && (document[marker] == UInt8(ascii: ")") || document[marker] == UInt8(ascii: "."))
                && document[marker + 1] == .space
            title = isTitle ? line : nil
            isAfterBlank = false
        }
        return chapters
    }
    /// In bytes; a title in Cyrillic has half as many letters.
    private static let longestChapter = 80

    /// "B1 …" of a chapter with a letter, "2.1 …" and "2.1. …" of one with a number.
    private static func opensCount(_ line: ArraySlice<UInt8>) -> Bool {
        let bytes = line.prefix(6)
        guard let first = bytes.first, bytes.count > 3 else { return false }
        let second = bytes.startIndex + 1
        if first.isUpper { return bytes[second].isDigit }
        guard bytes[second] == UInt8(ascii: "."), bytes[second + 1] == UInt8(ascii: "1") else { return false }
        let end = second + 2
        if bytes[end] == .space { return true }
        return end + 1 < bytes.endIndex && bytes[end].isOne(of: ".):") && bytes[end + 1] == .space
    }

    private static func endsSentence(_ line: ArraySlice<UInt8>) -> Bool {
        line.last(where: { !$0.isBlank }).map { $0.isOne(of: ".!?;,") } ?? false
    }

    /// Three dashes or more below the last of several lines, which a field's name opens: "Fix: Drop it."
    private static func isRecordEnd(_ document: [UInt8], _ line: Range<Int>, below last: Range<Int>) -> Bool {
        guard line.count >= 3, document[line].allSatisfy({ $0 == document[line.lowerBound] }), last.lowerBound > 1,
            document[last.lowerBound - 2] != .lineFeed
        else { return false }
        return FieldLabel(StyledText(String(decoding: document[last].prefix(80), as: UTF8.self))) != nil
    }

    /// The length of "1) " or "12. " at the start of a line.
    private static func markerLength(_ document: [UInt8], _ line: Range<Int>) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, document[index].isDigit, index - line.lowerBound < 3 { index += 1 }
        guard index > line.lowerBound, index + 2 < line.upperBound,
            document[index] == UInt8(ascii: ")") || document[index] == UInt8(ascii: "."), document[index + 1] == .space
        else { return nil }
        return index + 2 - line.lowerBound
    }

    /// One to six `mark`s, a blank and words.
    private static func isMark(_ document: [UInt8], _ line: Range<Int>, _ mark: UInt8) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound, document[index] == mark { index += 1 }
        let length = index - line.lowerBound
        return length <= 6 && index + 1 < line.upperBound && document[index] == .space
            && (document[index + 1].isWord || document[index + 1].isOne(of: "[`\"("))
            && (mark != UInt8(ascii: "=") || document[line.upperBound - 1] != mark)
    }

    /// A line of one sign, about as long as the words above it.
    private static func isUnderline(_ document: [UInt8], _ line: Range<Int>, below title: Range<Int>) -> Bool {
        guard line.count >= 4, let sign = document[line].first, document[line].allSatisfy({ $0 == sign }),
            let first = document[title].first, first.isLetter || first.isDigit || first.isWide
        else { return false }
        let width = document[title].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return line.count * 4 >= width * 3 && line.count <= width * 2 + 2
    }

    /// The lines without their ends.
    private static func lines(of document: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for (index, byte) in document.enumerated() where byte == .lineFeed {
            lines.append(start..<(index > start && document[index - 1] == 13 ? index - 1 : index))
            start = index + 1
        }
        lines.append(start..<document.count)
        return lines
    }
}
