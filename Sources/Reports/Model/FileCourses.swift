import FindingsModel

/// How many issues stood open in files at the end of each period, from the rows of `file_trend`.
struct FileCourses {
    /// In the order of the rows: the file with most open issues first.
    let files: [(name: String, values: [Double])]

    /// - Parameter periods: those to tell, in order.
    init(_ rows: RowSet, periods: [String]) {
        let reader = RowReader(rows)
        let place = Dictionary(periods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var order: [String] = []
        var changes: [String: [Int: Double]] = [:]
        var before: [String: Double] = [:]
        for row in 0..<reader.count {
            let path = reader.text(row, "path")
            if changes[path] == nil { order.append(path) }
            let period = reader.text(row, "period")
            if let index = place[period] {
                changes[path, default: [:]][index] = reader.number(row, "open")
            } else {
                changes[path, default: [:]] = changes[path] ?? [:]
                if period < periods.first ?? "" { before[path] = reader.number(row, "open") }
            }
        }
        files = order.map { path in
            var open = before[path] ?? 0
            let values = periods.indices.map { index in
                open = changes[path]?[index] ?? open
                return open
            }
            return (name: path, values: values)
        }
    }
}
