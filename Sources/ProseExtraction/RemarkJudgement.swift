import FindingsModel

/// What a remark says, judged from its words.
public struct RemarkJudgement: Hashable, Sendable {
    public var polarity: Polarity
    /// Read from the words (basis `inferred`), or `.medium` with basis `default` where nothing speaks for any.
    public var severity: Severity
    public var severityBasis: SeverityBasis
    public var category: String
    /// From 0 to 1; calibrated: of those at 0.9, nine in ten are right.
    public var confidence: Double
    /// The categories that its words speak for, best first: `category` is mostly the first of them. Empty for praise.
    public var scores: [CategoryScore]
    /// Which words spoke for what, for `--explain`.
    public var evidence: [Evidence]

    public struct Evidence: Hashable, Sendable {
        /// "polarity", "severity" or "category".
        public var judgement: String
        /// What it speaks for: "praise", "high", "sleepy-test".
        public var value: String
        /// The words as they stand in the text, lower case.
        public var words: String
        public var weight: Double

        public init(judgement: String, value: String, words: String, weight: Double) {
            self.judgement = judgement
            self.value = value
            self.words = words
            self.weight = weight
        }
    }

    public init(
        polarity: Polarity, severity: Severity, severityBasis: SeverityBasis, category: String, confidence: Double,
        scores: [CategoryScore] = [], evidence: [Evidence] = []
    ) {
        self.polarity = polarity
        self.severity = severity
        self.severityBasis = severityBasis
        self.category = category
        self.confidence = confidence
        self.scores = scores
        self.evidence = evidence
    }
}
