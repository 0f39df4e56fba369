/// The kinds of evidence that matching may use: all of them, unless a study asks what each one earns.
public struct MatchingEvidence: OptionSet, Hashable, Codable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// A tool's own stable fingerprint.
    public static let fingerprints = MatchingEvidence(rawValue: 1)
    /// Words of prose: of the title and the body.
    public static let words = MatchingEvidence(rawValue: 2)
    /// Identifiers, literals, numbers and symbols.
    public static let code = MatchingEvidence(rawValue: 4)
    /// Line references as they are written.
    public static let lines = MatchingEvidence(rawValue: 8)
    /// Line references mapped through the shift that the surer pairs agree on.
    public static let shift = MatchingEvidence(rawValue: 16)
    /// The kinds of issue that the words speak of.
    public static let categories = MatchingEvidence(rawValue: 32)
    /// Lengths of cited ranges and distances between them, wherever they lie.
    public static let shape = MatchingEvidence(rawValue: 64)

    /// What the words mean, as learned from remarks that tell of one problem in other words.
    public static let meaning = MatchingEvidence(rawValue: 128)

    /// What a file's later reviews show of its first ones.
    public static let hindsight = MatchingEvidence(rawValue: 256)

    public static let all: MatchingEvidence = [
        .fingerprints, .words, .code, .lines, .shift, .categories, .shape, .meaning, .hindsight,
    ]

    /// The kinds by name.
    public static let named: [(name: String, evidence: MatchingEvidence)] = [
        ("fingerprints", .fingerprints), ("words", .words), ("code", .code), ("lines", .lines), ("shift", .shift),
        ("categories", .categories), ("shape", .shape), ("meaning", .meaning),
        ("hindsight", .hindsight),
    ]
}
