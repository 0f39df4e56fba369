extension BarChart {
    func drawn(id: String, size: ChartSize) -> String {
        let top = totals(above).max() ?? 0
        let bottom = totals(below).max() ?? 0
        let ticks = RoundTicks.upTo(max(top, bottom), count: below.isEmpty ? 4 : 3)
        let step = ticks.count > 1 ? ticks[1] : 1
        let ceiling = max(step, (top / step).rounded(.up) * step)
        let floor = below.isEmpty ? 0 : max(step, (bottom / step).rounded(.up) * step)
        var svg = SVGText(width: size.width, height: size.height)
        let margin = max(34, SVGText.width(of: Figure.decimal(max(ceiling, floor)), size: 12) + 12)
        let axis = PeriodAxis(period: period, periods: periods, left: margin, right: size.width - 6)
        let keyHeight = drawKey(in: &svg, from: margin)
        let plot = (top: keyHeight + 10, bottom: size.height - 26)
        let unit = (plot.bottom - plot.top) / (ceiling + floor)
        let zero = plot.top + ceiling * unit

        var tick = -floor
        while tick <= ceiling + 1e-9 {
            let y = zero - tick * unit
            svg.line(from: (margin, y), to: (size.width - 6, y), style: tick == 0 ? "zero" : "grid")
            svg.text(Figure.decimal(abs(tick)), x: margin - 8, y: y + 4, anchor: .end, style: "axis")
            tick += step
        }
        let barWidth = min(28, max(1, axis.step * 0.72))
        for index in periods.indices {
            let x = axis.middle(index) - barWidth / 2
            let mark = endsEarly && index == periods.count - 1 ? "mark so-far" : "mark"
            var y = zero
            for series in above where series.values.indices.contains(index) {
                let height = series.values[index] * unit
                svg.rectangle(
                    x: x, y: y - height, width: barWidth, height: height, style: "\(mark) \(series.role.rawValue)")
                y -= height
            }
            y = zero
            for series in below where series.values.indices.contains(index) {
                let height = series.values[index] * unit
                svg.rectangle(
                    x: x, y: y, width: barWidth, height: height, style: "\(mark) \(series.role.rawValue)")
                y += height
            }
        }
        axis.draw(in: &svg, baseline: plot.bottom)
        return svg.element(id: id, style: "chart \(size.rawValue)", title: title, summary: summary)
    }

    private func totals(_ series: [Series]) -> [Double] {
        periods.indices.map { index in
            series.reduce(0) { $0 + ($1.values.indices.contains(index) ? $1.values[index] : 0) }
        }
    }

    /// Names the marks over the plot, in lines as long as fit, and tells where the last line ends.
    private func drawKey(in svg: inout SVGText, from left: Double) -> Double {
        var x = left
        var y = 12.0
        for (series, direction) in above.map({ ($0, below.isEmpty ? "" : "↑ ") }) + below.map({ ($0, "↓ ") }) {
            let label = direction + series.name
            let width = 16 + SVGText.width(of: label, size: 13) + 14
            if x > left, x + width > svg.width {
                x = left
                y += 19
            }
            svg.rectangle(x: x, y: y - 9, width: 10, height: 10, style: "mark \(series.role.rawValue)")
            svg.text(label, x: x + 16, y: y, style: "label")
            x += width
        }
        return y + 4
    }
}
