import Foundation
import Testing

@Suite struct SQLReferenceTests {
    private struct Column: Decodable {
        let name, column: String
        let meaning: String?
    }

    @Test func `the SQL reference has every view and column, in their order`() throws {
        let workplace = try Workplace()
        let schema = try workplace.refrain("sql", "--schema", "--format", "jsonl")
        #expect(schema.status == 0, "\(schema)")
        var expected: [String] = []
        for line in schema.output.split(whereSeparator: \.isNewline) {
            let row = try JSONDecoder().decode(Column.self, from: Data(line.utf8))
            if expected.last(where: { $0.hasPrefix("## ") }) != "## \(row.name)" { expected.append("## \(row.name)") }
            expected.append("| \(row.column) | \(row.meaning ?? "nothing")")
        }
        let documented = try String(
            contentsOf: Workplace.project.appending(path: "Documentation/SQL.md"), encoding: .utf8
        )
        .split(separator: "\n")
        .compactMap { line -> String? in
            if line.hasPrefix("## ") { return String(line) }
            return line.hasPrefix("| `") && line.hasSuffix(" |")
                ? String(line.dropLast(2)).replacing("`", with: "") : nil
        }
        #expect(documented == expected)
    }
}
