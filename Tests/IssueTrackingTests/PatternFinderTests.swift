import IssueTracking
import Testing

@Suite struct `Patterns across files` {
    private func issue(
        _ uid: String, _ path: String, _ category: String, _ text: String, symbols: [String] = []
    ) -> PatternIssue {
        PatternIssue(uid: uid, project: "quay/ferry", path: path, category: category, text: text, symbols: symbols)
    }

    private let issues: [PatternIssue]

    init() {
        func issue(_ uid: String, _ path: String, _ category: String, _ text: String) -> PatternIssue {
            PatternIssue(uid: uid, project: "quay/ferry", path: path, category: category, text: text, symbols: [])
        }
        issues = [
            issue("a", "tests/test_dock.py", "sleepy-test", "wait_for_tide(3) is called and then time.sleep(2)"),
            issue("b", "tests/test_pier.py", "sleepy-test", "The helper wait_for_tide sleeps, see test_pier_two"),
            issue("c", "tests/test_pier.py", "sleepy-test", "wait_for_tide() again, in line 4711"),
            issue("d", "tests/test_quay.py", "hard-coded-value", "wait_for_tide gets a literal 86400"),
            issue("e", "tests/test_dock.py", "hard-coded-value", "The literal 86400 stands in the test."),
            issue("f", "tests/test_dock.py", "other", "wait_for_tide"),
        ]
    }

    @Test func `issues of one kind that name the same code are one, in at least two files`() {
        let patterns = PatternFinder().patterns(among: issues)
        #expect(patterns.map(\.category) == ["sleepy-test", "hard-coded-value"])
        #expect(patterns.map(\.shared) == [["wait_for_tide"], ["86400"]])
        #expect(patterns.map(\.issues) == [["a", "b", "c"], ["d", "e"]])
        #expect(patterns.map(\.files) == [2, 2])
        #expect(PatternFinder(leastFiles: 3).patterns(among: issues).isEmpty)
    }

    @Test func `ids stay when issues come and go, and the order of issues does not matter`() {
        let before = PatternFinder().patterns(among: issues)
        let more = [issue("0", "tests/test_buoy.py", "sleepy-test", "wait_for_tide(9)")] + issues.reversed()
        let after = PatternFinder().patterns(among: more)
        #expect(Set(after.map(\.id)).isSuperset(of: before.map(\.id)))
        #expect(after.first?.files == 3)
        #expect(PatternFinder().patterns(among: issues.reversed()) == before)
    }

    @Test func `two names of the same issues are one pattern`() {
        let twins = ["x", "y"].map { issue($0, "\($0).py", "shared-state", "tide_table of HarbourFixture leaks") }
        let patterns = PatternFinder().patterns(among: twins)
        #expect(patterns.count == 1)
        #expect(patterns.first?.shared == ["HarbourFixture", "tide_table"])
    }

    @Test func `words of prose, lines, years, files and tests' own names are no code`() {
        let pairs = ["x", "y"].map {
            issue(
                $0, "\($0).py", "style",
                "The test in test_a.py, line 120 of 2024, e.g. test_dock or TestDock, is well-known")
        }
        #expect(PatternFinder().patterns(among: pairs).isEmpty)
    }
}
