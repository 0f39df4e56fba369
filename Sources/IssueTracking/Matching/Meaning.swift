/// Where a finding's words point, in a space in which remarks on one problem lie near each other, whatever words they
/// use and in whichever language.
package struct Meaning: Sendable {
    /// So many coordinates are reckoned with at a time.
    typealias Part = SIMD8<Float>
    /// How many of these make a point.
    static let parts = MeaningWeights.dimensions / Part.scalarCount

    private let point: [Part]
    /// How much the words say at all: common ones point nowhere.
    private let length: Float

    init(_ point: [Part]) {
        self.point = point
        length = Self.product(point, point).squareRoot()
    }

    private static func product(_ one: [Part], _ other: [Part]) -> Float {
        var sum = Part()
        for place in 0..<min(one.count, other.count) { sum += one[place] * other[place] }
        return sum.sum()
    }

    /// Both from 0: how much the two point the same way, up to 1, and how much they say when they do.
    package func likeness(to other: Meaning) -> (angle: Double, strength: Double) {
        let product = Self.product(point, other.point)
        guard product > 0 else { return (0, 0) }
        return (Double(min(1, product / (length * other.length))), Double(product))
    }
}
