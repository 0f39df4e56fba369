/// Makes the elements that a bot made up readable to a Markdown parser, byte for byte, so that no offset moves.
///
/// To Markdown `<violation location="a.js:4">` opens raw HTML, in which nothing is emphasised or code, and
/// `<issue_to_address>` is mere text. An element that tells a place becomes that place, one that wraps words vanishes, and so
/// does the code that `<code_context>` quotes: it is of the file, not of the review.
enum AnswerMarkup {
    private static let codeNames: [StaticString] = [
        "code_context", "code_snippet", "code_block", "existing_code", "current_code", "original_code", "old_code",
        "improved_code", "suggested_code", "new_code", "diff_hunk", "diff_context", "snippet", "code_diff",
    ]
    private static let placeNames: Set<String> = [
        "violation", "finding", "issue", "comment", "remark", "problem", "suggestion", "location", "file",
    ]
    private static let maximumCode = 20_000
    /// After so many elements of code that nothing closes, the rest is taken as it stands.
    private static let maximumFailures = 8

    /// `document` with such elements rewritten; as it stands where it has none.
    static func normalized(_ document: [UInt8]) -> [UInt8] {
        var out = document
        var failures = 0
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            var next = end + 1
            var first = start
            while first < end, document[first] == .space, first - start < 4 { first += 1 }
            if first < end, document[first] == UInt8(ascii: "<") {
                if failures < maximumFailures, let name = codeNames.first(where: { document.has($0, at: first + 1) }) {
                    if let close = codeEnd(of: name, from: first, in: document) {
                        // What follows the place is a paragraph of its own.
                        out[first] = .lineFeed
                        for index in (first + 1)..<close { out[index] = .space }
                        next = close
                    } else {
                        failures += 1
                    }
                } else {
                    rewriteTag(first..<end, of: document, into: &out)
                }
            }
            start = next
        }
        return out
    }

    /// Past the end tag of the element that starts at `start`.
    private static func codeEnd(of name: StaticString, from start: Int, in document: [UInt8]) -> Int? {
        let limit = min(document.count, start + maximumCode)
        var index = start + 1 + name.utf8CodeUnitCount
        guard index < limit, document[index] == UInt8(ascii: ">") || document[index] == .space else { return nil }
        while let close = document[index..<limit].firstIndex(of: UInt8(ascii: "<")) {
            if document.has("/", at: close + 1), document.has(name, at: close + 2) {
                return document[close..<limit].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
            }
            index = close + 1
        }
        return nil
    }

    /// A line that is nothing but one tag.
    private static func rewriteTag(_ line: Range<Int>, of document: [UInt8], into out: inout [UInt8]) {
        var end = line.upperBound
        while end > line.lowerBound, document[end - 1].isBlank { end -= 1 }
        guard end - line.lowerBound <= 600, end - line.lowerBound > 3, document[end - 1] == UInt8(ascii: ">"),
            !document[(line.lowerBound + 1)..<end].contains(UInt8(ascii: "<"))
        else { return }
        let tag = Array(document[line.lowerBound..<end])
        guard HTMLTag(tag) == nil, let element = AnswerElement(tag) else { return }
        let start = tag[1] == UInt8(ascii: "/") ? 2 : 1
        let name = String(decoding: tag[start...].prefix { $0.isWord || $0 == UInt8(ascii: "-") }, as: UTF8.self)
        var text = element.text
        while text.last?.isBlank == true { text.removeLast() }
        let isPlaced = start == 1 && placeNames.contains(name) && element.hasPath
        guard isPlaced || text.isEmpty && (name.contains("_") || start == 2 && placeNames.contains(name)) else {
            return
        }
        // A file heads what is said of it.
        if isPlaced, name == "file", !text.contains(.lineFeed) { text = Array("# ".utf8) + text }
        guard text.count <= tag.count else { return }
        let blanks = [UInt8](repeating: .space, count: tag.count - text.count)
        out.replaceSubrange(line.lowerBound..<end, with: text + blanks)
    }
}
