import Foundation

/// How well findings are recognised as the same issue, and what each kind of evidence earns.
///
/// The reviews are extracted once; every row of the table ingests the extracted findings into a new database, with lines
/// shifted or taken away or with one kind of evidence switched off, and asks for the issues.
struct IdentityBenchmark {
    let refrain: String
    let corpora: [String]

    enum Lines { case asTheyAre, shifted, none }

    func run() throws {
        for folder in corpora {
            let corpus = try LabelledCorpus(folder: folder) { files in
                try output(of: [refrain, "extract", "--format", "json"] + files)
            }
            print("\(corpus.name): \(corpus.items.count) reviews")
            print("\("".padding(toLength: 44, withPad: " ", startingAt: 0))    P      R      F1     B³")
            show("all evidence", try score(corpus))
            show("every review's lines shifted by up to 40", try score(corpus, lines: .shifted))
            show("no line references", try score(corpus, lines: .none))
            show("hash of the normalised title", Self.byTitle(corpus))
            for kinds in [
                ["words"], ["code"], ["categories"], ["meaning"], ["lines", "shift", "shape"], ["shift"], ["shape"],
                ["hindsight"], ["words", "code"],
            ] {
                show("without \(kinds.joined(separator: ", "))", try score(corpus, without: kinds))
            }
        }
    }

    private func show(_ label: String, _ score: IdentityScore) {
        let figures = [score.precision, score.recall, score.f1, score.bCubed].map { String(format: "%.3f", $0) }
        print(label.padding(toLength: 44, withPad: " ", startingAt: 0) + "  " + figures.joined(separator: "  "))
    }

    // MARK: - One row

    private func score(_ corpus: LabelledCorpus, lines: Lines = .asTheyAre, without: [String] = []) throws
        -> IdentityScore
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var dice = SeededGenerator(seed: 40)
        var manifest = Data()
        for (number, item) in corpus.items.enumerated() {
            var document = item.document
            let delta = Int.random(in: -40...40, using: &dice)
            document["findings"] = (document["findings"] as? [[String: Any]] ?? []).map { finding in
                var finding = finding
                switch lines {
                case .asTheyAre: return finding
                case .none: finding["lines"] = [[Int]]()
                case .shifted:
                    finding["lines"] = (finding["lines"] as? [[Int]] ?? []).map { $0.map { max(1, $0 + delta) } }
                }
                finding["references"] = nil
                return finding
            }
            try JSONSerialization.data(withJSONObject: document).write(to: folder.appending(path: "\(number).json"))
            var entry = item.manifest
            entry["review"] = "\(number).json"
            manifest += try JSONSerialization.data(withJSONObject: entry, options: .withoutEscapingSlashes) + [0x0A]
        }
        let list = folder.appending(path: "manifest.jsonl")
        try manifest.write(to: list)
        let database = folder.appending(path: "identity.db").path(percentEncoded: false)
        _ = try output(
            of: [refrain, "ingest", "--no-git", "--db", database, "--manifest", list.path(percentEncoded: false)]
                + without.flatMap { ["--match-without", $0] })
        let rows = try LabelledCorpus.objects(
            output(of: [
                refrain, "sql", "--db", database, "--format", "jsonl", "SELECT source, ordinal, issue FROM findings",
            ]))
        var issues: [Int: [Int: String]] = [:]
        for row in rows {
            let name = URL(filePath: row["source"] as? String ?? "").deletingPathExtension().lastPathComponent
            guard let number = Int(name), let ordinal = row["ordinal"] as? Int else { continue }
            issues[number, default: [:]][ordinal] = row["issue"] as? String
        }
        return IdentityScore(corpus) { issues[$0]?[$1] }
    }

    /// What a hash of the words of the title, in order, would join.
    private static func byTitle(_ corpus: LabelledCorpus) -> IdentityScore {
        IdentityScore(corpus) { number, ordinal in
            let findings = corpus.items[number].document["findings"] as? [[String: Any]] ?? []
            let title = findings.first { $0["ordinal"] as? Int == ordinal }?["title"] as? String ?? ""
            let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
            return (corpus.items[number].manifest["path"] as? String ?? "") + words.joined(separator: " ")
        }
    }
}
