import FindingsModel

/// Sections that a form's questions head, as GitHub's issue forms print them: "### How bad is it?" above "Minor".
enum FormAnswer {
    /// The form's field was left empty: nothing stands below its question but the words that say so.
    static func isLeftEmpty(_ section: Section) -> Bool {
        guard let text = answer(section), text.count <= 20, text.styles.allSatisfy({ $0.contains(.emphasis) }) else {
            return false
        }
        return PhraseKey(text.bytes[...]).text == " no response "
    }

    /// The rating that the section gives to the one above it; `nil` for sections that ask for something else.
    static func rating(_ section: Section) -> (Severity, String)? {
        guard let text = answer(section), text.count <= 40 else { return nil }
        let key = PhraseKey(section.title.bytes[...])
        guard key.count <= 7,
            questions.opens(key) || key.count > 1 && FieldLabel.kind(of: section.title.flat) == .severity
        else { return nil }
        return RemarkLead.ratedPart(of: text.flat.strippedOfSigns)
    }

    /// The one paragraph below the heading.
    private static func answer(_ section: Section) -> StyledText? {
        guard case .heading = section.kind, section.subsections.isEmpty, section.directBlocks.count == 1,
            let block = section.directBlocks.first, case .paragraph = block.kind
        else { return nil }
        return block.text.trimmed()
    }

    private static let questions: PhraseSet = [
        "how bad", "how severe", "how serious", "how critical", "how urgent", "how important", "severity of",
        "severity for", "priority of", "wie schlimm", "wie schwer", "wie dringend", "schwere von",
    ]
}
