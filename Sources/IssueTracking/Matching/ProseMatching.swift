import FindingsModel

/// Ties the findings of a review in prose to the file's issues, by all evidence together.
///
/// First without lines: pairs that are likely by words, code and category tell how the file's lines moved since each
/// earlier review. Then with the lines mapped so, as a one-to-one assignment with the best total.
struct ProseMatching {
    let allowed: MatchingEvidence
    let kinship: CategoryKinship

    /// Log-odds from which a pair is taken, when it is the best of both and nothing is near it.
    static let threshold = 0.1
    /// Resolved issues come back only when more speaks for it.
    static let resolvedPenalty = 0.3
    /// A pair this likely without lines has a say in how the lines moved.
    private static let sampleThreshold = -1.5
    /// From here on the second finding of a review is taken for the same issue as the first.
    private static let splitThreshold = 2.5
    /// From here on a finding reports a further issue, too.
    private static let alsoThreshold = 2.5
    /// A pair whose finding has another issue nearly as likely is doubtful: this much of the margin is asked.
    private static let margin = 0.8

    /// An issue as matching sees it.
    struct Candidate {
        var members: [(finding: WeighedFinding, review: Int)]
        var isResolved: Bool
    }

    private struct Cell {
        var issue: Int
        var logOdds: Double
        var pass: MatchPass
    }

    /// - Parameters:
    ///   - findings: of the review; those in `taken` are tied already, and only tell how lines moved.
    ///   - taken: issue by finding, from surer passes.
    ///   - reviewCount: earlier reviews are numbered from 0 up to this.
    ///   - fixed: earlier reviews of the same commit.
    func ties(
        findings: [WeighedFinding], open: [Int], issues: [Candidate], taken: [Int: Int], reviewCount: Int,
        fixed: Set<Int>
    ) -> [Tie] {
        let holders = Self.holders(of: issues)
        let base = open.map { finding in
            issues.map { issue in
                issue.members.map {
                    findings[finding].evidence(with: $0.finding, kinship: kinship, holders: holders, using: allowed)
                }
            }
        }
        let shifts = lineShifts(
            findings: findings, open: open, issues: issues, base: base, taken: taken, reviewCount: reviewCount,
            fixed: fixed)
        let cells = open.indices.map { row in
            cellsOfRow(finding: findings[open[row]], number: open[row], issues: issues, base: base[row], shifts: shifts)
        }
        return assign(open: open, cells: cells, taken: taken)
    }

    /// How many of the issues have each category, by their newest findings.
    static func holders(of issues: [Candidate]) -> [String: Int] {
        var holders: [String: Int] = [:]
        for issue in issues {
            if let category = issue.members.first?.finding.prepared.category { holders[category, default: 0] += 1 }
        }
        return holders
    }

    private func cellsOfRow(
        finding: WeighedFinding, number: Int, issues: [Candidate], base: [[PairEvidence]], shifts: [LineShift]
    ) -> [Cell] {
        var cells: [Cell] = []
        for (issue, candidate) in issues.enumerated() {
            var best: Cell?
            for (place, member) in candidate.members.enumerated() {
                let evidence = withLines(
                    base[issue][place], finding, member.finding, shift: shifts[member.review], number: number)
                let logOdds = evidence.logOdds - (candidate.isResolved ? Self.resolvedPenalty : 0)
                if logOdds > (best?.logOdds ?? -.infinity) {
                    best = Cell(issue: issue, logOdds: logOdds, pass: evidence.pass)
                }
            }
            if let best, best.logOdds > Self.threshold - 3 { cells.append(best) }
        }
        return cells.sorted { $0.logOdds != $1.logOdds ? $0.logOdds > $1.logOdds : $0.issue < $1.issue }
    }

    func withLines(
        _ evidence: PairEvidence, _ finding: WeighedFinding, _ member: WeighedFinding, shift: LineShift, number: Int
    ) -> PairEvidence {
        guard allowed.contains(.lines) else { return evidence }
        let now = finding.prepared.lines
        let before = member.prepared.lines
        guard !now.isEmpty, !before.isEmpty else { return evidence }
        var evidence = evidence
        evidence.lines = LineAgreement.similarity(now, before, shift: shift, finding: number)
        evidence.apart = 1 - evidence.lines
        return evidence
    }

