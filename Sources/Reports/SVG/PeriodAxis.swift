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

    /// Labels that do not overlap, at even distances: days where the whole is short, else months, every third month or year
    /// as there is room.
    func labels(size: Double) -> [(index: Int, text: String)] {
        let days = periods.map { CivilDay($0) }
        if period != .month && periods.count <= 10 {
            let named = days.enumerated().compactMap { index, day in
                day.map { (index: index, text: "\($0.day) \($0.shortMonth)") }
            }
            for distance in 1...max(1, periods.count) {
                let chosen = named.enumerated().filter { $0.offset.isMultiple(of: distance) }.map(\.element)
                if fits(chosen, size: size) { return chosen }
            }
            return Array(named.prefix(1))
        }
        for months in Self.distances {
            var chosen = starts(days, every: months)
            func nameYear() {
                guard months < 12, let first = chosen.first, let day = days[first.index] else { return }
                chosen[0].text = "\(day.shortMonth) \(day.year)"
            }
            nameYear()
            // The first month may be there with its last days alone.
            if chosen.count > 1, !fits(Array(chosen.prefix(2)), size: size) {
                chosen.removeFirst()
                nameYear()
            }
            if !chosen.isEmpty, fits(chosen, size: size) { return chosen }
        }
        return days.first?.map { [(index: 0, text: "\($0.year)")] } ?? []
    }

    /// In months.
    private static let distances = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200]

    /// The first period of each month, or of each so many months of the calendar.
    private func starts(_ days: [CivilDay?], every months: Int) -> [(index: Int, text: String)] {
        var starts: [(index: Int, text: String)] = []
        var last: Int?
        for (index, day) in days.enumerated() {
            guard let day else { continue }
            let month = day.year * 12 + day.month - 1
            defer { last = month }
            guard month != last, month.isMultiple(of: months) else { continue }
            let isYear = months >= 12
            starts.append(
                (index, isYear ? "\(day.year)" : day.month == 1 ? "\(day.shortMonth) \(day.year)" : day.shortMonth))
        }
        return starts
    }

    private func fits(_ labels: [(index: Int, text: String)], size: Double) -> Bool {
        var free = left - 36
        for label in labels {
            let half = SVGText.width(of: label.text, size: size) / 2
            let centre = max(half, middle(label.index))
            if centre - half < free || centre + half > right + 24 { return false }
            free = centre + half + 10
        }
        return true
    }

    func draw(in svg: inout SVGText, baseline: Double, size: Double = 12) {
        for label in labels(size: size) {
            svg.line(from: (middle(label.index), baseline), to: (middle(label.index), baseline + 4), style: "tick")
            let centre = max(SVGText.width(of: label.text, size: size) / 2, middle(label.index))
            svg.text(label.text, x: centre, y: baseline + 17, anchor: .middle, style: "axis")
        }
    }
}
