import FindingsModel

/// By how much the lines that one earlier review cites have moved since, for each citation several possibilities.
///
/// No pair of findings need be sure. Along the file the shift is a hidden Markov chain: it stays the same from one citation
/// to the next, or changes the likelier the more lines lie between; a shift fits a citation the better the likelier a finding of
/// this review that lies there is the same problem. So that places which fit together count even where no two wordings do. The
/// chain is solved by the forward-backward algorithm (L. R. Rabiner, "A tutorial on hidden Markov models", 1989), and each
/// citation hears what all the others say, but not itself: a pair does not confirm itself.
struct MovedLines: Sendable {
    /// By earlier finding, and by its citation.
    private let shifts: [[[LineShift.Candidate]]]

    /// Findings that lie so far from where the shift would put them, in lines, still fit it, by so much.
    private static let fit = [1, 0.6, 0.3, 0.1]
    /// How much likelier a place is by a finding that is surely the same problem than by chance.
    private static let gain = 30.0
    /// Over so many lines the shift changes as likely as not, nearly.
    private static let reach = 300.0
    /// How likely nothing moved, before anything is compared; and how fast greater shifts get less likely, in lines.
    private static let rest = 0.35
    private static let scale = 40.0
    /// No greater shift is looked for: so many lines.
    private static let widest = 400
    /// So many different shifts are weighed; they are those that most pairs speak for.
    private static let stateLimit = 48
    /// So many are handed out for a citation.
    private static let candidateLimit = 8
    /// Citations beyond these are left out, on either side: the cost grows with their product.
    private static let citationLimit = 96
    /// However little their words agree, two findings may be the same problem.
    private static let leastLikely = 0.01

    /// Of an earlier finding's citation; none where nothing is known of it.
    func candidates(of finding: Int, citation: Int) -> [LineShift.Candidate] {
        citation < shifts[finding].count ? shifts[finding][citation] : []
    }

