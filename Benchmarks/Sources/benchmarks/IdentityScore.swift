/// Pairs of findings of different reviews: said to be one issue, and are (B-cubed: a finding's share).
struct IdentityScore {
    var precision = 0.0
    var recall = 0.0
    var bCubed = 0.0
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    /// Of several corpora; its ``f1`` is that of the means.
    init(meanOf scores: [IdentityScore]) {
        let count = Double(max(1, scores.count))
        precision = scores.reduce(0) { $0 + $1.precision } / count
        recall = scores.reduce(0) { $0 + $1.recall } / count
        bCubed = scores.reduce(0) { $0 + $1.bCubed } / count
    }

    /// - Parameter issue: what a finding, by review and ordinal, was tied to.
    init(_ corpus: LabelledCorpus, issue: (Int, Int) -> String?) {
        struct Member {
            var review: Int
            var truth: String
            var also: Set<String>
            var said: String
        }
        var members: [Member] = []
        for (number, item) in corpus.items.enumerated() {
            let ordinals = Dictionary(item.labelOf.map { ($1.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
            for label in item.labels {
                guard let truth = label.issue else { continue }
                let said = ordinals[label.ordinal].flatMap { issue(number, $0) } ?? "none \(number) \(label.ordinal)"
                members.append(Member(review: number, truth: truth, also: label.also, said: said))
            }
        }
        var (right, wrong, missed) = (0, 0, 0)
        for (place, a) in members.enumerated() {
            for b in members[(place + 1)...] where a.review != b.review {
                let same = a.truth == b.truth
                let merged = same || a.also.contains(b.truth) || b.also.contains(a.truth)
                if a.said == b.said {
                    if same { right += 1 } else if !merged { wrong += 1 }
                } else if same {
                    missed += 1
                }
            }
        }
        precision = Double(right) / Double(max(1, right + wrong))
        recall = Double(right) / Double(max(1, right + missed))
        let truths = Dictionary(grouping: members.indices) { members[$0].truth }
        let groups = Dictionary(grouping: members.indices) { members[$0].said }
        var (p, r) = (0.0, 0.0)
        for member in members {
            let truth = Set(truths[member.truth] ?? [])
            let group = Set(groups[member.said] ?? [])
            let both = Double(truth.intersection(group).count)
            p += both / Double(max(1, group.count))
            r += both / Double(max(1, truth.count))
        }
        bCubed = p + r > 0 ? 2 * p * r / (p + r) / Double(max(1, members.count)) : 0
    }
}
