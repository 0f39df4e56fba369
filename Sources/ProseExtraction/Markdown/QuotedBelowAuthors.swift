import FindingsModel

/// Comments that a program saved as quotes, each below the bold name of who wrote it: "**@ida** [bot]:" above "> …".
///
/// Two comments at one place stand below one heading: each gets the heading for itself in the place of the name, and the
/// quote's signs go. Byte for byte.
enum QuotedBelowAuthors {
    static func open(_ document: inout [UInt8]) {
        guard document.has(":\n>", within: 0..<document.count) || document.has(":\r\n>", within: 0..<document.count)
        else { return }
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        var authors: [(line: Int, name: String, heading: Range<Int>?, opener: String?)] = []
        var heading: Range<Int>?
        // Who spoke first below the heading.
        var opener: String?
        var isFenced = false
        for (index, line) in lines.enumerated() {
            if document.has("```", at: line.lowerBound) { isFenced.toggle() }
            if isFenced { continue }
            if document[line].first == UInt8(ascii: "#"), document[line].prefix(7).contains(.space) {
                heading = namesPlace(document[line]) ? line : nil
                opener = nil
            } else if let name = author(document[line]), index + 1 < lines.count,
                document[lines[index + 1]].first == UInt8(ascii: ">")
            {
                authors.append((index, name, heading, opener))
                opener = opener ?? name
            }
        }
        guard authors.count > 1, authors.contains(where: { $0.heading != nil }) else { return }
        for (place, author) in authors.enumerated() {
            guard let heading = author.heading else { continue }
            let end = place + 1 < authors.count ? authors[place + 1].line : lines.count
            // Who else speaks at this place answers.
            guard author.opener == nil || author.opener == author.name || isProgram(author.name) else { continue }
            unquote(author.line + 1..<end, lines, &document)
            let title = author.opener == nil ? [] : Array(document[heading].trimmingBlanks)
            if !document.write(title, over: lines[author.line]) {
                document.write("***".utf8, over: lines[author.line])
            }
        }
    }

    private static let maximumLines = 60_000

    /// "**@ida** [bot]:", "**ida** (2026-03-01):": nothing but a name in bold, what is told of it, and a colon.
    private static func author(_ line: ArraySlice<UInt8>) -> String? {
        let text = line.trimmingBlanks
        guard (6...120).contains(text.count), text.starts(with: "**".utf8), text.last == UInt8(ascii: ":") else {
            return nil
        }
        let name = text.dropFirst(2).prefix { $0 != UInt8(ascii: "*") }
        let rest = text[name.endIndex...].dropLast()
        guard !name.isEmpty, name.count <= 40, rest.starts(with: "**".utf8),
            name.first == UInt8(ascii: "@") || rest.count > 2 && !name.contains(.space)
        else { return nil }
        let told = rest.dropFirst(2).trimmingBlanks
        guard
            told.isEmpty || told.first == UInt8(ascii: "[") && told.last == UInt8(ascii: "]")
                || told.first == UInt8(ascii: "(") && told.last == UInt8(ascii: ")")
        else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static func isProgram(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix("[bot]") || name.hasSuffix("bot") || name.hasSuffix("-ai") || name.hasSuffix("-review")
    }

    private static func namesPlace(_ heading: ArraySlice<UInt8>) -> Bool {
        guard heading.count <= 400 else { return false }
        let words = StyledText(String(decoding: heading.drop { $0 == UInt8(ascii: "#") }.trimmingBlanks, as: UTF8.self))
        return LineReferenceScanner(words).found.contains { $0.certainty == .firm }
    }

    /// The quotes below an author, up to a line that is none.
    private static func unquote(_ part: Range<Int>, _ lines: [Range<Int>], _ document: inout [UInt8]) {
        var value: [String] = []
        for index in part {
            let line = lines[index]
            let text = document[line]
            guard let first = text.first(where: { !$0.isBlank }) else { continue }
            guard first == UInt8(ascii: ">") else { return }
            var words = text.drop(while: \.isBlank).dropFirst()
            if words.first == .space { words = words.dropFirst() }
            // "Issue: …" and the same words below it in bold.
            let key = PhraseKey(words.trimmingBlanks).words
            let isRepeated = !key.isEmpty && value.count > key.count && Array(value.suffix(key.count)) == key
            value = key
            document.write(isRepeated ? [] : Array(words), over: line)
        }
    }
}
