/// A sentence as the learning of verdicts sees it (`train-verdicts`).
package struct ConclusionLesson: Sendable {
    package var text: String
    /// What its words and its place are, by name.
    package var features: Set<String>

    init(_ sentence: StyledText, _ place: ConclusionCandidate.Place?) {
        text = sentence.flat
        var features: Set<String> = []
        ConclusionFeatures(sentence: sentence, place: place).visit {
            features.insert(String(decoding: $0, as: UTF8.self))
        }
        self.features = features
    }

    /// A sentence out of any document.
    package init(sentence: String) {
        self.init(StyledText(sentence), nil)
    }

    /// The sentences around the remarks of a document, in the order in which they are weighed.
    package static func all(in document: [UInt8]) -> [ConclusionLesson] {
        let reading = Reading(document) { RemarkJudge.standard.judge($0, explaining: false) }
        return ConclusionCandidate.all(
            in: reading.verdictPlaces, firstRemark: reading.firstRemark, lastRemark: reading.lastRemark
        ).map { ConclusionLesson(reading.verdictPlaces[$0.order].text.slice($0.range), $0.place) }
    }
}
