import FindingsModel

/// Where the lines of a file at one commit stand at another, as a comparison of the two texts shows.
///
/// Lines that occur once on both sides tie the texts together (patience diff, Bram Cohen's rule), and what lies between is compared
/// in the same way; what is left may be moved elsewhere in the file, where its text occurs just once.
struct LineMap: Sendable {
    /// By old line from 0: the new line from 1, or 0 where there is none.
    private var target: [Int32]
    private let isBlank: [Bool]

    /// Between two ties so many cells of a table are filled at most.
    private static let tableLimit = 250_000

    init(from old: SourceText, to new: SourceText) {
        let a = old.lines
        let b = new.lines
        target = [Int32](repeating: 0, count: a.count)
        isBlank = a.map { $0 == 0 }
        var segments = [(a.startIndex..<a.endIndex, b.startIndex..<b.endIndex)]
        while let (before, after) = segments.popLast() {
            var (i, j) = (before.lowerBound, after.lowerBound)
            var (m, n) = (before.upperBound, after.upperBound)
            while i < m, j < n, a[i] == b[j] {
                target[i] = Int32(j + 1)
                i += 1
                j += 1
            }
            while i < m, j < n, a[m - 1] == b[n - 1] {
                m -= 1
                n -= 1
                target[m] = Int32(n + 1)
            }
            guard i < m, j < n else { continue }
            let ties = Self.ties(a, i..<m, b, j..<n)
            if ties.isEmpty {
                fill(a, i..<m, b, j..<n)
                continue
            }
            for (x, y) in ties {
                target[x] = Int32(y + 1)
                segments.append((i..<x, j..<y))
                (i, j) = (x + 1, y + 1)
            }
            segments.append((i..<m, j..<n))
        }
        followMoves(a, b)
    }

    /// Lines that occur once in both segments, as many as stand in the same order.
    private static func ties(_ a: [UInt32], _ before: Range<Int>, _ b: [UInt32], _ after: Range<Int>) -> [(Int, Int)] {
        let own = unique(a, before)
        let other = unique(b, after)
        let pairs = own.compactMap { hash, x in other[hash].map { (x, $0) } }.sorted { $0.0 < $1.0 }
        // The longest run of rising partners, by patience sorting.
        var tops: [Int] = []
        var previous = [Int](repeating: -1, count: pairs.count)
        for (place, pair) in pairs.enumerated() {
            var low = 0
            var high = tops.count
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            previous[place] = low > 0 ? tops[low - 1] : -1
            if low == tops.count { tops.append(place) } else { tops[low] = place }
        }
        var chain: [(Int, Int)] = []
        var place = tops.last ?? -1
        while place >= 0 {
            chain.append(pairs[place])
            place = previous[place]
        }
        return chain.reversed()
    }

    private static func unique(_ lines: [UInt32], _ range: Range<Int>) -> [UInt32: Int] {
        var places: [UInt32: Int] = [:]
        for place in range where lines[place] != 0 {
            places[lines[place]] = places[lines[place]] == nil ? place : -1
        }
        return places.filter { $0.value >= 0 }
    }

    /// The longest common run of lines of two segments without a unique line.
    private mutating func fill(_ a: [UInt32], _ before: Range<Int>, _ b: [UInt32], _ after: Range<Int>) {
        let (m, n) = (before.count, after.count)
        guard m * n <= Self.tableLimit else { return }
        var best = [Int32](repeating: 0, count: (m + 1) * (n + 1))
        for i in stride(from: m - 1, through: 0, by: -1) {
            for j in stride(from: n - 1, through: 0, by: -1) {
                best[i * (n + 1) + j] =
                    a[before.lowerBound + i] == b[after.lowerBound + j]
                    ? best[(i + 1) * (n + 1) + j + 1] + 1
                    : max(best[(i + 1) * (n + 1) + j], best[i * (n + 1) + j + 1])
            }
        }
        var (i, j) = (0, 0)
        while i < m, j < n {
            if a[before.lowerBound + i] == b[after.lowerBound + j] {
                target[before.lowerBound + i] = Int32(after.lowerBound + j + 1)
                i += 1
                j += 1
            } else if best[(i + 1) * (n + 1) + j] >= best[i * (n + 1) + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
    }

    /// Blocks that stand elsewhere now: lines left on both sides whose text occurs once in each file.
    private mutating func followMoves(_ a: [UInt32], _ b: [UInt32]) {
        guard target.indices.contains(where: { target[$0] == 0 && !isBlank[$0] }) else { return }
        let taken = Set(target)
        let own = Self.unique(a, a.startIndex..<a.endIndex)
        let other = Self.unique(b, b.startIndex..<b.endIndex)
        for (hash, x) in own where target[x] == 0 {
            if let y = other[hash], !taken.contains(Int32(y + 1)) { target[x] = Int32(y + 1) }
        }
    }

    /// Where a line stands now; both from 1. `nil` where its text is gone or was changed.
    func line(_ old: Int) -> Int? {
        guard target.indices.contains(old - 1), target[old - 1] > 0 else { return nil }
        return Int(target[old - 1])
    }

    /// Where what is left of a range stands now; `nil` where nothing is.
    func range(_ old: LineRange) -> LineRange? {
        var first = Int.max
        var last = 0
        let lines = bounded(old)
        for line in lines {
            guard let now = self.line(line) else { continue }
            first = min(first, now)
            last = max(last, now)
        }
        guard last > 0 else { return nil }
        // A block that was torn apart is where it begins.
        return last - first <= 4 * lines.count + 20 ? LineRange(first, last) : LineRange(first)
    }

    /// The part of a range's lines that are still there, from 0 to 1; blank lines do not count. `nil` for a range beyond the file.
    func survival(of old: LineRange) -> Double? {
        var kept = 0
        var all = 0
        for line in bounded(old) where !isBlank[line - 1] {
            all += 1
            if target[line - 1] > 0 { kept += 1 }
        }
        return all > 0 ? Double(kept) / Double(all) : nil
    }

    /// Where a line that is gone would stand: after the nearest one above that is left.
    func nearest(to old: Int) -> Int {
        var line = min(old, target.count)
        while line > 0 {
            if target[line - 1] > 0 { return Int(target[line - 1]) }
            line -= 1
        }
        return 1
    }

    private func bounded(_ range: LineRange) -> Range<Int> {
        let first = max(1, min(range.first, range.last))
        let last = min(target.count, max(range.first, range.last))
        return first..<max(first, last + 1)
    }
}
