import FindingsModel
import ProseExtraction

/// A text that a tool printed for people and that no format reads: not to pass for a person's words, among which most of its
/// problems would be lost.
struct ToolOutput {
    /// Where it is known by.
    let byte: Int
    /// What it is, and how to get a report that can be read.
    let why: String

    /// - Returns: `nil` for all else: a review, also one that quotes such a text.
    init?(_ document: SourceDocument) {
        guard case .text = document.shape, !document.isXML else { return nil }
        let lines = RefrainLinesFormat.lines(document.text)
        var opening: [(line: Range<Int>, words: Substring)] = []
        for line in lines.prefix(Self.opening) {
            let words = Substring(String(decoding: document.text[line].prefix(400), as: UTF8.self))
            opening.append((line, words.drop { $0 == " " || $0 == "\r" || $0 == "\t" }))
        }
        for kind in Self.kinds {
            guard
                let first = opening.prefix(kind.within).first(where: { item in
                    kind.openings.contains { item.words.hasPrefix($0) }
                })
            else { continue }
            let isWhole =
                kind.also.isEmpty
                || lines.prefix(400).contains { line in
                    let words = String(decoding: document.text[line].prefix(400), as: UTF8.self)
                    return kind.also.contains { words.contains($0) }
                }
            guard isWhole, !kind.openings.contains("diff --git ") || !ProseReader.isAnnotatedPatch(document.text) else {
                continue
            }
            byte = first.line.lowerBound
            why = "it is \(kind.name), which is not read; \(kind.advice)"
            return
        }
        if Self.isBuildAndTests(document.text, lines), let first = lines.first {
            byte = first.lowerBound
            why = "it is the output of `go test`, which is not read; \(Self.goTest)"
            return
        }
        if let line = Self.mochasSum(document.text, lines) {
            byte = line.lowerBound
            why = "it is Mocha's output, which is not read; `mocha --reporter json` writes a report that is"
            return
        }
        if let results = Self.results(in: document.text, lines) {
            (byte, why) = results
            return
        }
        // The log of a build in which no line tells of a problem.
        var built = 0
        for line in lines {
            let bytes = document.text[line]
            guard let log = BuildLogLine(bytes) else {
                if bytes.first == 0x20 || bytes.first == 0x09 { continue }
                return nil
            }
            built += log.isTrouble ? 0 : 1
        }
        guard built * 2 > lines.count, let first = lines.first else { return nil }
        byte = first.lowerBound
        why = "it is the log of a build, and no line of it reads `path:line:column: warning: message`"
    }

    /// What `go test` prints of packages of which one did not build: the compiler's words come before all results.
    private static func isBuildAndTests(_ text: [UInt8], _ lines: [Range<Int>]) -> Bool {
        guard lines.count > 2, text[lines[0]].starts(with: Array("# ".utf8)), GoTestOutput.isBuilds(text[lines[1]]),
            !text[lines[1]].starts(with: Array("# ".utf8))
        else { return false }
        let results = ["--- FAIL: ", "=== RUN ", "=== FAIL: "].map { Array($0.utf8) }
        return lines.contains { line in results.contains { text[line].starts(with: $0) } }
    }

    /// The line `  2 passing (14ms)` of a text that is indented as a whole up to it, as Mocha prints its tests.
    private static func mochasSum(_ text: [UInt8], _ lines: [Range<Int>]) -> Range<Int>? {
        for (index, line) in lines.prefix(5_000).enumerated() {
            guard text[line].starts(with: [0x20, 0x20]) else { return nil }
            let words = Substring(decoding: text[line].prefix(80), as: UTF8.self).drop { $0 == " " }
            let rest = words.drop { $0.isASCII && $0.isNumber }
            if rest.count < words.count, rest.hasPrefix(" passing ("), rest.hasSuffix("s)"), index > 0 { return line }
        }
        return nil
    }

    /// A text most of whose lines are results of tests in a runner's own form.
    private static func results(in text: [UInt8], _ lines: [Range<Int>]) -> (Int, String)? {
        let opening = lines.prefix(200)
        for runner in runners {
            let found = opening.filter { line in
                let words = Substring(decoding: text[line].prefix(200), as: UTF8.self)
                return runner.isResult(words.drop { $0 == " " })
            }
            guard let first = found.first, found.count * 2 > opening.count, found.count > 1 || lines.count < 3 else {
                continue
            }
            return (first.lowerBound, "it is \(runner.name), which is not read; \(runner.advice)")
        }
        return nil
    }

    private struct Runner: Sendable {
        let name: String
        let advice: String
        let isResult: @Sendable (Substring) -> Bool
    }

    private static let goTest = "`go test -json` writes a report that is"

