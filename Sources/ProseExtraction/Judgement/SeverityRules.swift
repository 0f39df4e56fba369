import FindingsModel

/// How much a remark matters, where the reviewer did not say so: from hedges, modality and the kind of the remark.
struct SeverityRules: Sendable {
    /// What a category alone speaks for.
    var priors: [String: (severity: Severity, weight: Double)] = [:]

    static func weight(of zone: RemarkWords.Zone) -> Double {
        switch zone {
        case .title: 1
        case .opening: 0.9
        case .body: 0.6
        case .suggestion: 0.3
        case .heading: 0.6
        case .label: 1
        }
    }

    /// The severity that most of the weight speaks for; of equals the lower. `nil` where nothing speaks.
    func choose(
        _ terms: [FoundTerm], category: String, words: RemarkWords, evidence: inout EvidenceList
    ) -> Severity? {
        var sums = [Double](repeating: 0, count: Severity.allCases.count)
        var seen: Set<Int32> = []
        for term in terms where !term.isCode && seen.insert(term.entry).inserted {
            let place = Int(term.value)
            let weight = term.weight * Self.weight(of: words.words[term.first].zone)
            sums[place] += weight
            evidence.add("severity", Severity.allCases[place].rawValue, term, weight: weight, in: words)
        }
        if let prior = priors[category] {
            sums[prior.severity.rank] += prior.weight
            evidence.add(
                "severity", prior.severity.rawValue, words: "category:\(category)", weight: prior.weight)
        }
        guard let most = sums.max(), most > 0 else { return nil }
        return sums.firstIndex(of: most).map { Severity.allCases[$0] }
    }
}
