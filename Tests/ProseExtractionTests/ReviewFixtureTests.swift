import FindingsModel
import Foundation
import Testing

@testable import ProseExtraction

/// Each folder of Fixtures/ holds a review as `input.md` and what is to be read from it as `expected.json`.
///
/// `RECORD_SNAPSHOTS=1 swift test` writes the expectations anew; read them before they are committed.
@Suite struct ReviewFixtureTests {
    private struct Expected: Codable, Equatable {
        struct Item: Codable, Equatable {
            var title: String
            var body: String
            var suggestion: String?
            var path: String?
            var references: [String]
            var symbols: [String]
            var severity: String?
            var text: String
        }

        var path: String?
        var scope: [String]
        var language: String?
        var verdict: String?
        var outcome: Outcome?
        var findings: [Item]
        var unparsed: [String]
        var flags: [String]
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    private static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { FileManager.default.fileExists(atPath: folder.appending(path: "\($0)/input.md").path) }
            .sorted()
    }

    @Test func `the fixtures are there`() {
        #expect(Self.names.count >= 14)
    }

    @Test(arguments: names)
    func `a review is read as its fixture expects`(name: String) throws {
        let folder = Self.folder.appending(path: name)
        let document = [UInt8](try Data(contentsOf: folder.appending(path: "input.md")))
        let review = ProseReader(judge: Self.neutral).read(document)
        func text(_ span: ByteSpan) -> String {
            #expect(span.start >= 0 && span.start <= span.end && span.end <= document.count)
            let words = String(decoding: document[span.start..<span.end], as: UTF8.self)
            return String(words.prefix(48))
        }
        let actual = Expected(
            path: review.path, scope: review.scope, language: review.language, verdict: review.verdict?.text,
            outcome: review.outcome,
            findings: review.findings.map { finding in
                Expected.Item(
                    title: finding.title, body: finding.body, suggestion: finding.suggestion, path: finding.path,
                    references: finding.references.map { ($0.path.map { "\($0):" } ?? "") + $0.range.description },
                    symbols: finding.symbols,
                    severity: finding.severityBasis == .stated
                        ? "\(finding.severity.rawValue) (\(finding.statedSeverity ?? ""))" : nil,
                    text: text(finding.span))
            },
            unparsed: review.unparsed.map { text($0.span) }, flags: review.flags)
        let file = folder.appending(path: "expected.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try (encoder.encode(actual) + Data("\n".utf8)).write(to: file)
        }
        let expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
        #expect(actual == expected)
        #expect(review.findings.map(\.ordinal) == Array(1..<(review.findings.count + 1)))
    }

    /// Layout alone is under test here; what the words mean has tests of its own.
    private static let neutral: @Sendable (RemarkText) -> RemarkJudgement = { _ in
        RemarkJudgement(polarity: .issue, severity: .medium, severityBasis: .default, category: "other", confidence: 0)
    }
}
