import FindingsModel
import Testing

@testable import Ingestion

/// What hosts and bots put around the words of a comment on a line.
struct CommentTextTests {
    private func read(_ body: String) -> Finding {
        CommentReader.finding(body, ordinal: 1, span: ByteSpan(0, 0))
    }

    @Test
    func `folded parts in folded parts are set aside in whole`() {
        let finding = read(
            """
            _🔒 Security & Privacy_ | _🟠 Major_ | _⚡ Quick win_

            **The test logs the harbour's key.**

            It stands in the job's log.

            <details>
            <summary>🧰 Tools</summary>

            <details>
            <summary>a linter</summary>

            12-12: a key is logged

            </details>

            </details>

            <!-- a mark -->
            """)
        #expect(finding.title == "The test logs the harbour's key.")
        #expect(finding.body == "It stands in the job's log.")
        #expect(finding.statedSeverity == "Major")
    }

    @Test
    func `a block to commit is the suggestion, else the folded fix, and never a folded prompt`() {
        let body = """
            **The wait is fixed.**

            The winch may need longer.

            <details>
            <summary>Proposed fix</summary>

            ```diff
            -    sleep(2)
            +    winch.wait()
            ```
            </details>

            <details>
            <summary>🤖 Prompt for AI Agents</summary>

            ```
            In tests/test_mast.py, fix the wait.
            ```

            </details>
            """
        #expect(read(body).suggestion == "-    sleep(2)\n+    winch.wait()")
        #expect(read(body + "\n\n```suggestion\n    winch.wait()\n```").suggestion == "    winch.wait()")
        #expect(read("Name it `mast`.\n\n```suggestion:-0+1\nmast = 1\n```").suggestion == "mast = 1")
        #expect(read("Name it `mast`.\n\n````suggestion\n```sh\n````").suggestion == "```sh")
        #expect(
            read("The wait is fixed.\n\n<details><summary>🤖 Prompt</summary>\n\n```\nx\n```\n</details>").suggestion
                == nil)
    }

    @Test
    func `a severity alone in its badge outweighs a word in another`() {
        #expect(read("_🛠️ Refactor suggestion_ | _🟠 Major_\n\nName the rope.").severity == .high)
        #expect(read("_🧹 Nitpick_ | _🔵 Trivial_\n\nName the rope.").statedSeverity == "Trivial")
        #expect(read("_🧹 Nitpick (assertive)_\n\nName the rope.").statedSeverity == "Nitpick")
        #expect(
            read("![security-high](https://x.test/a.svg) ![high](https://x.test/b.svg)\n\nName the rope.").severity
                == .high)
    }

    @Test
    func `other places that a comment names are places of its finding`() {
        let lines = read("The rope is never cut.\n\nAlso applies to: 12-20, 33, 7-3, later").references
        #expect(lines == [LineReference(LineRange(12, 20)), LineReference(LineRange(33))])
        let places = read(
            """
            ### The rope is never cut

            **Medium Severity**

            The test ties it and leaves.

            <details>
            <summary>Additional Locations (1)</summary>

            - [`tests/test_sail.py#L44-L50`](https://host.test/blob/1/tests/test_sail.py#L44-L50)

            </details>

            <sup>Reviewed by a bot.</sup>
            """)
        #expect(places.references == [LineReference(LineRange(44, 50), path: "tests/test_sail.py")])
        #expect(places.title == "The rope is never cut")
        #expect(!places.body.contains("Reviewed"))
    }

    @Test
    func `a label in bold is no title`() {
        let finding = read(
            "**issue (bug_risk):** The rope is cut twice.\n\nThe second cut fails, and nobody looks at it.")
        #expect(finding.title == "The rope is cut twice.")
        #expect(finding.symbols.isEmpty)
        #expect(finding.body == "The second cut fails, and nobody looks at it.")
    }

    @Test
    func `reviewdog's opening tells the tool, the rule and the severity`() {
        let finding = read(
            "⚠️ **[ropelint]** <[R12](https://x.test/R12)> "
                + "<sub>reported by [reviewdog](https://github.com/reviewdog/reviewdog) :dog:</sub><br>The rope is too long."
        )
        #expect(finding.title == "The rope is too long.")
        #expect(finding.rule == "R12")
        #expect(finding.statedSeverity == "warning")
        let bare = read(
            "**[ropelint]** <sub>reported by [reviewdog](https://github.com/reviewdog/reviewdog) :dog:</sub><br>Too long."
        )
        #expect(bare.rule == "ropelint")
        #expect(bare.title == "Too long.")
    }

    @Test
    func `what a comment begins with is not lost for what follows`() {
        let finding = read(
            """
            The `spare_rope` argument stands in the signature of `tie` and is ignored where the rope is wet. If it is \
            false (strict), a missing knot should be refused.
            """)
        #expect((finding.title + finding.body).contains("is ignored where the rope is wet"))
        #expect(finding.symbols.contains("spare_rope"))
    }

    @Test
    func `a comment that its bot found mended is flagged`() {
        let finding = read(
            "**The rope is never cut.**\n\nCut it.\n\n_Source: Linters_\n\n✅ Addressed in commit 0123abc")
        #expect(finding.flags == ["resolved there"])
        #expect(finding.body == "Cut it.")
    }
}
