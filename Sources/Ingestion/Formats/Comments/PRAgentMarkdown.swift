import FindingsModel
import ProseExtraction

/// What pr-agent posts of its review: the fields of its answer under names that have a sign before them or stand in bold, as
/// a list (2023), as rows of a table (2024), or under headings where the host shows no HTML.
struct PRAgentMarkdown {
    /// A piece of the text that says something under a name.
    struct Field {
        var name: String
        /// What stands behind the name, up to the next.
        var value: Range<String.Index>
    }

    private let text: String
    private let start: String.Index
    /// Of the newer kind.
    let isGuide: Bool

    /// - Returns: `nil` for a text that neither opens with one of pr-agent's headings nor has the fields that only it has.
    init?(_ bytes: [UInt8]) {
        guard bytes.count < 1 << 20 else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        if let heading = Self.heading(in: text),
            ["pr analysis", "pr review", "pr reviewer guide"].contains(heading.name)
        {
            isGuide = heading.name == "pr reviewer guide"
            start = heading.end
            guard fields(Self.names, in: start..<text.endIndex).count > 1 else { return nil }
            return
        }
        // A team may call its guide what it likes, and add fields: two that only this tool has are told apart by their names.
        isGuide = true
        start = text.startIndex
        guard Self.isAlone(in: text) else { return nil }
        let names = Set(fields(Self.names, in: start..<text.endIndex).map(\.name))
        guard names.contains("estimated effort to review"), !names.isDisjoint(with: Self.findings) else { return nil }
    }

