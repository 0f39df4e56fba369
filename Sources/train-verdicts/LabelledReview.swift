import Foundation
import ProseExtraction

/// A review, and which of the sentences around its remarks its verdict is.
struct LabelledReview {
    /// A sentence that may be the verdict.
    struct Sentence {
        var features: Set<String>
        /// It is the labelled verdict, or its beginning.
        var isVerdict: Bool
    }

    var corpus: String
    var hasVerdict: Bool
    var sentences: [Sentence]

    /// The verdict is one of the sentences, or there is none: what can be learned from.
    var isFound: Bool { hasVerdict == sentences.contains(where: \.isVerdict) }
}

extension LabelledReview {
    private struct Entry: Decodable { var review: String }
    private struct Truth: Decodable { var verdict: String? }

    /// The reviews of a folder with `manifest.jsonl` (`review`) and `truth/NAME.json` (`verdict`, null for none).
    static func all(in folder: String) throws -> [LabelledReview] {
        let folder = URL(filePath: folder)
        let manifest = try String(contentsOf: folder.appending(path: "manifest.jsonl"), encoding: .utf8)
        return try manifest.split(separator: "\n").map { line in
            let entry = try JSONDecoder().decode(Entry.self, from: Data(line.utf8))
            let file = folder.appending(path: entry.review)
            let stem = file.deletingPathExtension().lastPathComponent
            let truth = try JSONDecoder().decode(
                Truth.self, from: Data(contentsOf: folder.appending(path: "truth/\(stem).json")))
            return try LabelledReview(file, verdict: truth.verdict, corpus: folder.lastPathComponent)
        }
    }

    /// The fixtures of prose reading, whose verdicts `labels` tells: a folder's name and the verdict a row.
    static func fixtures(in folder: String, labels: String) throws -> [LabelledReview] {
        try String(contentsOfFile: labels, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { row in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
                let verdict = cells.count > 1 && !cells[1].isEmpty ? String(cells[1]) : nil
                let file = URL(filePath: folder).appending(path: "\(cells[0])/input.md")
                return try LabelledReview(file, verdict: verdict, corpus: "fixtures")
            }
    }

    private init(_ file: URL, verdict: String?, corpus: String) throws {
        self.corpus = corpus
        hasVerdict = verdict != nil
        sentences = ConclusionLesson.all(in: Array(try Data(contentsOf: file))).map { lesson in
            Sentence(
                features: lesson.features, isVerdict: verdict.map { Self.agree(lesson.text, labelled: $0) } ?? false)
        }
    }

    /// One begins the other, but for a label: reviewers' sentences are labelled with more or less of what surrounds them.
    private static func agree(_ text: String, labelled: String) -> Bool {
        let (one, other) = (letters(text), letters(labelled))
        guard one.count > 1 else { return false }
        func begins(_ part: String, _ whole: String) -> Bool {
            whole.range(of: part.prefix(25)).map { whole.distance(from: whole.startIndex, to: $0.lowerBound) <= 20 }
                ?? false
        }
        return one.count >= min(8, other.count) && begins(one, other)
            || (other.count > 25 || one.count <= 2 * other.count + 8) && begins(other, one)
    }

    private static func letters(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
