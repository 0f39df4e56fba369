import FindingsModel
import FindingsStore
import Foundation

/// What an ingest did, in rows and in a sentence.
struct IngestSummary {
    var outcomes: [IngestOutcome] = []
    /// Of each outcome's review, what it and its findings are flagged with.
    var flags: [[String]] = []
    var failures = 0

    /// - Parameter hasFlags: with all flags of each review, as a JSON array.
    func rows(hasFlags: Bool) -> RowSet {
        let columns = [
            "review", "status", "source", "findings", "praise", "new", "known", "reopened", "missing", "resolved",
        ]
        return RowSet(
            columns: columns + (hasFlags ? ["flags"] : []),
            rows: outcomes.enumerated().map { place, outcome in
                let counts: [Int?] =
                    outcome.status == .alreadyThere
                    ? Array(repeating: nil, count: 5)
                    : [outcome.new, outcome.known, outcome.reopened, outcome.missing, outcome.resolved]
                return [
                    .text(outcome.review),
                    .text(outcome.replayed ? "stored, history replayed" : outcome.status.rawValue),
                    .text(outcome.source), .integer(Int64(outcome.findings)), .integer(Int64(outcome.praise)),
                ] + counts.map { $0.map { Value.integer(Int64($0)) } ?? .null }
                    + (hasFlags ? [.text(Self.json(flags.indices.contains(place) ? flags[place] : []))] : [])
            })
    }

    private static func json(_ texts: [String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    var sentence: String {
        let stored = outcomes.filter { $0.status == .stored }
        let known = outcomes.count - stored.count
        var text = "\(Self.count(stored.count, "review")) stored"
        if known > 0 { text += ", \(known) already there" }
        if failures > 0 { text += ", \(failures) could not be read" }
        if !stored.isEmpty {
            func sum(_ field: KeyPath<IngestOutcome, Int>) -> Int { stored.reduce(0) { $0 + $1[keyPath: field] } }
            text += ": \(Self.count(sum(\.findings), "finding")) (\(sum(\.praise)) praise)"
            text += ", \(Self.count(sum(\.new), "new issue")), \(sum(\.known)) reported again"
            let parts = [
                (sum(\.reopened), "reopened"), (sum(\.missing), "went missing"), (sum(\.resolved), "resolved"),
            ]
            for (number, word) in parts where number > 0 { text += ", \(number) \(word)" }
            let late = stored.count { $0.replayed }
            if late > 0 {
                text += "; for \(late) the file's history was replayed"
            }
        }
        return text + "."
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
