// train-meaning REMARKS-FOLDER TABLE.tsv: learns from remarks that tell of one problem in other words what words mean, writes
// the table that IssueTracking embeds, and prints how well it finds the other wordings on projects that it did not learn
// from.

import Foundation
import IssueTracking

/// One project in so many is left out at first, and measured.
let folds = 8

guard CommandLine.arguments.count == 3 else {
    print("usage: train-meaning REMARKS-FOLDER TABLE.tsv")
    exit(64)
}
do {
    let remarks = try WordedRemark.all(in: CommandLine.arguments[1])
    let projects = Set(remarks.map(\.project)).sorted()
    let left = Set(projects.enumerated().filter { $0.offset % folds == 0 }.map(\.element))
    print("\(remarks.count) complaints on \(projects.count) projects")

    let tried = MeaningWeights(MeaningLearner(remarks.filter { !left.contains($0.project) }).table)
    Retrieval(remarks.filter { left.contains($0.project) }, tried).report()

    let learner = MeaningLearner(remarks)
    let table = learner.table
    Retrieval(remarks, MeaningWeights(table)).report("learned from, to compare")
    try Data(table.utf8).write(to: URL(filePath: CommandLine.arguments[2]))
    print("\(learner.names.count) words, \(table.utf8.count / 1024) KB")
} catch {
    print("error: \(error)")
    exit(2)
}
