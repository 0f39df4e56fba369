import FindingsModel

/// The findings of a review tool's page as a browser copies them, without their folds and type: "src/a.py-12-14 (1)", below it
/// "12-14: ⚠️ Potential issue | 🟡 Minor", a title, paragraphs, and behind "Proposed fix" code without a fence.
///
/// They become what the tool wrote: a heading of the file, the lines in code with the rating in italics, the title in bold.
/// The code is blanked: nothing tells where it ends but the next finding. Byte for byte.
enum CopiedFindings {
    static func open(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        var files: [(line: Int, path: Range<Int>)] = []
        for index in lines.indices.dropLast() {
            guard let path = file(document, lines[index]), opensFinding(document, lines[index + 1]) else { continue }
            files.append((index, path))
        }
        guard !files.isEmpty, files.count > 1 || lines.contains(where: { isCounted(document[$0]) }) else { return }
        for (place, file) in files.enumerated() {
            let end = place + 1 < files.count ? files[place + 1].line : lines.count
            read(file.line + 1..<end, lines, &document)
            document.write(Array("### ".utf8) + document[file.path], over: lines[file.line])
        }
        // "🟡 Minor comments (20)" above them says of each what it says itself.
        for line in lines[..<files[0].line] where isCounted(document[line]) { document.blank(line) }
    }

    private static let maximumLines = 60_000

    /// Where the path stands in "src/a.py-12-14 (1)" or "src/a.py (2)".
    private static func file(_ document: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        let text = document[line].trimmingBlanks
        guard (7...300).contains(text.count), text.startIndex == line.lowerBound, text.last == UInt8(ascii: ")"),
            let open = text.lastIndex(of: UInt8(ascii: "(")), open > text.startIndex + 3,
            text[(open + 1)..<(text.endIndex - 1)].allSatisfy(\.isDigit), text.endIndex - open > 2,
            document[open - 1] == .space
        else { return nil }
        var path = text[..<(open - 1)]
        guard !path.contains(.space) else { return nil }
        // At most two numbers behind the name.
        for _ in 0..<2 {
            guard let dash = path.lastIndex(of: UInt8(ascii: "-")), path.endIndex - dash > 1,
                path[(dash + 1)...].allSatisfy(\.isDigit)
            else { break }
            path = path[..<dash]
        }
        guard path.contains(where: \.isLetter), path.contains(where: { $0.isOne(of: "./") }) else { return nil }
        return path.startIndex..<path.endIndex
    }

    /// Where the words begin behind "12-14: " or "12: "; `nil` for another line.
    private static func words(_ document: [UInt8], _ line: Range<Int>) -> Int? {
        let numbers = document[line].prefix(24).prefix { $0.isDigit || $0 == UInt8(ascii: "-") }
        guard numbers.first?.isDigit == true, numbers.last?.isDigit == true, numbers.endIndex + 1 < line.upperBound,
            document[numbers.endIndex] == UInt8(ascii: ":"), document[numbers.endIndex + 1] == .space
        else { return nil }
        return numbers.endIndex + 2
    }

    private static func opensFinding(_ document: [UInt8], _ line: Range<Int>) -> Bool { words(document, line) != nil }

    /// "🧹 Nitpick comments (3)"
    private static func isCounted(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.trimmingBlanks
        guard text.count <= 80, text.last == UInt8(ascii: ")"), text.contains(UInt8(ascii: "(")) else { return false }
        return chapters.contains(PhraseKey(text).text.trimmingSpaces)
    }
    private static let chapters: Set<String> = [
        "minor comments", "major comments", "critical comments", "nitpick comments", "trivial comments",
        "outside diff range comments", "duplicate comments", "additional comments", "potential issues",
        "refactor suggestions",
    ]

    private static func read(_ part: Range<Int>, _ lines: [Range<Int>], _ document: inout [UInt8]) {
        var isCode = false
        var isFolded = false
        var needsTitle = false
        var isJoined = false
        for index in part {
            let line = lines[index]
            let text = document[line].trimmingBlanks
            if text.isEmpty {
                // Without a rating there is no room for a title in bold: title and paragraphs become one.
                if isJoined, !isCode, document[line.lowerBound - 1] == .lineFeed,
                    goesOn(below: index, in: part, lines, document)
                {
                    document[line.lowerBound - 1] = .space
                }
                continue
            }
            if let start = words(document, line), start < line.upperBound {
                isCode = false
                isFolded = false
                needsTitle = rate(line, from: start, &document)
                isJoined = !needsTitle && document[line.lowerBound] != UInt8(ascii: "`")
                if isJoined {
                    // "L12-14: …" says that these are lines; the byte comes from the empty line below, or the full stop.
                    let isAbove = goesOn(below: index, in: part, lines, document) && lines[index + 1].isEmpty
                    let end = isAbove ? lines[index + 1].upperBound + 1 : line.upperBound
                    let title = !isAbove && text.last == UInt8(ascii: ".") ? text.dropLast() : text
                    document.write([UInt8(ascii: "L")] + title, over: line.lowerBound..<end)
                    isJoined = isAbove
                }
                continue
            }
            if isFolded {
                document.blank(line)
            } else if foldsRest(text) {
                isFolded = true
                document.blank(line)
            } else if opensCode(text) {
                isCode = true
                document.blank(line)
            } else if isCode, !isSentence(document[line]) {
                document.blank(line)
            } else if needsTitle {
                // The blanks come from the line of the rating above.
                needsTitle = false
                embolden(line, above: lines[index - 1], &document)
            }
        }
    }

