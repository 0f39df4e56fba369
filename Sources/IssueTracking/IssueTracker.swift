import FindingsModel

/// What a team can decide about the lifecycle.
public struct TrackingPolicy: Hashable, Codable, Sendable {
    /// An LLM's or a person's silence resolves an issue after this many silent reviews in a row.
    public var silentReviewsToResolve: Int
    public var defaultBranch: String
    /// What matching may use; all of it, unless a study asks what each kind of evidence earns.
    public var evidence: MatchingEvidence

    public init(
        silentReviewsToResolve: Int = 2, defaultBranch: String = "main", evidence: MatchingEvidence = .all
    ) {
        self.silentReviewsToResolve = silentReviewsToResolve
        self.defaultBranch = defaultBranch
        self.evidence = evidence
    }
}

/// Follows the issues of one file through its reviews.
///
/// A value: it is given the issues as they stood after the last review and observes the next ones in the order of
/// (`reviewedAt`, `uid`). A review that arrives late means that the file is replayed by a fresh tracker
/// (``replay(_:policy:taught:)``). What it derives from findings for comparison is kept beside them and never leaves it: a tracker
/// made again from the persisted issues decides as this one would.
public struct IssueTracker: Sendable {
    /// The version of the matching rules, stored with every decision.
    public static let version = 2
    /// How many findings of an issue matching looks at.
    public static let memberLimit = 6
    /// Of the resolved issues matching looks at so many, those seen last: a file's past never slows its next review.
    /// A store need not load more of them, and none that is older.
    public static let resolvedLimit = 200

    public let policy: TrackingPolicy
    public private(set) var issues: [TrackedIssue]
    /// What people decided: for a finding's uid the issue that it belongs to, whatever matching would say.
    ///
    /// A finding taught to its own uid starts an issue of its own (a split); one taught to another issue's uid goes
    /// there (a merge), and the issue is made when it does not exist yet.
    public var taught: [String: String]
    /// Of taught findings, further issues that they speak of.
    public var taughtAlso: [String: [String]] = [:]

    private var derived: [DerivedIssue]
    /// Issues by the rules of their tool findings.
    private var byRule: [UInt64: [Int]] = [:]
    /// Issues that no rule of a tool reported.
    private var withoutRule: [Int] = []
    private var byUID: [String: Int] = [:]
    /// By branch, the issues that are not resolved there, in their order: only they can go missing.
    private var live: [String: [Int]] = [:]
    private let catalogue = CategoryCatalogue.standard
    /// By commit the file's text, as far as it was at hand; at least of the commits that issues' findings looked at.
    private var sources: [String: SourceText]
    /// With more texts than this those that no finding needs are dropped.
    private static let sourceLimit = 24

    public init(
        policy: TrackingPolicy = TrackingPolicy(), issues: [TrackedIssue] = [], taught: [String: String] = [:],
        sources: [String: SourceText] = [:]
    ) {
        self.policy = policy
        self.issues = issues
        self.taught = taught
        self.sources = sources
        derived = issues.map { DerivedIssue($0) }
        for (place, issue) in issues.enumerated() {
            byUID[issue.uid] = place
            for key in derived[place].keys.reversed() { index(rule: key.rule, at: place) }
            if derived[place].hasNoRule { withoutRule.append(place) }
            for (branch, state) in issue.branches where state.state != .resolved {
                live[branch, default: []].append(place)
            }
        }
    }

    /// Whether an issue is not resolved on some branch.
    public var hasLiveIssues: Bool { live.values.contains { !$0.isEmpty } }

    /// Where the issue of a uid stands in ``issues``.
    public func place(of uid: String) -> Int? { byUID[uid] }

    /// Where the issues of these uids stand in ``issues``, in their order.
    public func places(of uids: Set<String>) -> [Int] { uids.compactMap { byUID[$0] }.sorted() }

