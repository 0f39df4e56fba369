import FindingsModel

/// Findings in prose: all evidence together decides.
extension IssueTracker {
    /// What speaks for a finding of a review and an earlier one being the same problem.
    package struct ComparedPair: Sendable {
        /// The uids of both findings, and of the issue that the earlier one belongs to.
        package var finding: String
        package var earlier: String
        package var issue: String
        package var evidence: PairEvidence
    }

    /// Compares every finding of `review` with every finding that matching would look at, and ties nothing: what the
    /// fitting of the weights learns from.
    package mutating func comparedPairs(of review: ReviewObservation) -> [ComparedPair] {
        let findings = review.findings.filter { $0.polarity != .praise }
        var ready: [Int: PreparedFinding] = [:]
        guard let (field, places) = field(findings, Array(findings.indices), of: review, ties: [], &ready) else {
            return []
        }
        let evidence = ProseMatching(allowed: policy.evidence, weights: policy.weights).evidence(in: field)
        var pairs: [ComparedPair] = []
        for (row, finding) in field.open.enumerated() {
            for (column, place) in places.enumerated() {
                for (member, evidence) in zip(issues[place].members, evidence[row][column]) {
                    pairs.append(
                        ComparedPair(
                            finding: findings[finding].uid, earlier: member.finding.uid, issue: issues[place].uid,
                            evidence: evidence))
                }
            }
        }
        return pairs
    }

    /// Ties what the surer passes left.
    ///
    /// - Parameters:
    ///   - rest: the places of the findings that wait.
    ///   - ties: of the others.
    ///   - ready: by place the findings that are made ready for comparison; all are, afterwards.
    mutating func matchProse(
        _ findings: [FindingEvidence], _ rest: [Int], of review: ReviewObservation, ties: [Tie],
        _ ready: inout [Int: PreparedFinding]
    ) -> [Tie] {
        guard let (field, places) = field(findings, rest, of: review, ties: ties, &ready) else { return [] }
        let matching = ProseMatching(allowed: policy.evidence, weights: policy.weights)
        let evidence = matching.evidence(in: field)
        note(evidence, of: rest.map { findings[$0].uid }, places)
        return matching.ties(in: field, evidence, known: rest.map { known(of: findings[$0].uid, places) }).map { tie in
            var tie = tie
            tie.issue = places[tie.issue]
            tie.also = tie.also.map { places[$0] }
            tie.runnerUp = tie.runnerUp.map { places[$0] }
            return tie
        }
    }

    /// The review's findings beside the issues that come into question, and where those stand in ``issues``; `nil` for none.
    private mutating func field(
        _ findings: [FindingEvidence], _ rest: [Int], of review: ReviewObservation, ties: [Tie],
        _ ready: inout [Int: PreparedFinding]
    ) -> (ProseMatching.Field, places: [Int])? {
        // A tool's result is another problem than that of any other rule.
        let withRules = rest.contains { findings[$0].rule == nil }
        let places = recent(withRules ? Array(issues.indices) : withoutRule, on: review.branch)
        guard !places.isEmpty else { return nil }
        let prepared = findings.enumerated().map {
            ready[$0.offset] ?? PreparedFinding($0.element, catalogue: catalogue, source: review.source)
        }
        for (number, finding) in prepared.enumerated() { ready[number] = finding }
        let known = places.map { prepareMembers(of: $0) }
        var rarity = WordRarity()
        for finding in prepared { rarity.add([finding.wording]) }
        for members in known { rarity.add(members.map(\.wording)) }
        rarity.settle()
        var field = ProseMatching.Field(
            findings: prepared.map { WeighedFinding($0, rarity: rarity.of) }, open: rest, issues: [])
        var reviews: [String: Int] = [:]
        var mapOf: [String: LineMap] = [:]
        for (place, members) in zip(places, known) {
            var candidate = ProseMatching.Candidate(members: [], isResolved: isResolved(place, on: review.branch))
            for (finding, member) in zip(members, issues[place].members) {
                let number = reviews[member.review] ?? reviews.count
                reviews[member.review] = number
                if let commit = member.commit, commit == review.commit { field.fixed.insert(number) }
                if field.maps[number] == nil, let map = lineMap(from: member.commit, to: review, &mapOf) {
                    field.maps[number] = map
                }
                candidate.members.append((WeighedFinding(finding, rarity: rarity.of), number))
            }
            field.issues.append(candidate)
        }
        field.reviewCount = reviews.count
        let columnOf = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($0.element, $0.offset) })
        for tie in ties {
            if let column = columnOf[tie.issue] { field.taken[tie.finding] = column }
        }
        return (field, places)
    }
}
