import FindingsModel

/// What the tracker derives from an issue's members, in their order; made again whenever it is not there.
struct DerivedIssue: Sendable {
    private(set) var keys: [ToolKey] = []
    private var ready: [PreparedFinding?] = []
    /// The words of a tool's results, of which nothing else is compared.
    private var words: [Wording?] = []

    init() {}

    /// It has findings, and none of them came from a rule of a tool.
    var hasNoRule: Bool { !keys.isEmpty && keys.allSatisfy { $0.rule == nil } }

    init(_ issue: TrackedIssue) {
        keys = issue.members.map { ToolKey($0.finding) }
        ready = issue.members.map { _ in nil }
        words = issue.members.map { _ in nil }
    }

    /// Whether one of the findings has the key that a pass goes by.
    func has(_ hash: UInt64, _ pass: MatchPass) -> Bool {
        for place in keys.indices where IssueTracker.key(keys, place, pass) == hash { return true }
        return false
    }

    /// Follows ``TrackedIssue/add(_:)``.
    mutating func add(_ key: ToolKey, prepared: PreparedFinding?, words own: Wording?, without gone: [Int]) {
        if gone.count == 1, gone[0] == 0 {
            keys[0] = key
            ready[0] = prepared
            words[0] = own
            return
        }
        for place in gone {
            keys.remove(at: place)
            ready.remove(at: place)
            words.remove(at: place)
        }
        keys.insert(key, at: 0)
        ready.insert(prepared, at: 0)
        words.insert(own, at: 0)
    }

    mutating func words(_ place: Int, _ finding: FindingEvidence, source: SourceText?) -> Wording {
        if let known = words[place] { return known }
        let made = ready[place]?.wording ?? Wording(of: finding, source: source, isSpelled: false)
        words[place] = made
        return made
    }

    mutating func prepared(
        _ place: Int, _ finding: FindingEvidence, catalogue: CategoryCatalogue, source: SourceText?
    ) -> PreparedFinding {
        if let known = ready[place] { return known }
        let made = PreparedFinding(finding, catalogue: catalogue, source: source)
        ready[place] = made
        return made
    }
}
