/// Where an issue stands on each branch that it was reported on, by the branches' names.
///
/// A list: nearly all issues are known on one branch, and there are as many of these as there are issues.
public struct BranchStates: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let branch: String
        var state: BranchState
    }

    /// In the order of the names.
    private var entries: [Entry]

    public init(_ states: [String: BranchState] = [:]) {
        entries = states.sorted { $0.key < $1.key }.map { Entry(branch: $0.key, state: $0.value) }
    }

    public var count: Int { entries.count }

    /// In their order.
    public var names: [String] { entries.map(\.branch) }

    /// In the order of their branches' names.
    public var states: some Sequence<BranchState> { entries.lazy.map(\.state) }

    public subscript(branch: String) -> BranchState? { place(of: branch).map { entries[$0].state } }

    /// The state alone, without the rest being copied.
    func state(on branch: String) -> IssueState? { place(of: branch).map { entries[$0].state.state } }

    var areAllResolved: Bool { entries.indices.allSatisfy { entries[$0].state.state == .resolved } }

    public mutating func set(_ state: BranchState, on branch: String) {
        if let place = place(of: branch) {
            entries[place].state = state
        } else {
            let next = entries.firstIndex { $0.branch > branch } ?? entries.endIndex
            entries.insert(Entry(branch: branch, state: state), at: next)
        }
    }

    /// Changes a state where it stands.
    ///
    /// - Returns: what `change` gives; `nil` where the issue has no state on the branch.
    mutating func change<Result>(on branch: String, _ change: (inout BranchState) -> Result) -> Result? {
        place(of: branch).map { change(&entries[$0].state) }
    }

    private func place(of branch: String) -> Int? {
        for place in entries.indices where entries[place].branch == branch { return place }
        return nil
    }
}

extension BranchStates: Codable {
    public init(from decoder: any Decoder) throws { self.init(try [String: BranchState](from: decoder)) }

    public func encode(to encoder: any Encoder) throws {
        let states = entries.map { ($0.branch, $0.state) }
        try Dictionary(states, uniquingKeysWith: { first, _ in first }).encode(to: encoder)
    }
}
