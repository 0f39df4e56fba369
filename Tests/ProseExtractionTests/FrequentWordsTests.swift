import ProseExtraction
import Testing

struct FrequentWordsTests {
    @Test func `a word counts once a remark, and pairs count beside words`() {
        var words = FrequentWords()
        words.add(title: "Migration script", body: "The migration script is the migration script.")
        words.add(title: "Old migration script", body: "")
        #expect(
            words.top(3) == [
                .init(words: "migration", remarks: 2), .init(words: "migration script", remarks: 2),
                .init(words: "script", remarks: 2),
            ])
    }

    @Test func `identifiers, numbers and the words of every text are left out`() {
        var words = FrequentWords()
        for _ in 0..<2 { words.add(title: "The test should call `load_rows` with 42", body: "") }
        #expect(words.top(10).map(\.words) == ["call"])
    }

    @Test func `characters of Chinese are counted in twos`() {
        var words = FrequentWords()
        words.add(title: "迁移脚本", body: "")
        words.add(title: "旧的迁移", body: "")
        #expect(words.top(10).map(\.words) == ["迁移"])
    }
}
