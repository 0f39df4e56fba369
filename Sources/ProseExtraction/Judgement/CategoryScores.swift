import FindingsModel

/// Which categories a remark speaks of, and how much: what matching compares, since the winner alone is too often another.
enum CategoryScores {
    /// With more than these the weakest say nothing.
    static let limit = 8
    /// What has less is not told.
    private static let least = 0.01

    /// The likeliest of `places`, best first.
    ///
    /// - Parameters:
    ///   - sums: by category, in the catalogue's order.
    ///   - places: those that a complaint can have.
    static func of(
        _ sums: [Double], at places: some Sequence<Int>, catalogue: CategoryCatalogue
    ) -> [CategoryScore] {
        let places = Array(places)
        let shares = Confidence.shares(of: places.map { sums[$0] })
        return zip(places, shares).filter { $0.1 >= least }
            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
            .prefix(limit)
            .map { place, share in
                CategoryScore(category: catalogue.categories[place].id, score: (share * 1000).rounded() / 1000)
            }
    }
}
