import FindingsModel

/// The issues that a review reports, in the order in which it does, each with the gravest severity.
struct ReportedIssues {
    private(set) var list: [(place: Int, severity: Severity)] = []
    /// Where an issue stands in `list`; only where that is long, since most reviews report few issues of a file.
    private var positions: [Int: Int] = [:]
    private static let shortLength = 8

    mutating func note(_ place: Int, _ severity: Severity) {
        if let position = position(of: place) {
            list[position].severity = max(list[position].severity, severity)
            return
        }
        list.append((place, severity))
        if list.count == Self.shortLength + 1 {
            for (position, issue) in list.enumerated() { positions[issue.place] = position }
        } else if list.count > Self.shortLength {
            positions[place] = list.count - 1
        }
    }

    func contains(_ place: Int) -> Bool { position(of: place) != nil }

    private func position(of place: Int) -> Int? {
        list.count > Self.shortLength ? positions[place] : list.firstIndex { $0.place == place }
    }
}
