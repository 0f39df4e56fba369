import FindingsModel
import Foundation
import Testing

@testable import Ingestion

/// Each folder of Fixtures/FORMAT/ holds a document and what is read from it, or the error that it gives.
struct FixtureTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let cases: [String] = {
        let files = FileManager.default
        let formats = (try? files.contentsOfDirectory(atPath: root.path)) ?? []
        return formats.flatMap { format in
            ((try? files.contentsOfDirectory(atPath: root.appending(path: format).path)) ?? []).map {
                "\(format)/\($0)"
            }
        }
        .sorted()
    }()

    @Test(arguments: cases)
    func `a document gives exactly its reviews, or its error`(_ name: String) throws {
        let folder = Self.root.appending(path: name)
        let input = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasPrefix("input.") })
        let bytes = Array(try Data(contentsOf: folder.appending(path: input)))
        var lines: [String]
        do {
            lines = Self.describe(try DocumentReader().read(bytes: bytes, name: input))
        } catch {
            lines = ["error: \(error)"]
        }
        let expected = folder.appending(path: "expected.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes]
            try (encoder.encode(lines) + Data("\n".utf8)).write(to: expected)
        }
        let wanted = try JSONDecoder().decode([String].self, from: Data(contentsOf: expected))
        #expect(lines == wanted)
    }

    /// Every field that is read, a line each; those that the classifier of words decides are left to its own tests.
    static func describe(_ document: ReadDocument) -> [String] {
        var lines = ["format \(document.format)"]
        for review in document.reviews {
            lines.append(
                "review path=\(show(review.path)) scope=\(review.scope) project=\(review.coversProject) "
                    + "reviewer=\(show(review.reviewer?.name)) \(show(review.reviewer?.version)) "
                    + "repository=\(show(review.repository)) commit=\(show(review.commit)) branch=\(show(review.branch)) "
                    + "pull=\(show(review.pullRequest)) at=\(show(review.reviewedAt)) verdict=\(show(review.verdict?.text)) "
                    + "outcome=\(show(review.outcome?.rawValue)) flags=\(review.flags)")
            for finding in review.findings {
                let places = finding.references.map { ($0.path.map { "\($0):" } ?? "") + $0.range.description }
                let isJudged = finding.severityBasis == .inferred || finding.severityBasis == .default
                let severity = isJudged ? "-" : "\(finding.severity) (\(finding.severityBasis))"
                let category = finding.categoryBasis == .inferred ? "-" : finding.category
                lines.append(
                    "\(finding.ordinal). \(finding.title) | \(finding.body) | path=\(show(finding.path)) places=\(places) "
                        + "symbols=\(finding.symbols) severity=\(severity) stated=\(show(finding.statedSeverity)) "
                        + "category=\(category) rule=\(show(finding.rule)) print=\(show(finding.fingerprint)) "
                        + "flags=\(finding.flags)")
            }
        }
        return lines
    }

    private static func show(_ text: String?) -> String { text ?? "-" }
}
