import FindingsModel

/// What the rows of a trend come to, in sentences and key figures.
struct TrendFacts: Sendable {
    let options: TrendOptions
    let questions: TrendQuestions
    let periods: [String]
    let open, missing, new, reopened, returned, wentMissing, resolved: [Double]
    /// Days that half of the resolved issues took at most; `nil` where none was resolved.
    let medianDaysToFix: Double?

    init(_ trend: RowSet, _ timeToFix: RowSet, _ options: TrendOptions, _ questions: TrendQuestions) {
        let reader = RowReader(trend)
        self.questions = questions
        self.options = options
        periods = (0..<reader.count).map { reader.text($0, "period") }
        open = reader.numbers("open")
        missing = reader.numbers("missing")
        new = reader.numbers("new")
        reopened = reader.numbers("reopened")
        returned = reader.numbers("returned")
        wentMissing = reader.numbers("went_missing")
        resolved = reader.numbers("resolved")
        let times = RowReader(timeToFix)
        medianDaysToFix = times.count > 0 ? times.number(0, "median_days") : nil
    }

    var scope: String {
        let first = options.period.phrase(periods.first ?? "")
        let last = options.period.phrase(periods.last ?? "")
        return ReportScope.text(
            time: periods.count == 1 ? first : "\(first) to \(last)", branch: options.branch, project: options.project,
            path: options.path)
    }

    private func total(_ values: [Double]) -> Int { Int(values.reduce(0, +)) }
    private func last(_ values: [Double]) -> Int { Int(values.last ?? 0) }
    private var span: String {
        periods.count == 1
            ? "the \(options.period.rawValue)" : "the \(periods.count) \(options.period.name(periods.count))"
    }
    /// What stood open or missing before the first period.
    private var standingBefore: Int {
        Int(
            (open.first ?? 0) + (missing.first ?? 0) - (new.first ?? 0) - (reopened.first ?? 0) + (resolved.first ?? 0))
    }

    var sentences: [Sentence] {
        let standing = last(open) + last(missing)
        let entered = total(new) + total(reopened)
        let left = total(resolved)
        var sentences: [Sentence] = []
        func say(_ text: String, from query: QueryCall) { sentences.append(Sentence(text, from: query)) }
        let end = options.period.phrase(periods.last ?? "")
        say(
            "At the end of \(end), \(Figure.count(last(open), "issue is", "issues are")) open"
                + (last(missing) > 0
                    ? " and \(Figure.count(last(missing), "more is", "more are")) missing: not mentioned by the last review"
                        + " of \(last(missing) == 1 ? "its" : "their") file, but not known to be fixed." : "."),
            from: questions.trend)
        if periods.count > 1 {
            let change = standing - standingBefore
            let word = change > 0 ? "more" : "fewer"
            say(
                change == 0
                    ? "Open and missing together, that is as many as before \(span)."
                    : "Open and missing together, that is \(Figure.grouped(abs(change))) \(word) than before \(span).",
                from: questions.trend)
        }
        say(
            "In \(span), \(Figure.count(entered, "issue", "issues")) came in (\(Figure.grouped(total(new))) new,"
                + " \(Figure.grouped(total(reopened))) reopened after a fix) and"
                + " \(Figure.count(left, "was", "were").replacing("no were", with: "none were")) resolved"
                + verdict(entered: entered, left: left), from: questions.trend)
        if let medianDaysToFix, left > 0 {
            say(
                "Half of the resolved issues were gone within \(Figure.decimal(medianDaysToFix.rounded())) days of their"
                    + " first report.", from: questions.timeToFix)
        }
        return sentences
    }

    private func verdict(entered: Int, left: Int) -> String {
        guard periods.count > 1, entered > 0 || left > 0 else { return "." }
        let rateIn = Figure.rate(entered, periods.count)
        let rateOut = Figure.rate(left, periods.count)
        let unit = options.period.rawValue
        if entered > left { return ": more come in than go, \(rateIn) against \(rateOut) a \(unit)." }
        if left > entered { return ": more go than come in, \(rateOut) against \(rateIn) a \(unit)." }
        return ": as many come in as go."
    }

    var figures: [KeyFigure] {
        let before = periods.count > 1 ? "over \(span)" : "in \(span)"
        return [
            KeyFigure(
                label: "Open", value: Figure.grouped(last(open)),
                note: "\(Figure.grouped(Int(open.max() ?? 0))) at most", query: questions.trend),
            KeyFigure(
                label: "Missing", value: Figure.grouped(last(missing)), note: "not mentioned lately",
                query: questions.trend),
            KeyFigure(label: "New", value: Figure.grouped(total(new)), note: before, query: questions.trend),
            KeyFigure(
                label: "Reopened", value: Figure.grouped(total(reopened)), note: "after a fix",
                query: questions.trend),
            KeyFigure(label: "Resolved", value: Figure.grouped(total(resolved)), note: before, query: questions.trend),
            KeyFigure(
                label: "Days to fix", value: medianDaysToFix.map { Figure.decimal($0.rounded()) } ?? "–",
                note: "median",
                query: questions.timeToFix),
        ]
    }
}
