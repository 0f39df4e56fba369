import Foundation
import ProseExtraction

/// A labelled remark of `Benchmarks/Remarks`: one JSON object a line.
struct LabelledRemark: Decodable {
    /// The project whose test file the remark is on: remarks on one project are learned from, or tested on, together.
    var project: String
    var lang: String
    var title: String
    var body: String
    var polarity: String
    var category: String
    /// The next best category, where there is one.
    var second: String?
    /// For how many remarks it counts; nil is one.
    var weight: Float?
}

extension LabelledRemark {
    /// As it would be read in a review: what has no title opens with it.
    var text: RemarkText {
        guard title.isEmpty else { return RemarkText(title: title, body: body, language: lang) }
        let stops = [". ", "? ", "! ", ": ", "\n", "。"]
        let end = stops.compactMap { body.range(of: $0)?.upperBound }.min() ?? body.endIndex
        return RemarkText(title: String(body[..<end]), body: String(body[end...]), language: lang)
    }
}

/// A remark as the learning sees it.
struct Lesson {
    var project: String
    /// What its words are, by name.
    var features: [String: Float]
    /// What the lexicons' terms say of each category.
    var named: [Double]
    /// The right category's place.
    var category: Int
    /// The place of the next best, -1 for none.
    var second: Int
    /// For how many remarks it counts.
    var weight: Float
}

extension Lesson {
    /// The complaints and the praise among the remarks of a folder's `.jsonl` files.
    static func all(in folder: String, categories: [String], broader: [String: String]) throws -> [Lesson] {
        let judge = RemarkJudge.standard
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jsonl") }
        var lessons: [Lesson] = []
        for file in files.sorted() {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for line in text.split(separator: "\n") {
                let remark = try JSONDecoder().decode(LabelledRemark.self, from: Data(line.utf8))
                guard remark.polarity != "neutral",
                    let category = categories.firstIndex(of: broader[remark.category] ?? remark.category)
                else { continue }
                let second = remark.second.flatMap { categories.firstIndex(of: broader[$0] ?? $0) } ?? -1
                let (features, named) = judge.lesson(remark.text, categories: categories)
                lessons.append(
                    Lesson(
                        project: remark.project, features: features, named: named, category: category,
                        second: second, weight: remark.weight ?? 1))
            }
        }
        return lessons
    }
}
