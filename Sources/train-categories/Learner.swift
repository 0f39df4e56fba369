import Foundation
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
    static let cost: Float = 0.3
    private static let rounds = 60
    private static let memory = 8

    let categories: Int
    private(set) var names: [String] = []
    private(set) var rarities: [Float] = []
    /// A row a feature, then one a category for its terms, and a last one for what holds before a word is read.
    private(set) var weights: [Float] = []
    private var places: [String: Int] = [:]

    init(_ lessons: [Lesson], categories: Int) {
        self.categories = categories
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
        learn(lessons.map(vector), lessons)
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
            for category in 0..<categories {
                let sign: Float = category == lesson.category ? 1 : -1
                let short = max(0, 1 - sign * sums[category])
                let isNeither = category == lesson.second && category != lesson.category
                loss += isNeither ? 0 : Double(Self.cost * short * short)
                sums[category] = isNeither ? 0 : -2 * Self.cost * sign * short
            }
            for (place, value) in vector {
                let row = place * categories
                for category in 0..<categories { gradient[row + category] += sums[category] * value }
            }
        }
        return (loss, gradient)
    }

    /// L-BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1).
    private mutating func learn(_ vectors: [Vector], _ lessons: [Lesson]) {
        var (value, gradient) = loss(weights, vectors, lessons)
        var steps: [(step: [Float], change: [Float], scale: Double)] = []
        for round in 0..<Self.rounds {
            var direction = gradient
            var factors: [Double] = []
            for past in steps.reversed() {
                let factor = past.scale * Self.dot(past.step, direction)
                factors.append(factor)
                Self.add(&direction, past.change, times: -factor)
            }
            if let last = steps.last {
                let scale = Float(1 / (last.scale * Self.dot(last.change, last.change)))
                for at in direction.indices { direction[at] *= scale }
            }
            for (past, factor) in zip(steps, factors.reversed()) {
                Self.add(&direction, past.step, times: factor - past.scale * Self.dot(past.change, direction))
            }
            let slope = -Self.dot(direction, gradient)
            guard slope < 0 else { return }
            var length = round == 0 ? 1 / max(1, Self.dot(gradient, gradient).squareRoot()) : 1
            var tried = weights
            var next = (value, gradient)
            for _ in 0..<20 {
                tried = weights
                Self.add(&tried, direction, times: -length)
                next = loss(tried, vectors, lessons)
                if next.0 <= value + 1e-4 * length * slope { break }
                length /= 2
            }
            guard next.0 < value else { return }
            var step = tried
            Self.add(&step, weights, times: -1)
            var change = next.1
            Self.add(&change, gradient, times: -1)
            let curve = Self.dot(step, change)
            if curve > 1e-10 { steps.append((step, change, 1 / curve)) }
            if steps.count > Self.memory { steps.removeFirst() }
            (weights, value, gradient) = (tried, next.0, next.1)
        }
    }

    private static func dot(_ one: [Float], _ other: [Float]) -> Double {
        var sum = 0.0
        for at in one.indices { sum += Double(one[at] * other[at]) }
        return sum
    }

    private static func add(_ sum: inout [Float], _ other: [Float], times factor: Double) {
        let factor = Float(factor)
        for at in sum.indices { sum[at] += factor * other[at] }
    }
}
