/// A chart as markup: drawn for a page and for a phone where its type would shrink with it.
enum HTMLChart {
    static func markup(_ chart: Chart, id: String) -> String {
        switch chart {
        case .bars(let chart): both { chart.drawn(id: "\(id)-\($0.rawValue)", size: $0) }
        case .lines(let chart): both { chart.drawn(id: "\(id)-\($0.rawValue)", size: $0) }
        case .heat(let chart): both { chart.drawn(id: "\(id)-\($0.rawValue)", size: $0) }
        case .ranked(let chart): both { chart.drawn(id: "\(id)-\($0.rawValue)", size: $0) }
        case .multiples(let charts): multiples(charts, id: id)
        }
    }

    private static func both(_ draw: (ChartSize) -> String) -> String {
        ChartSize.allCases.map(draw).joined(separator: "\n")
    }

    private static func multiples(_ charts: [SmallMultiple], id: String) -> String {
        guard let first = charts.first else { return "" }
        let items = charts.enumerated().map { index, chart in
            "<li><h3>\(HTMLText.escape(chart.name))</h3><p>\(HTMLText.escape(chart.note))</p>"
                + chart.drawn(id: "\(id)-\(index)") + "</li>"
        }
        return "<ul class=\"multiples\">\n" + items.joined(separator: "\n")
            + "\n</ul>\n<p class=\"span\">All on one scale, "
            + "up to \(Figure.decimal(first.ceiling)) in one period, from \(HTMLText.escape(first.first)) to "
            + "\(HTMLText.escape(first.last)).</p>"
    }
}
