/// Logistic regression by Newton's method, with a light pull of every weight towards 0.
struct LogisticFit {
    struct Case {
        /// One value a feature, for each way to see the case: the likeliest counts.
        var values: [[Double]]
        var isTrue: Bool
    }

    /// In the order of the features.
    private(set) var weights: [Double]
    private(set) var bias: Double

    /// How strong the pull is, as if so many cases of each feature spoke against it.
    private static let pull = 1.0
    private static let rounds = 40

    /// - Parameters:
    ///   - start: the weights to begin with.
    ///   - first: the bias to begin with.
    init(_ cases: [Case], from start: [Double], bias first: Double) {
        weights = start
        bias = first
        for _ in 0..<Self.rounds {
            // A full step from far away overshoots.
            let whole = step(cases)
            let share = min(1, 1 / max(1e-12, whole.reduce(0) { max($0, abs($1)) }))
            let step = whole.map { $0 * share }
            for place in weights.indices { weights[place] += step[place] }
            bias += step[weights.count]
            if step.allSatisfy({ abs($0) < 1e-7 }) { break }
        }
    }

    private func step(_ cases: [Case]) -> [Double] {
        let size = weights.count + 1
        var slope = [Double](repeating: 0, count: size)
        var curve = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for item in cases {
            guard let best = item.values.max(by: { odds($0) < odds($1) }) else { continue }
            let values = best + [1]
            let total = odds(best)
            let likely = 1 / (1 + Self.exponential(-total))
            let off = (item.isTrue ? 1 : 0) - likely
            let certainty = max(1e-9, likely * (1 - likely))
            for row in 0..<size {
                slope[row] += off * values[row]
                for column in 0...row { curve[row][column] += certainty * values[row] * values[column] }
            }
        }
        for place in weights.indices {
            slope[place] -= Self.pull * weights[place]
            curve[place][place] += Self.pull
        }
        return Self.solve(curve, slope)
    }

    private func odds(_ values: [Double]) -> Double {
        var odds = bias
        for place in weights.indices { odds += weights[place] * values[place] }
        return odds
    }

    /// `lower * x = right` for a symmetric positive matrix of which the lower half is given, by Cholesky's method.
    private static func solve(_ lower: [[Double]], _ right: [Double]) -> [Double] {
        var root = lower
        for row in root.indices {
            for column in 0...row {
                var sum = root[row][column]
                for inner in 0..<column { sum -= root[row][inner] * root[column][inner] }
                root[row][column] = row == column ? max(1e-12, sum).squareRoot() : sum / root[column][column]
            }
        }
        var x = right
        for row in x.indices {
            for inner in 0..<row { x[row] -= root[row][inner] * x[inner] }
            x[row] /= root[row][row]
        }
        for row in x.indices.reversed() {
            for inner in (row + 1)..<max(row + 1, x.count) { x[row] -= root[inner][row] * x[inner] }
            x[row] /= root[row][row]
        }
        return x
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension LogisticFit {
    private static func exponential(_ x: Double) -> Double { exp(max(-60, min(60, x))) }
}
