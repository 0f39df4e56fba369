import Foundation
import Learning
import ProseExtraction

/// A linear support vector machine for each category against the rest, with squared hinge loss, over a remark's features
/// and what the lexicons' terms say.
///
/// A remark's features weigh by their rarity and its vector has the length 1 at most; the terms' sums stand beside them.
/// The next best category of a remark is neither for nor against. Nothing is random: the same remarks give the same
/// weights.
struct Learner {
    /// In how many remarks, and of how many projects, a feature must stand.
    static let leastRemarks = 3
    static let leastProjects = 2
    /// What a wrong answer costs, beside the weights.
    static let cost: Float = 0.2
    /// With half as many, one remark in forty of other projects falls to another category for that alone.
    private static let rounds = 150

    let categories: Int
    private(set) var names: [String] = []
    private(set) var rarities: [Float] = []
    /// A row a feature, then one a category for its terms, and a last one for what holds before a word is read.
    private(set) var weights: [Float] = []
    private var places: [String: Int] = [:]

    /// - Parameter complaints: so many categories are of complaints; the last one, after them, is praise.
    init(_ lessons: [Lesson], complaints: Int) {
        categories = complaints + 1
        var remarks: [String: Int] = [:]
        var projects: [String: Set<String>] = [:]
        for lesson in lessons {
            for name in lesson.features.keys {
                remarks[name, default: 0] += 1
                projects[name, default: []].insert(lesson.project)
            }
        }
        names = remarks.keys.filter { name in
            remarks[name, default: 0] >= Self.leastRemarks
                && projects[name, default: []].count >= Self.leastProjects
        }.sorted()
        // As it will be written: to hundredths.
        rarities = names.map { name in
            let rarity = log(Double(1 + lessons.count) / Double(1 + remarks[name, default: 0]))
            return Float((rarity * 100).rounded() / 100)
        }
        places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        weights = [Float](repeating: 0, count: (names.count + categories + 1) * categories)
        let vectors = lessons.map(vector)
        weights = Descent.least(from: weights, rounds: Self.rounds) { loss($0, vectors, lessons) }
    }

    /// The sums of each category, in the unit of ``CategoryWeights``.
    func scores(_ lesson: Lesson) -> [Double] {
        var sums = [Double](repeating: 0, count: categories)
        for (place, value) in vector(lesson) {
            for category in 0..<categories {
                sums[category] += Double(CategoryWeights.unit * weights[place * categories + category] * value)
            }
        }
        return sums
    }

    private typealias Vector = [(place: Int, value: Float)]

    private func vector(_ lesson: Lesson) -> Vector {
        var vector = lesson.features.compactMap { name, value in
            places[name].map { (place: $0, value: value * rarities[$0]) }
        }
        // In one order: sums of floating-point numbers depend on it.
        vector.sort { $0.place < $1.place }
        let length = max(
            CategoryWeights.leastLength, vector.reduce(0) { $0 + $1.value * $1.value }.squareRoot())
        for at in vector.indices { vector[at].value /= length }
        for (category, sum) in lesson.named.enumerated() where sum != 0 {
            vector.append((names.count + category, Float(sum) * CategoryWeights.namedScale))
        }
        vector.append((names.count + categories, 1))
        return vector
    }

    /// The loss of `weights` and its gradient.
    private func loss(_ weights: [Float], _ vectors: [Vector], _ lessons: [Lesson]) -> (Double, [Float]) {
        var gradient = [Float](repeating: 0, count: weights.count)
        var loss = 0.0
        for at in weights.indices {
            gradient[at] = weights[at]
            loss += 0.5 * Double(weights[at] * weights[at])
        }
        var sums = [Float](repeating: 0, count: categories)
        for (vector, lesson) in zip(vectors, lessons) {
            for category in 0..<categories { sums[category] = 0 }
            for (place, value) in vector {
                let row = place * categories
                for category in 0..<categories { sums[category] += weights[row + category] * value }
            }
            let cost = Self.cost * lesson.weight
            for category in 0..<categories {
                let sign: Float = category == lesson.category ? 1 : -1
                let short = max(0, 1 - sign * sums[category])
                // Praise says nothing of what kind a complaint is.
                let isNeither =
                    category != lesson.category
                    && (category == lesson.second || lesson.category == categories - 1)
                loss += isNeither ? 0 : Double(cost * short * short)
                sums[category] = isNeither ? 0 : -2 * cost * sign * short
            }
            for (place, value) in vector {
                let row = place * categories
                for category in 0..<categories { gradient[row + category] += sums[category] * value }
            }
        }
        return (loss, gradient)
    }
}