    /// - Parameters:
    ///   - earlier: what each finding of the earlier review cites.
    ///   - now: what each finding of this one cites.
    ///   - likely: by finding of this review and by earlier one, how likely they are the same problem, from 0 to 1.
    init(earlier: [[LineRange]], now: [[LineRange]], likely: (_ now: Int, _ earlier: Int) -> Double) {
        var old: [(line: Int, finding: Int, citation: Int)] = []
        for (finding, ranges) in earlier.enumerated() {
            for (citation, range) in ranges.enumerated() { old.append((range.first, finding, citation)) }
        }
        var new: [(line: Int, finding: Int)] = []
        for (finding, ranges) in now.enumerated() { for range in ranges { new.append((range.first, finding)) } }
        old = Array(old.prefix(Self.citationLimit))
        new = Array(new.prefix(Self.citationLimit))
        old.sort { ($0.line, $0.finding, $0.citation) < ($1.line, $1.finding, $1.citation) }
        var weights = [Double](repeating: 0, count: old.count * new.count)
        for (row, before) in old.enumerated() {
            for (column, after) in new.enumerated() {
                weights[row * new.count + column] = max(Self.leastLikely, likely(after.finding, before.finding))
            }
        }
        let states = Self.states(old.map(\.line), new.map(\.line), weights)
        let fits = Self.fits(old.map(\.line), new, weights, states)
        let beliefs = Self.beliefs(old.map(\.line), fits, states)
        var shifts = earlier.map { [[LineShift.Candidate]](repeating: [], count: $0.count) }
        for (row, citation) in old.enumerated() {
            let own = beliefs[(row * states.count)..<((row + 1) * states.count)]
            shifts[citation.finding][citation.citation] = zip(states, own)
                .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : ($0.0.magnitude, $0.0) < ($1.0.magnitude, $1.0) }
                .prefix(Self.candidateLimit).map { LineShift.Candidate(delta: $0.0, trust: $0.1) }
        }
        self.shifts = shifts
    }

    /// The shifts that most speaks for, and none at all.
    private static func states(_ old: [Int], _ new: [Int], _ weights: [Double]) -> [Int] {
        var votes = [Double](repeating: 0, count: 2 * widest + 1)
        for row in old.indices {
            for column in new.indices {
                let delta = new[column] - old[row]
                if abs(delta) <= widest { votes[delta + widest] += weights[row * new.count + column] }
            }
        }
        var found: [(delta: Int, votes: Double)] = []
        for place in votes.indices where votes[place] > 0 && place != widest {
            var sum = votes[place]
            for (off, share) in [(1, 0.5), (2, 0.2)] {
                if place >= off { sum += share * votes[place - off] }
                if place + off < votes.count { sum += share * votes[place + off] }
            }
            found.append((place - widest, sum))
        }
        if found.count >= stateLimit {
            found.sort {
                $0.votes != $1.votes
                    ? $0.votes > $1.votes : ($0.delta.magnitude, $0.delta) < ($1.delta.magnitude, $1.delta)
            }
            found.removeLast(found.count - stateLimit + 1)
        }
        return ([0] + found.map(\.delta)).sorted()
    }

    /// By citation and state, how much likelier the state is for what lies there.
    private static func fits(
        _ old: [Int], _ new: [(line: Int, finding: Int)], _ weights: [Double], _ states: [Int]
    ) -> [Double] {
        var stateAt = [Int](repeating: -1, count: 2 * widest + 1)
        for (state, delta) in states.enumerated() { stateAt[delta + widest] = state }
        let reach = fit.count - 1
        var fits = [Double](repeating: 1, count: old.count * states.count)
        // Of several citations of one finding the one that fits best counts.
        var best = [Double](repeating: 0, count: states.count)
        var touched: [Int] = []
        for row in old.indices {
            for column in new.indices {
                let delta = new[column].line - old[row]
                for off in -reach...reach where abs(delta + off) <= widest {
                    let state = stateAt[delta + off + widest]
                    guard state >= 0 else { continue }
                    if best[state] == 0 { touched.append(state) }
                    best[state] = max(best[state], fit[abs(off)] * weights[row * new.count + column])
                }
                guard column + 1 == new.count || new[column + 1].finding != new[column].finding else { continue }
                for state in touched {
                    fits[row * states.count + state] += gain * best[state]
                    best[state] = 0
                }
                touched.removeAll(keepingCapacity: true)
            }
        }
        return fits
    }

    /// By citation and state, how likely the state is by all other citations.
    private static func beliefs(_ old: [Int], _ fits: [Double], _ states: [Int]) -> [Double] {
        let count = states.count
        var prior = states.map { Exponential.of(-Double(abs($0)) / scale) }
        let sum = prior.reduce(0, +)
        for state in states.indices {
            prior[state] = (1 - rest) * prior[state] / sum + (states[state] == 0 ? rest : 0)
        }
        let stays = old.indices.map { $0 == 0 ? 1 : Exponential.of(-Double(old[$0] - old[$0 - 1]) / reach) }
        var beliefs = [Double](repeating: 0, count: old.count * count)
        var now = prior
        for row in old.indices {
            if row > 0 {
                let moved = (1 - stays[row]) * now.reduce(0, +)
                for state in states.indices { now[state] = stays[row] * now[state] + moved * prior[state] }
            }
            var total = 0.0
            for state in states.indices {
                beliefs[row * count + state] = now[state]
                now[state] *= fits[row * count + state]
                total += now[state]
            }
            for state in states.indices { now[state] /= total }
        }
        now = [Double](repeating: 1, count: count)
        for row in old.indices.reversed() {
            var total = 0.0
            for state in states.indices {
                beliefs[row * count + state] *= now[state]
                total += beliefs[row * count + state]
            }
            var most = 0.0
            for state in states.indices {
                beliefs[row * count + state] /= total
                now[state] *= fits[row * count + state]
            }
            var moved = 0.0
            for state in states.indices { moved += prior[state] * now[state] }
            for state in states.indices {
                now[state] = stays[row] * now[state] + (1 - stays[row]) * moved
                most = max(most, now[state])
            }
            for state in states.indices { now[state] /= most }
        }
        return beliefs
    }
}
