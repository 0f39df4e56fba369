import FindingsModel

/// What a team can decide about the lifecycle.
public struct TrackingPolicy: Hashable, Codable, Sendable {
    /// An LLM's or a person's silence resolves an issue after this many silent reviews in a row.
    public var silentReviewsToResolve: Int
    public var defaultBranch: String
    /// What matching may use; all of it, unless a study asks what each kind of evidence earns.
    public var evidence: MatchingEvidence
    /// What each kind of evidence counts in findings of prose.
    package var weights = PairWeights.standard

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
/// (``replay(_:policy:taught:)``), and so does one that arrives while the file is young (``lookBack(on:)``). What it derives
/// from findings for comparison is kept beside them and never leaves it: a tracker made again from the persisted issues
/// decides as this one would.
public struct IssueTracker: Sendable {
    /// The version of the matching rules, stored with every decision.
    public static let version = 5
    /// How many findings of an issue matching looks at.
    public static let memberLimit = 6
    /// Of the resolved issues matching looks at so many, those seen last: a file's past never slows its next review.
    /// A store need not load more of them, and none that is older.
    public static let resolvedLimit = 64

    public let policy: TrackingPolicy
    public private(set) var issues: [TrackedIssue]
    /// What people decided: for a finding's uid the issue that it belongs to, whatever matching would say.
    ///
    /// A finding taught to its own uid starts an issue of its own (a split); one taught to another issue's uid goes
    /// there (a merge), and the issue is made when it does not exist yet.
    public var taught: [String: String]
    /// Of taught findings, further issues that they speak of.
    public var taughtAlso: [String: [String]] = [:]

    /// What all of the file's first reviews together say of their findings.
    var hindsight = Hindsight()
    /// Where the issues stand that the first findings of its groups came to.
    var placeOfLeader: [String: Int] = [:]
    /// What matching compared, while somebody asks.
    var comparisons: [Hindsight.Comparison]?