    private static let runners = [
        Runner(name: "TeamCity's service messages", advice: "the test runner's JUnit XML or TAP is") {
            $0.hasPrefix("##teamcity[")
        },
        Runner(name: "Automake's test results", advice: "the runner's TAP or JUnit XML is") { line in
            if line.hasPrefix(":test-result: ") { return true }
            return ["PASS: ", "FAIL: ", "SKIP: ", "XFAIL: ", "XPASS: ", "ERROR: "].contains(where: line.hasPrefix)
        },
        Runner(name: "Catch2's compact report", advice: "its `junit` and `tap` reporters write one that is") { line in
            [": passed:", ": failed:", ": failed - but was ok:"].contains { mark in
                line.byteRange(of: mark).map { end in
                    let place = line[..<end.lowerBound]
                    return !place.contains(" ") && place.contains(":") || place.hasSuffix(">")
                } ?? false
            }
        },
        Runner(name: "radon's list", advice: "`radon cc --json` and `radon mi --json` print reports that are") { line in
            isRadons(line)
        },
        Runner(name: "the output of `go test`", advice: goTest) { line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard let first = words.first else { return false }
            switch first {
            case "===": return words.count > 2 && ["RUN", "PAUSE", "CONT", "NAME"].contains(words[1])
            case "---": return words.count > 2 && ["PASS:", "FAIL:", "SKIP:", "BENCH:"].contains(words[1])
            case "ok", "FAIL", "?": return words.count > 2 && words[1].contains { $0 == "/" || $0 == "." }
            case "PASS": return words.count == 1
            case "goos:", "goarch:", "pkg:", "cpu:": return words.count > 1
            case "testing:": return line.hasPrefix("testing: warning: no tests to run")
            case "coverage:": return line.hasSuffix(" of statements")
            default: return first.hasPrefix("Benchmark") && line.has(" ns/op")
            }
        },
    ]

    /// radon's `M 6:4 Mast.hoist - C (13)`, and `quay/mast.py - A (55.32)`; the names of files stand above the former.
    private static func isRadons(_ line: Substring) -> Bool {
        guard let dash = line.lastByteRange(of: " - "), case let rank = line[dash.upperBound...],
            let letter = rank.first, "ABCDEF".contains(letter),
            rank.dropFirst().isEmpty || rank.dropFirst().hasPrefix(" (") && rank.hasSuffix(")")
        else { return false }
        let words = line[..<dash.lowerBound].split(separator: " ")
        if words.count == 1 { return words[0].hasSuffix(".py") }
        return words.count == 3 && ["F", "M", "C"].contains(words[0])
            && words[1].split(separator: ":").count == 2 && words[1].allSatisfy { $0 == ":" || $0.isNumber }
    }

    /// How many lines at the beginning tell what a text is.
    private static let opening = 12

    private struct Kind {
        /// What a line among the first begins with.
        let openings: [String]
        /// What stands in some line; one of them, where there are any.
        let also: [String]
        let within: Int
        let name: String
        let advice: String

        init(_ openings: [String], also: [String] = [], within: Int = 3, _ name: String, _ advice: String) {
            (self.openings, self.also, self.within, self.name, self.advice) = (openings, also, within, name, advice)
        }
    }

