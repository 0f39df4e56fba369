import FindingsModel
import Foundation
import Testing

@testable import Ingestion

/// A folder of Fixtures/FORMAT/ with a document, `input.*`, and what is read from it or the error that it gives,
/// `expected.json`.
struct Fixture: Sendable, CustomTestStringConvertible {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// `FORMAT/CASE`.
    let name: String
    let input: String
    let bytes: [UInt8]

    var format: String { String(name.prefix { $0 != "/" }) }
    var testDescription: String { name }

    static let all: [Fixture] = {
        func names(_ folder: URL) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        }
        return names(root).flatMap { format in
            names(root.appending(path: format)).compactMap { name in
                let folder = root.appending(path: "\(format)/\(name)")
                guard let input = names(folder).first(where: { $0.hasPrefix("input.") }),
                    let data = try? Data(contentsOf: folder.appending(path: input))
                else { return nil }
                return Fixture(name: "\(format)/\(name)", input: input, bytes: Array(data))
            }
        }
    }()

    /// By content; by name where no format claims it, or a broken one is taken for words.
    func read() throws(IngestionError) -> ReadDocument {
        do throws(IngestionError) {
            let read = try DocumentReader().read(bytes: bytes, name: input)
            if read.format == format { return read }
        } catch {
            guard case .unrecognized = error else { throw error }
        }
        return try DocumentReader().read(bytes: bytes, name: input, from: format)
    }

    var isWellFormed: Bool { (try? read()) != nil }
    static let wellFormed = all.filter(\.isWellFormed)
    static let illFormed = all.filter { !$0.isWellFormed }
}

struct FixtureTests {
    @Test(arguments: Fixture.all)
    func `a document gives exactly its reviews, or its error`(_ fixture: Fixture) throws {
        var lines: [String]
        do {
            lines = Self.describe(try fixture.read())
        } catch {
            lines = ["error: \(error)"]
        }
        let expected = Fixture.root.appending(path: "\(fixture.name)/expected.json")
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
