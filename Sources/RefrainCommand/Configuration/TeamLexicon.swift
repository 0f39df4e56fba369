import FindingsModel
import FindingsStore
import Foundation
import ProseExtraction

/// A team's own terms: the tables (`*.tsv`) in `.refrain/lexicon`, of this folder or above it.
///
/// They are read beside those that come with Refrain, in the order of their names. `Documentation/Lexicon.md` tells how
/// a table is written.
enum TeamLexicon {
    /// The most bytes of a table.
    private static let limit = 4 << 20

    /// The tables; none where there is no such folder.
    ///
    /// - Throws: ``CommandFailure`` with the table's path.
    static func tables(from folder: String = FileManager.default.currentDirectoryPath) throws -> [Lexicon] {
        guard let place = ProjectFolder.file("lexicon", from: folder) else { return [] }
        let files = FileManager.default
        guard let names = try? files.contentsOfDirectory(atPath: place) else {
            throw CommandFailure("\(place): a folder with tables of terms (*.tsv) was expected here")
        }
        return try names.filter { $0.hasSuffix(".tsv") && !$0.hasPrefix(".") }.sorted().map { name in
            let path = "\(place)/\(name)"
            guard let data = files.contents(atPath: path) else {
                throw CommandFailure("\(path): cannot be read. Check its rights.")
            }
            guard data.count <= limit else { throw CommandFailure("\(path): larger than a table can be (4 MB)") }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw CommandFailure("\(path): not UTF-8. Save the table as UTF-8.")
            }
            return Lexicon(name: path, text: text)
        }
    }

    /// What judges remarks with the team's terms; `nil` where there are none.
    ///
    /// - Throws: ``CommandFailure`` that lists what is wrong, a line each.
    static func judge() throws -> RemarkJudge? {
        let tables = try tables()
        guard !tables.isEmpty else { return nil }
        do {
            return try RemarkJudge(lexicons: tables)
        } catch {
            throw failure(tables)
        }
    }

    private static func failure(_ tables: [Lexicon]) -> CommandFailure {
        let problems = RemarkJudge.problems(in: tables)
        let shown = problems.prefix(20).map { "\($0)" + (near($0.reason) ?? "") }
        let more = problems.count > shown.count ? ["and \(problems.count - shown.count) more"] : []
        return CommandFailure(
            (shown + more + ["Mend or remove these rows; Documentation/Lexicon.md tells how a table is written."])
                .joined(separator: "\n"))
    }

    /// The category that was perhaps meant.
    private static func near(_ reason: String) -> String? {
        let parts = reason.split(separator: "“", maxSplits: 1).last?.split(separator: "”", maxSplits: 1)
        guard let parts, parts.count == 2, parts[1].hasPrefix(" is no category") else { return nil }
        let ids = CategoryCatalogue.standard.categories.map(\.id)
        return Spelling.nearest(to: String(parts[0]), among: ids).map { ": did you mean \($0)?" }
            ?? ": `refrain categories` lists them"
    }
}
