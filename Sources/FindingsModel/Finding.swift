/// One remark of one review.
public struct Finding: Codable, Hashable, Sendable {
    /// The place among the document's findings, from 1.
    public var ordinal: Int
    /// The remark's own heading, or its first clause; plain text without markup.
    public var title: String
    /// The rest of the remark, as plain text; may be empty.
    public var body: String
    /// What the reviewer advises to do, where it is set apart from the body.
    public var suggestion: String?
    /// The file that the finding is about, as the document names it; `nil` when it is the file under review.
    public var path: String?
    /// The places that it points at, in the order of the text. Those without a path of their own lie in `path`.
    public var references: [LineReference]
    /// Functions, methods and classes that it names, without `()`.
    public var symbols: [String]
    public var severity: Severity
    public var severityBasis: SeverityBasis
    /// The reviewer's own word for the severity ("moderate", "🔴", "P1"), where one was stated.
    public var statedSeverity: String?
    public var polarity: Polarity
    /// A category id of the catalogue.
    public var category: String
    public var categoryBasis: CategoryBasis
    /// How sure the category is, from 0 to 1.
    public var confidence: Double
    /// The categories that its words speak for, best first; empty where they were not read, or the category was told.
    public var categoryScores: [CategoryScore]
    /// The rule's id, where a tool reported the finding.
    public var rule: String?
    /// The tool's own stable fingerprint, prefixed by its kind ("primaryLocationLineHash:…").
    public var fingerprint: String?
    /// The bytes of the document that the finding was read from.
    public var span: ByteSpan
    /// What is odd about it, in fixed words: "line range reversed", "severity not in the table".
    public var flags: [String]

    public init(
        ordinal: Int, title: String, body: String = "", suggestion: String? = nil, path: String? = nil,
        references: [LineReference] = [], symbols: [String] = [], severity: Severity = .medium,
        severityBasis: SeverityBasis = .default, statedSeverity: String? = nil, polarity: Polarity = .issue,
        category: String = "other", categoryBasis: CategoryBasis = .inferred, confidence: Double = 0,
        categoryScores: [CategoryScore] = [], rule: String? = nil, fingerprint: String? = nil,
        span: ByteSpan = ByteSpan(0, 0), flags: [String] = []
    ) {
        self.ordinal = ordinal
        self.title = title
        self.body = body
        self.suggestion = suggestion
        self.path = path
        self.references = references
        self.symbols = symbols
        self.severity = severity
        self.severityBasis = severityBasis
        self.statedSeverity = statedSeverity
        self.polarity = polarity
        self.category = category
        self.categoryBasis = categoryBasis
        self.confidence = confidence
        self.categoryScores = categoryScores
        self.rule = rule
        self.fingerprint = fingerprint
        self.span = span
        self.flags = flags
    }

    /// The line ranges without their paths.
    public var lines: [LineRange] { references.map(\.range) }
}
