/// Charts as sparklines, one line a series.
enum TextChart {
    static func draw(_ chart: Chart, _ style: TextStyle) -> String {
        switch chart {
        case .bars(let bars): lines(bars.above + bars.below, style)
        case .lines(let chart): lines(chart.series, style)
        case .multiples(let charts):
            block(charts.map { ($0.name, $0.values, $0.note) }, ceiling: charts.first?.ceiling, style)
        case .ranked(let chart): ranked(chart, style)
        case .heat(let map): block(map.rows.map { ($0.name, $0.values, end($0.values)) }, ceiling: map.ceiling, style)
        }
    }

    private static func ranked(_ chart: RankedBars, _ style: TextStyle) -> String {
        let names = chart.bars.map { PlainText.oneLine($0.name) }
        let label = min(names.map(DisplayWidth.of).max() ?? 0, style.width * 2 / 5)
        let note = min(chart.bars.map { DisplayWidth.of($0.note) }.max() ?? 0, style.width / 4)
        let room = max(8, min(60, style.width - label - note - 6))
        return zip(names, chart.bars).map { name, bar in
            let drawn = Sparkline.bar(bar.length, of: chart.ceiling, width: room)
            return "  " + TextFitting.padEnd(TextFitting.cutMiddle(name, to: label), to: label) + "  " + drawn
                + (drawn.isEmpty ? "" : " ") + TextFitting.cut(PlainText.oneLine(bar.note), to: note) + "\n"
        }.joined()
    }

    private static func lines(_ series: [Series], _ style: TextStyle) -> String {
        block(
            series.filter { $0.values.contains { $0 != 0 } }.map {
                ($0.name.isEmpty ? "Mean" : $0.name, $0.values, end($0.values))
            },
            ceiling: series.flatMap(\.values).filter(\.isFinite).max(), style)
    }

    private static func end(_ values: [Double]) -> String { Figure.decimal(values.last(where: \.isFinite) ?? 0) }

    /// Name, sparkline, last value, all on one scale.
    private static func block(
        _ rows: [(name: String, values: [Double], note: String)], ceiling: Double?, _ style: TextStyle
    ) -> String {
        let label = min(rows.map { DisplayWidth.of(PlainText.oneLine($0.name)) }.max() ?? 0, style.width / 3)
        let note = min(rows.map { DisplayWidth.of($0.note) }.max() ?? 0, style.width / 4, 20)
        return rows.map { row in
            let name = TextFitting.cutMiddle(PlainText.oneLine(row.name), to: label)
            let line = Sparkline.draw(row.values, width: max(8, style.width - label - note - 6), ceiling: ceiling)
            return "  " + TextFitting.padEnd(name, to: label) + "  " + line + "  " + TextFitting.cut(row.note, to: note)
                + "\n"
        }.joined()
    }
}

extension HeatMap {
    var ceiling: Double { rows.flatMap(\.values).max() ?? 0 }
}
