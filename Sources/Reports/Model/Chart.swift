/// The numbers of a chart, before they are drawn.
enum Chart: Sendable {
    case bars(BarChart)
    case lines(LineChart)
    case multiples([SmallMultiple])
    case heat(HeatMap)
    case ranked(RankedBars)
}

/// A named row of numbers, one a period.
struct Series: Sendable {
    /// What a mark stands for; its colour is the style sheet's.
    enum Role: String, Sendable {
        case open, missing, new, reopened, returned, resolved, critical, high, medium, low, info, rate
    }

    var name: String
    var role: Role
    /// Not a number where a period has none; only lines can have such gaps.
    var values: [Double]

    /// The newest number.
    var last: (place: Int, value: Double)? {
        values.lastIndex(where: \.isFinite).map { ($0, values[$0]) }
    }
}

/// Bars a period, stacked above and below a zero line.
struct BarChart: Sendable {
    var title: String
    var summary: String
    var period: ReportPeriod
    var periods: [String]
    var above: [Series]
    var below: [Series]
    /// The last period is not over, or its reviews end before it: its bar is drawn paler.
    var endsEarly = false
}

/// Lines over periods, each named at its end.
struct LineChart: Sendable {
    var title: String
    var summary: String
    var period: ReportPeriod
    var periods: [String]
    var series: [Series]
}

/// One of several small charts on one scale.
struct SmallMultiple: Sendable {
    var name: String
    var note: String
    var values: [Double]
    /// The largest value of all the small charts.
    var ceiling: Double
    /// The last period is not over, or its reviews end before it: its bar is drawn paler.
    var endsEarly = false
    var first: String
    var last: String
}

/// Names with a bar each, the longest first; a bar may be made of parts.
struct RankedBars: Sendable {
    struct Bar: Sendable {
        var name: String
        var parts: [(role: Series.Role, value: Double)]
        /// Said after the bar, in place of its length.
        var note: String

        var length: Double { parts.reduce(0) { $0 + max(0, $1.value) } }
    }

    var title: String
    var summary: String
    /// Names are paths, set in a type of even width.
    var namesArePaths: Bool
    var bars: [Bar]
    /// What the parts stand for, in their order; none where there is one kind.
    var key: [(name: String, role: Series.Role)] = []

    var ceiling: Double { bars.map(\.length).max() ?? 0 }
}

/// A row of cells for each name, darker where the number is larger.
struct HeatMap: Sendable {
    var title: String
    var summary: String
    var period: ReportPeriod
    var periods: [String]
    var rows: [(name: String, values: [Double])]
}
