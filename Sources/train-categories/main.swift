// train-categories REMARKS-FOLDER TABLE.tsv: learns from labelled remarks what words say of a category, writes the
// table that ProseExtraction embeds, and prints how well it does on projects that it did not learn from.

import FindingsModel
import Foundation
import ProseExtraction

let folds = 4

guard CommandLine.arguments.count == 3 else {
    print("usage: train-categories REMARKS-FOLDER TABLE.tsv")
    exit(64)
}
do {
    let catalogue = CategoryCatalogue.standard.categories
    let complaints = catalogue.filter { $0.broader == nil && $0.group != "praise" && $0.id != "other" }.map(\.id)
    let categories = complaints + [CategoryWeights.praise]
    let broader = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.id, $0.broader ?? $0.id) })
    let lessons = try Lesson.all(in: CommandLine.arguments[1], categories: categories, broader: broader)
    let projects = Set(lessons.map(\.project)).sorted()
    let fold = Dictionary(uniqueKeysWithValues: projects.enumerated().map { ($1, $0 % folds) })
    let praise = lessons.count { $0.category == complaints.count }
    print("\(lessons.count - praise) complaints and \(praise) words of praise on \(projects.count) projects")

    var evaluation = Evaluation(categories: complaints)
    for number in 0..<folds {
        let learner = Learner(lessons.filter { fold[$0.project] != number }, complaints: complaints.count)
        for lesson in lessons where fold[lesson.project] == number {
            evaluation.add(lesson, sums: learner.scores(lesson))
        }
    }
    evaluation.report()

    let learner = Learner(lessons, complaints: complaints.count)
    try Data(WeightTable(learner, categories: categories).text.utf8)
        .write(to: URL(filePath: CommandLine.arguments[2]))
} catch {
    print("error: \(error)")
    exit(2)
}
