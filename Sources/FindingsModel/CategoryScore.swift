/// How likely a remark is of a category by its words, whether that won or not.
///
/// A remark speaks of more kinds of issue than the one that it is filed under: "a fixed sleep, so slow and flaky" is of three.
/// Two remarks on one problem mostly share these, where the winners differ.
public struct CategoryScore: Codable, Hashable, Sendable {
    /// A category id of the catalogue: a broad one where the words spoke for one that narrows it.
    public var category: String
    /// Above 0, and 1 at most; the scores of all categories together add up to 1.
    public var score: Double

    public init(category: String, score: Double) {
        self.category = category
        self.score = score
    }
}
