import FindingsModel

/// What the tracker derives from an issue's members, in their order; made again whenever it is not there.
struct DerivedIssue: Sendable {
    private(set) var keys: [ToolKey] = []
    /// Empty as long as nothing is known of any member, as of most issues that tools report.
    private var ready: [PreparedFinding?] = []
    /// The words of a tool's results, of which nothing else is compared; empty as long as none are known.
    private var words: [Wording?] = []

    init() {}

    /// It has findings, and none of them came from a rule of a tool.
    var hasNoRule: Bool { !keys.isEmpty && keys.allSatisfy { $0.rule == nil } }

    init(_ issue: TrackedIssue) {
        keys = issue.members.map { ToolKey($0.finding) }
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
            Self.set(prepared, at: 0, of: keys.count, in: &ready)
            Self.set(own, at: 0, of: keys.count, in: &words)
            return
        }
        for place in gone {
            keys.remove(at: place)
            if !ready.isEmpty { ready.remove(at: place) }
            if !words.isEmpty { words.remove(at: place) }
        }
        keys.insert(key, at: 0)
        if !ready.isEmpty { ready.insert(nil, at: 0) }
        if !words.isEmpty { words.insert(nil, at: 0) }
        Self.set(prepared, at: 0, of: keys.count, in: &ready)
        Self.set(own, at: 0, of: keys.count, in: &words)
    }

    private static func set<Value>(_ value: Value?, at place: Int, of count: Int, in list: inout [Value?]) {
        if list.isEmpty {
            if value == nil { return }
            list = [Value?](repeating: nil, count: count)
        }
        list[place] = value
    }

    private static func known<Value>(at place: Int, in list: [Value?]) -> Value? { list.isEmpty ? nil : list[place] }

    /// The words of a finding that says word for word what the one at `place` says; `nil` where they are not known, or lines and
    /// names may make them differ. Neither finding's source is at hand.
    func words(of finding: FindingEvidence, repeating place: Int, _ older: FindingEvidence) -> Wording? {
        guard let known = Self.known(at: place, in: words), !known.hasNumbers || older.lines == finding.lines,
            older.symbols == finding.symbols, older.suggestion == finding.suggestion
        else { return nil }
        return known
    }

    mutating func words(_ place: Int, _ finding: FindingEvidence, source: SourceText?) -> Wording {
        if let known = Self.known(at: place, in: words) { return known }
        let made =
            Self.known(at: place, in: ready)?.wording ?? Wording(of: finding, source: source, isSpelled: false)
        Self.set(made, at: place, of: keys.count, in: &words)
        return made
    }

    mutating func prepared(
        _ place: Int, _ finding: FindingEvidence, catalogue: CategoryCatalogue, source: SourceText?
    ) -> PreparedFinding {
        if let known = Self.known(at: place, in: ready) { return known }
        let made = PreparedFinding(finding, catalogue: catalogue, source: source)
        Self.set(made, at: place, of: keys.count, in: &ready)
        return made
    }
}
