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
        let beginning = beginning
        if let beginning {
            say(sentence(of: beginning, standing: standing), from: questions.trend)
        } else if periods.count > 1 {
            let change = standing - standingBefore
            let word = change > 0 ? "more" : "fewer"
            say(
                change == 0
                    ? "Open and missing together, that is as many as before \(span)."
                    : "Open and missing together, that is \(Figure.grouped(abs(change))) \(word) than before \(span).",
                from: questions.trend)
        }
        if let beginning, beginning.periods > 0 {
            say(flow(of: movement(in: (beginning.index + 1)...), beginning: beginning), from: questions.trend)
            if let recent = recentFlow(since: beginning) { say(recent, from: questions.trend) }
        } else {
            say(flow(of: movement(in: 0...), beginning: nil), from: questions.trend)
        }
        if let medianDaysToFix, left > 0 {
            say(
                "Half of the resolved issues were gone within \(Figure.decimal(medianDaysToFix.rounded())) days of their"
                    + " first report.", from: questions.timeToFix)
        }
        return sentences
    }

    // MARK: - A history that begins within the periods

    /// The first period with issues, where nothing stood before it: what came in with it was not new in the code, but
    /// reviewed for the first time.
    private struct Beginning {
        var index: Int
        /// What stood open or missing at its end.
        var standing: Int
        /// How many periods came after it.
        var periods: Int
    }

    private var beginning: Beginning? {
        guard periods.count > 1, standingBefore == 0,
            let index = periods.indices.first(where: { index in
                [new, reopened, open, missing].contains { index < $0.count && $0[index] > 0 }
            }), index < open.count, index < missing.count
        else { return nil }
        return Beginning(
            index: index, standing: Int(open[index]) + Int(missing[index]), periods: periods.count - index - 1)
    }

    private func sentence(of beginning: Beginning, standing: Int) -> String {
        let phrase = options.period.phrase(periods[beginning.index])
        // Where a first day was asked for, an earlier history may have ended with nothing left.
        let opening = options.since == nil ? "The history begins with \(phrase)" : "Nothing stood before \(phrase)"
        guard beginning.periods > 0 else { return "\(opening): there is nothing earlier to compare with." }
        let change = standing - beginning.standing
        let difference =
            change == 0 ? "as many as" : "\(Figure.grouped(abs(change))) \(change > 0 ? "more" : "fewer") than"
        return "\(opening). Open and missing together, \(Figure.grouped(standing)) stand now, \(difference) at the"
            + " end of that \(options.period.rawValue) (\(Figure.grouped(beginning.standing)))."
    }

    // MARK: - What came and went

    private struct Movement {
        var new, reopened, resolved, periods: Int
        var entered: Int { new + reopened }
    }

    private func movement(in range: some RangeExpression<Int>) -> Movement {
        let indices = range.relative(to: periods.indices)
        func sum(_ values: [Double]) -> Int { Int(values[indices.clamped(to: values.indices)].reduce(0, +)) }
        return Movement(new: sum(new), reopened: sum(reopened), resolved: sum(resolved), periods: indices.count)
    }

    private func flow(of movement: Movement, beginning: Beginning?) -> String {
        let unit = options.period.name(movement.periods)
        let span =
            beginning == nil
            ? self.span : movement.periods == 1 ? "the \(unit) since" : "the \(movement.periods) \(unit) since"
        return "In \(span), \(Figure.count(movement.entered, "issue", "issues")) came in"
            + " (\(Figure.grouped(movement.new)) new, \(Figure.grouped(movement.reopened)) reopened after a fix) and"
            + " \(Figure.count(movement.resolved, "was", "were").replacing("no were", with: "none were")) resolved"
            + verdict(movement)
    }

    private func verdict(_ movement: Movement) -> String {
        let (entered, left) = (movement.entered, movement.resolved)
        guard periods.count > 1, entered > 0 || left > 0 else { return "." }
        let rateIn = Figure.rate(entered, movement.periods)
        let rateOut = Figure.rate(left, movement.periods)
        let unit = options.period.rawValue
        if entered > left { return ": more come in than go, \(rateIn) against \(rateOut) a \(unit)." }
        if left > entered { return ": more go than come in, \(rateOut) against \(rateIn) a \(unit)." }
        return ": as many come in as go."
    }

    /// The last periods beside as many before them, none of them the one that the history begins with.
    private func recentFlow(since beginning: Beginning) -> String? {
        let length = min(3, beginning.periods / 2)
        guard length > 1 else { return nil }
        let recent = movement(in: (periods.count - length)...)
        let before = movement(in: (periods.count - 2 * length)..<(periods.count - length))
        func told(_ movement: Movement) -> String {
            "\(Figure.grouped(movement.entered)) came in and \(Figure.grouped(movement.resolved)) were resolved"
        }
        return "In the last \(length) \(options.period.name(length)), up to the last review, \(told(recent)); in the"
            + " \(length) before, \(told(before))."
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
