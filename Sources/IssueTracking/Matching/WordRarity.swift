/// How rare a word is among the issues of one file and the findings of the review at hand.
struct WordRarity {
    private var holders: [UInt64: Int] = [:]
    private var count = 0
    private var table: [UInt64: Double] = [:]

    /// One issue, or one finding: a word counts once however often it says it.
    mutating func add(_ wordings: [Wording]) {
        count += 1
        if wordings.count == 1 {
            for token in wordings[0].tokens { holders[token.hash, default: 0] += 1 }
        } else {
            var seen: Set<UInt64> = []
            for wording in wordings {
                for token in wording.tokens where seen.insert(token.hash).inserted {
                    holders[token.hash, default: 0] += 1
                }
            }
        }
    }

    mutating func settle() {
        // A file with few findings tells little of what is rare; a handful of imagined ones steadies it.
        let total = Double(count + 8)
        table = holders.mapValues { max(0.1, Exponential.logarithm(total / (Double($0) + 0.5))) }
    }

    func of(_ hash: UInt64) -> Double { table[hash] ?? 1 }
}