    /// No words stand above the guide but headings, notices and what announces it, and none below its table but folds: else it
    /// is one of several comments, and the others are not this tool's.
    private static func isAlone(in text: String) -> Bool {
        guard let effort = text.byteRange(of: "Estimated effort to review") else { return false }
        let above = text[..<effort.lowerBound].split(whereSeparator: \.isNewline).dropLast()
        let isAnnounced = above.allSatisfy { line in
            let line = line.drop(while: \.isWhitespace)
            return line.isEmpty || line.first.map { "#_*<>-".contains($0) } == true || line.last == ":"
        }
        guard isAnnounced else { return false }
        var rest = text[...]
        while let close = rest.byteRange(of: "</table>") { rest = rest[close.upperBound...] }
        var words = ""
        while let open = rest.byteRange(of: "<details") {
            words += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].byteRange(of: "</details>") else { return false }
            rest = rest[close.upperBound...]
        }
        return MarkupText.plain(words + rest).allSatisfy { !$0.isLetter }
    }

    private static let findings: Set<String> = [
        "key issues to review", "recommended focus areas for review", "no major issues detected",
        "no key issues to review",
    ]

    /// The first heading of a comment, if it is among the first lines, in lower case and without signs.
    static func heading(in text: String) -> (name: String, end: String.Index)? {
        var at = text.startIndex
        var lines = 0
        while at < text.endIndex, lines < 12 {
            let end = text[at...].firstIndex(where: \.isNewline) ?? text.endIndex
            let line = text[at..<end].drop(while: \.isWhitespace)
            if line.first == "#" {
                var name = line.drop { !$0.isLetter }.prefix { $0.isLetter || $0 == " " }.lowercased()
                while name.last == " " { name.removeLast() }
                if name.hasPrefix("incremental ") { name.removeFirst(12) }
                return (name, end)
            }
            lines += line.isEmpty ? 0 : 1
            at = end < text.endIndex ? text.index(after: end) : end
        }
        return nil
    }

    func review() -> Review {
        var review = Review(reviewer: Reviewer(name: "pr-agent", kind: .llm))
        for field in fields(Self.names, in: start..<text.endIndex) {
            switch field.name {
            case "code feedback", "code suggestions":
                for item in feedback(field.value) { add(item, to: &review) }
            case "security concerns", "possible issues":
                for item in concerns(field.value, label: field.name == "security concerns" ? "security" : nil) {
                    add(item, to: &review)
                }
            case "key issues to review", "recommended focus areas for review":
                for item in areas(field.value) { add(item, to: &review) }
            case "general suggestions", "general pr suggestions": addGeneral(field.value, to: &review)
            default: continue
            }
        }
        return review
    }

    private func add(_ finding: Finding, to review: inout Review) {
        var finding = finding
        finding.ordinal = review.findings.count + 1
        review.findings.append(finding)
    }

    // MARK: Fields

    /// What pr-agent's versions call the parts of a review.
    private static let names = [
        "main theme", "pr summary", "description and title", "type of pr", "score", "relevant tests added",
        "relevant tests", "no relevant tests", "pr contains tests", "focused pr", "estimated effort to review",
        "security concerns", "no security concerns identified", "general suggestions", "general pr suggestions",
        "code feedback", "code suggestions", "possible issues", "key issues to review",
        "recommended focus areas for review", "no key issues to review", "no major issues detected",
        "insights from user's answers", "can be split", "multiple pr themes", "no multiple pr themes",
        "ticket compliance analysis", "fully compliant", "todo sections", "no todo sections",
        "contribution time estimate", "pr feedback", "how to use",
    ].sorted { $0.count > $1.count }

    private static let partNames = ["relevant file", "suggestion content", "suggestion", "relevant line", "language"]

    /// The fields of these names within a part of the text, in order.
    private func fields(_ names: [String], in range: Range<String.Index>) -> [Field] {
        var found: [(name: String, begin: String.Index, value: String.Index)] = []
        for piece in pieces(range) {
            let words = MarkupText.plain(text[piece])
            let label = words.drop { !$0.isLetter }.lowercased()
            guard let name = names.first(where: { label.hasPrefix($0) }), isMarked(piece, name),
                label.dropFirst(name.count).first.map({ !$0.isLetter || $0 == " " }) ?? true
            else { continue }
            found.append((name, piece.lowerBound, valueStart(piece, name)))
        }
        return found.indices.map { index in
            let end = index + 1 < found.count ? found[index + 1].begin : range.upperBound
            return Field(name: found[index].name, value: min(found[index].value, end)..<end)
        }
    }

    /// Lines, and the cells of rows that stand on one line.
    private func pieces(_ range: Range<String.Index>) -> [Range<String.Index>] {
        var pieces: [Range<String.Index>] = []
        var begin = range.lowerBound
        var at = begin
        while at < range.upperBound {
            let isBreak =
                text[at].isNewline
                || (text[at] == "<" && at > begin && MarkupText.opensCell(text[at..<range.upperBound]))
            if isBreak {
                if at > begin { pieces.append(begin..<at) }
                begin = text[at].isNewline ? text.index(after: at) : at
            }
            at = text.index(after: at)
        }
        if begin < range.upperBound { pieces.append(begin..<range.upperBound) }
        return pieces
    }

    /// Whether the name is set off as one: by a sign before it, in bold, as a cell, in a heading.
    private func isMarked(_ piece: Range<String.Index>, _ name: String) -> Bool {
        let line = text[piece].drop(while: \.isWhitespace)
        return line.hasPrefix("<") || line.hasPrefix("#") || line.hasPrefix("**") || line.hasPrefix("- **")
            || line.hasPrefix("-  **") || line.prefix(12).contains { $0.unicodeScalars.contains { $0.value > 0x2000 } }
    }

    /// Behind the name and what closes it.
    private func valueStart(_ piece: Range<String.Index>, _ name: String) -> String.Index {
        // The name's last letter in the text as it is; marks of bold may stand within.
        guard let found = text[piece].lowercased().byteRange(of: name) else { return piece.upperBound }
        let lower = text[piece].lowercased()
        let offset = lower.distance(from: lower.startIndex, to: found.upperBound)
        var rest = text[
            (text.index(piece.lowerBound, offsetBy: offset, limitedBy: piece.upperBound) ?? piece.upperBound)..<piece
                .upperBound]
        if rest.hasPrefix(" [1-5]") { rest = rest.dropFirst(6) }
        rest = rest.drop { $0 == ":" || $0 == " " }
        if rest.hasPrefix("**") { rest = rest.dropFirst(2) }
        for mark in ["</strong>", "</b>"] where rest.hasPrefix(mark) { rest = rest.dropFirst(mark.count) }
        return rest.drop { $0 == ":" || $0 == " " }.startIndex
    }

    // MARK: Findings

    private func span(_ range: Range<String.Index>) -> ByteSpan {
        var part = text[range].drop(while: \.isWhitespace)
        while part.last?.isWhitespace == true { part.removeLast() }
        return ByteSpan(
            text.utf8.distance(from: text.startIndex, to: part.startIndex),
            text.utf8.distance(from: text.startIndex, to: part.endIndex))
    }

    /// `relevant file`, `suggestion` and `relevant line`, again and again.
    private func feedback(_ range: Range<String.Index>) -> [Finding] {
        var items: [[Field]] = []
        for field in fields(Self.partNames, in: range) {
            if field.name == "relevant file" { items.append([]) }
            guard !items.isEmpty else { continue }
            items[items.count - 1].append(field)
        }
        return items.compactMap { item in
            func field(_ names: String...) -> Field? { item.first { names.contains($0.name) } }
            guard let advice = field("suggestion", "suggestion content"), let last = item.last else { return nil }
            var words = MarkupText.plain(text[advice.value])
            var stated: String?
            // "[important]" or "[medium]".
            if words.hasSuffix("]"), let open = words.lastIndex(of: "[") {
                let word = words[open...].dropFirst().dropLast()
                if !word.isEmpty, word.allSatisfy(\.isLetter) {
                    stated = String(word)
                    words = MarkupText.trimmed(words[..<open])
                }
            }
            guard !words.isEmpty else { return nil }
            var (title, body) = TitleSplitter.split(words)
            if let line = field("relevant line") {
                let code = MarkupText.plain(MarkupText.withoutLinks(text[line.value]))
                if !code.isEmpty { body += (body.isEmpty ? "" : "\n") + code }
            }
            let path = field("relevant file").map { MarkupText.plain(text[$0.value]) }
            var finding = PRAgentFormat.judged(title, body, label: nil, span(advice.value))
            finding.span.end = max(finding.span.end, span(last.value).end)
            finding.path = path.flatMap { SubjectPath.normalized($0.filter { $0 != "`" }) }
            if finding.path == nil { finding.flags.append("no file named") }
            if let line = field("relevant line"), let lines = MarkupText.linkedLines(text[line.value]) {
                finding.references = [LineReference(lines)]
            }
            if let stated { PRAgentFormat.set(stated, &finding) }
            return finding
        }
    }

    /// Paragraphs, each a concern; none where they say that there are none.
    private func concerns(_ range: Range<String.Index>, label: String?) -> [Finding] {
        let words = MarkupText.plain(text[range])
        if PRAgentFormat.isNo(words) { return [] }
        let lower = words.lowercased()
        if ["no,", "no.", "no:", "no ", "none"].contains(where: lower.hasPrefix), label != nil { return [] }
        let parts = label == nil ? MarkupText.paragraphs(words) : [words]
        return parts.compactMap { part in
            var part = part
            for yes in ["Yes, because ", "Yes, ", "Yes. ", "Yes: "] where part.hasPrefix(yes) {
                part = String(part.dropFirst(yes.count))
                part = part.prefix(1).uppercased() + part.dropFirst()
            }
            if PRAgentFormat.isNo(part) { return nil }
            return PRAgentFormat.concern(part, label: label, span(range))
        }
    }

    /// Where the table ends that `range` begins in; a table within a cell ends before.
    private func tableEnd(in range: Range<String.Index>) -> String.Index {
        var depth = 0
        var at = range.lowerBound
        while let close = text[at..<range.upperBound].byteRange(of: "</table>") {
            var open = at
            while let next = text[open..<close.lowerBound].byteRange(of: "<table") {
                depth += 1
                open = next.upperBound
            }
            if depth == 0 { return close.lowerBound }
            depth -= 1
            at = close.upperBound
        }
        return range.upperBound
    }

    /// Titles in bold, each with what stands below it.
    private func areas(_ range: Range<String.Index>) -> [Finding] {
        // Behind the last row stands what a team lets it add, its model and its costs.
        let range = range.lowerBound..<tableEnd(in: range)
        var heads: [(title: String, begin: String.Index, end: String.Index)] = []
        for piece in pieces(range) {
            guard let bold = MarkupText.leadingBold(text[piece]) else { continue }
            heads.append((bold.title, piece.lowerBound, bold.end))
        }
        return heads.indices.compactMap { index in
            let end = index + 1 < heads.count ? heads[index + 1].begin : range.upperBound
            let head = heads[index]
            // Code of the place stands behind the name of a fold.
            let fold = text[head.end..<max(end, head.end)].byteRange(of: "</summary>")?.lowerBound
            let body = MarkupText.plain(text[head.end..<(fold ?? max(end, head.end))])
            var title = head.title
            if title.hasSuffix(":") { title.removeLast() }
            guard !title.isEmpty || !body.isEmpty else { return nil }
            var finding = PRAgentFormat.judged(title, body, label: title, span(head.begin..<end))
            finding.flags.append("no file named")
            if let lines = MarkupText.linkedLines(text[head.begin..<head.end]) {
                finding.references = [LineReference(lines)]
            }
            return finding
        }
    }

    /// Words on the whole: remarks where some are seen in them, and the conclusion.
    private func addGeneral(_ range: Range<String.Index>, to review: inout Review) {
        let words = MarkupText.plain(text[range])
        guard !PRAgentFormat.isNo(words) else { return }
        let read = ProseReader().read(Array(words.utf8))
        for var finding in read.findings where finding.polarity == .issue {
            finding.span = span(range)
            finding.references = []
            finding.path = nil
            if !finding.flags.contains("no file named") { finding.flags.append("no file named") }
            add(finding, to: &review)
        }
        review.verdict = Verdict(text: words, span: span(range))
        review.outcome = read.outcome
    }
}
