import FindingsModel

/// What the rows of a trend come to, in sentences and key figures.
struct TrendFacts: Sendable {
    let options: TrendOptions
    let questions: TrendQuestions
    let periods: [String]
    let open, missing, new, reopened, returned, wentMissing, resolved: [Double]
    /// Days that half of the resolved issues took at most; `nil` where none was resolved.
    let medianDaysToFix: Double?
    /// Open issues of high or critical severity as they stand; `nil` where the report ends on an earlier day.
    let grave: Int?
    /// Open issues that have been known for more than three months; `nil` as above.
    let old: Int?
    /// The day of the last review that the report looks at; `nil` where there is none.
    let lastReview: CivilDay?

    /// - Parameters:
    ///   - ages: of the open issues, as ``TrendQuestions/ages`` gives them.
    ///   - branches: those looked at, as ``TrendQuestions/branches`` gives them.
    init(
        _ trend: RowSet, timeToFix: RowSet, ages: RowSet, branches: RowSet, _ options: TrendOptions,
        _ questions: TrendQuestions
    ) {
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
        let ages = RowReader(ages)
        let isToday = options.until == nil && ages.count > 0
        grave = isToday ? ages.sum("critical") + ages.sum("high") : nil
        old =
            isToday
            ? (0..<ages.count).filter { ages.integer($0, "min_days") >= 90 }.reduce(0) { $0 + ages.integer($1, "open") }
            : nil
        let asked = RowReader(branches)
        let days = (0..<asked.count).filter { options.branch != nil || asked.integer($0, "default") == 1 }
            .map { String(asked.text($0, "last_reviewed").prefix(10)) }
        lastReview = (options.until.map { end in days.map { min($0, end) } } ?? days).max().flatMap(CivilDay.init)
    }

    var scope: String {
        let first = options.period.phrase(periods.first ?? "")
        let last = options.period.phrase(periods.last ?? "")
        return ReportScope.text(
            time: periods.count == 1 ? first : "\(first) to \(last)", branch: options.branch, project: options.project,
            path: options.path)
    }

    /// The last day that the last period knows of, where that is not its last day.
    var endsEarly: CivilDay? {
        guard let lastReview, let end = periods.last.flatMap(options.period.lastDay), lastReview.before(days: 0) < end
        else { return nil }
        return lastReview
    }

    /// The first day of the last two periods, or of the last seven days.
    var lately: String {
        periods.suffix(options.period == .day ? 7 : 2).first ?? ""
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
        say(headline, from: questions.trend)
        if let urgency { say(urgency, from: questions.ages) }
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
        if options.until == nil, let lastReview, let today = CivilDay(options.generatedAt),
            today.days(since: lastReview) >= Self.longSilence
        {
            say(
                "The last review was made on \(lastReview.long), \(Figure.grouped(today.days(since: lastReview))) days"
                    + " before this report: of what changed since, no review tells.", from: questions.branches)
        }
        return sentences
    }

    /// After so many days without a review a reader should know that the numbers are old.
    private static let longSilence = 14

    private var headline: String {
        let open = last(open)
        let missing = last(missing)
        var text =
            "At the end of \(options.period.phrase(periods.last ?? "")), \(Figure.count(open, "issue is", "issues are")) open"
        if missing > 0 {
            text +=
                " and \(Figure.count(missing, "more is", "more are")) missing: not mentioned by the last review of"
                + " \(missing == 1 ? "its" : "their") file, but not known to be fixed"
        }
        return text + "."
    }

    /// How grave and how old it is what is open.
    private var urgency: String? {
        let open = last(open)
        guard let grave, let old, open > 0 else { return nil }
        guard open > 1 else {
            return
                "The open one is \(grave == 0 ? "not " : "")of high or critical severity, and has \(old == 0 ? "not " : "")been known for"
                + " more than three months."
        }
        func told(_ number: Int, _ one: String, _ many: String) -> String {
            switch number {
            case 0: "none \(one)"
            case 1: "1 \(one)"
            case open...: "all \(many)"
            default: "\(Figure.grouped(number)) \(many)"
            }
        }
        return
            "Of the open ones, \(told(grave, "is", "are")) of high or critical severity, and \(told(old, "has", "have")) been known"
            + " for more than three months."
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
        let kinds =
            switch (movement.new, movement.reopened) {
            case (0, 0): ""
            case (_, 0): movement.new == 1 ? ", a new one," : ", all new,"
            case (0, _): movement.reopened == 1 ? " again after a fix" : ", all again after a fix,"
            default:
                " (\(Figure.grouped(movement.new)) new, \(Figure.grouped(movement.reopened)) reopened after a fix)"
            }
        return "In \(span), \(Figure.count(movement.entered, "issue", "issues")) came in\(kinds) and"
            + " \(Self.resolved(movement.resolved))" + verdict(movement)
    }

    /// "none were resolved", "1 was resolved", "5 were resolved".
    private static func resolved(_ number: Int) -> String {
        number == 0 ? "none were resolved" : "\(Figure.count(number, "was", "were")) resolved"
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
            "\(movement.entered == 0 ? "none" : Figure.grouped(movement.entered)) came in and \(Self.resolved(movement.resolved))"
        }
        let end = options.until == nil ? " up to the last review," : ""
        return "In the last \(length) \(options.period.name(length)),\(end) \(told(recent)); in the"
            + " \(length) before, \(told(before))."
    }

    var figures: [KeyFigure] {
        let before = periods.count > 1 ? "over \(span)" : "in \(span)"
        func figure(_ label: String, _ number: Int, _ note: String, _ query: QueryCall) -> KeyFigure {
            KeyFigure(label: label, value: Figure.grouped(number), note: note, query: query)
        }
        let most = "\(Figure.grouped(Int(open.max() ?? 0))) at most"
        var figures = [figure("Open", last(open), most, questions.trend)]
        // How grave they are is known of today alone.
        if let grave { figures.append(figure("High or critical", grave, "of those open", questions.ages)) }
        figures.append(figure("Missing", last(missing), "not mentioned lately", questions.trend))
        if grave != nil {
            figures.append(
                figure(
                    "Came in", total(new) + total(reopened),
                    total(reopened) == 0
                        ? before : "\(Figure.grouped(total(new))) new, \(Figure.grouped(total(reopened))) back",
                    questions.trend))
        } else {
            figures.append(figure("New", total(new), before, questions.trend))
            figures.append(figure("Reopened", total(reopened), "after a fix", questions.trend))
        }
        figures.append(figure("Resolved", total(resolved), before, questions.trend))
        figures.append(
            KeyFigure(
                label: "Days to fix", value: medianDaysToFix.map { Figure.decimal($0.rounded()) } ?? "–",
                note: "median", query: questions.timeToFix))
        return figures
    }
}
