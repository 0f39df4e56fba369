import FindingsModel
import Testing

@testable import IssueTracking

@Suite struct `A file that moves` {
    @Test(arguments: [
        ("tests/test_helpers.py", "helpers"), ("flask/testsuite/helpers.py", "helpers"),
        ("src/test/java/StopWatchTest.java", "stopwatch"), ("pkg/file_test.go", "file"),
        ("web/checkout.test.ts", "checkout"), ("spec/models/user_spec.rb", "user"), ("Tests/test.py", "test"),
        ("HTTPClientTests.swift", "httpclient"),
    ])
    func `is looked for by its name without the marks of a test`(path: String, stem: String) {
        #expect(RenameEvidence.stem(of: path) == stem)
    }

    private func review(_ uid: String, _ titles: [(String, Int)]) -> ReviewObservation {
        ReviewObservation(
            uid: uid, reviewedAt: "2026-0\(uid.count)-01T00:00:00Z", branch: "main", reviewer: "model", kind: .llm,
            findings: titles.enumerated().map { index, title in
                FindingEvidence(
                    uid: "\(uid).\(index)", ordinal: index + 1, title: title.0, category: "other", confidence: 0.5,
                    lines: [LineRange(title.1)])
            })
    }

    private let old = [
        ("`HoldStore` is shared by all tests of the module", 12), ("`time.sleep(2.1)` makes the expiry test slow", 40),
        ("Literal uuid `9c1f-77` used as the sailing", 55), ("`test_refund` asserts nothing about the amount", 80),
    ]

    @Test func `is known by the issues that go on`() {
        let (tracker, _) = IssueTracker.replay([review("a", old)])
        let moved = review("bb", old.map { ($0.0 + " still", $0.1 + 3) })
        let evidence = RenameEvidence(moved, continues: tracker.issues, policy: TrackingPolicy())
        #expect(evidence.ties == 4)
        #expect(evidence.isEnough(isOnly: true, affinity: 0))
    }

    @Test func `is not known by a name alone`() {
        let (tracker, _) = IssueTracker.replay([review("a", old)])
        let other = review(
            "bb", [("Snapshot of the whole page says nothing", 9), ("`print` left behind in `test_login`", 31)])
        let evidence = RenameEvidence(other, continues: tracker.issues, policy: TrackingPolicy())
        #expect(!evidence.isEnough(isOnly: true, affinity: 0))
        #expect(!evidence.isEnough(isOnly: false, affinity: 1))
    }

    @Test(
        arguments: [
            ("a/b/x_test.go", "a/b/y_test.go", 1), ("x_test.go", "y_test.go", 1), ("old/x.py", "new/x.py", 0),
            ("src/test/org/acme/lang/time/T.java", "src/test/java/org/acme/lang3/time/T.java", 1),
            ("client/src/test/T.java", "server/src/test/T.java", 2.0 / 3),
            ("test/T.java", "core/src/test/T.java", 1.0 / 3),
        ] as [(String, String, Double)])
    func `is asked for less where the folders are alike`(old: String, new: String, affinity: Double) {
        #expect(abs(RenameEvidence.affinity(of: old, to: new) - affinity) < 1e-9)
        #expect(RenameEvidence.affinity(of: old, to: new) == RenameEvidence.affinity(of: new, to: old))
    }
}
