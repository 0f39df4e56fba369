import Foundation
import Testing

@testable import FindingsModel

@Suite struct `Values of the model` {
    @Test func `severities are ordered by how much they matter`() {
        #expect(Severity.info < .low)
        #expect(Severity.allCases.sorted() == [.info, .low, .medium, .high, .critical])
        #expect(Severity.allCases.map(\.rank) == [0, 1, 2, 3, 4])
    }

    @Test func `a range of lines is a pair, and one number is one line`() throws {
        let encoded = try JSONEncoder().encode([LineRange(55), LineRange(109, 118)])
        #expect(String(decoding: encoded, as: UTF8.self) == "[[55,55],[109,118]]")
        let decoded = try JSONDecoder().decode([LineRange].self, from: Data("[[3],[4,9]]".utf8))
        #expect(decoded == [LineRange(3), LineRange(4, 9)])
        #expect(LineRange(3).description == "3" && LineRange(4, 9).description == "4-9")
    }

    @Test func `a range the wrong way round is kept as written`() {
        #expect(LineRange(9, 4).isReversed)
        #expect(!LineRange(4, 4).isReversed)
        #expect(LineRange(9, 4).description == "9-4")
    }

    @Test func `a finding survives being written and read`() throws {
        let finding = Finding(
            ordinal: 2, title: "Fixed sleep", body: "waits", suggestion: "wait for the event", path: "tests/a.py",
            references: [LineReference(LineRange(5, 9), path: "tests/b.py", startColumn: 3)], symbols: ["test_a"],
            severity: .high, severityBasis: .stated, statedSeverity: "P1", polarity: .issue, category: "sleepy-test",
            categoryBasis: .inferred, confidence: 0.75, rule: "TS003", fingerprint: "x:1", span: ByteSpan(3, 40),
            flags: ["line range reversed"])
        let back = try JSONDecoder().decode(Finding.self, from: JSONEncoder().encode(finding))
        #expect(back == finding)
        #expect(back.lines == [LineRange(5, 9)] && back.span.count == 37)
    }

    /// Found by the fuzz test on 2026-11-25, seed 170: a finding that ended beyond its document.
    @Test(arguments: [
        (ByteSpan(2, 5), ByteSpan(2, 5)), (ByteSpan(2, 50), ByteSpan(2, 10)), (ByteSpan(20, 50), ByteSpan(10, 10)),
        (ByteSpan(-3, 4), ByteSpan(0, 4)), (ByteSpan(7, 3), ByteSpan(7, 7)),
    ])
    func `a span is cut where its document ends`(_ span: ByteSpan, _ cut: ByteSpan) {
        #expect(span.clamped(to: 10) == cut)
    }
}