    var derived: [DerivedIssue]
    /// Issues by the rules of their tool findings.
    private(set) var byRule: [UInt64: [Int]] = [:]
    /// Issues that no rule of a tool reported.
    private(set) var withoutRule: [Int] = []
    private var byUID: [String: Int] = [:]
    /// By branch, the issues that are not resolved there, in their order: only they can go missing.
    private var live: [String: [Int]] = [:]
    let catalogue = CategoryCatalogue.standard
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
            for branch in issue.branches.names where issue.branches.state(on: branch) != .resolved {
                live[branch, default: []].append(place)
            }
        }
        hasLiveIssues = !live.isEmpty
    }

    /// Whether an issue is not resolved on some branch.
    public private(set) var hasLiveIssues = false

    /// Observes a whole history from the beginning, in the order that reviews happened, whatever order they came in.
    public static func replay(
        _ reviews: [ReviewObservation], policy: TrackingPolicy = TrackingPolicy(), taught: [String: String] = [:]
    ) -> (tracker: IssueTracker, results: [ReviewResult]) {
        let reviews = reviews.sorted { ($0.reviewedAt, $0.uid) < ($1.reviewedAt, $1.uid) }
        var tracker = IssueTracker(policy: policy, taught: taught)
        tracker.lookBack(on: reviews)
        let results = reviews.map { tracker.observe($0) }
        return (tracker, results)
    }

    /// Ties the review's findings to issues, opens new ones, and moves states on the review's branch.
    public mutating func observe(_ review: ReviewObservation) -> ReviewResult {
        var result = ReviewResult()
        var review = review
        keepSource(of: &review)
        var findings = review.findings
        if findings.contains(where: { $0.polarity == .praise }) { findings.removeAll { $0.polarity == .praise } }
        // As a store gives them.
        if !zip(findings, findings.dropFirst()).allSatisfy({ $0.ordinal < $1.ordinal }) {
            findings.sort { ($0.ordinal, $0.uid) < ($1.ordinal, $1.uid) }
        }
        var prepared: [Int: PreparedFinding] = [:]
        var words: [Int: Wording] = [:]
        let keys = findings.map { ToolKey($0) }
        let ties = findings.isEmpty ? [] : match(findings, keys, of: review, &prepared, &words)
        var tieOf = [Tie?](repeating: nil, count: findings.count)
        for tie in ties { tieOf[tie.finding] = tie }
        var reported = ReportedIssues()
        for (number, finding) in findings.enumerated() {
            let place: Int
            if let tie = tieOf[number] {
                place = tie.issue
                for other in tie.also { reported.note(other, finding.severity) }
                result.decisions.append(
                    MatchDecision(
                        finding: finding.uid, issue: issues[place].uid, place: place,
                        also: tie.also.map { issues[$0].uid }, pass: tie.pass.rawValue, score: tie.score,
                        runnerUp: tie.runnerUp.map { issues[$0].uid },
                        runnerUpScore: tie.runnerUpScore))
            } else if finding.polarity == .issue || taught[finding.uid] != nil {
                let uid = taught[finding.uid] ?? finding.uid
                let isNew = byUID[uid] == nil
                place = byUID[uid] ?? open(uid)
                result.decisions.append(
                    MatchDecision(
                        finding: finding.uid, issue: uid, place: place,
                        pass: taught[finding.uid] == nil ? MatchPass.new.rawValue : MatchPass.taught.rawValue, score: 1)
                )
                if !isNew, taught[finding.uid] == nil { continue }
            } else {
                continue
            }
            if hindsight.followed.contains(finding.uid) { placeOfLeader[finding.uid] = place }
            add(finding, keys[number], prepared[number], words[number], of: review, to: place)
            reported.note(place, finding.severity)
        }
        move(reported, by: review, into: &result)
        return result
    }

    /// Moves the states of the issues that the review reports, and of those that it is silent about.
    private mutating func move(
        _ reported: ReportedIssues, by review: ReviewObservation, into result: inout ReviewResult
    ) {
        let lifecycle = Lifecycle(policy: policy)
        let wereLive = live[review.branch] ?? []
        var gone: [Int] = []
        var maps: [String: LineMap] = [:]
        for (place, severity) in reported.list {
            if let event = lifecycle.report(&issues[place], by: review, severity: severity) {
                result.events.append(event)
            }
            result.changed.append(place)
        }
        for place in wereLive where !reported.contains(place) {
            var silence = review.coversFile ? lifecycle.silence(of: review, on: issues[place]) : .nothing
            if silence == .doubt, isChanged(issues[place], at: review, &maps) { silence = .changed }
            if silence != .nothing {
                let event = lifecycle.miss(&issues[place], by: review, silence: silence)
                result.changed.append(place)
                if let event {
                    result.events.append(event)
                    if event.kind == .resolved { gone.append(place) }
                }
            }
        }
        let come = reported.list.lazy.map(\.place).filter { !Self.contains(wereLive, $0) }
        // Most reviews of a file say again what is known.
        if gone.isEmpty, come.isEmpty { return }
        var areLive = wereLive
        if !gone.isEmpty { areLive.removeAll { Self.contains(gone, $0) } }
        areLive += come
        areLive.sort()
        live[review.branch] = areLive
        hasLiveIssues = !areLive.isEmpty || live.values.contains { !$0.isEmpty }
    }

    /// Whether a sorted list has the number.
    private static func contains(_ sorted: [Int], _ number: Int) -> Bool {
        var low = sorted.startIndex
        var high = sorted.endIndex
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < sorted.endIndex && sorted[low] == number
    }

    // MARK: - Issues

    private mutating func open(_ uid: String) -> Int {
        issues.append(TrackedIssue(uid: uid, title: "", category: "other", members: [], branches: BranchStates()))
        derived.append(DerivedIssue())
        byUID[uid] = issues.count - 1
        return issues.count - 1
    }

    private mutating func add(
        _ finding: FindingEvidence, _ key: ToolKey, _ prepared: PreparedFinding?, _ words: Wording?,
        of review: ReviewObservation, to place: Int
    ) {
        let member = IssueMember(
            finding: finding, review: review.uid, reviewedAt: review.reviewedAt, reviewer: review.reviewer,
            kind: review.kind, commit: review.commit)
        // The same words have the same hash: of all others not a word need be read.
        let repeated = derived[place].keys.indices.first {
            derived[place].keys[$0].message == key.message && member.repeats(issues[place].members[$0])
        }
        var words = words
        // Where no text is known of any commit, the words are those of the finding alone.
        if words == nil, let repeated, sources.isEmpty, review.source == nil {
            words = derived[place].words(of: finding, repeating: repeated, issues[place].members[repeated].finding)
        }
        let gone = issues[place].add(member, repeating: repeated)
        let hadNoRule = derived[place].hasNoRule
        derived[place].add(key, prepared: prepared, words: words, without: gone)
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

    func source(of member: IssueMember) -> SourceText? { member.commit.flatMap { sources[$0] } }

    /// Where the lines of an earlier commit stand at the review's; `nil` unless both texts are at hand, and for the same commit.
    func lineMap(
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
        _ findings: [FindingEvidence], _ keys: [ToolKey], of review: ReviewObservation,
        _ prepared: inout [Int: PreparedFinding], _ words: inout [Int: Wording]
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
            let more = matchTool(findings, keys, of: review, held: held, taken: Set(ties.map(\.issue)), &words)
            ties += more
            held.formUnion(more.map(\.finding))
        }
        let rest = findings.indices.filter { !held.contains($0) }
        if !rest.isEmpty { ties += matchProse(findings, rest, of: review, ties: ties, &prepared) }
        return ties
    }

    /// The findings of an issue, made ready for comparison.
    mutating func prepareMembers(of place: Int) -> [PreparedFinding] {
        issues[place].members.indices.map { at in
            derived[place].prepared(
                at, issues[place].members[at].finding, catalogue: catalogue,
                source: source(of: issues[place].members[at]))
        }
    }

    func isResolved(_ place: Int, on branch: String) -> Bool {
        isResolved(place, on: branch, alive: alive(on: branch))
    }

    /// The issues that are not resolved on the branch, in order.
    func alive(on branch: String) -> [Int] { live[branch] ?? [] }

    /// - Parameter alive: what ``alive(on:)`` gives, where several are asked about.
    func isResolved(_ place: Int, on branch: String, alive: [Int]) -> Bool {
        if Self.contains(alive, place) { return false }
        if let state = issues[place].branches.state(on: branch) { return state == .resolved }
        return issues[place].branches.areAllResolved
    }

    /// Those of the issues that are not resolved, and of the resolved ones those seen last; ordered by uid.
    func recent(_ places: [Int], on branch: String) -> [Int] {
        var kept = places
        if places.count > Self.resolvedLimit {
            let alive = alive(on: branch)
            kept = places.filter { !isResolved($0, on: branch, alive: alive) }
            let resolved = places.filter { isResolved($0, on: branch, alive: alive) }
                .map { (seen: issues[$0].branches.states.map(\.lastSeen).max() ?? "", uid: issues[$0].uid, place: $0) }
                .sorted { ($0.seen, $0.uid) > ($1.seen, $1.uid) }
            kept += resolved.prefix(Self.resolvedLimit).map(\.place)
        }
        // By uids taken out first: a comparison that looks them up copies the tracker each time.
        if kept.count < 2 { return kept }
        return kept.map { (uid: issues[$0].uid, place: $0) }.sorted { $0.uid < $1.uid }.map(\.place)
    }
}
