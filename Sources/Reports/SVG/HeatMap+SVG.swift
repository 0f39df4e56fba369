extension HeatMap {
    /// Five steps, so that neighbours can be told apart.
    private static let steps = 5

    func drawn(id: String, size: ChartSize) -> String {
        let isWide = size == .wide
        let rowHeight = isWide ? 20.0 : 34.0
        let label =
            isWide ? min(300, (rows.map { SVGText.width(of: shown($0.name, isWide), size: 12) }.max() ?? 0) + 10) : 0
        let right = size.width - 34
        let axis = PeriodAxis(period: period, periods: periods, left: label, right: right)
        var svg = SVGText(width: size.width, height: Double(rows.count) * rowHeight + 48)
        for (place, row) in rows.enumerated() {
            let top = Double(place) * rowHeight + (isWide ? 0 : 15)
            if isWide {
                svg.text(shown(row.name, true), x: label - 10, y: top + 13, anchor: .end, style: "axis mono")
            } else {
                svg.text(shown(row.name, false), x: 0, y: top - 3, style: "axis mono")
            }
            let gap = axis.step > 6 ? 1.0 : axis.step > 3 ? 0.3 : 0
            for run in runs(row.values, areJoined: gap == 0) {
                svg.rectangle(
                    x: axis.start(run.lowerBound), y: top,
                    width: max(0.5, axis.step * Double(run.count) - gap), height: 16,
                    style: "heat heat-\(step(row.values[run.lowerBound]))")
            }
            svg.text(Figure.decimal(row.values.last ?? 0), x: size.width, y: top + 13, anchor: .end, style: "label")
        }
        let base = Double(rows.count) * rowHeight + 1
        axis.draw(in: &svg, baseline: base)
        drawKey(in: &svg, left: label, y: base + 27)
        return svg.element(id: id, style: "chart \(size.rawValue)", title: title, summary: summary)
    }

    /// Cells one by one; where they are too narrow to be told apart, neighbours of one shade as one.
    private func runs(_ values: [Double], areJoined: Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in values.indices {
            if areJoined, let last = runs.last, step(values[last.lowerBound]) == step(values[index]) {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs
    }

    private func step(_ value: Double) -> Int {
        guard value > 0, ceiling > 0 else { return 0 }
        return min(Self.steps, max(1, Int((value / ceiling * Double(Self.steps)).rounded(.up))))
    }

    private func drawKey(in svg: inout SVGText, left: Double, y: Double) {
        svg.text("none", x: left, y: y + 10, style: "axis")
        var x = left + 38
        for step in 0...Self.steps {
            svg.rectangle(x: x, y: y, width: 16, height: 12, style: "heat heat-\(step)")
            x += 17
        }
        svg.text("\(Figure.decimal(ceiling)) at most", x: x + 6, y: y + 10, style: "axis")
    }

    private func shown(_ name: String, _ isWide: Bool) -> String {
        TextFitting.cutMiddle(PlainText.oneLine(name), to: 42)
    }
}
