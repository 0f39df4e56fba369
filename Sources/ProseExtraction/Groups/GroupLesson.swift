import FindingsModel

/// What looks like a remark in a document, for learning which of it is one (``GroupWeights``).
package struct GroupLesson: Sendable {
    /// Its title and the words below it.
    package var text: String
    /// The number of its group in the document.
    package var group: Int
    /// What is seen of it and of its group, by name.
    package var clues: [String]

    /// The names of all clues, in a fixed order.
    package static let names = GroupWeights.clues.map(\.name)

    /// All that looks like a remark in a document, before any of it is set aside.
    package static func all(in document: [UInt8]) -> [GroupLesson] {
        let reading = Reading(document) { RemarkJudge.standard.judge($0, explaining: false) }
        let seen = RemarkGroups(reading.drafts, language: reading.review.language).clues
        return zip(reading.drafts, seen).map { draft, seen in
            GroupLesson(
                text: draft.finding.title + "\n" + draft.finding.body, group: seen.group,
                clues: seen.clues.map(\.name))
        }
    }
}