    /// The next line that says anything is one of the same finding, and no title of code.
    private static func goesOn(
        below index: Int, in part: Range<Int>, _ lines: [Range<Int>], _ document: [UInt8]
    ) -> Bool {
        guard
            let next = part[(index + 1)...].prefix(8).first(where: { line in
                document[lines[line]].contains { !$0.isBlank }
            })
        else { return false }
        let text = document[lines[next]].trimmingBlanks
        return words(document, lines[next]) == nil && !opensCode(text) && !foldsRest(text)
    }

    /// "12-14: ⚠️ Potential issue | 🟡 Minor" as "`12-14`: _🟡 Minor_"; `false` where the line is no rating.
    private static func rate(_ line: Range<Int>, from start: Int, _ document: inout [UInt8]) -> Bool {
        let parts = document[start..<line.upperBound].trimmingBlanks.split(separator: UInt8(ascii: "|"))
        guard (1...4).contains(parts.count),
            parts.allSatisfy({ part in kinds.contains(PhraseKey(part).text.trimmingSpaces) })
        else { return false }
        let rating = parts.last { ratings.contains(PhraseKey($0).text.trimmingSpaces) }
        var words = Array("`".utf8) + document[line.lowerBound..<(start - 2)] + Array("`:".utf8)
        if let rating { words += Array(" _".utf8) + rating.trimmingBlanks + Array("_".utf8) }
        return document.write(words, over: line) && rating != nil
    }
    private static let ratings: Set<String> = [
        "critical", "major", "minor", "trivial", "info", "nitpick", "low", "medium", "high", "low value", "quick win",
    ]
    private static let kinds = ratings.union([
        "potential issue", "refactor suggestion", "nitpick", "verification successful", "duplicate comment",
        "security", "suggestion", "issue", "functional correctness", "maintainability and code quality",
        "performance and scalability", "security and privacy", "stability and availability",
        "data integrity and integration", "reliability", "poor tradeoff", "heavy lift",
    ])

    private static func embolden(_ line: Range<Int>, above blank: Range<Int>, _ document: inout [UInt8]) {
        // What the rating's line has no need of goes before the title: two line feeds stay two.
        var start = blank.lowerBound
        while start > 0, document[start - 1] == .space || document[start - 1] == .lineFeed { start -= 1 }
        let room = line.lowerBound - start
        let title = Array(document[line].trimmingBlanks)
        guard room >= 6, title.count <= 300, title.first?.isOne(of: "*`_-#>") == false else { return }
        document.write(
            [.lineFeed, .lineFeed] + Array("**".utf8) + title + Array("**".utf8), over: start..<line.upperBound)
    }

    /// "🐛 Proposed fix", "Suggested change", "♻️ Suggested refactor": what follows is code.
    private static func opensCode(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 80 else { return false }
        let key = PhraseKey(text)
        return (2...6).contains(key.count) && text.last?.isOne(of: ".,;") == false && proposals.opens(key)
    }
    private static let proposals: PhraseSet = [
        "suggested change", "suggested changes", "suggested fix", "suggested refactor", "suggested improvement",
        "suggested diff", "suggested implementation", "suggested test", "suggested tests", "suggested patch",
        "proposed change", "proposed changes", "proposed fix", "proposed refactor", "proposed diff", "proposed tests",
        "proposed improvement", "proposed patch", "proposed implementation", "possible fix", "example fix",
        "optional refactor", "recommended fix", "example implementation", "minimal fix",
    ]

    /// Folds of the tool's own, which say for programs what stands above.
    private static func foldsRest(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= 80 else { return false }
        return folds.contains(PhraseKey(text).text.trimmingSpaces)
    }
    private static let folds: Set<String> = [
        "committable suggestion", "prompt for ai agents", "prompt to fix with ai", "analysis chain", "tools",
        "script executed", "verify each finding against current code",
    ]

    /// Words between two pieces of code: "And in the second file:".
    private static func isSentence(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, first.isUpper, let last = line.trimmingBlanks.last, last.isOne(of: ".:!?") else {
            return false
        }
        let words = line.split(separator: .space)
        let plain = words.count { word in word.dropLast().allSatisfy { $0.isLetter || $0.isOne(of: "'`-") } }
        return words.count > 2 && plain * 3 >= words.count * 2
    }
}