    /// Observes a whole history from the beginning, in the order that reviews happened, whatever order they came in.
    public static func replay(
        _ reviews: [ReviewObservation], policy: TrackingPolicy = TrackingPolicy(), taught: [String: String] = [:]
    ) -> (tracker: IssueTracker, results: [ReviewResult]) {
        var tracker = IssueTracker(policy: policy, taught: taught)
        let results = reviews.sorted { ($0.reviewedAt, $0.uid) < ($1.reviewedAt, $1.uid) }.map { tracker.observe($0) }
        return (tracker, results)
    }

    /// Ties the review's findings to issues, opens new ones, and moves states on the review's branch.
    public mutating func observe(_ review: ReviewObservation) -> ReviewResult {
        var result = ReviewResult()
        var review = review
        keepSource(of: &review)
        var findings = review.findings
        if findings.contains(where: { $0.polarity == .praise }) { findings.removeAll { $0.polarity == .praise } }
        if findings.count > 1 { findings.sort { ($0.ordinal, $0.uid) < ($1.ordinal, $1.uid) } }
        var prepared: [Int: PreparedFinding] = [:]
        let ties = findings.isEmpty ? [] : match(findings, of: review, &prepared)
        var tieOf = [Tie?](repeating: nil, count: findings.count)
        for tie in ties { tieOf[tie.finding] = tie }
        var reported: [Int: Severity] = [:]
        var order: [Int] = []
        func note(_ place: Int, _ severity: Severity) {
            if let known = reported[place] {
                reported[place] = max(known, severity)
            } else {
                reported[place] = severity
                order.append(place)
            }
        }
        for (number, finding) in findings.enumerated() {
            let place: Int
            if let tie = tieOf[number] {
                place = tie.issue
                for other in tie.also { note(other, finding.severity) }
                result.decisions.append(
                    MatchDecision(
                        finding: finding.uid, issue: issues[place].uid, also: tie.also.map { issues[$0].uid },
                        pass: tie.pass.rawValue, score: tie.score, runnerUp: tie.runnerUp.map { issues[$0].uid },
                        runnerUpScore: tie.runnerUpScore))
            } else if finding.polarity == .issue || taught[finding.uid] != nil {
                let uid = taught[finding.uid] ?? finding.uid
                let isNew = byUID[uid] == nil
                place = byUID[uid] ?? open(uid)
                result.decisions.append(
                    MatchDecision(
                        finding: finding.uid, issue: uid,
                        pass: taught[finding.uid] == nil ? MatchPass.new.rawValue : MatchPass.taught.rawValue, score: 1)
                )
                if !isNew, taught[finding.uid] == nil { continue }
            } else {
                continue
            }
            add(finding, prepared[number], of: review, to: place)
            note(place, finding.severity)
        }
        move(order, reported, by: review, into: &result)
        return result
    }

    /// Moves the states of the issues that the review reports, and of those that it is silent about.
    private mutating func move(
        _ order: [Int], _ reported: [Int: Severity], by review: ReviewObservation, into result: inout ReviewResult
    ) {
        let lifecycle = Lifecycle(policy: policy)
        let wereLive = live[review.branch] ?? []
        var areLive: [Int] = []
        var maps: [String: LineMap] = [:]
        for place in order {
            if let event = lifecycle.report(&issues[place], by: review, severity: reported[place] ?? .medium) {
                result.events.append(event)
            }
            result.changed.insert(issues[place].uid)
        }
        for place in wereLive where reported[place] == nil {
            var silence = review.coversFile ? lifecycle.silence(of: review, on: issues[place]) : .nothing
            if silence == .doubt, isChanged(issues[place], at: review, &maps) { silence = .changed }
            if silence != .nothing {
                let event = lifecycle.miss(&issues[place], by: review, silence: silence)
                result.changed.insert(issues[place].uid)
                if let event {
                    result.events.append(event)
                    if event.kind == .resolved { continue }
                }
            }
            areLive.append(place)
        }
        live[review.branch] = (areLive + order).sorted()
    }

    // MARK: - Issues

    private mutating func open(_ uid: String) -> Int {
        issues.append(TrackedIssue(uid: uid, title: "", category: "other", members: [], branches: [:]))
        derived.append(DerivedIssue())
        byUID[uid] = issues.count - 1
        return issues.count - 1
    }

