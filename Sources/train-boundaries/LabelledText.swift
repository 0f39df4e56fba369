import Foundation
import Learning
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
    /// The reviews of a folder of labelled ones, as far as their findings can be found again.
    static func all(in folder: String) throws -> [LabelledText] {
        let folder = URL(filePath: folder)
        return try LabelledDocument.all(in: folder).compactMap { document in
            LabelledText(
                BoundaryLesson.all(in: document.bytes), titles: document.titles, corpus: folder.lastPathComponent)
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
