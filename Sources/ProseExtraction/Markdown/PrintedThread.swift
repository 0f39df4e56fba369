import FindingsModel

/// A pull request's conversation as `gh pr view --comments` prints it: each message below a header of four fields between two
/// lines of dashes. The headers are no words of anybody, and the dashes would make headings of the words above them; both are
/// blanked, byte for byte, and a rule stands between two messages.
enum PrintedThread {
    static func blank(_ document: inout [UInt8]) {
        guard let start = document.firstIndex(where: { !$0.isBlank }), document.has("author:\t", at: start) else {
            return
        }
        let lines = document.lineRanges
        var isInHeader = false
        for (index, line) in lines.enumerated() {
            if document.has("author:\t", at: line.lowerBound), index + 1 < lines.count,
                document.has("association:\t", at: lines[index + 1].lowerBound)
            {
                isInHeader = true
                blank(line, in: &document)
                if index > 0 { blank(lines[index - 1], in: &document, unless: { !isDashes($0) }) }
                document.replaceSubrange(line.lowerBound..<line.lowerBound + 3, with: "***".utf8)
            } else if isInHeader {
                isInHeader = !isDashes(document[line])
                blank(line, in: &document)
            }
        }
        if let last = lines.last(where: { document[$0].contains { !$0.isBlank } }) {
            blank(last, in: &document, unless: { !isDashes($0) })
        }
    }

    private static func isDashes(_ line: ArraySlice<UInt8>) -> Bool {
        line.trimmingBlanks.elementsEqual("--".utf8)
    }

    private static func blank(
        _ line: Range<Int>, in document: inout [UInt8], unless isKept: (ArraySlice<UInt8>) -> Bool = { _ in false }
    ) {
        if isKept(document[line]) { return }
        for index in line { document[index] = .space }
    }
}