    private mutating func add(
        _ finding: FindingEvidence, _ prepared: PreparedFinding?, of review: ReviewObservation, to place: Int
    ) {
        let member = IssueMember(
            finding: finding, review: review.uid, reviewedAt: review.reviewedAt, reviewer: review.reviewer,
            kind: review.kind, commit: review.commit)
        let gone = issues[place].add(member)
        let hadNoRule = derived[place].hasNoRule
        derived[place].add(finding, prepared: prepared, without: gone)
        index(rule: derived[place].keys.first?.rule, at: place)
        if derived[place].hasNoRule != hadNoRule {
            if hadNoRule { withoutRule.removeAll { $0 == place } } else { withoutRule.append(place) }
        }
    }

    private mutating func index(rule: UInt64?, at place: Int) {
        guard let rule, !(byRule[rule]?.contains(place) ?? false) else { return }
        byRule[rule, default: []].append(place)
    }

    // MARK: - Texts

    private mutating func keepSource(of review: inout ReviewObservation) {
        guard let commit = review.commit else { return }
        guard let source = review.source else {
            review.source = sources[commit]
            return
        }
        if sources.count >= Self.sourceLimit {
            let needed = Set(issues.flatMap { $0.members.compactMap(\.commit) })
            sources = sources.filter { needed.contains($0.key) }
        }
        sources[commit] = source
    }

    private func source(of member: IssueMember) -> SourceText? { member.commit.flatMap { sources[$0] } }

    /// Where the lines of an earlier commit stand at the review's; `nil` unless both texts are at hand, and for the same commit.
    private func lineMap(
        from commit: String?, to review: ReviewObservation, _ known: inout [String: LineMap]
    ) -> LineMap? {
        guard let commit, commit != review.commit, let now = review.source, let old = sources[commit] else {
            return nil
        }
        if let map = known[commit] { return map }
        let map = LineMap(from: old, to: now)
        known[commit] = map
        return map
    }

    /// Whether the lines that the issue's newest finding with lines cites are mostly changed or gone, in each of its places.
    private func isChanged(
        _ issue: TrackedIssue, at review: ReviewObservation, _ known: inout [String: LineMap]
    ) -> Bool {
        guard let member = issue.members.first(where: { !$0.finding.lines.isEmpty }),
            let map = lineMap(from: member.commit, to: review, &known)
        else { return false }
        let survivals = LineAgreement.normal(member.finding.lines).compactMap { map.survival(of: $0) }
        return !survivals.isEmpty && survivals.allSatisfy { $0 < 0.5 }
    }

    // MARK: - Matching

    /// The surest passes first, and each with what the ones before it left.
    private mutating func match(
        _ findings: [FindingEvidence], of review: ReviewObservation, _ prepared: inout [Int: PreparedFinding]
    ) -> [Tie] {
        guard !issues.isEmpty else { return [] }
        var ties: [Tie] = []
        var held: Set<Int> = []
        for (number, finding) in findings.enumerated() where !taught.isEmpty {
            guard let uid = taught[finding.uid] else { continue }
            held.insert(number)
            guard let place = byUID[uid] else { continue }
            let also = (taughtAlso[finding.uid] ?? []).compactMap { byUID[$0] }
            ties.append(Tie(finding: number, issue: place, also: also, pass: .taught, score: 1))
        }
        if review.kind == .tool || findings.contains(where: { $0.rule != nil || $0.fingerprint != nil }) {
            let more = matchTool(findings, of: review, held: held, taken: Set(ties.map(\.issue)), &prepared)
            ties += more
            held.formUnion(more.map(\.finding))
        }
        let rest = findings.indices.filter { !held.contains($0) }
        if !rest.isEmpty { ties += matchProse(findings, rest, of: review, ties: ties, &prepared) }
        return ties
    }

    private func isResolved(_ place: Int, on branch: String) -> Bool {
        if let state = issues[place].branches[branch] { return state.state == .resolved }
        return issues[place].branches.values.allSatisfy { $0.state == .resolved }
    }

