import FindingsModel

/// Results of tools: their rules are a wall, and mostly their fingerprints or their words decide.
extension IssueTracker {
    /// Results of the same rule: by fingerprint, then word for word, then by likeness of words, function and lines.
    mutating func matchTool(
        _ findings: [FindingEvidence], _ keys: [ToolKey], of review: ReviewObservation, held: Set<Int>,
        taken: Set<Int>, _ words: inout [Int: Wording]
    ) -> [Tie] {
        var ties: [Tie] = []
        var taken = taken
        var shifts: [String: LineShift] = [:]
        var left: [(rule: UInt64, findings: [Int])] = []
        for (rule, findings) in Self.groups(of: keys, without: held) {
            guard let known = byRule[rule] else { continue }
            var waiting = findings
            if policy.evidence.contains(.fingerprints) {
                take(&waiting, known, keys, .fingerprint, &ties, &taken)
            }
            take(&waiting, known, keys, .anchor, &ties, &taken)
            if !waiting.isEmpty, known.contains(where: { !taken.contains($0) }) { left.append((rule, waiting)) }
        }
        guard !left.isEmpty else { return ties }
        for tie in ties {
            guard let now = keys[tie.finding].lines.first, let before = derived[tie.issue].keys.first?.lines.first,
                let member = issues[tie.issue].members.first
            else { continue }
            shifts[member.review, default: LineShift()].add(
                LineShift.Sample(
                    line: before.first, delta: now.first - before.first, trust: 1, finding: tie.finding,
                    issue: tie.issue))
        }
        for (review, var shift) in shifts {
            shift.settle()
            shifts[review] = shift
        }
        for (rule, waiting) in left {
            ties += likeliest(waiting, byRule[rule] ?? [], findings, keys, shifts, review, &taken, &words)
        }
        return ties
    }

    /// The findings of each rule, the rules in the order in which they first come.
    private static func groups(
        of keys: [ToolKey], without held: Set<Int>
    ) -> [(rule: UInt64, findings: [Int])] {
        var groups: [(rule: UInt64, findings: [Int])] = []
        /// Where a rule stands in `groups`; only where there are many, since most reviews have a few findings in a file.
        var positions: [UInt64: Int] = [:]
        for number in keys.indices where held.isEmpty || !held.contains(number) {
            guard let rule = keys[number].rule else { continue }
            let known = keys.count > 16 ? positions[rule] : groups.firstIndex { $0.rule == rule }
            if let known {
                groups[known].findings.append(number)
            } else {
                if keys.count > 16 { positions[rule] = groups.count }
                groups.append((rule, [number]))
            }
        }
        return groups
    }

    /// What a pass goes by: the fingerprint, or the words. Read where it stands, since a key holds a list that need not be
    /// copied to compare a number.
    static func key(_ keys: [ToolKey], _ place: Int, _ pass: MatchPass) -> UInt64? {
        pass == .fingerprint ? keys[place].fingerprint : keys[place].message
    }

    /// Pairs that share a key which is theirs alone among the findings and issues still waiting.
    private func take(
        _ waiting: inout [Int], _ known: [Int], _ keys: [ToolKey], _ pass: MatchPass, _ ties: inout [Tie],
        _ taken: inout Set<Int>
    ) {
        if waiting.count == 1 {
            takeOne(&waiting, known, keys, pass, &ties, &taken)
            return
        }
        var counts: [UInt64: Int] = [:]
        for number in waiting {
            if let hash = Self.key(keys, number, pass) { counts[hash, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return }
        /// The issue that has the key; -1 when several have.
        var places: [UInt64: Int] = [:]
        for place in known where !taken.contains(place) {
            for member in derived[place].keys.indices {
                guard let hash = Self.key(derived[place].keys, member, pass), counts[hash] == 1 else { continue }
                if let other = places[hash], other != place { places[hash] = -1 } else { places[hash] = place }
            }
        }
        waiting.removeAll { number in
            guard let hash = Self.key(keys, number, pass), counts[hash] == 1, let place = places[hash], place >= 0,
                taken.insert(place).inserted
            else { return false }
            ties.append(Tie(finding: number, issue: place, pass: pass, score: 1))
            return true
        }
    }

    /// The same for a single finding, as most are that are alone with their rule in a file.
    private func takeOne(
        _ waiting: inout [Int], _ known: [Int], _ keys: [ToolKey], _ pass: MatchPass, _ ties: inout [Tie],
        _ taken: inout Set<Int>
    ) {
        guard let number = waiting.first, let hash = Self.key(keys, number, pass) else { return }
        var found: Int?
        for place in known where derived[place].has(hash, pass) && !taken.contains(place) {
            if found != nil { return }
            found = place
        }
        guard let found else { return }
        taken.insert(found)
        waiting = []
        ties.append(Tie(finding: number, issue: found, pass: pass, score: 1))
    }

    private mutating func likeliest(
        _ waiting: [Int], _ known: [Int], _ findings: [FindingEvidence], _ keys: [ToolKey],
        _ shifts: [String: LineShift], _ review: ReviewObservation, _ taken: inout Set<Int>,
        _ words: inout [Int: Wording]
    ) -> [Tie] {
        let places = recent(known.filter { !taken.contains($0) }, on: review.branch)
        var pairs: [WeightedPair] = []
        let alive = alive(on: review.branch)
        let areResolved = places.map { isResolved($0, on: review.branch, alive: alive) }
        let countsLines = policy.evidence.contains(.lines)
        for (row, number) in waiting.enumerated() {
            let key = keys[number]
            for (column, place) in places.enumerated() {
                var best = -Double.infinity
                let members = derived[place].keys
                // Keys are read where they stand, as in ``key(_:_:_:)``.
                for at in members.indices where members[at].rule == key.rule {
                    var likeness = ToolLikeness(
                        text: 1, symbols: key.namesSame(members[at].symbols), isResolved: areResolved[column])
                    if countsLines, !key.lines.isEmpty {
                        likeness.setLines(
                            key.lines, members[at].lines,
                            shift: shifts.isEmpty ? nil : shifts[issues[place].members[at].review], finding: number,
                            issue: place)
                    }
                    // Words are read only where they can decide.
                    guard likeness.logOdds > max(best, ToolLikeness.threshold) else { continue }
                    if members[at].message != key.message {
                        let now =
                            words[number]
                            ?? Wording(of: findings[number], source: review.source, isSpelled: false)
                        words[number] = now
                        let member = issues[place].members[at]
                        let then = derived[place].words(at, member.finding, source: source(of: member))
                        likeness.text = ToolLikeness.likeness(now, then)
                    }
                    best = max(best, likeness.logOdds)
                }
                if best > ToolLikeness.threshold {
                    pairs.append(WeightedPair(row: row, column: column, worth: best - ToolLikeness.threshold))
                }
            }
        }
        return Assignment.best(pairs).map { pair in
            taken.insert(places[pair.column])
            let rival = pairs.filter { $0.row == pair.row && $0.column != pair.column }
                .max { ($0.worth, $1.column) < ($1.worth, $0.column) }
            return Tie(
                finding: waiting[pair.row], issue: places[pair.column], pass: .words,
                score: PairEvidence.probability(pair.worth + ToolLikeness.threshold),
                runnerUp: rival.map { places[$0.column] },
                runnerUpScore: rival.map { PairEvidence.probability($0.worth + ToolLikeness.threshold) })
        }
    }
}
