import FindingsModel

/// The second look at a file's first reviews.
extension IssueTracker {
    /// So many reviews by people and language models are looked at together: with each of them a file is replayed.
    public static var lookBackLimit: Int { Hindsight.reviewLimit }

    /// Judges with all of the file's first reviews in sight which of their findings are one problem, before they are observed.
    ///
    /// What people taught and what tools report is left as it is, and so are findings in prose that belong to it.
    ///
    /// - Parameter reviews: all of the file, oldest first. What they are beyond the first
    ///   reviews by people and language models makes no difference.
    public mutating func lookBack(on reviews: [ReviewObservation]) {
        guard policy.evidence.contains(.hindsight) else { return }
        var first = IssueTracker(policy: policy, taught: taught)
        first.taughtAlso = taughtAlso
        first.comparisons = []
        var candidates: [(node: Hindsight.Node, place: Int)] = []
        var settled = Set<Int>()
        var count = 0
        for (number, review) in reviews.enumerated() where count < Hindsight.reviewLimit {
            if review.kind != .tool { count += 1 }
            let findings = Dictionary(
                review.findings.map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
            for decision in first.observe(review).decisions {
                guard let finding = findings[decision.finding] else { continue }
                if taught[finding.uid] != nil || finding.rule != nil || finding.fingerprint != nil {
                    settled.insert(decision.place)
                } else if finding.polarity == .issue, review.kind != .tool {
                    candidates.append((Hindsight.Node(uid: finding.uid, review: number), decision.place))
                }
            }
        }
        guard count > 1 else { return }
        hindsight = Hindsight(
            candidates.filter { !settled.contains($0.place) }.map(\.node), first.comparisons ?? [])
    }

    /// Keeps what was compared, for a second look.
    mutating func note(_ evidence: [[[PairEvidence]]], of findings: [String], _ places: [Int]) {
        guard comparisons != nil else { return }
        for (finding, issues) in zip(findings, evidence) {
            for (place, members) in zip(places, issues) {
                for (member, evidence) in zip(self.issues[place].members, members) {
                    comparisons?.append(
                        Hindsight.Comparison(
                            finding: finding, earlier: member.finding.uid, logOdds: evidence.logOdds(policy.weights)))
                }
            }
        }
    }

    /// What the second look says of a finding, where there was one.
    func known(of finding: String, _ places: [Int]) -> ProseMatching.Known {
        guard let leader = hindsight.leaders[finding] else { return .nothing }
        if leader == finding { return hindsight.followed.contains(finding) ? .begins : .isAlone }
        guard let column = placeOfLeader[leader].flatMap({ places.firstIndex(of: $0) }) else { return .nothing }
        return .belongs(column)
    }
}
