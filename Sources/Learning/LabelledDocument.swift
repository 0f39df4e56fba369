import Foundation

/// A review, and the titles of the findings that a careful reader labelled in it, in words of the review.
package struct LabelledDocument: Sendable {
    package var bytes: [UInt8]
    package var titles: [String]

    private struct Entry: Decodable { var review: String }
    private struct Truth: Decodable {
        struct Finding: Decodable { var title: String? }
        var findings: [Finding]
    }

    /// - Parameter truth: JSON with `findings` that have a `title`.
    package init(at file: URL, truth: URL) throws {
        bytes = Array(try Data(contentsOf: file))
        titles = try JSONDecoder().decode(Truth.self, from: Data(contentsOf: truth)).findings.compactMap(\.title)
    }

    /// The reviews of a folder with `manifest.jsonl` (`review`) and `truth/NAME.json`.
    package static func all(in folder: URL) throws -> [LabelledDocument] {
        let manifest = try String(contentsOf: folder.appending(path: "manifest.jsonl"), encoding: .utf8)
        return try manifest.split(separator: "\n").map { line in
            let file = folder.appending(path: try JSONDecoder().decode(Entry.self, from: Data(line.utf8)).review)
            let stem = file.deletingPathExtension().lastPathComponent
            return try LabelledDocument(at: file, truth: folder.appending(path: "truth/\(stem).json"))
        }
    }
}
