import FindingsModel

/// AsciiDoc's blocks with a title of their own: ".Title", "[WARNING]", "====", the text, "====".
///
/// The title becomes a Markdown heading: it takes the bytes it needs from the lines between it and the text, so that nothing
/// behind them moves. The entries of definition lists (`Rating:: major`) become fields. See
/// <https://docs.asciidoctor.org/asciidoc/latest/blocks/delimited/>.
enum AsciiDocBlocks {
    private static let heading = Array("#### ".utf8)

    /// - Parameter lines: those of `out`, without their ends.
    static func rewrite(_ out: inout [UInt8], _ lines: [Range<Int>]) {
        var isFenced = false
        var closing: [UInt8]?
        for (index, line) in lines.enumerated() {
            if out.has("```", at: line.lowerBound) || out.has("----", at: line.lowerBound) && closing == nil {
                isFenced.toggle()
            }
            if isFenced { continue }
            if let open = closing {
                if out[line].elementsEqual(open) {
                    blank(&out, line)
                    closing = nil
                } else {
                    rewriteEntry(&out, line)
                }
            } else if let block = titled(out, lines, index) {
                let words = Array(out[(line.lowerBound + 1)..<line.upperBound])
                let delimiter = lines[block]
                closing = Array(out[delimiter])
                for place in line.lowerBound..<delimiter.upperBound { out[place] = .space }
                out.replaceSubrange(line.lowerBound..<line.lowerBound + heading.count, with: heading)
                let start = line.lowerBound + heading.count
                out.replaceSubrange(start..<start + words.count, with: words)
                // As many lines as before.
                for offset in index..<block { out[delimiter.upperBound - (block - offset)] = .lineFeed }
            }
        }
    }

    /// The index of the line that opens the block which line `index` titles.
    private static func titled(_ out: [UInt8], _ lines: [Range<Int>], _ index: Int) -> Int? {
        let line = lines[index]
        guard line.count > 3, out[line.lowerBound] == UInt8(ascii: "."), out[line.lowerBound + 1].isWord,
            out[line].contains(.space), index + 2 < lines.count
        else { return nil }
        let isAttributed = isAttributes(out, lines[index + 1])
        let delimiter = isAttributed ? index + 2 : index + 1
        guard delimiter + 1 < lines.count, isDelimiter(out[lines[delimiter]]),
            // Room for the heading's marks and the ends of the lines.
            lines[delimiter].upperBound - line.upperBound >= heading.count - 1 + delimiter - index,
            lines[(delimiter + 1)...].contains(where: { out[$0].elementsEqual(out[lines[delimiter]]) })
        else { return nil }
        return delimiter
    }

    /// "[WARNING]", "[NOTE,id=a]".
    private static func isAttributes(_ out: [UInt8], _ line: Range<Int>) -> Bool {
        line.count > 2 && out[line.lowerBound] == UInt8(ascii: "[") && out[line.upperBound - 1] == UInt8(ascii: "]")
    }

    /// Four or more of the signs that enclose an example, a sidebar or a quote.
    private static func isDelimiter(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count >= 4, let sign = line.first else { return false }
        return sign.isOne(of: "=*_") && line.allSatisfy { $0 == sign }
    }

    /// "Rating:: major" as "Rating:  major", where the term names a part of a remark.
    private static func rewriteEntry(_ out: inout [UInt8], _ line: Range<Int>) {
        guard let colon = out[line].prefix(40).firstIndex(of: UInt8(ascii: ":")), out.has(":: ", at: colon),
            FieldLabel.kind(of: String(decoding: out[line.lowerBound..<colon], as: UTF8.self)) != nil
        else { return }
        out[colon + 1] = .space
    }

    private static func blank(_ out: inout [UInt8], _ line: Range<Int>) {
        for place in line { out[place] = .space }
    }
}
