import FindingsModel

/// What the lines that findings cite say of them being the same problem, as far as it is known how the file moved.
///
/// How it moved is read from the findings themselves, where no text is at hand: first from what the pairs have in common
/// without lines, then once more from what they have with them.
struct CitedLines {
    /// How the lines of an earlier review stand to those of this one.
    private enum Course {
        /// Nothing moved, or nothing is to be asked.
        case still
        /// The texts show it.
        case map(LineMap)
        /// The findings tell.
        case moved(MovedLines)
        case unknown
    }

    private let field: ProseMatching.Field
    private let mapping: Bool
    private let isPlaced: Bool
    private var courses: [Course]
    /// By earlier review, its findings among the issues' members that cite lines.
    private var members: [[(issue: Int, member: Int)]]
    /// By issue and member, its place among those of its review.
    private var slots: [[Int]]

    private static let rounds = 2
    /// The likelihood of "another problem", beside those of the pairs.
    private static let elsewhere = 0.5

    /// - Parameter mapping: whether to ask how lines moved; otherwise they count as they stand.
    init(of field: ProseMatching.Field, mapping: Bool) {
        self.field = field
        self.mapping = mapping
        // A reviewer who never cites lines says nothing by citing none here.
        isPlaced = field.findings.contains { !$0.prepared.lines.isEmpty }
        members = [[(issue: Int, member: Int)]](repeating: [], count: field.reviewCount)
        slots = []
        for (issue, candidate) in field.issues.enumerated() {
            var places: [Int] = []
            for (place, member) in candidate.members.enumerated() {
                places.append(members[member.review].count)
                if !member.finding.prepared.lines.isEmpty { members[member.review].append((issue, place)) }
            }
            slots.append(places)
        }
        courses = [Course](repeating: mapping ? .unknown : .still, count: field.reviewCount)
        guard mapping else { return }
        for review in field.fixed { courses[review] = .still }
        for (review, map) in field.maps { courses[review] = .map(map) }
    }

    /// Adds what lines say to all pairs that have a chance with them.
    ///
    /// - Parameter least: log-odds that a pair must reach with lines that agree wholly; most never would.
    mutating func add(to evidence: inout [[[PairEvidence]]], _ weights: PairWeights, unlessBelow least: Double) {
        guard isPlaced else { return }
        let text = evidence.map { $0.map { $0.map { $0.logOdds(weights) } } }
        let asksFindings = courses.contains { if case .unknown = $0 { true } else { false } }
        for round in 0..<(asksFindings ? Self.rounds : 1) {
            if asksFindings {
                let odds = evidence.map {
                    $0.map {
                        $0.map { Exponential.of(round == 0 ? $0.logOddsWithoutLines(weights) : $0.logOdds(weights)) }
                    }
                }
                follow(odds)
            }
            for (row, finding) in field.open.enumerated() {
                let now = field.findings[finding].prepared.lines
                for issue in field.issues.indices {
                    for (place, member) in field.issues[issue].members.enumerated()
                    where !members[member.review].isEmpty {
                        add(
                            to: &evidence[row][issue][place], now, member.finding.prepared.lines, member.review,
                            slots[issue][place], isLikely: text[row][issue][place] + weights.lines > least)
                    }
                }
            }
        }
    }

    private func add(
        to evidence: inout PairEvidence, _ now: [LineRange], _ before: [LineRange], _ review: Int, _ slot: Int,
        isLikely: Bool
    ) {
        guard !now.isEmpty, !before.isEmpty else {
            if now.isEmpty, before.isEmpty { evidence.unplaced = 1 } else { evidence.oneSided = 1 }
            return
        }
        let course = courses[review]
        if case .map(let map) = course {
            evidence.near = LineAgreement.nearness(now, before, map: map)
        } else {
            evidence.near = LineAgreement.nearness(now, before, map: nil)
        }
        if isLikely {
            switch course {
            case .map(let map): evidence.lines = LineAgreement.similarity(now, before, map: map)
            case .moved(let moved):
                evidence.lines = LineAgreement.similarity(now, before) { moved.candidates(of: slot, citation: $0) }
            case .still, .unknown:
                evidence.lines = LineAgreement.similarity(now, before) { _ in [LineShift.Candidate(delta: 0, trust: 1)]
                }
            }
        }
        evidence.apart = 1 - evidence.lines
    }

    /// Reads from the pairs' odds how the lines of each earlier review moved, where nothing surer tells.
    ///
    /// - Parameter odds: by waiting finding, issue and member.
    private mutating func follow(_ odds: [[[Double]]]) {
        let now = field.findings.map(\.prepared.lines)
        var rowOf = [Int?](repeating: nil, count: field.findings.count)
        for (row, finding) in field.open.enumerated() { rowOf[finding] = row }
        for review in courses.indices {
            switch courses[review] {
            case .still, .map: continue
            case .moved, .unknown: break
            }
            let own = members[review]
            guard !own.isEmpty else { continue }
            let rows = odds.map { row in own.reduce(Self.elsewhere) { $0 + row[$1.issue][$1.member] } }
            let columns = own.map { member in odds.reduce(Self.elsewhere) { $0 + $1[member.issue][member.member] } }
            courses[review] = .moved(
                MovedLines(
                    earlier: own.map { field.issues[$0.issue].members[$0.member].finding.prepared.lines }, now: now
                ) { finding, earlier in
                    let (issue, member) = own[earlier]
                    guard let row = rowOf[finding] else { return field.taken[finding] == issue ? 1 : 0 }
                    return odds[row][issue][member] / max(rows[row], columns[earlier])
                })
        }
    }
}
