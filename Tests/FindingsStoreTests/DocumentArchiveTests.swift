import Foundation
import Testing

@testable import FindingsStore

@Suite struct `Documents are packed and come back` {
    private static func texts() -> [[UInt8]] {
        var random = SplitMix(state: 7)
        func next(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
        var texts: [[UInt8]] = [129, 130, 257, 258, 259, 32_767, 32_768, 32_769, 70_000].map {
            [UInt8](repeating: 0x61, count: $0)
        }
        for round in 0..<120 {
            let letters = [1, 2, 3, 20, 90, 256][round % 6]
            let reach = [5, 300, 33_000][round % 3]
            var text: [UInt8] = []
            let count = 129 + next(round % 20 == 0 ? 200_000 : 5_000)
            while text.count < count {
                if text.count > 8, next(3) == 0 {
                    // What was there before, from near and far, in runs short and long.
                    let start = text.count - 1 - next(min(text.count - 1, reach))
                    for step in 0..<(1 + next(600)) { text.append(text[start + step]) }
                } else {
                    text.append(UInt8(truncatingIfNeeded: next(letters)))
                }
            }
            texts.append(text)
        }
        return texts
    }

    @Test func `whatever they are, by one packer after the other`() throws {
        let deflater = Deflater()
        var packed = 0
        for text in Self.texts() {
            let made = DocumentArchive.pack(text, with: deflater)
            if made.isCompressed { packed += 1 }
            #expect(made.content.count <= text.count)
            let back = DocumentArchive.unpack(
                made.content, isCompressed: made.isCompressed, byteCount: text.count)
            #expect(back == text, "\(text.count) bytes")
        }
        #expect(packed > 100)
    }

    @Test func `one that packing makes no smaller stays as it is`() {
        var random = SplitMix(state: 3)
        let noise = (0..<4_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let made = DocumentArchive.pack(noise)
        #expect(!made.isCompressed)
        #expect(Array(made.content) == noise)
        #expect(!DocumentArchive.pack([]).isCompressed)
    }

    @Test func `a report of many alike results becomes small`() {
        let results = (0..<2_000).map {
            "{\"ruleId\":\"R\($0 % 7)\",\"message\":{\"text\":\"Line \($0) says it again\"}}"
        }
        let report = results.joined(separator: ",")
        #expect(DocumentArchive.pack(Array(report.utf8)).content.count * 8 < report.utf8.count)
    }
}

/// Numbers that are the same in every run.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
