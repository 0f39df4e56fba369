import FindingsModel
import ProseExtraction

/// How a document was read, to be read by a person: the document with the role of each part in the margin, then the words
/// behind each judgement.
struct ExplainText {
    /// Columns of the terminal; `nil` where there is none, and lines stay as long as they are.
    var width: Int?

    private static let margin = 12

    func text(of explanation: Explanation, document: [UInt8], name: String, format: String) -> String {
        var text = "\(name) (\(format))\n"
        for span in explanation.spans where span.role != .blank {
            text += "\n" + part(span, document)
        }
        for evidence in explanation.evidence {
            guard let finding = explanation.review.findings.first(where: { $0.ordinal == evidence.finding }) else {
                continue
            }
            text += "\n" + words(of: finding, evidence)
        }
        for flag in explanation.review.flags { text += "\nFlag: \(flag)\n" }
        return Failure.printable(Self.withoutReordering(text)) + "\n"
    }

    /// One finding: what of the document it was read from, and the words behind its judgements.
    func text(of ordinal: Int, in explanation: Explanation, document: [UInt8]) -> String {
        var text = ""
        for span in explanation.spans where span.findings.contains(ordinal) { text += part(span, document) + "\n" }
        if let finding = explanation.review.findings.first(where: { $0.ordinal == ordinal }),
            let evidence = explanation.evidence.first(where: { $0.finding == ordinal })
        {
            text += words(of: finding, evidence)
        } else {
            text += "This build does not read a finding \(ordinal) from the document.\n"
        }
        return Failure.printable(Self.withoutReordering(text))
    }

    // MARK: The document

    private func part(_ span: Explanation.Span, _ document: [UInt8]) -> String {
        let label: String =
            switch span.role {
            case .finding: span.findings.prefix(3).map { "#\($0)" }.joined(separator: ",")
            case .verdict: "verdict"
            case .setAside: "set aside"
            case .unparsed: "unparsed"
            case .unread: "unread"
            case .blank: ""
            }
        var text = ""
        if !span.why.isEmpty { text += row(label, "(\(span.why))") }
        // What was not read may be megabytes.
        let end = span.role == .unread ? min(span.span.end, span.span.start + 200) : span.span.end
        let words = String(decoding: document[span.span.start..<end], as: UTF8.self)
        var isFirst = true
        let head = span.why.isEmpty ? label : ""
        for line in words.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let isBlank = line.allSatisfy(\.isWhitespace)
            if isBlank, isFirst { continue }
            text += isBlank ? "\n" : row(isFirst ? head : "", String(line))
            isFirst = false
        }
        while text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    /// A line with its margin, broken where the terminal ends.
    private func row(_ label: String, _ line: String) -> String {
        var text = ""
        var head = label.count < Self.margin ? label + String(repeating: " ", count: Self.margin - label.count) : label
        for piece in broken(line, Self.margin + 2) {
            text += head + "│ " + piece + "\n"
            head = String(repeating: " ", count: Self.margin)
        }
        return text
    }

    private func broken(_ line: String, _ used: Int) -> [String] {
        guard let width, width - used >= 20 else { return [line] }
        var pieces: [String] = []
        var piece = ""
        var columns = 0
        for character in line {
            let wide = (character.unicodeScalars.first?.value ?? 0) >= 0x1100 ? 2 : 1
            if columns + wide > width - used {
                pieces.append(piece)
                piece = ""
                columns = 0
            }
            piece.append(character)
            columns += wide
        }
        return pieces + [piece]
    }

    // MARK: The words

    private func words(of finding: Finding, _ evidence: Explanation.Evidence) -> String {
        let title = finding.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var text = row("#\(finding.ordinal)", title)
        text += line("severity", "\(finding.severity.rawValue) (\(finding.severityBasis.rawValue))", evidence.severity)
        text += line("polarity", finding.polarity.rawValue, evidence.polarity)
        let sure = Int((finding.confidence * 100).rounded())
        text += line(
            "category", "\(finding.category) (\(finding.categoryBasis.rawValue), \(sure) %)", evidence.category)
        if !finding.references.isEmpty {
            let places = finding.references.map { ($0.path.map { "\($0):" } ?? "") + $0.range.description }
            text += line("lines", places.joined(separator: ", "), evidence.lines)
        }
        return text
    }

    private func line(_ name: String, _ value: String, _ words: [Explanation.Words]) -> String {
        var reasons: [String] = []
        let telling = words.filter { $0.from != "prior" || value.hasPrefix($0.value) }
        for item in telling.prefix(8) {
            let said = item.words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            var reason = said.isEmpty ? "" : "“\(said)”"
            switch item.from {
            case "heading": reason += " of the heading"
            case "category": reason = "its category \(said)"
            case "label": reason = "its label"
            case "prior": reason = "every remark"
            case "around": reason = "what stands around it"
            default: break
            }
            if let weight = item.weight {
                let hundredths = Int((abs(weight) * 100).rounded())
                let amount = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
                reason += " \(item.value) \(weight < 0 ? "−" : "+")\(amount)"
            }
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        if telling.count > 8 { reasons.append("and \(telling.count - 8) more") }
        let why = reasons.isEmpty ? "nothing speaks for another" : reasons.joined(separator: "; ")
        return row("", "\(name): \(value) — \(why)")
    }

    /// Without the characters that reorder what stands around them.
    private static func withoutReordering(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x061C, 0xFEFF, 0xE0000...0xE007F: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }
}

/// The same for scripts: one object a document.
struct ExplainRecord: Encodable {
    var source: String
    var format: String
    var spans: [Explanation.Span]
    var findings: [Explained]
    var flags: [String]

    struct Explained: Encodable {
        var ordinal: Int
        var title: String
        var severity: Judged
        var polarity: Judged
        var category: Judged
        var lines: [Explanation.Words]
    }

    struct Judged: Encodable {
        var value: String
        var basis: String?
        var words: [Explanation.Words]
    }

    init(_ explanation: Explanation, source: String, format: String) {
        self.source = source
        self.format = format
        spans = explanation.spans
        findings = zip(explanation.review.findings, explanation.evidence).map { finding, evidence in
            Explained(
                ordinal: finding.ordinal, title: finding.title,
                severity: Judged(
                    value: finding.severity.rawValue, basis: finding.severityBasis.rawValue, words: evidence.severity),
                polarity: Judged(value: finding.polarity.rawValue, words: evidence.polarity),
                category: Judged(
                    value: finding.category, basis: finding.categoryBasis.rawValue, words: evidence.category),
                lines: evidence.lines)
        }
        flags = explanation.review.flags
    }
}
