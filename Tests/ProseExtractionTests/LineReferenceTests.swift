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
        ("`@@ 31–39 @@` keeps the lamp lit", ["31-39"]),
        ("@@ 12 @@ keeps the lamp lit", ["12"]),
        ("`@@ -3,6 +3,7 @@` keeps the lamp lit", []),
        ("`src/buoy.swift:61` prints nothing; nor do `:75` and `:79`", ["61", "75", "79"]),
        ("`src/buoy.swift:61` listens on port `:8080`", ["61"]),
        ("**Anchor never weighed** – `:22`", ["22"]),
        ("**Anchor never weighed** – `:22` is the port", []),
        ("lines 12 through 18", ["12-18"]),
        ("line 12 to line 18", ["12-18"]),
        ("on lines 3, 4, 7–9", ["3", "4", "7-9"]),
        ("(ll. 40 ff.)", ["40"]),
        ("L.41", ["41"]),
        ("ln 41", ["41"]),
        ("line #41", ["41"]),
        ("line number 41", ["41"]),
        ("Line: 41", ["41"]),
        ("lines=41-43", ["41-43"]),
        ("#L41", ["41"]),
        ("(L41-43)", ["41-43"]),
        ("L41:L43", ["41-43"]),
        ("a/b.py#L41-L43", ["41-43"]),
        ("a/b.py line 41", ["41"]),
        ("a/b.py, lines 41-43", ["41-43"]),
        ("a/b.py:L41", ["41"]),
        ("a/b.py:41:7", ["41"]),
        ("a/b.py (lines 41 & 50)", ["41", "50"]),
        ("a/b.py (L41)", ["41"]),
        ("lines 41/42", ["41", "42"]),
        ("lines 41; 50", ["41", "50"]),
        ("line 41 (and 50)", ["41", "50"]),
        ("from line 41 to 50", ["41-50"]),
        ("starting at line 41", ["41"]),
        ("lines 41…50", ["41-50"]),
        ("lines 41..50", ["41-50"]),
        ("rows 131-132", ["131-132"]),
        ("in den Zeilen 41 bis 50", ["41-50"]),
        ("Zeile 41 ff.", ["41"]),
        ("Z. 41–43", ["41-43"]),
        ("aux lignes 41 et 50", ["41", "50"]),
        ("ligne 41", ["41"]),
        ("de la ligne 41 à la ligne 50", ["41-50"]),
        ("en la línea 41", ["41"]),
        ("líneas 41 y 50", ["41", "50"]),
        ("de la línea 41 a la 50", ["41-50"]),
        ("nas linhas 41 e 50", ["41", "50"]),
        ("linhas 41 a 50", ["41-50"]),
        ("linha 41", ["41"]),
        ("alle righe 41 e 50", ["41", "50"]),
        ("righe 41-50", ["41-50"]),
        ("dalla riga 41 alla riga 50", ["41-50"]),
        ("第41行和第50行", ["41", "50"]),
        ("第41至50行", ["41-50"]),
        ("第 41-50 行", ["41-50"]),
        ("行 41", ["41"]),
        ("41行目と50行目", ["41", "50"]),
        ("41行目から50行目", ["41-50"]),
        ("（41〜50行目）", ["41-50"]),
        ("41번째 줄", ["41"]),
        ("41-50행", ["41-50"]),
        ("41행과 50행", ["41", "50"]),
        ("строка 41", ["41"]),
        ("в строках 41 и 50", ["41", "50"]),
        ("строки с 41 по 50", ["41-50"]),
        ("стр. 41", ["41"]),
        ("regels 41 t/m 50", ["41-50"]),
        ("w wierszu 41", ["41"]),
        ("rad 41", ["41"]),
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
        "E303 too many blank lines (12)", "two blocks of duplicated lines (34)", "it now calls it (6888918)",
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
