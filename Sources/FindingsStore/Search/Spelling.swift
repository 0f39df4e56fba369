/// Finds the known word nearest to a mistyped one.
public enum Spelling {
    /// - Returns: `nil` where no candidate is near: at most a third of the letters may differ.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(40))
        guard typed.count > 1 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in candidates {
            let distance = Self.distance(typed, Array(candidate.unicodeScalars.prefix(40)))
            let isStart = typed.count > 2 && candidate.hasPrefix(word.lowercased())
            guard isStart || distance <= max(1, typed.count / 3) else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// The number of letters to insert, remove, replace, or swap with their neighbour (optimal string alignment).
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !b.isEmpty else { return a.count }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
