import FindingsModel

/// Reads a review that a model or a person wrote as prose or Markdown.
public struct ProseReader: Sendable {
    /// The version of the extraction rules, stored with every review.
    public static let version = 1

    /// Bytes beyond this are not read, and the review is flagged.
    public static let maximumBytes = 4 << 20

    /// Judges each remark's polarity, severity and category from its words.
    private let judge: @Sendable (RemarkText) -> RemarkJudgement

    public init() {
        self.init { RemarkJudge.standard.judge($0) }
    }

    /// A reader with a judge of one's own: for a team's lexicon, and for tests of what stands where alone.
    public init(judge: @escaping @Sendable (RemarkText) -> RemarkJudgement) {
        self.judge = judge
    }

    /// The review that `document`, valid UTF-8, holds. Never fails: what was not understood is in `unparsed`.
    public func read(_ document: [UInt8]) -> Review {
        var review = Review()
        var document = document
        if document.count > Self.maximumBytes {
            document.removeSubrange(Self.maximumBytes...)
            review.flags.append("document cut")
        }
        let end = MarkupBudget.end(of: document)
        if end < document.count {
            document.removeSubrange(end...)
            if review.flags.isEmpty { review.flags.append("document cut") }
        }
        let scale = SeverityVocabulary.SignScale(document)
        review.language = LanguageGuess.language(of: document)
        let tree = MarkdownTree(document)
        review.flags += tree.flags
        var finder = RemarkFinder(document: document, scale: scale)
        finder.find(in: OutlineBuilder.outline(tree.blocks))
        review.flags += finder.flags
        var selection: RemarkSelection
        if let answer = StructuredAnswer(document: document, blocks: tree.blocks, scale: scale) {
            selection = RemarkSelection(answer.remarks, answer.conclusions + finder.leftovers)
        } else {
            selection = RemarkSelection(finder.remarks, finder.leftovers)
        }
        selection.select()
        let verdict = VerdictReader.verdict(
            in: selection.leftovers, document: document, hasRemarks: !selection.remarks.isEmpty)
        review.verdict = verdict
        review.outcome = verdict.map { VerdictReader.outcome(of: $0.text) }
        let builder = FindingBuilder(scale: scale)
        let drafts = selection.remarks.map(builder.draft)
        review.findings = Assembly(drafts, leftovers: selection.leftovers).findings(into: &review, judge: judge)
        review.unparsed = selection.unparsed
        return review
    }
}
