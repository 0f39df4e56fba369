/// The running text of one remark of a document, for learning where another remark begins (``BoundaryWeights``).
package struct BoundaryLesson: Sendable {
    /// A sentence, or a part of one up to a semicolon.
    package struct Piece: Sendable {
        package var text: String
        /// What is seen of the place before it, by name; empty for the remark's first.
        package var clues: Set<String>
    }

    /// The words that head the text; `nil` where there are none.
    package var title: String?
    /// One, with all of the remark's words, where it has no running text that may be cut.
    package var pieces: [Piece]

    /// The names of all clues, in a fixed order.
    package static let names = BoundaryClue.allCases.map(\.rawValue)

    /// The remarks of a document as they are before running text is cut.
    package static func all(in document: [UInt8]) -> [BoundaryLesson] {
        let reading = Reading(document) { RemarkJudge.standard.judge($0, explaining: false) }
        let remarks = reading.undivided
        let (texts, habit) = RemarkBoundaries(scale: SeverityVocabulary.SignScale(document)).texts(of: remarks)
        return zip(remarks, texts).map { remark, text in
            guard let text else {
                let words = ([remark.lead] + remark.blocks.map(\.text)).map(\.flat).joined(separator: "\n")
                return BoundaryLesson(title: nil, pieces: [Piece(text: words, clues: [])])
            }
            return BoundaryLesson(
                title: text.title?.flat,
                pieces: text.pieces.indices.map { index in
                    let clues = index > 0 ? BoundaryClue.all(in: text, before: index, habit: habit) : []
                    return Piece(text: text.pieces[index].text.flat, clues: Set(clues.map(\.rawValue)))
                })
        }
    }
}
