/// L-BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1).
package enum Descent {
    private static let memory = 8
    private static let tries = 20

    /// - Parameters:
    ///   - start: where to begin.
    ///   - loss: the loss at a point and its gradient there.
    /// - Returns: the point after `rounds` steps, or from where no step leads further down.
    package static func least(from start: [Float], rounds: Int, loss: ([Float]) -> (Double, [Float])) -> [Float] {
        var point = start
        var (value, gradient) = loss(point)
        var steps: [(step: [Float], change: [Float], scale: Double)] = []
        for round in 0..<rounds {
            var direction = gradient
            var factors: [Double] = []
            for past in steps.reversed() {
                let factor = past.scale * dot(past.step, direction)
                factors.append(factor)
                add(&direction, past.change, times: -factor)
            }
            if let last = steps.last {
                let scale = Float(1 / (last.scale * dot(last.change, last.change)))
                for at in direction.indices { direction[at] *= scale }
            }
            for (past, factor) in zip(steps, factors.reversed()) {
                add(&direction, past.step, times: factor - past.scale * dot(past.change, direction))
            }
            let slope = -dot(direction, gradient)
            guard slope < 0 else { return point }
            var length = round == 0 ? 1 / max(1e-9, dot(gradient, gradient).squareRoot()) : 1
            var tried = point
            var next = (value, gradient)
            for _ in 0..<tries {
                tried = point
                add(&tried, direction, times: -length)
                next = loss(tried)
                if next.0 <= value + 1e-4 * length * slope { break }
                length /= 2
            }
            guard next.0 < value else { return point }
            var step = tried
            add(&step, point, times: -1)
            var change = next.1
            add(&change, gradient, times: -1)
            let curve = dot(step, change)
            if curve > 1e-10 { steps.append((step, change, 1 / curve)) }
            if steps.count > memory { steps.removeFirst() }
            (point, value, gradient) = (tried, next.0, next.1)
        }
        return point
    }

    private static func dot(_ one: [Float], _ other: [Float]) -> Double {
        var sum = 0.0
        for at in one.indices { sum += Double(one[at]) * Double(other[at]) }
        return sum
    }

    private static func add(_ sum: inout [Float], _ other: [Float], times factor: Double) {
        let factor = Float(factor)
        for at in sum.indices { sum[at] += factor * other[at] }
    }
}
