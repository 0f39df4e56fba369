/// A course of numbers as a line in a table's cell; its last value is marked, and its first, highest and last are told.
struct CourseDrawing {
    var values: [Double]

    var markup: String {
        guard values.count > 1 else { return "" }
        var svg = SVGText(width: 96, height: 20)
        let top = values.max() ?? 0
        let points = values.enumerated().map { index, value in
            (x: 2 + Double(index) / Double(values.count - 1) * 88, y: 17 - (top > 0 ? value / top * 14 : 0))
        }
        svg.path(points, style: "line rate")
        if let end = points.last { svg.dot(x: end.x, y: end.y, radius: 2.4, style: "mark rate") }
        return svg.labelled(
            "from \(Figure.decimal(values.first ?? 0)), at most \(Figure.decimal(top)), to"
                + " \(Figure.decimal(values.last ?? 0))", style: "course")
    }
}
