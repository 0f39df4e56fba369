import ArgumentParser
import FindingsStore

/// One rule of the gate: no more than so many issues of a search.
struct GateRule: Sendable, ExpressibleByArgument {
    enum Scope: String, CaseIterable, ExpressibleByArgument, Sendable {
        /// What was not there before: not on the default branch, or not in the baseline.
        case new
        /// Everything that is open or missing.
        case all
    }

    var name: String
    var search: String
    /// At most so many.
    var max: Int
    /// `nil`: as the command says.
    var scope: Scope?
    /// The search, parsed; `nil` for every issue.
    var query: SearchQuery?

    init(name: String, search: String, max: Int, scope: Scope?) {
        self.name = name
        self.search = search
        self.max = max
        self.scope = scope
    }

    /// `SEARCH=N`, as `--max` takes it: the last `=` parts them.
    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="), let max = Int(argument[argument.index(after: sign)...]), max >= 0
        else { return nil }
        let search = String(argument[..<sign]).trimmingPrefix { $0 == " " }
        self.init(name: search.isEmpty ? "any issue" : String(search), search: String(search), max: max, scope: nil)
    }

    func parsed() throws -> SearchQuery? {
        search.allSatisfy(\.isWhitespace) ? nil : try SearchQuery(search, subject: .issues, now: Clock.now())
    }
}
