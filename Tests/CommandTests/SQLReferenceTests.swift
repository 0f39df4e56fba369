import Foundation
import Testing

@Suite struct SQLReferenceTests {
    @Test func `the SQL reference has every view and column, in their order`() throws {
        let workplace = try Workplace()
        let schema = try workplace.refrain("schema", "--format", "csv")
        #expect(schema.status == 0, "\(schema)")
        var expected: [String] = []
        for row in schema.output.split(separator: "\r\n").dropFirst() {
            let cells = row.split(separator: ",", omittingEmptySubsequences: false)
            if expected.last(where: { $0.hasPrefix("## ") }) != "## \(cells[0])" { expected.append("## \(cells[0])") }
            expected.append("| `\(cells[2])`")
        }
        let documented = try String(
            contentsOf: Workplace.project.appending(path: "Documentation/SQL.md"), encoding: .utf8
        )
        .split(separator: "\n")
        .compactMap { line -> String? in
            if line.hasPrefix("## ") { return String(line) }
            return line.hasPrefix("| `") ? line.split(separator: " | ").first.map(String.init) : nil
        }
        #expect(documented == expected)
    }
}
