import Foundation

/// How well the beginnings of remarks are told in reviews that were not learned from.
struct BoundaryScore {
    private var places: [(likelihood: Double, isSo: Bool)] = []

    mutating func add(_ place: LabelledText.Place, likelihood: Double) {
        places.append((likelihood, place.opensRemark))
    }

    mutating func add(_ other: BoundaryScore) { places += other.places }

    static let heading =
        "corpus".padding(toLength: 12, withPad: " ", startingAt: 0) + "places  remarks begin  found  wrongly found"

    func line(_ name: String, least: Double) -> String {
        let cuts = places.filter { $0.likelihood >= least }
        return name.padding(toLength: 12, withPad: " ", startingAt: 0)
            + String(
                format: "%6d  %13d  %5d  %13d", places.count, places.count(where: \.isSo), cuts.count(where: \.isSo),
                cuts.count { !$0.isSo })
    }
}
