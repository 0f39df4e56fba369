/// A finding of the review, tied to an issue; both by their places in the lists that matching was given.
struct Tie: Sendable {
    var finding: Int
    var issue: Int
    var also: [Int] = []
    var pass: MatchPass
    var score: Double
    var runnerUp: Int?
    var runnerUpScore: Double?
}
