import FindingsModel

/// How the lines of the file moved between an earlier review and the present one, as read from pairs of findings that
/// are surely the same: an insertion moves only what lies below it, so nearby pairs have the greater say.
struct LineShift: Sendable {
    /// A pair of findings of which one cites `line` in the earlier review and the other `line + delta` in this one.
    struct Sample: Sendable {
        var line: Int
        var delta: Int
        /// How sure the pair is, from 0 to 1.
        var trust: Double
        /// The finding of this review, and the issue, that it comes from: their own pair must not confirm itself.
        var finding: Int
        var issue: Int
    }

    /// A possible shift for one place.
    struct Candidate: Sendable {
        var delta: Int
        /// From 0 to 1.
        var trust: Double
    }

    private(set) var samples: [Sample] = []
    /// With more samples than this the surest are kept.
    static let sampleLimit = 32
    /// Shifts that differ by no more than this agree, the less the more they differ: reviewers cite a line more or less.
    private static let tolerance = 3
    /// How far a sample speaks, in lines.
    private static let reach = 120.0
    /// What speaks for "nothing moved" before there is any pair.
    private static let priorTrust = 0.4

    mutating func add(_ sample: Sample) { samples.append(sample) }

    /// Keeps the surest samples when there are too many.
    mutating func settle() {
        guard samples.count > Self.sampleLimit else { return }
        samples.sort {
            $0.trust != $1.trust
                ? $0.trust > $1.trust : ($0.finding, $0.issue, $0.line) < ($1.finding, $1.issue, $1.line)
        }
        samples.removeLast(samples.count - Self.sampleLimit)
    }

    /// The likeliest shifts of `line`, best first, at most four.
    func candidates(at line: Int, finding: Int, issue: Int) -> [Candidate] {
        // Nothing speaks for a shift.
        if samples.isEmpty { return [Candidate(delta: 0, trust: 1)] }
        var total = Self.priorTrust
        var says: [(delta: Int, say: Double)] = []
        says.reserveCapacity(samples.count)
        for sample in samples where sample.finding != finding && sample.issue != issue {
            let say = say(of: sample, at: line)
            total += say
            says.append((sample.delta, say))
        }
        func support(_ delta: Int) -> Double {
            var sum = delta == 0 ? Self.priorTrust : 0
            for other in says {
                let off = abs(other.delta - delta)
                if off <= Self.tolerance { sum += other.say * (1 - Double(off) / Double(Self.tolerance + 1)) }
            }
            return sum
        }
        var best: [(delta: Int, say: Double)] = [(0, support(0))]
        for sample in says where !best.contains(where: { $0.delta == sample.delta }) {
            best.append((sample.delta, support(sample.delta)))
        }
        best.sort {
            $0.say != $1.say ? $0.say > $1.say : ($0.delta.magnitude, $0.delta) < ($1.delta.magnitude, $1.delta)
        }
        return best.prefix(4).map { Candidate(delta: $0.delta, trust: min(1, $0.say / total)) }
    }

    private func say(of sample: Sample, at line: Int) -> Double {
        let distance = Double(abs(sample.line - line)) / Self.reach
        return sample.trust / (1 + distance * distance)
    }
}

/// How well two lists of line ranges agree.
enum LineAgreement {
    /// Ranges of a finding beyond these say nothing new.
    static let rangeLimit = 12

    /// How much the place says where the cited lines were changed or deleted.
    private static let trustInGap = 0.6

    /// No file has more lines; numbers come from documents, and may be as large as they like.
    private static let lineLimit = 100_000_000

    /// The right way round, and bounded.
    static func normal(_ ranges: [LineRange]) -> [LineRange] {
        let limits = 0...lineLimit
        // As most are, which need not be copied.
        if ranges.count <= rangeLimit,
            ranges.allSatisfy({ $0.first <= $0.last && limits.contains($0.first) && limits.contains($0.last) })
        {
            return ranges
        }
        return ranges.prefix(rangeLimit).map { range in
            let ends = (clamp(range.first), clamp(range.last))
            return LineRange(min(ends.0, ends.1), max(ends.0, ends.1))
        }
    }

    private static func clamp(_ line: Int) -> Int { max(0, min(line, lineLimit)) }

