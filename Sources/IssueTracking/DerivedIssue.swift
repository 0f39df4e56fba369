import FindingsModel

/// What the tracker derives from an issue's members, in their order; made again whenever it is not there.
struct DerivedIssue: Sendable {
    private(set) var keys: [ToolKey] = []
    private var ready: [PreparedFinding?] = []

    init() {}

    /// It has findings, and none of them came from a rule of a tool.
    var hasNoRule: Bool { !keys.isEmpty && keys.allSatisfy { $0.rule == nil } }

    init(_ issue: TrackedIssue) {
        keys = issue.members.map { ToolKey($0.finding) }
        ready = issue.members.map { _ in nil }
    }

    /// Follows ``TrackedIssue/add(_:)``.
    mutating func add(_ key: ToolKey, prepared: PreparedFinding?, without gone: [Int]) {
        for place in gone {
            keys.remove(at: place)
            ready.remove(at: place)
        }
        keys.insert(key, at: 0)
        ready.insert(prepared, at: 0)
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
