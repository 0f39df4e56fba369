import Foundation
import Testing

/// A team's terms in `.refrain/lexicon`, as `extract`, `ingest` and `categories terms` take them.
@Suite struct `A team's lexicon` {
    private static let review = """
        One thing.

        1. **Quark soup in the vat** (line 12): `test_vat` has it again.
        """
    private static let table = "terms\tcategory\tweight\tlanguage\nquark soup\tshared-state\t9\ten\n"

    @Test func `decides what extract and ingest make of a remark`() throws {
        let workplace = try Workplace()
        try workplace.write(Self.review, to: "review.md")
        let before = try workplace.refrain("extract", "--format", "json", "review.md")
        #expect(before.status == 0 && !before.output.contains("shared-state"), "\(before)")

        try workplace.write(Self.table, to: ".refrain/lexicon/ours.tsv")
        try workplace.write("no table", to: ".refrain/lexicon/README.md")
        let after = try workplace.refrain("extract", "--format", "json", "review.md")
        #expect(after.output.contains("\"category\":\"shared-state\""), "\(after)")
        let explained = try workplace.refrain("extract", "--explain", "review.md")
        #expect(explained.output.contains("quark soup"), "\(explained)")

        let ingested = try workplace.refrain("ingest", "review.md", "--path", "tests/test_vat.py")
        #expect(ingested.status == 0, "\(ingested)")
        let stored = try workplace.refrain("sql", "SELECT category FROM findings", "--format", "csv")
        #expect(stored.output.contains("shared-state"), "\(stored)")
    }

    @Test func `is refused with file, line and the mend where a row cannot be used`() throws {
        let workplace = try Workplace()
        try workplace.write(Self.review, to: "review.md")
        try workplace.write(
            Self.table + "vat\tshared-stat\t1\nvat\tshared-state\tmuch\n", to: ".refrain/lexicon/ours.tsv")
        for arguments in [["extract", "review.md"], ["ingest", "review.md"], ["categories", "terms"]] {
            let result = try workplace.refrain(arguments)
            #expect(result.status == 2, "\(result)")
            #expect(result.errors.contains("ours.tsv:3:") && result.errors.contains("did you mean shared-state?"))
            #expect(result.errors.contains("ours.tsv:4:") && result.errors.contains("is no weight"))
            #expect(result.errors.contains("Documentation/Lexicon.md"))
        }
    }

    @Test func `is listed with the line of each row`() throws {
        let workplace = try Workplace()
        let none = try workplace.refrain("categories", "terms", "--format", "csv")
        #expect(none.status == 0 && none.errors.contains("there is no .refrain/lexicon"), "\(none)")
        try workplace.write(Self.table, to: ".refrain/lexicon/ours.tsv")
        let own = try workplace.refrain("categories", "terms", "--format", "csv")
        #expect(own.output.contains("quark soup,category,shared-state,9"), "\(own)")
        #expect(own.output.split(whereSeparator: \.isNewline).count == 2, "\(own)")
        let all = try workplace.refrain("categories", "terms", "shared-state", "--all", "--format", "csv")
        #expect(
            all.output.split(whereSeparator: \.isNewline).count > 3 && !all.output.contains(",sleepy-test,"),
            "\(all.status)")
    }
}
