import FindingsModel
import FindingsStore
import Ingestion

/// What a document's reviews and findings are flagged with, for the person who hands it in.
struct FlagNotes {
    /// A flag, and the findings that have it: none where it is the review's.
    private struct Entry {
        var flag: String
        var findings = 0
        var first: Finding?
    }

    private let source: String
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]
    /// Every flag with its finding, in order; kept only where all are asked for.
    private var all: [(flag: String, finding: Finding?)] = []
    private var left = 0
    private let isVerbose: Bool

    /// Of flags that are kept of a document.
    static let limit = 10_000

    init(source: String, isVerbose: Bool) {
        self.source = source
        self.isVerbose = isVerbose
    }

    mutating func add(flags: [String]) {
        for flag in flags { add(flag, nil) }
    }

    mutating func add(_ findings: [Finding]) {
        for finding in findings where !finding.flags.isEmpty {
            for flag in finding.flags { add(flag, finding) }
        }
    }

    private mutating func add(_ flag: String, _ finding: Finding?) {
        if isVerbose {
            if all.count < Self.limit { all.append((flag, finding)) } else { left += 1 }
            return
        }
        guard ReadingDoubt.isOne(flag) else { return }
        let place = places[flag] ?? entries.count
        if place == entries.count {
            places[flag] = place
            entries.append(Entry(flag: flag, first: finding))
        }
        if finding != nil { entries[place].findings += 1 }
    }

    /// How many are told unless all are asked for.
    private static let shown = 4

    /// A note each: the doubts, the first few of them; with `--verbose` every flag of every finding.
    ///
    /// - Parameter text: the document; empty where it is too large for memory.
    func notes(in text: [UInt8]) -> [String] {
        func place(_ finding: Finding) -> String {
            guard !text.isEmpty else { return "finding \(finding.ordinal)" }
            return "line \(Place(file: source, byte: finding.span.start, in: text).line ?? 1)"
        }
        guard !isVerbose else {
            return all.map { flag, finding in
                "\(source): " + (finding.map { "finding \($0.ordinal), \(place($0)): " } ?? "") + flag
            } + (left > 0 ? ["\(source): \(left) more flags; `refrain findings` has them"] : [])
        }
        var notes = entries.prefix(Self.shown).map { entry in
            guard let first = entry.first else { return "\(source): \(entry.flag)" }
            let count = entry.findings == 1 ? "" : "\(entry.findings) findings, the first: "
            return "\(source): \(entry.flag) (\(count)\(place(first)))"
        }
        let left = entries.count - notes.count
        if left > 0 { notes.append("\(source): \(left) more like these; --verbose tells all") }
        return notes
    }

    /// The notes of a document's reviews, of each document of an archive.
    static func notes(of prepared: [Intake.Prepared], isVerbose: Bool) -> [String] {
        var notes: [String] = []
        var rest = prepared[...]
        while let first = rest.first {
            let source = first.submitted.source
            let parts = rest.prefix { $0.submitted.source == source }
            rest = rest.dropFirst(parts.count)
            var flags = FlagNotes(source: source, isVerbose: isVerbose)
            for part in parts {
                flags.add(flags: part.submitted.review.flags)
                flags.add(part.submitted.review.findings)
            }
            notes += flags.notes(in: first.submitted.document.bytes)
        }
        return notes
    }

    /// The flags of findings, each behind its finding's number: `finding 3: outdated`.
    static func texts(_ findings: [Finding]) -> [String] {
        findings.flatMap { finding in finding.flags.map { "finding \(finding.ordinal): \($0)" } }
    }
}
