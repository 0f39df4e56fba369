import FindingsModel

/// How alike two findings cite, wherever in the file: the lengths of their ranges and the distances between them.
///
/// Lines that are inserted above move all of a finding's citations together. "48-132, 91-98 and 100-107" and "51-159,
/// 118-125 and 127-134" cite two blocks of eight lines, nine lines apart, in both reviews.
enum CitationShape {
    /// Ranges of a finding beyond these are not looked at.
    private static let limit = 8

    /// From 0 to 1: the more ranges fit one and the same move, the nearer to 1. A single range of several lines says a little by
    /// its length, a single line nothing.
    static func likeness(_ now: [LineRange], _ before: [LineRange]) -> Double {
        var best = 0.0
        for anchor in now.prefix(limit) {
            for old in before.prefix(limit) {
                best = max(best, fit(now, before, moved: anchor.first - old.first))
            }
        }
        return best > 0 ? 1 - Exponential.of(-best) : 0
    }

    private static func fit(_ now: [LineRange], _ before: [LineRange], moved delta: Int) -> Double {
        var sum = -1.0
        var used: UInt64 = 0
        for new in now.prefix(limit) {
            for (place, old) in before.prefix(limit).enumerated()
            where used & (1 << UInt64(place)) == 0 && abs(new.first - old.first - delta) <= 1 {
                used |= 1 << UInt64(place)
                // The pair that the move was read from says nothing but by its length.
                sum += 1
                let length = new.last - new.first
                if length == old.last - old.first { sum += length >= 3 ? 0.7 : length >= 1 ? 0.35 : 0 }
                break
            }
        }
        return sum
    }
}
