/// Facts in one place of memory for all copies of the value that holds them; equal where the facts are.
struct Shared<Facts: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
    private final class Place: Sendable {
        let facts: Facts

        init(_ facts: Facts) { self.facts = facts }
    }

    private let place: Place

    var facts: Facts { place.facts }

    init(_ facts: Facts) { place = Place(facts) }

    init(from decoder: any Decoder) throws { self.init(try Facts(from: decoder)) }

    func encode(to encoder: any Encoder) throws { try facts.encode(to: encoder) }

    static func == (one: Shared, other: Shared) -> Bool { one.place === other.place || one.facts == other.facts }

    func hash(into hasher: inout Hasher) { hasher.combine(facts) }
}
