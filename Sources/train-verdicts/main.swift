// train-verdicts VERDICTS FIXTURES TABLE.tsv FOLDER…: learns from the labelled sentences in VERDICTS, from the FIXTURES that
// it labels and from folders of labelled reviews which sentence of a review is its verdict and what it comes to, writes the
// table that ProseExtraction embeds, and prints for each folder how well that does when learned without it.

import Foundation
import ProseExtraction

/// One sentence in so many is left out at first, to see how often what it comes to is told right.
let folds = 5

guard CommandLine.arguments.count > 3 else {
    print("usage: train-verdicts VERDICTS-FOLDER FIXTURES-FOLDER TABLE.tsv FOLDER-OF-LABELLED-REVIEWS…")
    exit(64)
}
do {
    let labels = CommandLine.arguments[1]
    let sentences = try LabelledSentence.all(in: "\(labels)/sentences.tsv")
    let reviews =
        try LabelledReview.fixtures(in: CommandLine.arguments[2], labels: "\(labels)/fixtures.tsv")
        + CommandLine.arguments.dropFirst(4).flatMap { try LabelledReview.all(in: $0) }
    print("\(sentences.count) sentences, \(reviews.count) reviews")
    print(VerdictScore.heading)
    var total = VerdictScore()
    for corpus in Set(reviews.map(\.corpus)).sorted() {
        let learner = VerdictLearner(reviews.filter { $0.corpus != corpus }, sentences)
        var score = VerdictScore()
        for review in reviews where review.corpus == corpus { score.add(review, sums: learner.sums(review)) }
        print(score.line(corpus))
        total.add(score)
    }
    print(total.line("together"))
    for least in stride(from: 0.4, through: 0.71, by: 0.05) {
        print(String(format: "presence if it must be as likely as %.2f: %.3f", least, total.presence(ifLeast: least)))
    }

    let verdicts = sentences.filter { $0.outcome != nil }
    var right = 0
    for fold in 0..<folds {
        let learner = OutcomeLearner(verdicts.enumerated().filter { $0.offset % folds != fold }.map(\.element))
        for (place, sentence) in verdicts.enumerated() where place % folds == fold {
            if learner.outcome(of: sentence) == sentence.outcome { right += 1 }
        }
    }
    print(
        String(
            format: "what a sentence left out comes to is right in %.3f of %d", Double(right) / Double(verdicts.count),
            verdicts.count))

    let table = ConclusionTable(VerdictLearner(reviews, sentences), OutcomeLearner(sentences))
    try Data(table.text.utf8).write(to: URL(filePath: CommandLine.arguments[3]))
    print("\(table.text.utf8.count / 1024) KB")
} catch {
    print("error: \(error)")
    exit(2)
}
