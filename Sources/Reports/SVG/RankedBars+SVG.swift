extension RankedBars {
    func drawn(id: String, size: ChartSize) -> String {
        let isWide = size == .wide
        let rowHeight = isWide ? 24.0 : 40.0
        let names = bars.map { TextFitting.cutMiddle(PlainText.oneLine($0.name), to: isWide ? 42 : 46) }
        let widest = names.map { SVGText.width(of: $0, size: namesArePaths ? 11.5 : 13) }.max() ?? 0
        let label = isWide ? min(300, widest + 12) : 0
        let notes = bars.map { SVGText.width(of: $0.note, size: 13) }.max() ?? 0
        let top = key.count > 1 ? drawnKeyHeight(left: label, width: size.width) : 4
        var svg = SVGText(width: size.width, height: top + Double(bars.count) * rowHeight + 2)
        if key.count > 1 { drawKey(in: &svg, left: label) }
        let full = max(20, size.width - label - notes - 12)
        for (place, bar) in bars.enumerated() {
            let y = top + Double(place) * rowHeight
            let style = namesArePaths ? "axis mono" : "label"
            if isWide {
                svg.text(names[place], x: label - 10, y: y + 14, anchor: .end, style: style)
            } else {
                svg.text(names[place], x: 0, y: y + 12, style: style)
            }
            var x = label
            for part in bar.parts where ceiling > 0 {
                let width = max(0, part.value) / ceiling * full
                svg.rectangle(
                    x: x, y: y + (isWide ? 3 : 18), width: max(0, width - (width > 3 ? 0.6 : 0)), height: 14,
                    style: "mark \(part.role.rawValue)")
                x += width
            }
            svg.text(bar.note, x: x + 7, y: y + (isWide ? 15 : 30), style: "label")
        }
        return svg.element(id: id, style: "chart \(size.rawValue)", title: title, summary: summary)
    }

    private func keyPlaces(left: Double, width: Double) -> [(x: Double, y: Double)] {
        var places: [(x: Double, y: Double)] = []
        var x = left
        var y = 12.0
        for item in key {
            let wide = 30 + SVGText.width(of: item.name, size: 13)
            if x > left, x + wide > width {
                x = left
                y += 19
            }
            places.append((x, y))
            x += wide
        }
        return places
    }

    private func drawnKeyHeight(left: Double, width: Double) -> Double {
        (keyPlaces(left: left, width: width).last?.y ?? 0) + 14
    }

    private func drawKey(in svg: inout SVGText, left: Double) {
        for (item, place) in zip(key, keyPlaces(left: left, width: svg.width)) {
            svg.rectangle(
                x: place.x, y: place.y - 9, width: 10, height: 10, style: "mark \(item.role.rawValue)")
            svg.text(item.name, x: place.x + 16, y: place.y, style: "label")
        }
    }
}
