import Foundation
import ProseExtraction

/// The places between the sentences of a labelled review's remarks, and at which of them another remark begins.
struct LabelledText {
    struct Place {
        /// What is seen there, by name.
        var clues: Set<String>
        var opensRemark: Bool
    }

    var corpus: String
    var places: [Place]
}

extension LabelledText {
    private struct Entry: Decodable { var review: String }
    private struct Truth: Decodable {
        struct Finding: Decodable { var title: String? }
        var findings: [Finding]
    }

    /// The reviews of a folder with `manifest.jsonl` (`review`) and `truth/NAME.json` (`findings`, with their `title` in
    /// words of the review), as far as their findings can be found again.
    static func all(in folder: String) throws -> [LabelledText] {
        let folder = URL(filePath: folder)
        let manifest = try String(contentsOf: folder.appending(path: "manifest.jsonl"), encoding: .utf8)
        return try manifest.split(separator: "\n").compactMap { line in
            let entry = try JSONDecoder().decode(Entry.self, from: Data(line.utf8))
            let file = folder.appending(path: entry.review)
            let stem = file.deletingPathExtension().lastPathComponent
            let truth = try JSONDecoder().decode(
                Truth.self, from: Data(contentsOf: folder.appending(path: "truth/\(stem).json")))
            let lessons = BoundaryLesson.all(in: Array(try Data(contentsOf: file)))
            return LabelledText(
                lessons, titles: truth.findings.compactMap(\.title), corpus: folder.lastPathComponent)
        }
    }

    /// - Returns: `nil` where more than a quarter of the titles are in no remark's words: the labels then say too little.
    private init?(_ lessons: [BoundaryLesson], titles: [String], corpus: String) {
        self.corpus = corpus
        // The pieces that hold a finding's title, of each remark.
        var held = [Set<Int>](repeating: [], count: lessons.count)
        let words = lessons.map { lesson in
            (title: lesson.title.map(Self.words), pieces: lesson.pieces.map { Self.words($0.text) })
        }
        var lost = 0
        for title in titles {
            let wanted = Self.words(title)
            let size = wanted.values.reduce(0, +)
            var best: (share: Double, remark: Int, piece: Int)?
            func weigh(_ given: [String: Int], _ remark: Int, _ piece: Int) {
                let common = wanted.reduce(0) { $0 + min($1.value, given[$1.key] ?? 0) }
                let share = Double(common) / Double(max(1, size))
                if share >= 0.7, share > best?.share ?? 0 { best = (share, remark, piece) }
            }
            for (remark, words) in words.enumerated() {
                if let title = words.title { weigh(title, remark, 0) }
                for (piece, given) in words.pieces.enumerated() { weigh(given, remark, piece) }
            }
            if let best { held[best.remark].insert(best.piece) } else { lost += 1 }
        }
        guard !titles.isEmpty, lost * 4 <= titles.count else { return nil }
        places = zip(lessons, held).flatMap { lesson, held -> [Place] in
            // What holds no finding teaches nothing of where one ends.
            guard let first = held.min() else { return [] }
            return lesson.pieces.enumerated().dropFirst().map { piece in
                Place(clues: piece.element.clues, opensRemark: piece.offset > first && held.contains(piece.offset))
            }
        }
    }

    /// The words, and how often each stands there.
    private static func words(_ text: String) -> [String: Int] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.reduce(into: [:]) {
            $0[String($1), default: 0] += 1
        }
    }
}
