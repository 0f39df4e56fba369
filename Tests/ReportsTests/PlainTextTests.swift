import Testing

@testable import Reports

struct PlainTextTests {
    @Test(arguments: hostileTitles) func `no control character survives`(title: String) {
        for text in [PlainText.oneLine(title), TextFitting.cut(PlainText.oneLine(title), to: 12)] {
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
            #expect(!text.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
        }
    }

    @Test func `white space becomes single spaces`() {
        #expect(PlainText.oneLine("  line\nbreak\r\n\ttab ") == "line break tab")
    }

    @Test(arguments: [("abc", 3), ("試験", 4), ("e\u{301}", 1), ("👩🏽‍💻", 2), ("ｆ", 2), ("", 0), ("❤️", 2)])
    func `display width counts columns`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `cutting keeps wide characters whole`() {
        #expect(TextFitting.cut("試験試験", to: 6) == "試験…")
        #expect(TextFitting.cut("abc", to: 3) == "abc")
        #expect(TextFitting.cutMiddle("tests/integration/quay/test_moorings.py", to: 24).hasSuffix("test_moorings.py"))
    }

    @Test func `wrapping breaks words that are wider than the line`() {
        #expect(TextFitting.wrap("one two three", to: 7) == ["one two", "three"])
        #expect(TextFitting.wrap("abcdefghij", to: 4) == ["abcd", "efgh", "ij"])
        #expect(TextFitting.wrap("", to: 4) == [""])
    }

    @Test func `a mark with a combining accent is escaped in HTML`() {
        #expect(HTMLText.escape("\"\u{301}<\u{301}") == "&quot;\u{301}&lt;\u{301}")
    }

    @Test func `code fences in Markdown outgrow what they hold`() {
        #expect(MarkdownText.code("a``b") == "``` a``b ```")
        #expect(MarkdownText.code("a|b") == "`a\\|b`")
    }

    @Test func `figures read well`() {
        #expect(Figure.decimal(3.0) == "3")
        #expect(Figure.decimal(3.456) == "3.46")
        #expect(Figure.decimal(-0.001) == "0")
        #expect(Figure.grouped(1_234_567) == "1,234,567")
        #expect(Figure.grouped(-1_000) == "-1,000")
    }
}
