import FindingsModel

/// Ties the findings of a review in prose to the file's issues, by all evidence together.
///
/// First without lines: pairs that are likely by words, code and kind tell how the file's lines moved since each
/// earlier review. Then with the lines mapped so, as a one-to-one assignment with the best total. A pair is taken when it is
/// likely enough, and when neither its finding nor its issue has others that are as likely.
struct ProseMatching {
    let allowed: MatchingEvidence
    var weights = PairWeights.standard

    /// Log-odds from which a pair may be taken: each side has but one partner, so that a pair which stands alone on both
    /// is the likelier for it.
    static let threshold = -0.8
    /// Of the likelihoods of a finding's issues, and of an issue's findings, the pair must have this part.
    private static let leastShare = 0.35
    /// How much the likeliest of an issue's findings speaks for it; the rest is what all of them say on the whole. One
    /// unlucky wording of many neither ties a finding nor keeps it away.
    private static let bestShare = 0.5
    /// Resolved issues come back only when more speaks for it.
    static let resolvedPenalty = 0.3
    /// From here on the second finding of a review is taken for the same issue as the first.
    private static let splitThreshold = 4.0
    /// From here on a finding reports a further issue, too.
    private static let alsoThreshold = 2.5

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

    /// A review's findings beside the issues that they may belong to.
    struct Field {
        var findings: [WeighedFinding]
        /// The findings that wait; the others are tied already, and only tell how lines moved.
        var open: [Int]
        var issues: [Candidate]
        /// Issue by finding, from surer passes.
        var taken: [Int: Int] = [:]
        /// Earlier reviews are numbered from 0 up to this.
        var reviewCount = 0
        /// Earlier reviews of the same commit.
        var fixed: Set<Int> = []
        /// By earlier review, where its lines stand now, as far as the texts were at hand.
        var maps: [Int: LineMap] = [:]
    }

    /// What is known of a finding beforehand.
    enum Known {
        case nothing
        /// It belongs to the issue at this place of the field's.
        case belongs(Int)
        /// It is the first of its issue, and later reviews report it, too.
        case begins
        /// No other review reports it; the same review may, in another finding.
        case isAlone
    }

    /// - Parameters:
    ///   - evidence: what ``evidence(in:)`` gives.
    ///   - known: by waiting finding.
    func ties(in field: Field, _ evidence: [[[PairEvidence]]], known: [Known]) -> [Tie] {
        assign(
            open: field.open, cells: evidence.map { cells($0, field.issues) }, known: known,
            issueCount: field.issues.count, taken: field.taken)
    }

    /// What speaks for each pair, by waiting finding, issue and the issue's member.
    func evidence(in field: Field) -> [[[PairEvidence]]] {
        var evidence = field.open.map { finding in
            field.issues.map { issue in
                issue.members.map { member in
                    var evidence = field.findings[finding].evidence(with: member.finding, using: allowed)
                    if allowed.contains(.shape) {
                        evidence.shape = CitationShape.likeness(
                            field.findings[finding].prepared.lines, member.finding.prepared.lines)
                    }
                    return evidence
                }
            }
        }
        guard allowed.contains(.lines) else { return evidence }
        var lines = CitedLines(of: field, mapping: allowed.contains(.shift))
        lines.add(to: &evidence, weights, unlessBelow: Self.threshold - 1)
        return evidence
    }

    /// The likeliest member of each issue speaks for it, and the others have a say.
    private func cells(_ row: [[PairEvidence]], _ issues: [Candidate]) -> [Cell] {
        var cells: [Cell] = []
        for (issue, members) in row.enumerated() {
            var best: (logOdds: Double, member: Int)?
            var sum = 0.0
            for (member, evidence) in members.enumerated() {
                let logOdds = evidence.logOdds(weights)
                sum += logOdds
                if logOdds > (best?.logOdds ?? -.infinity) { best = (logOdds, member) }
            }
            guard let best else { continue }
            var logOdds = Self.bestShare * best.logOdds + (1 - Self.bestShare) * sum / Double(members.count)
            if issues[issue].isResolved { logOdds -= Self.resolvedPenalty }
            cells.append(Cell(issue: issue, logOdds: logOdds, pass: members[best.member].pass(weights)))
        }
        return cells.sorted { $0.logOdds != $1.logOdds ? $0.logOdds > $1.logOdds : $0.issue < $1.issue }
    }

    // MARK: - Assignment

    private func assign(
        open: [Int], cells: [[Cell]], known: [Known], issueCount: Int, taken: [Int: Int]
    ) -> [Tie] {
        var owner: [Int: Int] = [:]
        for (finding, issue) in taken { owner[issue] = finding }
        var ties: [Tie] = []
        var tied: Set<Int> = []
        for (row, list) in cells.enumerated() {
            guard case .belongs(let issue) = known[row], var cell = list.first(where: { $0.issue == issue }) else {
                continue
            }
            if cell.logOdds <= Self.threshold { cell.pass = .hindsight }
            ties.append(tie(open[row], cell, rival: list.first { $0.issue != issue }))
            tied.insert(row)
            owner[issue] = open[row]
        }
        var columns = [Double](repeating: 1, count: issueCount)
        for row in cells { for cell in row { columns[cell.issue] += Exponential.of(cell.logOdds) } }
        var pairs: [WeightedPair] = []
        for (row, list) in cells.enumerated() where isFree(known[row]) && !tied.contains(row) {
            for cell in list where cell.logOdds > Self.threshold && owner[cell.issue] == nil {
                pairs.append(WeightedPair(row: row, column: cell.issue, worth: cell.logOdds - Self.threshold))
            }
        }
        for pair in Assignment.best(pairs) {
            guard let cell = cells[pair.row].first(where: { $0.issue == pair.column }) else { continue }
            let odds = Exponential.of(cell.logOdds)
            let total = cells[pair.row].reduce(1) { $0 + Exponential.of($1.logOdds) }
            guard odds / max(total, columns[cell.issue]) >= Self.leastShare else { continue }
            ties.append(tie(open[pair.row], cell, rival: cells[pair.row].first { $0.issue != pair.column }))
            tied.insert(pair.row)
            owner[pair.column] = open[pair.row]
        }
        for (row, list) in cells.enumerated() where !tied.contains(row) {
            if case .begins = known[row] { continue }
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

    /// Whether the assignment decides about a finding.
    private func isFree(_ known: Known) -> Bool {
        switch known {
        case .nothing, .belongs: true
        case .begins, .isAlone: false
        }
    }

    private func tie(_ finding: Int, _ cell: Cell, rival: Cell?) -> Tie {
        Tie(
            finding: finding, issue: cell.issue, pass: cell.pass, score: PairEvidence.probability(cell.logOdds),
            runnerUp: rival?.issue, runnerUpScore: rival.map { PairEvidence.probability($0.logOdds) })
    }
}
