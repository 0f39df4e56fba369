import FindingsModel

/// A review that is written as comments of a programming language, for pasting next to the code:
/// `# REVIEW(8-9): the kiln stays hot`, and further lines behind the same sign.
enum CommentedNotes {
    /// `document` without the comments' signs, line by line, and with "l." for the tag that goes before a place;
    /// `nil` where other lines than comments stand, or no tag opens two of them.
    static func normalized(_ document: [UInt8]) -> [UInt8]? {
        guard let first = document.first(where: { !$0.isBlank }), first.isOne(of: "#/-;%") else { return nil }
        var out = document
        var tags = 0
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            defer { start = end + 1 }
            var index = start
            while index < end, document[index].isBlank { index += 1 }
            if index == end { continue }
            let sign = index
            while index < end, index - sign < 3, document[index] == first { index += 1 }
            guard index > sign, index == end || document[index] == .space || document[index] == first else {
                return nil
            }
            for place in sign..<index { out[place] = .space }
            // A line drawn below the head.
            if document[index..<end].allSatisfy({ $0.isBlank || $0.isOne(of: "#/-;%=*") }) {
                for place in index..<end { out[place] = .space }
                continue
            }
            // No more blanks than make a paragraph.
            if let place = tag(document, index, end) {
                tags += 1
                let words = "l. ".utf8 + document[(place.open + 1)..<place.close] + document[(place.close + 1)..<end]
                out.replaceSubrange(
                    start..<end, with: words + [UInt8](repeating: .space, count: end - start - words.count))
            } else if let word = document[index..<end].firstIndex(where: { !$0.isBlank }), word - start > 3 {
                // The words begin where a paragraph's may.
                let words = Array(document[word..<end])
                out.replaceSubrange(
                    start..<end, with: words + [UInt8](repeating: .space, count: end - start - words.count))
            }
        }
        return tags > 1 ? out : nil
    }

    /// "REVIEW(10-15):": a word and numbers in parentheses, and a colon.
    private static func tag(_ document: [UInt8], _ start: Int, _ end: Int) -> (open: Int, close: Int)? {
        var index = start
        while index < end, document[index].isBlank { index += 1 }
        let word = index
        while index < end, document[index].isLetter { index += 1 }
        guard AnnotatedPatch.tags.contains(String(decoding: document[word..<index], as: UTF8.self)), index < end,
            document[index] == UInt8(ascii: "("), index + 1 < end, document[index + 1].isDigit,
            let close = document[index..<end].firstIndex(of: UInt8(ascii: ")")), close + 1 < end,
            document[close + 1] == UInt8(ascii: ":")
        else { return nil }
        return (index, close)
    }
}
