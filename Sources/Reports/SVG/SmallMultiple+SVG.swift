extension SmallMultiple {
    func drawn(id: String) -> String {
        var svg = SVGText(width: 230, height: 64)
        let base = 54.0
        let step = svg.width / Double(max(1, values.count))
        svg.line(from: (0, base), to: (svg.width, base), style: "zero")
        for (index, value) in values.enumerated() where ceiling > 0 {
            let height = value / ceiling * (base - 4)
            svg.rectangle(
                x: Double(index) * step + step * 0.12, y: base - height, width: min(step * 0.76, 22), height: height,
                style: endsEarly && index == values.count - 1 ? "mark so-far bar" : "mark bar")
        }
        return svg.element(
            id: id, style: "small", title: name,
            summary: "\(note); from \(first) to \(last), at most \(Figure.decimal(values.max() ?? 0)) in one period.")
    }
}
