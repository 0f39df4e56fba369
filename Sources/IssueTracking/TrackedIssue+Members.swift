import FindingsModel

/// Which findings an issue keeps, and what it is called after them.
extension TrackedIssue {
    /// Adds a finding as the newest, and lets the least telling go when there are too many.
    ///
    /// A finding that says word for word what an older one of the same reviewer said takes its place: its lines are
    /// fresher. Beyond the limit the oldest goes, but never the last one of its kind of reviewer, which tells whose silence counts.
    ///
    /// - Parameter repeated: the place of the first that it repeats (``IssueMember/repeats(_:)``).
    /// - Returns: the places, in the list as it was, of the findings that went.
    mutating func add(_ member: IssueMember, repeating repeated: Int?) -> [Int] {
        var gone: [Int] = []
        if repeated == 0, members[0].finding.category == member.finding.category,
            members[0].finding.confidence == member.finding.confidence
        {
            // The newest says the same again, as most do: nothing changes but its lines.
            members[0] = member
            return [0]
        }
        if let repeated {
            gone.append(repeated)
        } else if members.count >= IssueTracker.memberLimit {
            let oldest = members.indices.reversed().first { place in
                members[place].kind == member.kind
                    || members.indices.contains { $0 != place && members[$0].kind == members[place].kind }
            }
            gone.append(oldest ?? members.count - 1)
        }
        for place in gone { members.remove(at: place) }
        members.insert(member, at: 0)
        title = Self.title(of: members)
        category = Self.category(of: members)
        return gone
    }

    /// The clearest title; of several equally clear ones the newest.
    static func title(of members: [IssueMember]) -> String {
        var best = ""
        var clearest = -1
        for member in members {
            let title = member.finding.title
            let clarity = clarity(of: title)
            if clarity > clearest {
                clearest = clarity
                best = title
                if clarity == Self.clear { break }
            }
        }
        return best
    }

    private static let clear = 3

    /// ``clear`` for a title of a good length, down to 0 for none: a single word tells too little, a paragraph is no title.
    private static func clarity(of title: String) -> Int {
        let length = title.utf8.count
        if length == 0 { return 0 }
        if length > 160 { return 1 }
        if length > 100 || length < 12 { return 2 }
        return clear
    }

    /// The category that most of the members' confidence speaks for; of equals the newest.
    static func category(of members: [IssueMember]) -> String {
        guard let first = members.first?.finding.category else { return "other" }
        if members.allSatisfy({ $0.finding.category == first }) { return first }
        var votes: [String: Double] = [:]
        for member in members {
            let sure = member.finding.confidence.isFinite ? max(0, member.finding.confidence) : 0
            votes[member.finding.category, default: 0] += member.finding.category == "other" ? 0.001 : sure + 0.01
        }
        var best = first
        for member in members where votes[member.finding.category, default: 0] > votes[best, default: 0] + 1e-9 {
            best = member.finding.category
        }
        return best
    }
}
