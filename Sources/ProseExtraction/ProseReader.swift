import FindingsModel

/// Reads a review that a model or a person wrote as prose or Markdown.
public struct ProseReader: Sendable {
    /// The version of the extraction rules, stored with every review.
    public static let version = 1

    public init() {}

    /// The review that `document`, valid UTF-8, holds. Never fails: what was not understood is in `unparsed`.
    public func read(_ document: [UInt8]) -> Review {
        Review()
    }
}
