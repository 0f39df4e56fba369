import Foundation

/// What one more review costs when a project has a hundred, and when it has ten thousand: the files and what is wrong with
/// them stay alike, only the history is longer.
struct FlatBenchmark {
    let refrain: String
    var files = 20
    var runs = 9

    func run() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-flat-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var workload = ProseWorkload()
        workload.files = files
        workload.reviews = 10_000 + files
        let manifest = try String(contentsOf: workload.write(to: folder), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        func list(_ range: Range<Int>) throws -> String {
            let url = folder.appending(path: "manifest-\(range.lowerBound).jsonl")
            try manifest[range].joined(separator: "\n").write(to: url, atomically: false, encoding: .utf8)
            return url.path(percentEncoded: false)
        }
        let database = folder.appending(path: "history.db").path(percentEncoded: false)
        let ingest = [refrain, "ingest", "--no-git", "--db", database, "--manifest"]
        var medians: [Double] = []
        for (before, from, size) in [(0, 0, 100), (100, 100, 10_000)] {
            _ = try cost(of: ingest + [list(from..<size)])
            // A copy of the database a run: each run stores the same reviews.
            let next = try list(size..<(size + files))
            var costs: [ProcessCost] = []
            for _ in 0..<runs {
                let copy = folder.appending(path: "copy.db")
                try? FileManager.default.removeItem(at: copy)
                try FileManager.default.copyItem(atPath: database, toPath: copy.path(percentEncoded: false))
                costs.append(
                    try cost(
                        of: [
                            refrain, "ingest", "--no-git", "--db", copy.path(percentEncoded: false), "--manifest", next,
                        ]
                    ))
            }
            report("\(files) reviews after \(before + size - from)", costs, per: files, unit: "reviews")
            medians.append(median(costs.map(\.cpuSeconds)))
        }
        print("the later cost \(String(format: "%.2f", medians[1] / max(1e-9, medians[0]))) times the earlier")
    }
}
