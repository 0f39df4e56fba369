import FindingsModel
import Foundation

/// How many issues may be open some periods on, told only where the same method has been right often enough before.
///
/// Two methods are tried at every moment of the history that leaves room for it: that the number stays as it is, and that it
/// goes on as it went over the last eight periods. The better one is taken. Its range is the split conformal interval
/// of its absolute errors (Lei et al., Distribution-Free Predictive Inference for Regression, 2018): the ⌈0.8 (n + 1)⌉-th
/// smallest of n errors. Tries overlap in time, so the range is a description of the past, not a guarantee.
struct Outlook: Sendable {
    /// Periods that a drift is measured over.
    private static let memory = 8
    private static let fewestTries = 12

    private(set) var rows: RowSet
    let sentence: String

    /// - Parameter values: open issues at the end of each period, oldest first.
    init(_ values: [Double], period: ReportPeriod) {
        let horizon =
            switch period {
            case .day: 7
            case .week: 4
            case .month: 2
            }
        rows = Outlook.noRows
        let needed = Self.memory + horizon + Self.fewestTries
        guard values.count >= needed, let now = values.last else {
            sentence =
                "No forecast: to try one on this history takes \(needed) \(period.name(needed)) of it, and there"
                + " \(values.count == 1 ? "is" : "are") \(values.count)."
            return
        }
        let methods = [Self.stay, Self.drift].map { method in (1...horizon).map { Trial(values, method, ahead: $0) } }
        let chosen = methods[1][horizon - 1].meanError < methods[0][horizon - 1].meanError ? 1 : 0
        let trials = methods[chosen]
        let last = trials[horizon - 1]
        let ahead = "\(horizon) \(period.name(horizon)) ahead"
        let method =
            chosen == 0
            ? "that the number stays as it is"
            : "that it goes on as over the last \(Self.memory) \(period.name(Self.memory))"
        func rounded(_ number: Double) -> String { Figure.decimal((number * 10).rounded() / 10) }
        let tried =
            "was tried \(last.count) times on this history: \(ahead) it was off by \(rounded(last.meanError)) on average, and"
            + " in four of five tries by \(rounded(last.range)) at most"
        guard last.range <= max(2, now / 4) else {
            sentence =
                "No forecast: the better of two simple ones, \(method), \(tried). That is too wide for"
                + " \(Figure.count(Int(now), "issue", "issues")) that are open now."
            return
        }
        let steps = trials.map { trial -> (expected: Double, low: Double, high: Double) in
            let expected = max(0, trial.expected.rounded())
            return (
                expected, max(0, (trial.expected - trial.range).rounded()),
                max(0, (trial.expected + trial.range).rounded())
            )
        }
        let end = steps[horizon - 1]
        sentence =
            "In \(horizon) \(period.name(horizon)), \(Figure.grouped(Int(end.low))) to \(Figure.grouped(Int(end.high))) open"
            + " issues are to be expected, \(Figure.grouped(Int(end.expected))) in the middle. The forecast, \(method), \(tried)."
        rows.rows = zip(trials, steps).map { trial, step in
            [
                .integer(Int64(trial.ahead)), .real(step.expected), .real(step.low), .real(step.high),
                .integer(Int64(trial.count)), .real((trial.meanError * 10).rounded() / 10),
            ]
        }
    }

    private static let noRows = RowSet(
        columns: ["periods_ahead", "expected", "low", "high", "tries", "mean_error"], rows: [])

    // MARK: - Methods: what is expected so many periods after the last value

    private static func stay(_ values: ArraySlice<Double>, ahead: Int) -> Double { values.last ?? 0 }

    private static func drift(_ values: ArraySlice<Double>, ahead: Int) -> Double {
        guard let last = values.last, values.count > memory else { return values.last ?? 0 }
        return last + (last - values[values.endIndex - 1 - memory]) / Double(memory) * Double(ahead)
    }

    /// A method at every moment at which it could have been asked, and now.
    private struct Trial {
        let ahead: Int
        let expected: Double
        let count: Int
        let meanError: Double
        /// What four of five errors do not exceed.
        let range: Double

        init(_ values: [Double], _ method: (ArraySlice<Double>, Int) -> Double, ahead: Int) {
            self.ahead = ahead
            expected = method(values[...], ahead)
            let errors = (Outlook.memory + 1...values.count - ahead).map { known in
                abs(values[known + ahead - 1] - method(values[..<known], ahead))
            }.sorted()
            count = errors.count
            meanError = errors.reduce(0, +) / Double(max(1, errors.count))
            let rank = Int((0.8 * Double(errors.count + 1)).rounded(.up))
            range = errors.isEmpty ? .infinity : errors[min(rank, errors.count) - 1]
        }
    }
}
