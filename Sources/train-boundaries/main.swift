// train-boundaries TABLE.tsv FOLDER…: learns from folders of labelled reviews where in running text another remark begins,
// writes the table that ProseExtraction embeds, and prints for each folder how well that does when learned without it.

import Foundation
import ProseExtraction

guard CommandLine.arguments.count > 2 else {
    print("usage: train-boundaries TABLE.tsv FOLDER-OF-LABELLED-REVIEWS…")
    exit(64)
}
do {
    let reviews = try CommandLine.arguments.dropFirst(2).map { try LabelledText.all(in: $0) }
    let texts = reviews.flatMap(\.self)
    let places = texts.flatMap(\.places)
    let begun = places.count(where: \.opensRemark)
    print("\(texts.count) reviews, \(places.count) places, at \(begun) of which another remark begins")
    print(BoundaryScore.heading)
    var total = BoundaryScore()
    for corpus in Set(texts.map(\.corpus)).sorted() {
        let learner = BoundaryLearner(texts.filter { $0.corpus != corpus }.flatMap(\.places))
        var score = BoundaryScore()
        for place in texts.filter({ $0.corpus == corpus }).flatMap(\.places) {
            score.add(place, likelihood: learner.likelihood(place.clues))
        }
        print(score.line(corpus, least: BoundaryWeights.least))
        total.add(score)
    }
    for least in stride(from: 0.3, through: 0.71, by: 0.1) {
        print(total.line(String(format: "all, %.1f", least), least: least))
    }
    let table = BoundaryLearner(places).table
    try Data(table.utf8).write(to: URL(filePath: CommandLine.arguments[1]))
} catch {
    print("error: \(error)")
    exit(2)
}
