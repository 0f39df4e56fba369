import Foundation

/// Times questions to a database of a million findings. The database is made once and kept: it takes minutes.
struct HistoryBenchmark {
    let refrain: String
    let database: String
    var runs = 7

    private static let questions: [[String]] = [
        ["issues", "is:open severity:>=medium path:tests/area3/**", "--limit", "20"],
        ["issues", "is:open category:sleepy-test", "--limit", "20"],
        ["search", "mock gateway"],
        ["report", "trend", "--by", "week", "--since", "2025-11-18", "--until", "2026-11-17"],
        ["report", "trend", "--by", "week", "--since", "2025-11-18", "--until", "2026-11-17", "--branch", "main"],
        ["report", "trend", "--by", "week", "--since", "2025-11-18", "--format", "html", "--output", "/dev/null"],
    ]

    func run() throws {
        if !FileManager.default.fileExists(atPath: database) { try make() }
        for question in Self.questions {
            let costs = try (0..<runs).map { _ in try cost(of: [refrain] + question + ["--db", database]) }
            report(question.prefix(4).joined(separator: " "), costs, per: 1, unit: "calls")
        }
    }

    private func make() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-history-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let workload = HistoryWorkload()
        let documents = try workload.write(to: folder)
        let made = try cost(of: [refrain, "ingest", "--db", database] + documents)
        report("ingest, \(workload.reviews) reviews", [made], per: workload.reviews, unit: "reviews")
    }
}
