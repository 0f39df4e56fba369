// train-groups TABLE.tsv FIXTURES FOLDER…: learns from the fixtures of the tests and from folders of labelled reviews which of
// what looks like a remark is one, writes the table that ProseExtraction embeds, and prints for each folder how well that does
// when learned without it.

import Foundation
import ProseExtraction

guard CommandLine.arguments.count > 3 else {
    print("usage: train-groups TABLE.tsv FOLDER-OF-FIXTURES FOLDER-OF-LABELLED-REVIEWS…")
    exit(64)
}
do {
    let fixtures = try LabelledReview.fixtures(in: CommandLine.arguments[2])
    let reviews = try fixtures + CommandLine.arguments.dropFirst(3).flatMap { try LabelledReview.all(in: $0) }
    let lessons = reviews.flatMap(\.lessons)
    print(
        "\(reviews.count) reviews, \(lessons.count) that look like a remark, of which \(lessons.count(where: \.isRemark)) are"
    )
    print(GroupScore.heading)
    var total = GroupScore()
    for corpus in Set(reviews.map(\.corpus)).sorted() {
        let learner = GroupLearner(reviews.filter { $0.corpus != corpus })
        var score = GroupScore()
        for review in reviews where review.corpus == corpus { score.add(review, learner: learner) }
        print(score.line(corpus))
        total.add(score)
    }
    print(total.line("all"))
    try Data(GroupLearner(reviews).table.utf8).write(to: URL(filePath: CommandLine.arguments[1]))
} catch {
    print("error: \(error)")
    exit(2)
}
