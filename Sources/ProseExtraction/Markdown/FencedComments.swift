import FindingsModel

/// Comments that a program saved in code fences, one below each heading that names a place: "### src/a.py:12", some fields
/// ("Author: ida"), and the words between "```" and "```". The words are no code: the fences are blanked, byte for byte.
enum FencedComments {
    static func open(_ document: inout [UInt8]) {
        guard document.has("```", within: 0..<document.count) else { return }
        let lines = document.lineRanges
        guard lines.count <= maximumLines else { return }
        var fences: [Range<Int>] = []
        var found = 0
        var others = 0
        var section: Section?
        func close() {
            guard let section, section.isPlaced, !section.fences.isEmpty else { return }
            if section.isComment(in: document, lines) {
                found += 1
                fences += section.fences.map { lines[$0] }
            } else {
                others += 1
            }
        }
        var isFenced = false
        for (index, line) in lines.enumerated() {
            let text = document[line]
            if text.starts(with: "```".utf8) {
                isFenced.toggle()
                section?.fences.append(index)
            } else if isFenced {
                continue
            } else if text.first == UInt8(ascii: "#"), text.prefix(7).contains(.space) {
                close()
                section = Section(isPlaced: namesPlace(text))
            } else if section?.isPlaced == true, saysSomething(text) {
                section?.words += 1
            }
        }
        close()
        // One alone may quote what is spoken of.
        guard found > 1, found > others * 3 else { return }
        for line in fences {
            for index in line { document[index] = .space }
        }
    }

    private static let maximumLines = 60_000

    private struct Section {
        var isPlaced: Bool
        /// The lines that open and close fences.
        var fences: [Int] = []
        /// How many lines outside of them say something.
        var words = 0

        func isComment(in document: [UInt8], _ lines: [Range<Int>]) -> Bool {
            guard fences.count == 2, words == 0,
                FencedComments.infos.contains(
                    String(decoding: document[lines[fences[0]]].dropFirst(3).trimmingBlanks, as: UTF8.self))
            else { return false }
            let longest = lines[(fences[0] + 1)..<fences[1]].max { $0.count < $1.count }
            return longest.map { FencedComments.isProse(document[$0]) } ?? false
        }
    }

    private static let infos: Set<String> = ["", "text", "txt", "markdown", "md", "plain", "plaintext"]

    private static func namesPlace(_ heading: ArraySlice<UInt8>) -> Bool {
        guard heading.count <= 2_000 else { return false }
        let scanner = LineReferenceScanner(StyledText(String(decoding: heading, as: UTF8.self)))
        return !scanner.paths.isEmpty && scanner.found.contains { $0.certainty == .firm }
    }

    /// A line that is neither a field, nor a link, nor a rule.
    private static func saysSomething(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count > 40 else { return false }
        let text = StyledText(String(decoding: line.prefix(400), as: UTF8.self))
        let words = text.bytes.drop { $0.isBlank || $0.isOne(of: "-*>+") }
        let isField = words.prefix(40).contains(UInt8(ascii: ":")) || words.first == UInt8(ascii: "[")
        return !isField && PhraseKey(text.bytes[...]).count > 7
    }

    /// A sentence at least, with hardly a sign that code has.
    private static func isProse(_ line: ArraySlice<UInt8>) -> Bool {
        let line = line.prefix(2_000)
        let words = line.count { $0.isLetter || $0.isBlank || $0.isWide || $0.isOne(of: ".,'") }
        let isSentence = line.split(separator: .space).count > 7 || line.count(where: \.isWide) > 60
        return isSentence && words * 5 >= line.count * 4
    }
}
