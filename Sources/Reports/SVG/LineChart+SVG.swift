extension LineChart {
    func drawn(id: String, size: ChartSize) -> String {
        let maximum = series.flatMap(\.values).filter(\.isFinite).max() ?? 0
        let isWhole = series.allSatisfy { $0.values.allSatisfy { !$0.isFinite || $0 == $0.rounded() } }
        let ticks = RoundTicks.upTo(maximum, count: 4, wholeNumbers: isWhole)
        let ceiling = ticks.last ?? 1
        var svg = SVGText(width: size.width, height: size.height)
        let margin = max(34, (ticks.map { SVGText.width(of: Figure.decimal($0), size: 12) }.max() ?? 0) + 12)
        let names = series.map { ($0.name.isEmpty ? "" : $0.name + " ") + Figure.decimal($0.last?.value ?? 0) }
        let room = (names.map { SVGText.width(of: $0, size: 13) }.max() ?? 0) + 14
        let axis = PeriodAxis(period: period, periods: periods, left: margin, right: size.width - room)
        let plot = (top: 12.0, bottom: size.height - 26)
        func y(_ value: Double) -> Double { plot.bottom - value / ceiling * (plot.bottom - plot.top) }

        for tick in ticks {
            svg.line(from: (margin, y(tick)), to: (axis.right, y(tick)), style: tick == 0 ? "zero" : "grid")
            svg.text(Figure.decimal(tick), x: margin - 8, y: y(tick) + 4, anchor: .end, style: "axis")
        }
        for line in series {
            for run in runs(line.values) {
                let points = run.map { (x: axis.middle($0), y: y(line.values[$0])) }
                if points.count > 1 { svg.path(points, style: "line \(line.role.rawValue)") }
                if points.count == 1 {
                    svg.dot(x: points[0].x, y: points[0].y, radius: 2, style: "mark \(line.role.rawValue)")
                }
            }
            if let (place, value) = line.last {
                svg.dot(x: axis.middle(place), y: y(value), radius: 3.5, style: "mark \(line.role.rawValue)")
            }
        }
        for (place, index) in series.indices.sorted(by: { lastValue($0) > lastValue($1) }).enumerated() {
            let spots = labelSpots(y, top: plot.top, bottom: plot.bottom)
            svg.text(
                names[index], x: axis.middle(series[index].last?.place ?? max(0, periods.count - 1)) + 9,
                y: spots[place] + 4,
                style: "label name-\(series[index].role.rawValue)")
        }
        axis.draw(in: &svg, baseline: plot.bottom)
        return svg.element(id: id, style: "chart \(size.rawValue)", title: title, summary: summary)
    }

    private func lastValue(_ index: Int) -> Double { series[index].last?.value ?? 0 }

    /// Neighbouring periods that have a number.
    private func runs(_ values: [Double]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for place in values.indices where values[place].isFinite {
            if let last = runs.last, last.upperBound == place {
                runs[runs.count - 1] = last.lowerBound..<place + 1
            } else {
                runs.append(place..<place + 1)
            }
        }
        return runs
    }

    /// Where the names go, from the top down: at their lines' ends, pushed apart to a line's height.
    private func labelSpots(_ y: (Double) -> Double, top: Double, bottom: Double) -> [Double] {
        let height = 17.0
        var spots = series.map { y($0.last?.value ?? 0) }.sorted()
        for index in spots.indices.dropFirst() where spots[index] - spots[index - 1] < height {
            spots[index] = spots[index - 1] + height
        }
        if let last = spots.last, last > bottom {
            var limit = bottom
            for index in spots.indices.reversed() where spots[index] > limit {
                spots[index] = limit
                limit -= height
            }
        }
        return spots
    }
}
