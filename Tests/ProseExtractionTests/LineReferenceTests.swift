import FindingsModel
import Testing

@testable import ProseExtraction

@Suite struct LineReferenceTests {
    private static func lines(_ markdown: String) -> [String] {
        let document = "1. Some remark: " + markdown + "\n2. Another remark (line 9)\n"
        let review = ProseReader().read(Array(document.utf8))
        return review.findings.first?.lines.map(\.description) ?? ["no finding"]
    }

    @Test(arguments: [
        ("(lines 55 and 75)", ["55", "75"]),
        ("(lines 60, 69, 72)", ["60", "69", "72"]),
        ("see L12–L15 and L20", ["12-15", "20"]),
        ("lines 5, 9 and 30 to 34", ["5", "9", "30-34"]),
        ("between lines 10 and 20", ["10-20"]),
        ("`src/a.go:120-131`", ["120-131"]),
        ("src/a.go:45,85,121", ["45", "85", "121"]),
        ("src/Program.cs(12,5)", ["12"]),
        ("[here](https://example.org/o/r/blob/main/a.py#L10-L20)", ["10-20"]),
        ("【F:src/a.rs†L29-L34】", ["29-34"]),
        ("Zeilen 156–159 sowie 170", ["156-159", "170"]),
        ("lignes 390 à 394 et 400", ["390-394", "400"]),
        ("líneas 58 a 60", ["58-60"]),
        ("第83行", ["83"]),
        ("83〜90行目", ["83-90"]),
        ("строки 40–52 и 61", ["40-52", "61"]),
        ("lines 20-10", ["20-10"]),
    ])
    func `a reference is found however it is spelt`(text: String, expected: [String]) {
        #expect(Self.lines(text) == expected)
    }

    @Test(arguments: [
        "answers with HTTP 409 or 404", "listens on port 8080", "see RFC 7230", "bug #1949808 is open",
        "needs Python 3.4 and mock 3",
        "the file has 769 lines", "ninety lines with 12 cases", "waits 200 ms", "since 2 October 2023",
        "about 85% of them",
        "`range(10, 20)` is enough", "takes 10-15 seconds", "versions 2.11 and 2.53",
    ])
    func `other numbers are no references`(text: String) {
        #expect(Self.lines(text).isEmpty)
    }

    @Test func `a range written the wrong way round is kept and flagged`() {
        let review = ProseReader().read(Array("- Odd order (lines 20-10)\n- Fine (line 3)\n".utf8))
        #expect(review.findings.first?.lines == [LineRange(20, 10)])
        #expect(review.findings.first?.flags == ["line range reversed"])
    }
}
