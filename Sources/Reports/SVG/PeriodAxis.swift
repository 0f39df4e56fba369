/// Where periods stand from left to right, and which of them are named.
struct PeriodAxis {
    let period: ReportPeriod
    let periods: [String]
    let left: Double
    let right: Double

    /// The width that one period has.
    var step: Double { (right - left) / Double(max(1, periods.count)) }
    func start(_ index: Int) -> Double { left + step * Double(index) }
    func middle(_ index: Int) -> Double { left + step * (Double(index) + 0.5) }

    /// Labels that do not overlap: months where periods are shorter than a month, days where the whole is short.
    func labels(size: Double) -> [(index: Int, text: String)] {
        let days = periods.map { CivilDay($0) }
        var candidates: [(index: Int, text: String)] = []
        let isShort = period != .month && periods.count <= 10
        var lastMonth: Int?
        for (index, day) in days.enumerated() {
            guard let day else { continue }
            let monthKey = day.year * 12 + day.month
            if isShort {
                candidates.append((index, "\(day.day) \(day.shortMonth)"))
            } else if monthKey != lastMonth {
                let needsYear = day.month == 1 || lastMonth == nil
                candidates.append((index, needsYear ? "\(day.shortMonth) \(day.year)" : day.shortMonth))
            }
            lastMonth = monthKey
        }
        var kept: [(index: Int, text: String)] = []
        var free = left - 36
        for candidate in candidates {
            let half = SVGText.width(of: candidate.text, size: size) / 2
            let centre = max(half, middle(candidate.index))
            guard centre - half >= free, centre + half <= right + 24 else { continue }
            kept.append(candidate)
            free = centre + half + 10
        }
        return kept
    }

    func draw(in svg: inout SVGText, baseline: Double, size: Double = 12) {
        for label in labels(size: size) {
            svg.line(from: (middle(label.index), baseline), to: (middle(label.index), baseline + 4), style: "tick")
            let centre = max(SVGText.width(of: label.text, size: size) / 2, middle(label.index))
            svg.text(label.text, x: centre, y: baseline + 17, anchor: .middle, style: "axis")
        }
    }
}
