import FindingsModel

/// A finding made ready for comparison: derived once, and kept beside the issue as long as the tracker lives.
final class PreparedFinding: Sendable {
    let wording: Wording
    let meaning: Meaning
    let concepts: Concepts
    let lines: [LineRange]

    /// - Parameter source: the text that the finding's lines count in, where it was at hand.
    init(_ finding: FindingEvidence, catalogue: CategoryCatalogue, source: SourceText?) {
        wording = Wording(of: finding, source: source)
        meaning = MeaningWeights.standard.meaning(of: wording)
        concepts = Concepts(finding, catalogue: catalogue)
        lines = LineAgreement.normal(finding.lines)
    }
}

/// A prepared finding with its words weighted by how rare they are among the file's issues.
struct WeighedFinding: Sendable {
    struct Term: Sendable {
        var hash: UInt64
        var weight: Double
        var isCode: Bool
        var inTitle: Bool
    }

    let terms: [Term]
    let prepared: PreparedFinding
    /// Sum of the weights of the title's terms.
    let titleWeight: Double
    /// Lengths of the vectors of words and code.
    let wordNorm: Double
    let codeNorm: Double

    /// How much the three rarest shared terms can weigh together: three words that only two of a dozen issues have.
    private static let rareWeight = 10.0

    init(_ prepared: PreparedFinding, rarity: (UInt64) -> Double) {
        self.prepared = prepared
        var terms: [Term] = []
        terms.reserveCapacity(prepared.wording.tokens.count)
        var title = 0.0
        var words = 0.0
        var code = 0.0
        for token in prepared.wording.tokens {
            let weight = token.weight * rarity(token.hash)
            terms.append(Term(hash: token.hash, weight: weight, isCode: token.isCode, inTitle: token.inTitle))
            if token.inTitle { title += weight }
            if token.isCode { code += weight * weight } else { words += weight * weight }
        }
        self.terms = terms
        titleWeight = title
        wordNorm = words.squareRoot()
        codeNorm = code.squareRoot()
    }

    /// What the two findings' words, code and kinds say; lines are added by who knows how they moved.
    func evidence(with other: WeighedFinding, using allowed: MatchingEvidence) -> PairEvidence {
        let usesWords = allowed.contains(.words)
        let usesCode = allowed.contains(.code)
        var words = 0.0
        var code = 0.0
        var within = (own: 0.0, others: 0.0)
        /// The three heaviest shared terms, heaviest first.
        var rarest = (0.0, 0.0, 0.0)
        var rarestIsCode = (false, false, false)
        var i = 0
        var j = 0
        while i < terms.count, j < other.terms.count {
            let a = terms[i]
            let b = other.terms[j]
            if a.hash < b.hash {
                i += 1
                continue
            }
            if b.hash < a.hash {
                j += 1
                continue
            }
            i += 1
            j += 1
            guard a.isCode ? usesCode : usesWords else { continue }
            if a.isCode { code += a.weight * b.weight } else { words += a.weight * b.weight }
            if a.inTitle { within.own += a.weight }
            if b.inTitle { within.others += b.weight }
            let shared = min(a.weight, b.weight)
            if shared > rarest.0 {
                rarest = (shared, rarest.0, rarest.1)
                rarestIsCode = (a.isCode, rarestIsCode.0, rarestIsCode.1)
            } else if shared > rarest.1 {
                rarest = (rarest.0, shared, rarest.1)
                rarestIsCode = (rarestIsCode.0, a.isCode, rarestIsCode.1)
            } else if shared > rarest.2 {
                rarest.2 = shared
                rarestIsCode.2 = a.isCode
            }
        }
        var evidence = PairEvidence()
        if wordNorm > 0, other.wordNorm > 0 { evidence.words = words / (wordNorm * other.wordNorm) }
        if codeNorm > 0, other.codeNorm > 0 { evidence.code = code / (codeNorm * other.codeNorm) }
        let own = titleWeight > 0 ? within.own / titleWeight : 0
        let others = other.titleWeight > 0 ? within.others / other.titleWeight : 0
        evidence.titleWithin = max(own, others)
        evidence.titleWithinBoth = min(own, others)
        evidence.rare = (rarest.0 + rarest.1 + rarest.2) / Self.rareWeight
        evidence.rareCode =
            ((rarestIsCode.0 ? rarest.0 : 0) + (rarestIsCode.1 ? rarest.1 : 0) + (rarestIsCode.2 ? rarest.2 : 0))
            / Self.rareWeight
        if usesWords { evidence.spelling = prepared.wording.spelling.likeness(to: other.prepared.wording.spelling) }
        if allowed.contains(.meaning) {
            (evidence.meaning, evidence.meant) = prepared.meaning.likeness(to: other.prepared.meaning)
        }
        if allowed.contains(.categories) {
            evidence.concepts = prepared.concepts.likeness(to: other.prepared.concepts)
        }
        return evidence
    }
}
