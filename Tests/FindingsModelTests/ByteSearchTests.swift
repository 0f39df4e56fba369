import Testing

@testable import FindingsModel

struct ByteSearchTests {
    @Test(arguments: [
        ("mast — keel — hull", "—", "mast ", " hull"), ("a, b, c", ", ", "a", "c"), ("aaa", "aa", "", ""),
        ("船体と船", "船", "", ""), ("keel", "keel", "", ""),
    ])
    func `words are found first and last, whatever their script`(
        text: String, words: String, before: String, behind: String
    ) {
        #expect(text.byteRange(of: words).map { String(text[..<$0.lowerBound]) } == before)
        #expect(text.lastByteRange(of: words).map { String(text[$0.upperBound...]) } == behind)
    }

    @Test(arguments: ["", "mast", "—", "keel and mast"])
    func `words that do not stand there, and no words, are not found`(words: String) {
        #expect("keel".byteRange(of: words) == nil)
        #expect("keel".lastByteRange(of: words) == nil)
        #expect(!"keel".has(words))
    }
}
