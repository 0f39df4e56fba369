/// One cell of a weighted bipartite graph: row, column and what the pair is worth.
struct WeightedPair: Hashable {
    var row: Int
    var column: Int
    /// Above 0: a pair that is worth nothing is left out.
    var worth: Double
}

/// One-to-one assignment with the greatest total worth.
///
/// The graph falls apart into components that share no row and no column; each is solved exactly by the Hungarian
/// method (with potentials, as published by Jonker and Volgenant, 1987), in cubic time of its smaller side. A component
/// too large for that is solved greedily, best pair first.
enum Assignment {
    /// Components with more rows or columns than this are solved greedily.
    static let exactLimit = 160

    /// The chosen pairs, in the order of their rows.
    ///
    /// - Parameter pairs: in any order; at most one for a row and a column.
    static func best(_ pairs: [WeightedPair]) -> [WeightedPair] {
        if let only = bestOfOne(pairs) { return [only] }
        var chosen: [WeightedPair] = []
        for component in components(of: pairs) {
            if component.count == 1 {
                chosen.append(component[0])
            } else {
                chosen += solve(component)
            }
        }
        return chosen.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    }

    /// The best of pairs that all share their row or their column, as most are; `nil` for any others, and for none that is
    /// worth anything.
    private static func bestOfOne(_ pairs: [WeightedPair]) -> WeightedPair? {
        guard let first = pairs.first,
            pairs.allSatisfy({ $0.row == first.row }) || pairs.allSatisfy({ $0.column == first.column })
        else { return nil }
        let best = pairs.dropFirst().reduce(first) { best, pair in
            if pair.worth != best.worth { return pair.worth > best.worth ? pair : best }
            return (pair.row, pair.column) < (best.row, best.column) ? pair : best
        }
        return best.worth > 0 ? best : nil
    }

    /// Pairs that hang together by rows and columns, with union-find over both.
    private static func components(of pairs: [WeightedPair]) -> [[WeightedPair]] {
        let pairs = pairs.filter { $0.worth > 0 }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var rows: [Int: Int] = [:]
        var columns: [Int: Int] = [:]
        var parent: [Int] = []
        func node(_ key: Int, _ index: inout [Int: Int]) -> Int {
            if let known = index[key] { return known }
            parent.append(parent.count)
            index[key] = parent.count - 1
            return parent.count - 1
        }
        func root(_ start: Int) -> Int {
            var node = start
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        for pair in pairs {
            let a = root(node(pair.row, &rows))
            let b = root(node(pair.column, &columns))
            if a != b { parent[max(a, b)] = min(a, b) }
        }
        var order: [Int] = []
        var groups: [Int: [WeightedPair]] = [:]
        for pair in pairs {
            let group = root(rows[pair.row] ?? 0)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(pair)
        }
        return order.compactMap { groups[$0] }
    }

    private static func solve(_ pairs: [WeightedPair]) -> [WeightedPair] {
        let rows = Set(pairs.map(\.row)).sorted()
        let columns = Set(pairs.map(\.column)).sorted()
        guard max(rows.count, columns.count) <= exactLimit else { return greedy(pairs) }
        let transposed = rows.count > columns.count
        let height = transposed ? columns.count : rows.count
        // A row may stay alone: for each one there is a dummy column that costs nothing.
        let width = (transposed ? rows.count : columns.count) + height
        var cost = [[Double]](repeating: [Double](repeating: 0, count: width), count: height)
        let rowAt = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element, $0.offset) })
        let columnAt = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($0.element, $0.offset) })
        for pair in pairs {
            guard let i = rowAt[pair.row], let j = columnAt[pair.column] else { continue }
            if transposed { cost[j][i] = -pair.worth } else { cost[i][j] = -pair.worth }
        }
        let columnOfRow = hungarian(cost)
        var chosen: [WeightedPair] = []
        for (i, j) in columnOfRow.enumerated() where j < width && cost[i][j] < 0 {
            let row = transposed ? rows[j] : rows[i]
            let column = transposed ? columns[i] : columns[j]
            chosen.append(WeightedPair(row: row, column: column, worth: -cost[i][j]))
        }
        return chosen
    }

    /// For each row its column, so that the sum of costs is least. There are at least as many columns as rows.
    private static func hungarian(_ cost: [[Double]]) -> [Int] {
        let n = cost.count
        let m = cost.first?.count ?? 0
        var u = [Double](repeating: 0, count: n + 1)
        var v = [Double](repeating: 0, count: m + 1)
        var rowOf = [Int](repeating: 0, count: m + 1)
        var way = [Int](repeating: 0, count: m + 1)
        for i in 1...max(1, n) where i <= n {
            rowOf[0] = i
            var column = 0
            var least = [Double](repeating: .infinity, count: m + 1)
            var used = [Bool](repeating: false, count: m + 1)
            repeat {
                used[column] = true
                let row = rowOf[column]
                var delta = Double.infinity
                var next = 0
                for j in 1...m where !used[j] {
                    let reduced = cost[row - 1][j - 1] - u[row] - v[j]
                    if reduced < least[j] {
                        least[j] = reduced
                        way[j] = column
                    }
                    if least[j] < delta {
                        delta = least[j]
                        next = j
                    }
                }
                for j in 0...m {
                    if used[j] {
                        u[rowOf[j]] += delta
                        v[j] -= delta
                    } else {
                        least[j] -= delta
                    }
                }
                column = next
            } while rowOf[column] != 0
            repeat {
                let previous = way[column]
                rowOf[column] = rowOf[previous]
                column = previous
            } while column != 0
        }
        var columnOf = [Int](repeating: m, count: n)
        for j in stride(from: 1, through: m, by: 1) where rowOf[j] > 0 {
            columnOf[rowOf[j] - 1] = j - 1
        }
        return columnOf
    }

    private static func greedy(_ pairs: [WeightedPair]) -> [WeightedPair] {
        var rows: Set<Int> = []
        var columns: Set<Int> = []
        var chosen: [WeightedPair] = []
        let best = pairs.sorted { a, b in
            a.worth != b.worth ? a.worth > b.worth : (a.row, a.column) < (b.row, b.column)
        }
        for pair in best where !rows.contains(pair.row) && !columns.contains(pair.column) {
            rows.insert(pair.row)
            columns.insert(pair.column)
            chosen.append(pair)
        }
        return chosen
    }
}
