import FindingsModel

/// A finding made ready for comparison: derived once, and kept beside the issue as long as the tracker lives.
struct PreparedFinding: Sendable {
    let wording: Wording
    let lines: [LineRange]
    let category: String
    let confidence: Double
    /// Hash of the named symbols, in any order.
    let symbols: UInt64
    let hasSymbols: Bool

    init(_ finding: FindingEvidence) {
        wording = Wording(of: finding)
        lines = LineAgreement.normal(finding.lines)
        hasSymbols = !finding.symbols.isEmpty
        symbols = finding.symbols.reduce(0) { $0 &+ Wording.hash($1.utf8) }
        category = finding.category
        confidence = finding.confidence.isFinite ? min(1, max(0, finding.confidence)) : 0
    }
}

/// A prepared finding with its words weighted by how rare they are among the file's issues.
struct WeighedFinding: Sendable {
    struct Term: Sendable {
        var hash: UInt64
        var weight: Double
        var rarity: Double
        var isCode: Bool
        var inTitle: Bool
    }

    let terms: [Term]
    let prepared: PreparedFinding
    /// Lengths of the vectors of title, words and code.
    let titleNorm: Double
    let wordNorm: Double
    let codeNorm: Double

    init(_ prepared: PreparedFinding, rarity: (UInt64) -> Double) {
        self.prepared = prepared
        var terms: [Term] = []
        terms.reserveCapacity(prepared.wording.tokens.count)
        var title = 0.0
        var words = 0.0
        var code = 0.0
        for token in prepared.wording.tokens {
            let rare = rarity(token.hash)
            let weight = token.weight * rare
            terms.append(
                Term(hash: token.hash, weight: weight, rarity: rare, isCode: token.isCode, inTitle: token.inTitle))
            if token.inTitle { title += weight * weight }
            if token.isCode { code += weight * weight } else { words += weight * weight }
        }
        self.terms = terms
        titleNorm = title.squareRoot()
        wordNorm = words.squareRoot()
        codeNorm = code.squareRoot()
    }

    /// What the two findings' words, code and categories say; lines are added by who knows how they moved.
    func evidence(
        with other: WeighedFinding, kinship: CategoryKinship, holders: [String: Int], using allowed: MatchingEvidence
    ) -> PairEvidence {
        var title = 0.0
        var words = 0.0
        var code = 0.0
        var sharedCode = 0.0
        var i = 0
        var j = 0
        while i < terms.count, j < other.terms.count {
            let a = terms[i]
            let b = other.terms[j]
            if a.hash < b.hash {
                i += 1
            } else if b.hash < a.hash {
                j += 1
            } else {
                let product = a.weight * b.weight
                if a.isCode {
                    code += product
                    sharedCode += min(a.weight, b.weight)
                } else {
                    words += product
                }
                if a.inTitle && b.inTitle && (allowed.contains(a.isCode ? .code : .words)) { title += product }
                i += 1
                j += 1
            }
        }
        var evidence = PairEvidence()
        if allowed.contains(.words) {
            if wordNorm > 0, other.wordNorm > 0 { evidence.words = words / (wordNorm * other.wordNorm) }
        }
        if titleNorm > 0, other.titleNorm > 0 { evidence.title = title / (titleNorm * other.titleNorm) }
        if allowed.contains(.code) {
            evidence.code = 1 - Exponential.of(-sharedCode / 4)
            if codeNorm > 0, other.codeNorm > 0 { evidence.codeOverlap = code / (codeNorm * other.codeNorm) }
        }
        if allowed.contains(.categories),
            let nearness = kinship.similarity(prepared.category, other.prepared.category)
        {
            let sure = prepared.confidence * other.prepared.confidence
            evidence.category = sure * nearness
            evidence.rareCategory = sure * nearness / Double(max(1, holders[other.prepared.category] ?? 1))
            evidence.otherCategory = sure * (1 - nearness)
        }
        return evidence
    }
}
