// benchmarks PATH-TO-REFRAIN: times the built executable on invented workloads, whole processes, and prints the medians.
//
// benchmarks PATH-TO-REFRAIN history DATABASE: the same with a million findings, in a database that is made where it is not
// there yet.
//
// benchmarks PATH-TO-REFRAIN flat: what a review costs after a hundred others, and after ten thousand.
//
// benchmarks PATH-TO-REFRAIN identity CORPUS…: how well findings are recognised as the same issue, on labelled reviews.
//
// Machines are noisy: compare figures of one run with each other, and quote ratios.

import Foundation

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func report(_ label: String, _ costs: [ProcessCost], per count: Int, unit: String) {
    let cpu = median(costs.map(\.cpuSeconds))
    let wall = median(costs.map(\.wallSeconds))
    let rate = Double(count) / max(cpu, 1e-9)
    let figures = [cpu, wall].map { String(format: "%8.3f", $0) }.joined(separator: " ")
    print("\(label.padding(toLength: 44, withPad: " ", startingAt: 0))\(figures)  \(Int(rate)) \(unit) a CPU second")
}

guard CommandLine.arguments.count > 1 else {
    print("usage: benchmarks PATH-TO-REFRAIN [history DATABASE | flat | identity CORPUS…]")
    exit(64)
}
let refrain = CommandLine.arguments[1]
if CommandLine.arguments.count == 4, CommandLine.arguments[2] == "history" {
    do {
        try HistoryBenchmark(refrain: refrain, database: CommandLine.arguments[3]).run()
        exit(0)
    } catch {
        print("error: \(error)")
        exit(2)
    }
}
if CommandLine.arguments.count == 3, CommandLine.arguments[2] == "flat" {
    do {
        try FlatBenchmark(refrain: refrain).run()
        exit(0)
    } catch {
        print("error: \(error)")
        exit(2)
    }
}
if CommandLine.arguments.count > 3, CommandLine.arguments[2] == "identity" {
    do {
        try IdentityBenchmark(refrain: refrain, corpora: Array(CommandLine.arguments.dropFirst(3))).run()
        exit(0)
    } catch {
        print("error: \(error)")
        exit(2)
    }
}
let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-benchmarks-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: folder) }

do {
    let workload = ProseWorkload()
    let manifest = try workload.write(to: folder).path(percentEncoded: false)
    let reviews = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "reviews").path())
        .sorted().map { folder.appending(path: "reviews/\($0)").path() }
    print("\("".padding(toLength: 44, withPad: " ", startingAt: 0)) CPU s   wall s")

    let runs = 5
    let starts = try (0..<runs).map { _ in try cost(of: [refrain, "--version"]) }
    report("start-up", starts, per: 1, unit: "starts")

    let extracts = try (0..<runs).map { _ in try cost(of: [refrain, "extract", "--format", "json"] + reviews) }
    report("extract, \(workload.reviews) prose reviews", extracts, per: workload.reviews, unit: "reviews")

    var ingests: [ProcessCost] = []
    var agains: [ProcessCost] = []
    for run in 0..<runs {
        let database = folder.appending(path: "run\(run).db").path()
        ingests.append(try cost(of: [refrain, "ingest", "--db", database, "--manifest", manifest]))
        agains.append(try cost(of: [refrain, "ingest", "--db", database, "--manifest", manifest]))
    }
    report("ingest, \(workload.reviews) prose reviews", ingests, per: workload.reviews, unit: "reviews")
    report("the same again", agains, per: workload.reviews, unit: "reviews")

    let database = folder.appending(path: "run0.db").path()
    for (label, command) in [
        ("issues 'is:open' --limit 20", ["issues", "is:open", "--limit", "20"]),
        ("search sleep", ["search", "sleep"]),
        ("report trend --by week", ["report", "trend", "--by", "week"]),
    ] {
        let costs = try (0..<runs).map { _ in try cost(of: [refrain] + command + ["--db", database]) }
        report(label, costs, per: 1, unit: "calls")
    }
} catch {
    print("error: \(error)")
    exit(2)
}
