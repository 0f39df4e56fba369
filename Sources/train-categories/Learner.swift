import Foundation
import ProseExtraction

/// Multinomial logistic regression over a remark's features, beside what the lexicons' terms say.
///
/// A remark's features weigh by their rarity and its vector has the length 1 at most. The terms' sums go in as they are, so the
/// features learn only what the terms do not say. Nothing is random: the same remarks give the same weights.
struct Learner {
    /// In how many remarks, and of how many projects, a feature must stand.
    static let leastRemarks = 3
    static let leastProjects = 2
    /// The penalty on weights, and on what holds before a word is read.
    static let penalty: Float = 0.05
    static let priorPenalty: Float = 1
    private static let rounds = 50
    private static let memory = 8

    let categories: Int
    private(set) var names: [String] = []
    private(set) var rarities: [Float] = []
    /// A row a feature, and a last one for what holds before a word is read.
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
        weights = [Float](repeating: 0, count: (names.count + 1) * categories)
        learn(lessons.map(vector), lessons)
    }

    /// The sums that the features give to each category.
    func scores(_ lesson: Lesson) -> [Double] {
        var sums = [Double](repeating: 0, count: categories)
        for (place, value) in vector(lesson) {
            for category in 0..<categories { sums[category] += Double(weights[place * categories + category] * value) }
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
        vector.append((names.count, 1))
        return vector
    }

    /// The loss of `weights` and its gradient.
    private func loss(_ weights: [Float], _ vectors: [Vector], _ lessons: [Lesson]) -> (Double, [Float]) {
        var gradient = [Float](repeating: 0, count: weights.count)
        var loss = 0.0
        let prior = names.count * categories
        for at in weights.indices {
            let penalty = at < prior ? Self.penalty : Self.priorPenalty
            gradient[at] = penalty * weights[at]
            loss += 0.5 * Double(penalty * weights[at] * weights[at])
        }
        var sums = [Float](repeating: 0, count: categories)
        for (vector, lesson) in zip(vectors, lessons) {
            for category in 0..<categories { sums[category] = Float(lesson.named[category]) }
            for (place, value) in vector {
                let row = place * categories
                for category in 0..<categories { sums[category] += weights[row + category] * value }
            }
            let most = sums.max() ?? 0
            var all: Float = 0
            for category in 0..<categories {
                sums[category] = exp(sums[category] - most)
                all += sums[category]
            }
            for category in 0..<categories { sums[category] /= all }
            loss -= Double(log(max(sums[lesson.category], 1e-30)))
            sums[lesson.category] -= 1
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