    /// From 0, far apart, to 1, the very same lines.
    ///
    /// - Parameter agreement: of one of the earlier ranges, by its place in the list, with one of now.
    static func similarity(
        _ now: [LineRange], _ before: [LineRange], agreement: (_ before: Int, _ now: LineRange) -> Double
    ) -> Double {
        guard !now.isEmpty, !before.isEmpty else { return 0 }
        var rows = [Double](repeating: 0, count: now.count)
        var backward = 0.0
        for j in before.indices {
            var column = 0.0
            for (i, new) in now.enumerated() {
                let agrees = agreement(j, new)
                rows[i] = max(rows[i], agrees)
                column = max(column, agrees)
            }
            backward += column
        }
        let forward = rows.reduce(0, +) / Double(now.count)
        backward /= Double(before.count)
        return 0.4 * (rows.max() ?? 0) + 0.3 * max(forward, backward) + 0.3 * min(forward, backward)
    }

    /// Where the shift is what sure pairs say: the likeliest one that fits.
    static func similarity(_ now: [LineRange], _ before: [LineRange], shift: LineShift, finding: Int, issue: Int)
        -> Double
    {
        // One place each, and nothing that moved them: what the sums come to.
        if now.count == 1, before.count == 1, shift.samples.isEmpty {
            let best = max(0, agreement(now[0], before[0], shifted: 0))
            return 0.4 * best + 0.3 * best + 0.3 * best
        }
        let candidates = before.map { shift.candidates(at: $0.first, finding: finding, issue: issue) }
        return similarity(now, before) { place, new in
            candidates[place].reduce(0) { max($0, $1.trust * agreement(new, before[place], shifted: $1.delta)) }
        }
    }

    /// Where both texts were at hand. What stands in the place of lines that are gone may be what is cited now.
    static func similarity(_ now: [LineRange], _ before: [LineRange], map: LineMap) -> Double {
        let moved = before.map { range in
            map.range(range).map { ($0, 1) } ?? (LineRange(map.nearest(to: range.first)), trustInGap)
        }
        return similarity(now, before) { place, new in
            moved[place].1 * agreement(new, moved[place].0, shifted: 0)
        }
    }

    /// Where each citation has likely shifts: what is to be expected of all of them.
    static func similarity(
        _ now: [LineRange], _ before: [LineRange], shifts: (_ citation: Int) -> [LineShift.Candidate]
    ) -> Double {
        let candidates = before.indices.map(shifts)
        return similarity(now, before) { place, new in
            candidates[place].reduce(0) { $0 + $1.trust * agreement(new, before[place], shifted: $1.delta) }
        }
    }

    /// Places so many lines apart are half as near as the same place.
    private static let nearReach = 20.0

    /// How near the nearest two places are, from 0 to 1; the earlier ones as `map` moved them, or else as they stand.
    static func nearness(_ now: [LineRange], _ before: [LineRange], map: LineMap?) -> Double {
        var least = Double.infinity
        for old in before {
            let old = map.map { $0.range(old) ?? LineRange($0.nearest(to: old.first)) } ?? old
            for new in now {
                let between = Double(max(0, old.first - new.last, new.first - old.last))
                // A place within a long range is not as near as the same beginning.
                least = min(least, abs(Double(new.first - old.first)), between + 3)
            }
        }
        let distance = least / nearReach
        return least.isFinite ? 1 / (1 + distance * distance) : 0
    }

    /// Two ranges, one moved by `delta`: their overlap, or how near they are.
    private static func agreement(_ new: LineRange, _ old: LineRange, shifted delta: Int) -> Double {
        let first = old.first + delta
        let last = old.last + delta
        let gap = max(0, max(Double(first) - Double(new.last), Double(new.first) - Double(last)))
        let union = max(Double(new.last), Double(last)) - min(Double(new.first), Double(first)) + 1
        if gap > 0 {
            let distance = gap / 4
            return 0.6 / (1 + distance * distance)
        }
        let shared = min(Double(new.last), Double(last)) - max(Double(new.first), Double(first)) + 1
        // Two reviewers rarely cite exactly the same lines of a passage: two more on each side count as agreement.
        return 0.4 + 0.6 * min(1, (shared + 3) / (union + 1))
    }
}
