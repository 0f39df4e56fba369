import FindingsModel

/// pr-agent's (Qodo's) table of compliance checks: a row a check with a sign for its state, its places behind links.
struct PRAgentCompliance {
    private let text: String
    private let start: String.Index

    /// - Returns: `nil` for another text.
    init?(_ bytes: [UInt8]) {
        guard bytes.count < 1 << 20 else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        guard let heading = PRAgentMarkdown.heading(in: text), heading.name == "pr compliance guide",
            text[heading.end...].contains("<tr>")
        else { return nil }
        start = heading.end
    }

    func review() -> Review {
        var review = Review(reviewer: Reviewer(name: "pr-agent", kind: .llm))
        var state: Character = "⚪"
        var at = start
        // Up to the legend, which stands behind the table.
        while let open = text[at...].byteRange(of: "<tr>") {
            let next = text[open.upperBound...].byteRange(of: "<tr>")?.lowerBound ?? text.endIndex
            let close = text[open.upperBound..<next].byteRange(of: "</tbody></table>")?.lowerBound ?? next
            at = open.upperBound
            let row = text[open.upperBound..<close]
            let cells = MarkupText.plain(row.prefix(200).prefix { !$0.isNewline || $0 == "\n" })
            if let sign = cells.first(where: { !$0.isWhitespace }), Self.states.contains(sign) { state = sign }
            guard state != "🟢" else { continue }
            for finding in findings(row, state) {
                var finding = finding
                finding.ordinal = review.findings.count + 1
                review.findings.append(finding)
            }
        }
        return review
    }

    /// Fully, partly and not compliant, and to be looked at by a person.
    private static let states: Set<Character> = ["🟢", "🟡", "🔴", "⚪"]

    private func findings(_ row: Substring, _ state: Character) -> [Finding] {
        guard let open = row.byteRange(of: "<summary>"),
            let close = row[open.upperBound...].byteRange(of: "</summary>")
        else {
            // A requirement of a ticket, which has no fold.
            let words = MarkupText.plain(row).drop { !$0.isLetter }
            guard state == "🔴", words.count > 3, !row.contains("colspan") else { return [] }
            return [finding(TitleSplitter.split(String(words)), row, links: row[row.startIndex..<row.startIndex])]
        }
        let title = MarkupText.plain(row[open.upperBound..<close.lowerBound])
        let rest = row[close.upperBound...]
        if let mark = rest.byteRange(of: "Description:") {
            let words = beforeCode(rest[mark.upperBound...])
            let text = beforeLink(words)
            return [finding((title, MarkupText.plain(text)), row, links: words)]
        }
        guard let mark = rest.byteRange(of: "Status:") else { return [] }
        let said = rest[mark.upperBound...]
        let objective =
            rest[..<mark.lowerBound].byteRange(of: "Objective:").map {
                MarkupText.plain(rest[$0.upperBound..<mark.lowerBound])
            } ?? ""
        // Each place is a finding of its own.
        var found: [Finding] = []
        var at = said.startIndex
        while let link = said[at...].byteRange(of: "<a href"),
            let end = said[link.upperBound...].byteRange(of: "</a>")
        {
            at = end.upperBound
            guard said[link.lowerBound..<end.upperBound].contains("<strong>"),
                said[link.lowerBound..<end.upperBound].contains("#diff-")
            else { continue }
            let name = MarkupText.plain(said[link.lowerBound..<end.upperBound])
            let body = said[end.upperBound...]
            let stop = body.byteRange(of: "<a href")?.lowerBound ?? body.endIndex
            let words = MarkupText.plain(beforeCode(body[..<stop])).drop { $0 == ":" || $0 == " " }
            let label = [title, objective].filter { !$0.isEmpty }.joined(separator: ": ")
            found.append(
                finding(
                    (name, String(words) + (label.isEmpty ? "" : "\n" + label)), said[link.lowerBound..<stop],
                    links: said[link.lowerBound..<end.upperBound]))
        }
        if found.isEmpty {
            let words = MarkupText.plain(beforeCode(said))
            guard state != "⚪", !words.isEmpty else { return [] }
            found.append(finding((title, words), row, links: said))
        }
        return found
    }

    private func finding(_ words: (title: String, body: String), _ part: Substring, links: Substring) -> Finding {
        var trimmed = part.drop(while: \.isWhitespace)
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        let span = ByteSpan(
            text.utf8.distance(from: text.startIndex, to: trimmed.startIndex),
            text.utf8.distance(from: text.startIndex, to: trimmed.endIndex))
        var finding = PRAgentFormat.judged(words.title, words.body, label: nil, span)
        // `<a href=…>weights.py [31-36]</a>`
        if let close = links.byteRange(of: "</a>"), let open = links[..<close.lowerBound].lastIndex(of: ">") {
            let name = links[links.index(after: open)..<close.lowerBound]
            if let bracket = name.byteRange(of: " ["), name[..<bracket.lowerBound].contains(".") {
                finding.path = SubjectPath.normalized(String(name[..<bracket.lowerBound]))
            }
        }
        if finding.path == nil { finding.flags.append("no file named") }
        if let lines = MarkupText.linkedLines(links) { finding.references = [LineReference(lines)] }
        return finding
    }

    private func beforeCode(_ text: Substring) -> Substring {
        let ends = ["<details", "```", "> Learn more", "</td>"].compactMap { text.byteRange(of: $0)?.lowerBound }
        return text[..<(ends.min() ?? text.endIndex)]
    }

    private func beforeLink(_ text: Substring) -> Substring {
        text[..<(text.byteRange(of: "<strong><a")?.lowerBound ?? text.endIndex)]
    }
}
