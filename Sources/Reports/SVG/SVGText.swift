/// An SVG drawing as text. Colours and type come from the style sheet by class.
struct SVGText {
    private(set) var body = ""
    let width: Double
    let height: Double

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, style: String, extra: String = "") {
        guard width > 0, height > 0 else { return }
        body +=
            "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" class=\"\(style)\"\(extra)/>"
    }

    mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double), style: String) {
        body += "<line x1=\"\(n(a.x))\" y1=\"\(n(a.y))\" x2=\"\(n(b.x))\" y2=\"\(n(b.y))\" class=\"\(style)\"/>"
    }

    mutating func path(_ points: [(x: Double, y: Double)], style: String, closedAt base: Double? = nil) {
        guard let first = points.first, let last = points.last else { return }
        var d = "M\(n(first.x)) \(n(first.y))"
        for point in points.dropFirst() { d += "L\(n(point.x)) \(n(point.y))" }
        if let base { d += "L\(n(last.x)) \(n(base))L\(n(first.x)) \(n(base))Z" }
        body += "<path d=\"\(d)\" class=\"\(style)\"/>"
    }

    mutating func dot(x: Double, y: Double, radius: Double, style: String) {
        body += "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\" class=\"\(style)\"/>"
    }

    enum Anchor: String { case start, middle, end }

    mutating func text(_ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String) {
        body += "<text x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor.rawValue)\" class=\"\(style)\">"
        body += HTMLText.escape(text) + "</text>"
    }

    /// The drawing with a name and a description for those who do not see it.
    func element(id: String, style: String, title: String, summary: String) -> String {
        "<svg class=\"\(style)\" viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" "
            + "aria-labelledby=\"\(id)-title \(id)-desc\" focusable=\"false\">"
            + "<title id=\"\(id)-title\">\(HTMLText.escape(title))</title>"
            + "<desc id=\"\(id)-desc\">\(HTMLText.escape(summary))</desc>\(body)</svg>"
    }

    /// The drawing with all that is to be known of it in its name.
    func labelled(_ name: String, style: String) -> String {
        "<svg class=\"\(style)\" viewBox=\"0 0 \(n(width)) \(n(height))\" role=\"img\" "
            + "aria-label=\"\(HTMLText.escape(name))\" focusable=\"false\">\(body)</svg>"
    }

    /// A coordinate to a tenth.
    private func n(_ number: Double) -> String {
        guard number.isFinite else { return "0" }
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// About how wide `text` is drawn at `size`; labels are kept apart by it.
    static func width(of text: String, size: Double) -> Double { Double(DisplayWidth.of(text)) * size * 0.6 }
}
