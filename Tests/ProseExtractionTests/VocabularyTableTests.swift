import Testing

@testable import ProseExtraction

@Suite struct VocabularyTableTests {
    @Test func `the words of a kind are those of all its rows, in their order; comments are none`() {
        let table = VocabularyTable(
            "kind\tlanguage\twords\n# Tools.\ntool\ten\tawl; pair of tongs\nglue\ten\tgum\ntool\tde\tAhle\n")
        #expect(table["tool"] == ["awl", "pair of tongs", "Ahle"])
        #expect(table["glue"] == ["gum"])
    }

    @Test(arguments: ["fields.tsv", "headings.tsv", "ratings.tsv", "remarks.tsv", "verdicts.tsv"])
    func `every row has a kind, a language and words, and a language names a word of a kind once`(
        name: String
    ) throws {
        let file = try #require(EmbeddedText.files.first { $0.folder == "Vocabulary" && $0.name == name })
        let lines = file.text.split(separator: "\n")
        #expect(lines.first == "kind\tlanguage\twords")
        var kinds: [Substring] = []
        var words: Set<String> = []
        for line in lines.dropFirst() where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(cells.count == 3, "\(line)")
            #expect(Self.languages.contains(cells[1]), "\(line)")
            if kinds.last != cells[0] {
                #expect(!kinds.contains(cells[0]), "\(cells[0]) stands in two places")
                kinds.append(cells[0])
            }
            for word in cells[2].split(separator: ";", omittingEmptySubsequences: false) {
                let word = word.drop { $0 == " " }
                #expect(!word.isEmpty && word.last != " ", "\(line)")
                #expect(words.insert("\(cells[0]) \(cells[1]) \(word)").inserted, "\(word) twice: \(line)")
            }
        }
    }
    private static let languages: Set<Substring> = [
        "en", "de", "fr", "es", "pt", "it", "ro", "nl", "pl", "tr", "ru", "zh", "ja", "ko",
    ]
}
