/// Round marks for an axis from zero: steps of 1, 2 or 5 times a power of ten.
enum RoundTicks {
    /// Marks from 0 to the first one at or above `maximum`, at most `count` steps.
    static func upTo(_ maximum: Double, count: Int, wholeNumbers: Bool = true) -> [Double] {
        guard maximum > 0, maximum.isFinite else { return [0, 1] }
        var power = 1.0
        let rough = maximum / Double(max(1, count))
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        var step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= rough - 1e-9 } ?? power * 10
        if wholeNumbers { step = max(1, step) }
        var marks = [0.0]
        while let last = marks.last, last < maximum - 1e-9, marks.count < 64 {
            marks.append(step * Double(marks.count))
        }
        return marks
    }
}
