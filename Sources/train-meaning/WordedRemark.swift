import FindingsModel
import Foundation
import IssueTracking

/// A labelled remark of `Benchmarks/Remarks`, as the learning of meanings sees it.
struct WordedRemark {
    /// Its project, and its test file within it.
    var project: String
    var file: String
    /// Which problem of the file it tells of; `nil` where that is not labelled.
    var issue: String?
    var category: String
    /// Its words' stems, and how much each weighs before its rarity.
    var words: [String: Float]
}

extension WordedRemark {
    private struct Line: Decodable {
        var project: String
        var path: String?
        var title: String
        var body: String
        var polarity: String
        var category: String
        var issue: String?
    }

    /// The complaints among the remarks of a folder's `.jsonl` files.
    static func all(in folder: String) throws -> [WordedRemark] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".jsonl") }
        var remarks: [WordedRemark] = []
        for file in files.sorted() {
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            for line in text.split(separator: "\n") {
                let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
                guard line.polarity == "issue" else { continue }
                let finding = FindingEvidence(uid: "", ordinal: 1, title: line.title, body: line.body)
                remarks.append(
                    WordedRemark(
                        project: line.project, file: "\(line.project)/\(line.path ?? "")",
                        issue: line.issue.map { "\(line.project)/\(line.path ?? "")/\($0)" },
                        category: line.category, words: MeaningWeights.words(of: finding)))
            }
        }
        return remarks
    }
}
