import FindingsModel
import FindingsStore

extension GroupedRows {
    /// The groups with their course in time as the last column, `by_week` or of another period.
    ///
    /// People get a sparkline, a character a period; programs the periods that have any, with their counts:
    /// `2026-09-07=3 2026-09-21=1`. A group without a key is `(none)` to people and empty to programs.
    /// Groups of time alone have a bar each in its place, and nothing for programs.
    public func table(for format: TableFormat) -> RowSet {
        var table = rows
        let isForPeople = [.text, .markdown, .html].contains(format)
        if isCourse {
            guard isForPeople else { return table }
            let counts = courses.map { Double($0.reduce(0, +)) }
            table.columns.append("bar")
            for (index, count) in counts.enumerated() where index < table.rows.count {
                table.rows[index].append(.text(Sparkline.bar(count, of: counts.max() ?? 0, width: 24)))
            }
            return table
        }
        table.columns.append("by_\(period.rawValue)")
        let ceiling = courses.flatMap { $0 }.max().map(Double.init)
        for (index, course) in courses.enumerated() where index < table.rows.count {
            if isForPeople {
                for key in 0..<min(keyCount, table.rows[index].count) where table.rows[index][key] == .null {
                    table.rows[index][key] = .text("(none)")
                }
                let shown = Sparkline.draw(course.map(Double.init), width: max(1, course.count), ceiling: ceiling)
                // What has none is a gap, and not as low as the lowest.
                let line = zip(shown, course).map { $1 == 0 ? " " : $0 }
                table.rows[index].append(.text(String(line)))
            } else {
                let counts = zip(periods, course).filter { $1 > 0 }.map { "\($0)=\($1)" }
                table.rows[index].append(.text(counts.joined(separator: " ")))
            }
        }
        return table
    }
}
