import FindingsModel
import Foundation
import Testing

@testable import ProseExtraction

/// The tables of `Fixtures/lines`: how references are written in ten languages and more, and what is none.
@Suite struct LineReferenceTableTests {
    private static func rows(_ name: String) -> [[String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/lines/\(name)")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t").map(String.init) }
    }

    private static func lines(_ words: String, in document: (String) -> String) -> String {
        let review = ProseReader().read(Array(document(words).utf8))
        return review.findings.first?.lines.map(\.description).joined(separator: " ") ?? "no finding"
    }

    @Test func `the tables are there`() {
        #expect(Self.rows("references.tsv").count >= 250)
        #expect(Self.rows("other-numbers.tsv").count >= 120)
    }

    @Test(arguments: rows("references.tsv"))
    func `a reference is found in any spelling and language`(row: [String]) throws {
        try #require(row.count == 3)
        #expect(Self.lines(row[1]) { "1. Some remark: \($0)\n2. Another remark (line 9)\n" } == row[2])
    }

    @Test(arguments: rows("other-numbers.tsv"))
    func `a number that counts, names or measures is no reference`(row: [String]) throws {
        try #require(row.count == 2)
        #expect(Self.lines(row[1]) { "1. Some remark: \($0)\n2. Another remark (line 9)\n" } == "")
        #expect(Self.lines(row[1]) { "- Some remark, \($0), is odd.\n- Another remark (lines 3-9)\n" } == "")
    }
}