    /// Results of the same rule: by fingerprint, then word for word, then by likeness of words, function and lines.
    private mutating func matchTool(
        _ findings: [FindingEvidence], of review: ReviewObservation, held: Set<Int>, taken: Set<Int>,
        _ prepared: inout [Int: PreparedFinding]
    ) -> [Tie] {
        var ties: [Tie] = []
        var taken = taken
        var groups: [UInt64: [Int]] = [:]
        var order: [UInt64] = []
        let keys = findings.map { ToolKey($0) }
        for (number, key) in keys.enumerated() where !held.contains(number) {
            guard let rule = key.rule else { continue }
            if groups[rule] == nil { order.append(rule) }
            groups[rule, default: []].append(number)
        }
        var shifts: [String: LineShift] = [:]
        var left: [(rule: UInt64, findings: [Int])] = []
        for rule in order {
            var waiting = groups[rule] ?? []
            let known = byRule[rule] ?? []
            if policy.evidence.contains(.fingerprints) {
                take(&waiting, known, keys, .fingerprint, &ties, &taken) { $0.fingerprint }
            }
            take(&waiting, known, keys, .anchor, &ties, &taken) { $0.message }
            if !waiting.isEmpty, known.contains(where: { !taken.contains($0) }) { left.append((rule, waiting)) }
        }
        guard !left.isEmpty else { return ties }
        for tie in ties {
            guard let member = issues[tie.issue].members.first,
                let now = LineAgreement.normal(findings[tie.finding].lines).first,
                let before = LineAgreement.normal(member.finding.lines).first
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
            ties += likeliest(waiting, byRule[rule] ?? [], findings, keys, shifts, review, &taken, &prepared)
        }
        return ties
    }

    /// Pairs that share a key which is theirs alone among the findings and issues still waiting.
    private func take(
        _ waiting: inout [Int], _ known: [Int], _ keys: [ToolKey], _ pass: MatchPass, _ ties: inout [Tie],
        _ taken: inout Set<Int>, by key: (ToolKey) -> UInt64?
    ) {
        if waiting.count == 1 {
            takeOne(&waiting, known, keys, pass, &ties, &taken, by: key)
            return
        }
        var counts: [UInt64: Int] = [:]
        for number in waiting {
            if let hash = key(keys[number]) { counts[hash, default: 0] += 1 }
        }
        guard !counts.isEmpty else { return }
        /// The issue that has the key; -1 when several have.
        var places: [UInt64: Int] = [:]
        for place in known where !taken.contains(place) {
            for member in derived[place].keys {
                guard let hash = key(member), counts[hash] == 1 else { continue }
                if let other = places[hash], other != place { places[hash] = -1 } else { places[hash] = place }
            }
        }
        waiting.removeAll { number in
            guard let hash = key(keys[number]), counts[hash] == 1, let place = places[hash], place >= 0,
                taken.insert(place).inserted
            else { return false }
            ties.append(Tie(finding: number, issue: place, pass: pass, score: 1))
            return true
        }
    }