    /// By earlier review, how lines moved.
    func lineShifts(
        findings: [WeighedFinding], open: [Int], issues: [Candidate], base: [[[PairEvidence]]], taken: [Int: Int],
        reviewCount: Int, fixed: Set<Int>
    ) -> [LineShift] {
        var shifts = [LineShift](repeating: LineShift(), count: reviewCount)
        for review in fixed { shifts[review].isFixed = true }
        guard allowed.contains(.shift) else { return shifts }
        func sample(_ finding: Int, _ member: (finding: WeighedFinding, review: Int), trust: Double) {
            let now = findings[finding].prepared.lines
            let before = member.finding.prepared.lines
            guard let first = now.first, let old = before.first else { return }
            let pairs = now.count == before.count ? Array(zip(now, before)) : [(first, old)]
            for (new, old) in pairs.prefix(3) {
                shifts[member.review].add(
                    LineShift.Sample(
                        line: old.first, delta: new.first - old.first,
                        trust: trust / Double(min(3, pairs.count)), finding: finding))
            }
        }
        for (finding, issue) in taken.sorted(by: { $0.key < $1.key }) where issue < issues.count {
            for member in issues[issue].members { sample(finding, member, trust: 1) }
        }
        for (row, finding) in open.enumerated() {
            let ranked = base[row].indices.map { issue in (issue, base[row][issue].map(\.logOdds).max() ?? -99) }
                .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
            guard let best = ranked.first, best.1 > Self.sampleThreshold else { continue }
            let gap = best.1 - (ranked.count > 1 ? ranked[1].1 : -99)
            for (place, member) in issues[best.0].members.enumerated() {
                let odds = base[row][best.0][place].logOdds
                let trust = PairEvidence.probability(odds + 1) * min(1, 0.3 + gap / 2)
                sample(finding, member, trust: trust)
            }
        }
        for review in shifts.indices { shifts[review].settle() }
        return shifts
    }

    private func assign(open: [Int], cells: [[Cell]], taken: [Int: Int]) -> [Tie] {
        let used = Set(taken.values)
        var pairs: [WeightedPair] = []
        for (row, list) in cells.enumerated() {
            for cell in list where cell.logOdds > Self.threshold && !used.contains(cell.issue) {
                pairs.append(WeightedPair(row: row, column: cell.issue, worth: cell.logOdds - Self.threshold))
            }
        }
        var owner: [Int: Int] = [:]
        for (finding, issue) in taken { owner[issue] = finding }
        var ties: [Tie] = []
        var tied: Set<Int> = []
        for pair in Assignment.best(pairs) {
            guard let cell = cells[pair.row].first(where: { $0.issue == pair.column }) else { continue }
            let rival = cells[pair.row].first { $0.issue != pair.column }
            if let rival, rival.logOdds > cell.logOdds - Self.margin, cell.logOdds < Self.margin + 0.5 { continue }
            ties.append(tie(open[pair.row], cell, rival: rival))
            tied.insert(pair.row)
            owner[pair.column] = open[pair.row]
        }
        for (row, list) in cells.enumerated() where !tied.contains(row) {
            guard let best = list.first, best.logOdds > Self.splitThreshold, owner[best.issue] != nil else { continue }
            var cell = best
            cell.pass = .split
            ties.append(tie(open[row], cell, rival: list.dropFirst().first))
            tied.insert(row)
        }
        // An item that merges issues: others that it fits as surely, and that nothing else of the review reports.
        for index in ties.indices where ties[index].pass != .split {
            guard let row = open.firstIndex(of: ties[index].finding) else { continue }
            for cell in cells[row] where cell.logOdds > Self.alsoThreshold && owner[cell.issue] == nil {
                ties[index].also.append(cell.issue)
            }
            for issue in ties[index].also { owner[issue] = ties[index].finding }
        }
        return ties
    }

    private func tie(_ finding: Int, _ cell: Cell, rival: Cell?) -> Tie {
        Tie(
            finding: finding, issue: cell.issue, pass: cell.pass, score: PairEvidence.probability(cell.logOdds),
            runnerUp: rival?.issue, runnerUpScore: rival.map { PairEvidence.probability($0.logOdds) })
    }
}