    private static let kinds = [
        Kind(
            ["[main]", "Run started:", "Test results:"], also: [">> Issue: [B", "No issues identified"], within: 8,
            "bandit's text report", "`bandit -f json` writes one that is"),
        Kind(
            ["FILE: "], also: ["FOUND "], "PHP_CodeSniffer's report for people",
            "`phpcs --report=json` writes one that is"),
        Kind(
            ["------ ---"], also: ["  Line  "], within: 6, "PHPStan's table",
            "`phpstan --error-format=json` writes a report that is"),
        Kind(
            ["Note: Using configuration file", "------ ---"], also: [" ------ ---"], within: 6, "PHPStan's table",
            "`phpstan --error-format=json` writes a report that is"),
        Kind(
            ["┌"], also: ["Code Finding", "Scan Status"], within: 6,
            "Semgrep's report for people",
            "`semgrep --json` or `--sarif` writes one that is"),
        Kind(
            ["sed -i '", "gsed -i '", "# "],
            also: ["  [whitespace/", "  [build/", "  [legal/", "  [readability/", "  [runtime/"],
            "cpplint's script of corrections", "`cpplint --output=emacs` prints lines that are"),
        Kind(
            ["NLOC    CCN   token  PARAM  length  location"], "lizard's table",
            "`lizard -w` prints its warnings as lines that are, and `lizard --csv` writes a report that is"),
        Kind(
            ["| Filename | Name | Type | Start:End Line | Complexity | Classification |"], "radon's table",
            "`radon cc --json` prints a report that is"),
        Kind(
            ["Checking formatting..."], "Prettier's list of files", "it says nothing of what is wrong in them"),
        Kind(
            ["would reformat "], also: ["would be reformatted", "would reformat "], within: 4,
            "a formatter's list of files",
            "it says nothing of what is wrong in them"),
        Kind(
            ["====="], also: ["test session starts"], within: 2,
            "pytest's output", "`pytest --junit-xml=report.xml` writes a report that is"),
        Kind(
            ["# npm audit report"], within: 1, "npm's audit for people",
            "`npm audit --json` writes one that is"),
        Kind(
            ["=== RUN  ", "--- FAIL: "], also: ["--- FAIL: ", "--- PASS: "], within: 2, "the output of `go test`",
            goTest),
        Kind(
            ["FAIL\t", "ok  \t"], also: ["--- FAIL: ", "--- PASS: "], within: 4, "the output of `go test`",
            goTest),
        Kind(
            ["=================="], also: [" FAILURES =====", " ERRORS =====", "short test summary info"], within: 4,
            "pytest's output", "`pytest --junit-xml=report.xml` writes a report that is"),
        Kind(
            ["Content-Length: "], also: ["\"jsonrpc\""], within: 1, "a language server's messages with their headers",
            "the messages alone, an object a line, are"),
        Kind(
            ["Error: unknown flag: ", "Error: unknown shorthand flag: ", "Error: unknown command "], within: 1,
            "a tool's refusal of how it was called", "the tool that was to write the report did not run"),
        Kind(
            ["The command is terminated due to an error: ", "level=error msg=\"Running error: "], within: 3,
            "golangci-lint's word of why it failed", "the tool that was to write the report did not run"),
        Kind(
            [
                "[flake8]", "[mypy]", "[pylint]", "[pylint.", "[MASTER]", "[MAIN]", "[pycodestyle]", "[isort]",
                "[tool.", "[pytest]",
            ],
            also: [" = ", "="], within: 1, "a tool's configuration", "what the tool printed is"),
        Kind(
            ["Traceback (most recent call last):"], within: 1, "a Python traceback",
            "the tool that was to write the report failed"),
        Kind(
            [String(repeating: "=", count: 70)], also: ["Ran "], within: 4, "unittest's output",
            "`python -m xmlrunner` writes a report that is"),
        Kind(
            ["messages: []"], also: ["  formatter: yaml"], within: 1, "Prospector's YAML without a message",
            "`prospector -o json` writes a report that is"),
        Kind(
            ["errors:", "generated_at:"], also: ["issue_text:"], within: 8, "bandit's YAML",
            "`bandit -f json` writes a report that is"),
        Kind(
            ["---"], also: ["DiagnosticName:"], within: 1,
            "clang-tidy's YAML of fixes, which counts bytes instead of lines",
            "the lines that clang-tidy prints are"),
        Kind(
            ["<!DOCTYPE html", "<!doctype html", "<html"],
            also: [
                "<title>ESLint Report", "    Bandit Report", "<title>RuboCop Inspection Report",
                "<title>Cppcheck - HTML report",
                "<title>phpcs", "<title>PHPMD</title>", "<title>SwiftLint Report", "<title>detekt report",
                "<title>Psalm",
                "<title>Brakeman Report", "<title>Flake8 violations", "<title>report.html</title>",
                "<title>Mochawesome",
            ], within: 1, "a tool's report as a page", "its report as JSON, SARIF or XML is"),
        Kind(
            [
                "Test Suite '", "◇ Test run started", "􀟈  Test run started", "Building for debugging...",
                "[1/1] Planning build",
            ],
            also: ["Test run with ", "\t Executed ", "Executed ", "Test Case '"], within: 12,
            "the output of `swift test`",
            "`swift test --parallel --xunit-output report.xml` writes reports that are"),
        Kind(
            ["- filepath: "], also: ["  violations:"], within: 3, "SQLFluff's YAML",
            "`sqlfluff lint --format json` writes a report that is"),
        Kind(
            ["By Prisma Cloud | version: ", "By bridgecrew.io | version: "]
                + ["terraform", "cloudformation", "kubernetes", "dockerfile", "github_actions", "secrets", "helm"]
                .map { $0 + " scan results:" }, also: ["Passed checks: "], within: 10, "Checkov's output for people",
            "`checkov -o json` writes a report that is, `-o sarif` one of its own beside this"),
        Kind(
            ["[==========] Running ", "Running main() from ", "Note: Google Test filter"],
            also: ["[==========] ", "[ RUN      ] "], within: 4, "GoogleTest's output",
            "`--gtest_output=xml:report.xml` writes a report that is"),
        Kind(
            ["Randomness seeded to: ", "~~~~~~~~~~~~~~~~~~~~"], also: ["is a Catch v", "is a Catch2 v"], within: 4,
            "Catch2's output", "its `junit` and `tap` reporters write a report that is"),
        Kind(
            ["PHPUnit "], also: ["by Sebastian Bergmann"], within: 1, "PHPUnit's output",
            "`phpunit --log-junit report.xml` writes a report that is"),
        Kind(
            ["Run options: "], also: [" assertions/s", "# Running:"], within: 1, "Minitest's output",
            "a reporter of minitest-reporters or minitest-junit writes JUnit XML, which is"),
        Kind(["diff --git ", "--- "], also: ["@@ -"], within: 1, "a patch", "it says nothing of what is wrong"),
        Kind(
            ["The total number of bad smells detected in the test suite"], within: 2, "pytest-smell's sums",
            "its CSV (`--out_path`) and its `--verbose` text have the smells"),
        Kind(
            ["markdownlint-cli2 v"], also: ["Finding: ", "Summary: "], within: 3, "markdownlint's output",
            "its JSON or SARIF formatter writes a report that is"),
    ]
}
