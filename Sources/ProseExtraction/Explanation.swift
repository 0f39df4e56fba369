import FindingsModel

/// How a document was read: what each of its bytes was taken for, and the words behind every judgement.
public struct Explanation: Hashable, Sendable {
    /// What the bytes of a span were taken for.
    public enum Role: String, Codable, CaseIterable, Sendable {
        /// A part of one or more findings.
        case finding
        /// The reviewer's own conclusion.
        case verdict
        /// Looked at, and no finding: see ``Span/why``.
        case setAside = "set-aside"
        /// Looks like a remark, and was not understood.
        case unparsed
        /// Beyond the bounds of what is read of one document.
        case unread
        /// White space between the others.
        case blank
    }

    public struct Span: Codable, Hashable, Sendable {
        public var span: ByteSpan
        public var role: Role
        /// Why it has this role; empty where the role says it all.
        public var why: String
        /// The ordinals of the findings that were read from it.
        public var findings: [Int]

        public init(span: ByteSpan, role: Role, why: String = "", findings: [Int] = []) {
            self.span = span
            self.role = role
            self.why = why
            self.findings = findings
        }
    }

    /// Words that a judgement rests on.
    public struct Words: Codable, Hashable, Sendable {
        /// As they stand in the document; lower case where they are a term of the lexicon.
        public var words: String
        /// What they speak for: "high", "praise", "sleepy-test", "55-60".
        public var value: String
        /// How much, where a sum of weights decides; `nil` where the reviewer said so.
        public var weight: Double?
        /// Their bytes, where they are known.
        public var span: ByteSpan?
        /// Where they come from, when that is not the finding's own text: "heading", "category",
        /// "label", "around" (what stands around it), "prior" (what holds for every remark).
        public var from: String?

        public init(
            words: String, value: String, weight: Double? = nil, span: ByteSpan? = nil, from: String? = nil
        ) {
            self.words = words
            self.value = value
            self.weight = weight
            self.span = span
            self.from = from
        }
    }

    /// Which words gave a finding its severity, polarity, category and lines.
    public struct Evidence: Codable, Hashable, Sendable {
        /// The finding's ordinal.
        public var finding: Int
        public var severity: [Words] = []
        public var polarity: [Words] = []
        public var category: [Words] = []
        public var lines: [Words] = []
    }

    public var review: Review
    /// In the order of the document; together they are all of its bytes, none of them twice.
    public var spans: [Span]
    /// One for each finding, in their order.
    public var evidence: [Evidence]
}
