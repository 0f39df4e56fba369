import Foundation
import Learning
import ProseExtraction

/// What looks like a remark in a labelled review, and which of it is one.
struct LabelledReview {
    struct Lesson {
        var lesson: GroupLesson
        var isRemark: Bool
    }

    var corpus: String
    var lessons: [Lesson]
    /// How many findings the labels have.
    var findings: Int
    /// For how many reviews it counts. The fixtures are read without a mistake, as the next review is not.
    var weight: Float = 1
}

extension LabelledReview {
    /// The reviews of a folder of labelled ones.
    static func all(in folder: String) throws -> [LabelledReview] {
        let folder = URL(filePath: folder)
        return try LabelledDocument.all(in: folder).compactMap { LabelledReview($0, corpus: folder.lastPathComponent) }
    }

    /// The fixtures of the tests: each folder's `input.md` or `input.txt`, with the findings of its `expected.json`.
    static func fixtures(in folder: String) throws -> [LabelledReview] {
        let folder = URL(filePath: folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { name in
            let fixture = folder.appending(path: name)
            let files = try FileManager.default.contentsOfDirectory(atPath: fixture.path)
            guard let input = files.first(where: { $0.hasPrefix("input.") }), files.contains("expected.json") else {
                return nil
            }
            let document = try LabelledDocument(
                at: fixture.appending(path: input), truth: fixture.appending(path: "expected.json"))
            var review = LabelledReview(document, corpus: "fixtures")
            review?.weight = 0.25
            return review
        }
    }

    /// - Returns: `nil` where the document's form tells what is a remark, as comments in a source do.
    private init?(_ document: LabelledDocument, corpus: String) {
        let lessons = GroupLesson.all(in: document.bytes)
        if lessons.isEmpty { return nil }
        self.init(lessons, titles: document.titles, corpus: corpus)
    }

    /// Each title is of one of the lessons, none of two: the pairing in the order of the text whose likeness is greatest in sum.
    private init(_ lessons: [GroupLesson], titles: [String], corpus: String) {
        self.corpus = corpus
        findings = titles.count
        let texts = lessons.map { Self.words(String($0.text.prefix(400))) }
        let wanted = titles.map(Self.words)
        var best = [[Double]](
            repeating: [Double](repeating: 0, count: texts.count + 1), count: wanted.count + 1)
        func likeness(_ title: Int, _ text: Int) -> Double {
            let common = wanted[title].reduce(0) { $0 + min($1.value, texts[text][$1.key] ?? 0) }
            let share = Double(common) / Double(max(1, wanted[title].values.reduce(0, +)))
            return share >= Self.leastLikeness ? share : 0
        }
        let like = wanted.indices.map { title in texts.indices.map { likeness(title, $0) } }
        for title in wanted.indices.reversed() {
            for text in texts.indices.reversed() {
                let pair = like[title][text] > 0 ? like[title][text] + best[title + 1][text + 1] : 0
                best[title][text] = max(best[title + 1][text], best[title][text + 1], pair)
            }
        }
        var areRemarks = [Bool](repeating: false, count: texts.count)
        var (title, text) = (0, 0)
        while title < wanted.count, text < texts.count {
            if like[title][text] > 0, best[title][text] == like[title][text] + best[title + 1][text + 1] {
                areRemarks[text] = true
                title += 1
                text += 1
            } else if best[title][text] == best[title + 1][text] {
                title += 1
            } else {
                text += 1
            }
        }
        self.lessons = zip(lessons, areRemarks).map { Lesson(lesson: $0, isRemark: $1) }
    }

    /// The share of a title's words that its remark has at least.
    private static let leastLikeness = 0.6

    /// The words, and how often each stands there; of a script without blanks its characters.
    private static func words(_ text: String) -> [String: Int] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.reduce(into: [:]) { counts, word in
            if word.unicodeScalars.allSatisfy({ $0.value < 0x2E80 }) {
                counts[String(word), default: 0] += 1
            } else {
                for character in word { counts[String(character), default: 0] += 1 }
            }
        }
    }
}
