import FindingsModel

/// How a document gives its places, and which of its loose numbers are places therefore.
///
/// A logistic model: the weights of what stands beside a number (``LooseNumber/Clue``) and of what the document shows
/// add up to how likely the number is a line. They are fitted to 1,000 loose numbers of labelled reviews, of which 180
/// are lines; on sets that the fit left out, ten of eleven numbers taken were lines, and three of four lines were taken.
struct LineConvention {
    /// Shares of the remarks whose places are bare numbers, and whose places a word, sign or path announces.
    private let bare: Double
    private let announced: Double
    /// The lines that the document certainly names, and the last of them; 0 where it names none.
    private let known: Set<Int>
    private let last: Int

    /// - Parameter places: of each remark, those that are certain: with a word or sign that announces them, and without.
    init(_ places: [(announced: [LineRange], bare: [LineRange])]) {
        let count = Double(max(1, places.count))
        bare = Double(places.count { !$0.bare.isEmpty }) / count
        announced = Double(places.count { !$0.announced.isEmpty }) / count
        let all = places.lazy.flatMap { $0.announced + $0.bare }
        known = Set(all.map(\.first))
        last = all.map(\.last).max() ?? 0
    }

    /// - Parameter hasPlaces: the remark has places without it.
    func isLine(_ number: LooseNumber, besidePlaces hasPlaces: Bool) -> Bool {
        guard last > 0 else { return false }
        var weight = number.clues.reduce(Self.bias) { $0 + Self.weight(of: $1) }
        weight += bare == 0 ? -0.9 : bare < 0.34 ? 0.2 : bare < 0.67 ? 0.6 : 0
        weight += announced == 0 ? 1.7 : announced < 0.34 ? 0 : announced < 0.67 ? -0.7 : -1
        weight += hasPlaces ? -0.6 : 0.6
        if number.ranges.contains(where: { known.contains($0.first) }) { weight += 2.4 }
        let end = number.ranges.map(\.last).max() ?? 0
        // A file goes on a little behind the last line that a review names.
        weight += end <= last ? 0.5 : end <= last * 5 / 4 + 10 ? 0.6 : -1.2
        return weight > 0
    }

    /// Less what three of five make certain enough: the logarithm of 3 to 2.
    private static let bias = -0.6

    private static func weight(of clue: LooseNumber.Clue) -> Double {
        switch clue {
        case .isBelowTen: -3.5
        case .isRound: -2.7
        case .isBelowTwenty: -1.8
        case .isStatus, .isList: -1.4
        case .afterWord: -0.8
        case .afterMeasuring: -0.7
        case .beforeComma, .beforeClause: -0.6
        case .afterComma: -0.5
        case .opensText, .beforeDoing, .beforeWord, .inParentheses: -0.3
        case .afterOf, .isRange, .afterColon, .afterCode: 0
        case .beforeStop, .beforeUpper, .beforeEnd, .afterNumber: 0.1
        case .beforeCode, .afterPlacing: 0.2
        case .beforeColon, .beforeNumber: 0.4
        case .beforeParenthesis: 0.5
        case .afterJoining: 0.8
        case .afterStop: 1.4
        }
    }
}
