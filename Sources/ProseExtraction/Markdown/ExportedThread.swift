import FindingsModel

/// A thread of a pull request as it is exported: who wrote what and when on the first line, the place, the lines of the
/// diff, and the name once more above the words. All but the place and the words is blanked, byte for byte.
enum ExportedThread {
    /// In a document of one or two threads: more are a conversation (``Transcript``).
    static func blank(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        guard let first = lines.first(where: { document[$0].contains { !$0.isBlank } }),
            TranscriptLine.exportedSender(document, first) != nil
        else { return }
        let headers = lines.indices.filter { TranscriptLine.exportedSender(document, lines[$0]) != nil }
        guard headers.count < 3 else { return }
        for (place, header) in headers.enumerated() {
            guard let sender = TranscriptLine.exportedSender(document, lines[header]) else { continue }
            blank(lines[header], in: &document)
            let end = place + 1 < headers.count ? headers[place + 1] : lines.count
            guard
                let name = (header + 1..<min(end, header + 60)).first(where: { isName(document[lines[$0]], sender) })
            else { continue }
            blank(lines[name], in: &document)
            guard let open = (header + 1..<name).first(where: { document[lines[$0]].starts(with: "```".utf8) }) else {
                continue
            }
            for line in open..<name { blank(lines[line], in: &document) }
        }
    }

    /// "**ida**:" and nothing else.
    private static func isName(_ line: ArraySlice<UInt8>, _ sender: String) -> Bool {
        let line = line.trimmingBlanks
        guard line.count < 80, line.starts(with: "**".utf8), line.last == UInt8(ascii: ":") else { return false }
        let name = String(decoding: line.dropFirst(2), as: UTF8.self)
        return PhraseKey(String(name.prefix { $0 != "[" }), keepDigits: true).text.trimmingSpaces == sender
    }

    private static func blank(_ range: Range<Int>, in document: inout [UInt8]) {
        for index in range { document[index] = .space }
    }
}