    /// The same for a single finding, as most are that are alone with their rule in a file.
    private func takeOne(
        _ waiting: inout [Int], _ known: [Int], _ keys: [ToolKey], _ pass: MatchPass, _ ties: inout [Tie],
        _ taken: inout Set<Int>, by key: (ToolKey) -> UInt64?
    ) {
        guard let number = waiting.first, let hash = key(keys[number]) else { return }
        var found: Int?
        for place in known where !taken.contains(place) && derived[place].keys.contains(where: { key($0) == hash }) {
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
        _ prepared: inout [Int: PreparedFinding]
    ) -> [Tie] {
        let places = recent(known.filter { !taken.contains($0) }, on: review.branch)
        var pairs: [WeightedPair] = []
        for (row, number) in waiting.enumerated() {
            let now = PreparedFinding(findings[number], catalogue: catalogue, source: review.source)
            prepared[number] = now
            for (column, place) in places.enumerated() {
                let resolved = isResolved(place, on: review.branch)
                var best = -Double.infinity
                for (at, member) in issues[place].members.enumerated()
                where member.finding.rule == findings[number].rule {
                    let before = derived[place].prepared(
                        at, member.finding, catalogue: catalogue, source: source(of: member))
                    let symbols = now.hasSymbols && before.hasSymbols ? now.symbols == before.symbols : nil
                    var odds = ToolLikeness.logOdds(
                        now, before, sameMessage: derived[place].keys[at].message == keys[number].message,
                        symbols: symbols, shift: shifts[member.review] ?? LineShift(), finding: number, issue: place,
                        allowed: policy.evidence)
                    if resolved { odds -= 1 }
                    best = max(best, odds)
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

    /// Those of the issues that are not resolved, and of the resolved ones those seen last; ordered by uid.
    private func recent(_ places: [Int], on branch: String) -> [Int] {
        var kept = places
        if places.count > Self.resolvedLimit {
            kept = places.filter { !isResolved($0, on: branch) }
            let resolved = places.filter { isResolved($0, on: branch) }
                .map { (seen: issues[$0].branches.values.map(\.lastSeen).max() ?? "", uid: issues[$0].uid, place: $0) }
                .sorted { ($0.seen, $0.uid) > ($1.seen, $1.uid) }
            kept += resolved.prefix(Self.resolvedLimit).map(\.place)
        }
        return kept.sorted { issues[$0].uid < issues[$1].uid }
    }

    private mutating func matchProse(
        _ findings: [FindingEvidence], _ rest: [Int], of review: ReviewObservation, ties: [Tie],
        _ ready: inout [Int: PreparedFinding]
    ) -> [Tie] {
        // A tool's result is another problem than that of any other rule.
        let withRules = rest.contains { findings[$0].rule == nil }
        let places = recent(
            withRules ? Array(issues.indices) : withoutRule, on: review.branch)
        guard !places.isEmpty else { return [] }
        let columnOf = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($0.element, $0.offset) })
        let prepared = findings.enumerated().map {
            ready[$0.offset] ?? PreparedFinding($0.element, catalogue: catalogue, source: review.source)
        }
        for (number, finding) in prepared.enumerated() { ready[number] = finding }
        var rarity = WordRarity()
        for finding in prepared { rarity.add([finding.wording]) }
        var known: [[PreparedFinding]] = []
        for place in places {
            let members = issues[place].members.indices.map { at in
                derived[place].prepared(
                    at, issues[place].members[at].finding, catalogue: catalogue,
                    source: source(of: issues[place].members[at]))
            }
            rarity.add(members.map(\.wording))
            known.append(members)
        }
        rarity.settle()
        var reviews: [String: Int] = [:]
        var fixed: Set<Int> = []
        var maps: [Int: LineMap] = [:]
        var mapOf: [String: LineMap] = [:]
        let weighed = prepared.map { WeighedFinding($0, rarity: rarity.of) }
        let issueList = zip(places, known).map { place, members in
            ProseMatching.Candidate(
                members: zip(members, issues[place].members).map { finding, member in
                    let number = reviews[member.review] ?? reviews.count
                    reviews[member.review] = number
                    if let commit = member.commit, commit == review.commit { fixed.insert(number) }
                    if maps[number] == nil, let map = lineMap(from: member.commit, to: review, &mapOf) {
                        maps[number] = map
                    }
                    return (WeighedFinding(finding, rarity: rarity.of), number)
                }, isResolved: isResolved(place, on: review.branch))
        }
        var taken: [Int: Int] = [:]
        for tie in ties {
            if let column = columnOf[tie.issue] { taken[tie.finding] = column }
        }
        return ProseMatching(allowed: policy.evidence).ties(
            findings: weighed, open: rest, issues: issueList, taken: taken, reviewCount: reviews.count, fixed: fixed,
            maps: maps
        ).map { tie in
            var tie = tie
            tie.issue = places[tie.issue]
            tie.also = tie.also.map { places[$0] }
            tie.runnerUp = tie.runnerUp.map { places[$0] }
            return tie
        }
    }
}
