import Testing

@testable import Ingestion

struct TextDecoderTests {
    private func decode(_ bytes: [UInt8]) throws(IngestionError) -> DecodedText {
        try TextDecoder().decode(bytes, name: "r.txt")
    }

    @Test func `the byte order mark of UTF-8 is taken off`() throws {
        let text = try decode([0xEF, 0xBB, 0xBF] + Array("é".utf8))
        #expect(text.bytes == Array("é".utf8))
        #expect(text.hadByteOrderMark)
        #expect(text.note == nil)
    }

    @Test(arguments: [false, true]) func `UTF-16 is read by its mark, and without one`(_ isMarked: Bool) throws {
        for isBig in [false, true] {
            let units = Array((isMarked ? "\u{FEFF}" : "").utf16) + Array("Line 5 sleeps".utf16)
            let bytes = units.flatMap {
                isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
            }
            let text = try decode(bytes)
            #expect(String(decoding: text.bytes, as: UTF8.self) == "Line 5 sleeps")
            #expect(text.encoding == (isBig ? .utf16BigEndian : .utf16LittleEndian))
        }
    }

    @Test func `Western European text is read as Windows-1252, with a word`() throws {
        let text = try decode(
            Array("Gr".utf8) + [0xF6, 0xDF] + Array("e pr".utf8) + [0xFC] + Array("fen ".utf8) + [0x96])
        #expect(String(decoding: text.bytes, as: UTF8.self) == "Größe prüfen –")
        #expect(text.encoding == .windows1252)
        #expect(text.note != nil)
    }

    @Test(
        arguments: [
            [0x61, 0x20, 0xFF, 0xFE, 0x20], [0x61, 0xC3, 0x28, 0x61], [0x61, 0x62, 0xC3], [0xE2, 0x82],
            [0x61, 0x80, 0x81],
        ] as [[UInt8]])
    func `broken UTF-8 is refused with its offset`(_ bytes: [UInt8]) {
        do {
            _ = try decode(bytes)
            Issue.record("it was read")
        } catch {
            guard case .invalidUTF8(let place) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(place.byte == bytes.firstIndex { $0 >= 0x80 })
        }
    }

    @Test func `binary bytes are refused with their offset, and named where they are known`() {
        let text: [UInt8] = [0x61, 0x0A, 0x62, 0, 0x63, 0x62]
        #expect(throws: IngestionError.notText(Place(file: "r.txt", byte: 3, in: text), why: "a NUL byte")) {
            try self.decode(text)
        }
        #expect {
            try self.decode([0x1F, 0x8B, 8, 0, 1, 2])
        } throws: {
            "\($0)".contains("gzip")
        }
        #expect {
            try self.decode(Array("BZh91AY".utf8) + [0, 1, 2])
        } throws: {
            "\($0)".contains("bzip2")
        }
    }

    @Test func `a long text with one control byte is no binary file because of a byte that is no UTF-8`() {
        let text = Array(String(repeating: "The test sleeps. ", count: 100).utf8) + [0xFC, 0x7F]
        #expect(throws: IngestionError.invalidUTF8(Place(file: "r.txt", byte: 1_700, in: text))) { try decode(text) }
        #expect(
            throws: IngestionError.notText(
                Place(file: "r.txt", byte: 2, in: [0x61, 0xFC, 0x7F]), why: "a control byte")
        ) {
            try decode([0x61, 0xFC, 0x7F])
        }
    }

    @Test func `random bytes never crash a reader`() {
        var generator = SystemRandomNumberGenerator()
        for size in 0..<150 {
            let bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? DocumentReader().read(bytes: bytes, name: "r")
            let marks = Array("{}[]\",:\\ \nturefalsn0123eE.-".utf8)
            let json = (0..<size).map { _ in marks[Int.random(in: 0..<marks.count, using: &generator)] }
            for format in InputFormats.ids { _ = try? DocumentReader().read(bytes: json, name: "r", from: format) }
        }
    }
}
