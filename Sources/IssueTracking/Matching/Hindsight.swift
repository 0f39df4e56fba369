/// Which findings of a file's first reviews are one problem, judged with all of these reviews in sight.
///
/// A review is matched with what was known when it came. What comes after it often shows better: a third wording that joins
/// two which had nothing in common, or a nearer relative of a finding that had been tied for want of one. So while a file
/// is young the likelihoods of all pairs are weighed together: the likeliest pair is joined, then the likeliest pair of what
/// there is now, and so on (agglomerative clustering; two groups are as alike as their pairs are on the whole, and their
/// best). Two findings of one review are never joined so.
struct Hindsight {
    /// So many reviews by people and language models are looked at together; then a file's ties are settled, and its past
    /// never slows its next review.
    static let reviewLimit = 8
    /// With more findings than this there is no second look: it takes time by their square.
    static let findingLimit = 400
    /// Log-odds that two groups must have to be joined.
    private static let threshold = -1.0
    /// How much the likeliest pair of two groups speaks for them; the rest is what all pairs say on the whole.
    private static let bestShare = 0.3
    /// How much each side's other partners of the same review count against a pair.
    private static let rivalShare = 0.25

    /// A finding, and the number of its review; in the order of the reviews.
    struct Node {
        var uid: String
        var review: Int
    }

    /// What was found of two findings of different reviews.
    struct Comparison {
        var finding: String
        var earlier: String
        var logOdds: Double
    }

    /// By a finding's uid that of the first of its group, its own for those that begin one.
    private(set) var leaders: [String: String] = [:]
    /// The leaders of groups of more than one.
    private(set) var followed: Set<String> = []

    /// Nothing is known of any finding.
    init() {}

    init(_ nodes: [Node], _ comparisons: [Comparison]) {
        guard nodes.count <= Self.findingLimit else { return }
        var groups = Groups(nodes, comparisons)
        while let (kept, gone) = groups.nearest(above: Self.threshold) { groups.join(kept, gone) }
        for members in groups.members where !members.isEmpty {
            let leader = nodes[members.min() ?? members[0]].uid
            for member in members { leaders[nodes[member].uid] = leader }
            if members.count > 1 { followed.insert(leader) }
        }
    }

    /// The findings in groups, one each at first, and what speaks for joining any two of them.
    private struct Groups {
        private let count: Int
        /// The places of the findings of each group; empty once it is joined to another.
        private(set) var members: [[Int]]
        private var reviews: [Set<Int>]
        /// By group and group: the likeliest pair's log-odds, the sum of all pairs', and how many pairs were compared.
        private var best: [Double]
        private var sum: [Double]
        private var pairs: [Int]

        init(_ nodes: [Node], _ comparisons: [Comparison]) {
            count = nodes.count
            members = nodes.indices.map { [$0] }
            reviews = nodes.map { [$0.review] }
            best = [Double](repeating: -.infinity, count: count * count)
            sum = [Double](repeating: 0, count: count * count)
            pairs = [Int](repeating: 0, count: count * count)
            let placeOf = Dictionary(
                nodes.enumerated().map { ($0.element.uid, $0.offset) }, uniquingKeysWith: { first, _ in first })
            let known = comparisons.compactMap { comparison -> (one: Int, other: Int, logOdds: Double)? in
                guard let one = placeOf[comparison.finding], let other = placeOf[comparison.earlier],
                    nodes[one].review != nodes[other].review
                else { return nil }
                return (one, other, comparison.logOdds)
            }
            // Of each finding, how likely it is one of another review's at all.
            let reviewCount = (nodes.map(\.review).max() ?? 0) + 1
            var odds = [Double](repeating: 0, count: count * reviewCount)
            for pair in known {
                odds[pair.one * reviewCount + nodes[pair.other].review] += Exponential.of(pair.logOdds)
                odds[pair.other * reviewCount + nodes[pair.one].review] += Exponential.of(pair.logOdds)
            }
            for pair in known {
                let own = Exponential.of(pair.logOdds)
                let rivals =
                    Self.logOfOnePlus(odds[pair.one * reviewCount + nodes[pair.other].review] - own)
                    + Self.logOfOnePlus(odds[pair.other * reviewCount + nodes[pair.one].review] - own)
                let logOdds = pair.logOdds - Hindsight.rivalShare * rivals
                for place in [pair.one * count + pair.other, pair.other * count + pair.one] {
                    best[place] = logOdds
                    sum[place] = logOdds
                    pairs[place] = 1
                }
            }
        }

        private static func logOfOnePlus(_ odds: Double) -> Double { Exponential.logarithm(1 + max(0, odds)) }

        /// The two groups that most speaks for joining, the earlier one first; `nil` where nothing is enough.
        func nearest(above least: Double) -> (kept: Int, gone: Int)? {
            var found: (kept: Int, gone: Int)?
            var most = least
            for one in 0..<count where !members[one].isEmpty {
                for other in (one + 1)..<max(one + 1, count) where !members[other].isEmpty {
                    let place = one * count + other
                    guard pairs[place] > 0, best[place] > most else { continue }
                    let mean = sum[place] / Double(pairs[place])
                    let worth = Hindsight.bestShare * best[place] + (1 - Hindsight.bestShare) * mean
                    if worth > most, reviews[one].isDisjoint(with: reviews[other]) {
                        most = worth
                        found = (one, other)
                    }
                }
            }
            return found
        }

        mutating func join(_ kept: Int, _ gone: Int) {
            members[kept] += members[gone]
            members[gone] = []
            reviews[kept].formUnion(reviews[gone])
            for other in 0..<count where other != kept && !members[other].isEmpty {
                let (place, from) = (kept * count + other, gone * count + other)
                let mirror = other * count + kept
                best[place] = max(best[place], best[from])
                sum[place] += sum[from]
                pairs[place] += pairs[from]
                best[mirror] = best[place]
                sum[mirror] = sum[place]
                pairs[mirror] = pairs[place]
            }
        }
    }
}
