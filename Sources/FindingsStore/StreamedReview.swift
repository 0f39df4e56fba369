import FindingsModel

/// A document that is read window by window, since it is too large for memory.
public struct StreamedDocument {
    public var format: String
    /// How the text is encoded: `utf-8`, …
    public var encoding: String
    /// Hands the document's bytes to a function, in order; called more than once.
    public var windows: (_ body: ([UInt8]) throws -> Void) throws -> Void

    public init(
        format: String, encoding: String, windows: @escaping (_ body: ([UInt8]) throws -> Void) throws -> Void
    ) {
        self.format = format
        self.encoding = encoding
        self.windows = windows
    }
}

/// A review whose findings come one after the other.
public struct StreamedReview {
    /// All of it but its document and its findings.
    public var submitted: SubmittedReview
    /// Hands the findings to a function, some at a time, in order; called once, the reviews of a document in their order.
    ///
    /// - Returns: what is odd about the review as a whole, as its findings show.
    public var findings: (_ sink: ([Finding]) throws -> Void) throws -> [String]

    public init(
        submitted: SubmittedReview, findings: @escaping (_ sink: ([Finding]) throws -> Void) throws -> [String]
    ) {
        self.submitted = submitted
        self.findings = findings
    }
}
