import FindingsModel

/// A remark's text, as the judge of polarity, severity and category needs it: plain text without markup.
public struct RemarkText: Hashable, Sendable {
    public var title: String
    public var body: String
    public var suggestion: String?
    /// The headings that the remark stands under, outermost first ("What I liked", "Isolation").
    public var headings: [String]
    /// The reviewer's own label of the remark's kind, where there is one ("Potential issue", "Praise", "✅").
    public var label: String?
    /// ISO 639-1, of the whole document.
    public var language: String?

    public init(
        title: String, body: String = "", suggestion: String? = nil, headings: [String] = [], label: String? = nil,
        language: String? = nil
    ) {
        self.title = title
        self.body = body
        self.suggestion = suggestion
        self.headings = headings
        self.label = label
        self.language = language
    }
}

/// What a remark says, judged from its words.
public struct RemarkJudgement: Hashable, Sendable {
    public var polarity: Polarity
    /// Read from the words (basis `inferred`), or `.medium` with basis `default` where nothing speaks for any.
    public var severity: Severity
    public var severityBasis: SeverityBasis
    public var category: String
    /// From 0 to 1; calibrated: of those at 0.9, nine in ten are right.
    public var confidence: Double
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
        evidence: [Evidence] = []
    ) {
        self.polarity = polarity
        self.severity = severity
        self.severityBasis = severityBasis
        self.category = category
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// Judges what a remark says: whether it complains, how much it matters, and of what kind it is.
///
/// Deterministic and explainable: every judgement is a sum of weighted terms of the data files in `Lexicon/`.
public struct RemarkJudge: Sendable {
    public static let standard = RemarkJudge()

    public init() {}

    public func judge(_ remark: RemarkText) -> RemarkJudgement {
        RemarkJudgement(
            polarity: .issue, severity: .medium, severityBasis: .default, category: "other", confidence: 0)
    }
}
