import FindingsModel
import Testing

@testable import Ingestion

@Suite struct `A SARIF result that was read before` {
    private static func read(_ text: String) throws -> Review {
        let read = try DocumentReader().read(bytes: Array(text.utf8), name: "run.sarif")
        return try #require(read.reviews.first)
    }

    /// - Parameters:
    ///   - rule: what the tool says of rule `R1`.
    ///   - run: further fields of the run.
    private static func log(rule: String = "", run: String = "", results: [String]) -> String {
        """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Seesaw", "rules": [{"id": "R1"\(rule)}]}}\(run),
        "results": [\(results.joined(separator: ", "))]}]}
        """
    }

    private static func result(_ text: String, uri: String = "tests/test_swing.py") -> String {
        """
        {"ruleId": "R1", "message": {"text": "\(text)"}, "locations": [{"physicalLocation":
        {"artifactLocation": {"uri": "\(uri)"}, "region": {"startLine": 4}}}]}
        """
    }

    @Test func `has its place in its own log`() throws {
        let first = Self.log(results: [Self.result("swings high"), Self.result("swings low")])
        let second = Self.log(results: [Self.result("squeaks"), Self.result("swings low"), Self.result("swings high")])
        _ = try Self.read(first)
        let again = try Self.read(second)
        #expect(again.findings.map(\.ordinal) == [1, 2, 3])
        #expect(again.findings.map(\.title) == ["squeaks", "swings low", "swings high"])
        for finding in again.findings {
            let span = Array(second.utf8)[finding.span.start..<finding.span.end]
            #expect(String(decoding: span, as: UTF8.self) == Self.result(finding.title))
        }
    }

    @Test func `means what its own run says of its rule`() throws {
        let results = [Self.result("creaks")]
        let graver = #", "defaultConfiguration": {"level": "error"}"#
        let lighter = #", "defaultConfiguration": {"level": "note"}"#
        #expect(try Self.read(Self.log(rule: graver, results: results)).findings.map(\.severity) == [.high])
        #expect(try Self.read(Self.log(rule: lighter, results: results)).findings.map(\.severity) == [.low])
        #expect(try Self.read(Self.log(rule: graver, results: results)).findings.map(\.severity) == [.high])
        let overridden =
            #", "invocations": [{"executionSuccessful": true, "ruleConfigurationOverrides": "#
            + #"[{"descriptor": {"id": "R1"}, "configuration": {"level": "note"}}]}]"#
        #expect(
            try Self.read(Self.log(rule: graver, run: overridden, results: results)).findings.map(\.severity) == [.low])
    }

    // 2026-11-27: the first message of such a rule decides, and was forgotten with the result that was remembered.
    @Test func `is of the same category when its rule says nothing`() throws {
        let log = Self.log(results: [
            Self.result("the tests depend on the order in which they run"), Self.result("nothing is asserted"),
            Self.result("a sleep of two seconds"),
        ])
        let first = try Self.read(log)
        let again = try Self.read(log)
        #expect(again.findings.map(\.category) == first.findings.map(\.category))
    }

    @Test func `lies where its own run says`() throws {
        let results = [Self.result("tilts", uri: "file:///build/swing/tests/test_swing.py")]
        let mapped = #", "versionControlProvenance": [{"repositoryUri": "https://example.org/swing", "mappedTo": "#
        let one = Self.log(run: mapped + #"{"uri": "file:///build/swing/"}}]"#, results: results)
        let other = Self.log(run: mapped + #"{"uri": "file:///build/"}}]"#, results: results)
        #expect(try Self.read(one).findings.map(\.path) == ["tests/test_swing.py"])
        #expect(try Self.read(other).findings.map(\.path) == ["swing/tests/test_swing.py"])
        #expect(try Self.read(one).findings.map(\.path) == ["tests/test_swing.py"])
    }

    @Test func `is flagged again, and so is its rule`() throws {
        let broken = Self.result("wobbles").replacing("\"startLine\": 4", with: "\"startLine\": {}")
        let log = Self.log(rule: #", "defaultConfiguration": 5"#, results: [broken, Self.result("wobbles more")])
        let first = try Self.read(log)
        let again = try Self.read(log)
        #expect(first.findings[0].flags == ["`startLine` is not understood"])
        #expect(again == first)
        #expect(!first.flags.isEmpty)
    }
}
