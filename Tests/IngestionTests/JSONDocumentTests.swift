import FindingsModel
import Testing

@testable import Ingestion

struct JSONDocumentTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

    private func failure(_ text: String) -> JSONError? {
        do {
            _ = try JSONDocument(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func `values of every kind are read, with their bytes`() throws {
        let root = try parse(#" {"a": [1, -2.5e1, true, false, null, "x"], "b": {"c": "ü"}, "d": 3.0} "#)
        let list = Array(try #require(root["a"]).elements)
        #expect(list[0].int == 1)
        #expect(list[1].double == -25)
        #expect(list[2].bool == true)
        #expect(list[4].isNull)
        #expect(list[5].string == "x")
        #expect(root["b"]?["c"]?.string == "ü")
        #expect(root["d"]?.int == 3)
        #expect(root["nothing"] == nil)
        #expect(root.fields.map(\.key) == ["a", "b", "d"])
        #expect(root.span.start == 1)
        #expect(list[5].span.count == 3)
    }

    @Test func `escapes become text, and a lone surrogate the replacement character`() throws {
        let root = try parse(#"["\"\\\/\b\f\n\r\t", "\u00e9\ud83d\ude00", "a\ud83d b", "\ude00"]"#)
        #expect(root.elements.map(\.string) == ["\"\\/\u{8}\u{c}\n\r\t", "é😀", "a\u{FFFD} b", "\u{FFFD}"])
    }

    @Test func `of equal keys the first that says something is found`() throws {
        #expect(try parse(#"{"a": null, "b": 1, "\u0061": 2, "a": 3}"#)["a"]?.int == 2)
        #expect(try parse(#"{"a": null, "a": null}"#)["a"] == nil)
    }

    @Test func `a key is found although it is written with escapes`() throws {
        #expect(try parse(#"{"\u0061b": 1}"#)["ab"]?.int == 1)
    }

    @Test(arguments: [
        ("", 0), ("{\"a\": 1", 7), ("[1, 2,]", 6), ("{\"a\" 1}", 5), ("{a: 1}", 1), ("[01]", 1), ("[1 2]", 3),
        ("[tru]", 1),
        ("[\"\\x\"]", 2), ("[\"a\nb\"]", 3), ("[\"a", 1), ("[1] x", 4), ("[1.]", 1), ("[-]", 1), ("]", 0),
        ("[\"\\u12\"]", 2),
        ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("[\"a\"\"b\"]", 4), ("[1}", 2),
    ])
    func `what is not JSON is refused at its byte`(_ text: String, _ offset: Int) throws {
        #expect(failure(text)?.offset == offset, "\(text)")
    }

    @Test func `depth is bounded`() {
        #expect(failure(String(repeating: "[", count: 256) + String(repeating: "]", count: 256)) == nil)
        #expect(failure(String(repeating: "[", count: 257) + String(repeating: "]", count: 257))?.offset == 256)
        #expect(failure(String(repeating: "[", count: 1_000_000)) != nil)
    }

    @Test func `numbers beyond their range are no integers, and no error`() throws {
        let root = try parse("[9223372036854775808, 1e400, 12345678901234567890123]")
        #expect(root.elements.map(\.int) == [nil, nil, nil])
    }

    @Test func `a part of an array of bytes is parsed with offsets of the whole`() throws {
        let bytes = Array("xx{\"k\":[7]}yy".utf8)
        let root = try JSONDocument(bytes, in: 2..<11).root
        #expect(root["k"]?.elements.first { _ in true }?.span.start == 8)
    }

    @Test func `no prefix of a document is read as a whole one`() {
        let text = Array(#"{"a":[1,{"b":"c\u00e9"}],"d":null}"#.utf8)
        for count in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(Array(text.prefix(count))) }
        }
    }
}
