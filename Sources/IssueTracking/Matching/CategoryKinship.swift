import FindingsModel

/// How near two categories are, from 0 to 1: evidence, and never a wall, for the words of reviewers wander.
struct CategoryKinship: Sendable {
    private let catalogue: CategoryCatalogue

    init(_ catalogue: CategoryCatalogue = .standard) { self.catalogue = catalogue }

    /// 1 for the same category or one that narrows the other, 0.6 for two that narrow the same, 0.35 within a group;
    /// `nil` when either says nothing ("other", or one that the catalogue does not know and the other is not equal to).
    func similarity(_ a: String, _ b: String) -> Double? {
        if a == "other" || b == "other" { return nil }
        if a == b { return 1 }
        guard let first = catalogue[a], let second = catalogue[b] else { return nil }
        let broad = (first.broader ?? first.id, second.broader ?? second.id)
        if first.broader == second.id || second.broader == first.id { return 0.9 }
        if broad.0 == broad.1 { return 0.7 }
        return first.group == second.group ? 0.35 : 0
    }
}
