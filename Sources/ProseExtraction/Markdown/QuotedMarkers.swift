import FindingsModel

/// Markers that bots leave in their comments for themselves (`<!-- comment:v1:… -->`), where a comment is quoted: alone in a
/// line, Markdown shows nothing of them, but the quote's text would hold them. Blanked, byte for byte.
enum QuotedMarkers {
    static func blank(_ document: inout [UInt8]) {
        for line in document.lineRanges {
            let text = document[line].trimmingBlanks
            guard text.first == UInt8(ascii: ">") else { continue }
            let words = text.drop { $0 == UInt8(ascii: ">") || $0.isBlank }
            guard words.starts(with: "<!--".utf8), words.count > 6, words.suffix(3).elementsEqual("-->".utf8),
                // Some name places in theirs.
                !document.has("LOCATION", within: words.startIndex..<words.endIndex)
            else { continue }
            for index in words.indices { document[index] = .space }
        }
    }
}
