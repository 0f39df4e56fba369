import FindingsModel
import Testing

@testable import ProseExtraction

/// Answers in what models' interfaces and programs hand them over in.
struct AnswerTransportTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var document: String

        init(_ name: String, _ document: String) {
            testDescription = name
            self.document = document
        }
    }

    /// Escaped as JSON has it.
    private static let answer =
        #"**Verdict:** request changes.\n\n1. **The pump \"primes\" twice** (lines 14-16): it waits \u2014 for real. Severity: high.\n2. **Nothing checks the valve** (line 31).\n"#
    private static let pieces = answer.split(separator: " ", omittingEmptySubsequences: false).map { $0 + " " }

    static let transports: [Sample] = [
        Sample("a field named review", #"{"review": "\#(answer)"}"#),
        Sample("a field named result beside figures", #"{"type": "result", "result": "\#(answer)", "duration_ms": 3}"#),
        Sample("a field of a name of its own", #"{"qa_notes": "\#(answer)", "engine": "x-1"}"#),
        Sample("a JSON string", "\"\(answer)\"\n"),
        Sample("a list of one text", #"[{"generated_text": "\#(answer)"}]"#),
        Sample(
            "choices of a chat",
            #"""
            {"id": "c-1", "choices": [{"index": 0, "message": {"role": "assistant", "content": "\#(answer)"},
              "finish_reason": "stop"}], "usage": {"total_tokens": 9}}
            """#),
        Sample(
            "parts, some of them thoughts",
            #"""
            {"role": "assistant", "content": [{"type": "thinking", "thinking": "Is there a leak at line 99 of it?"},
              {"type": "text", "text": "\#(answer)"}], "stop_reason": "end_turn"}
            """#),
        Sample(
            "candidates",
            #"{"candidates": [{"content": {"parts": [{"text": "So, line 99 of it", "thought": true}, {"text": "\#(answer)"}]}}]}"#
        ),
        Sample(
            "output of a response",
            #"""
            {"instructions": "You review tests, line 98 first.", "output": [
              {"type": "reasoning", "summary": [{"type": "summary_text", "text": "What of line 99, though?"}]},
              {"type": "message", "content": [{"type": "output_text", "text": "\#(answer)"}]}]}
            """#),
        Sample(
            "a conversation",
            #"""
            {"messages": [{"role": "user", "content": "Review it, and line 99 above all."},
              {"role": "assistant", "content": "\#(answer)"}]}
            """#),
        Sample(
            "events of an agent, the last of which tells the answer again",
            #"""
            {"type": "system", "tools": ["Read"]}
            {"type": "user", "message": {"role": "user", "content": [{"type": "tool_result", "content": "sleep at line 99"}]}}
            {"type": "assistant", "message": {"role": "assistant", "content": [{"type": "text", "text": "\#(answer)"}]}}
            {"type": "result", "result": "\#(answer)"}
            """#),
        Sample(
            "pieces, an object a line",
            pieces.map { #"{"response": "\#($0)", "done": false}"# }.joined(separator: "\n")
                + "\n{\"response\": \"\", \"done\": true}\n"),
        Sample(
            "events over the wire",
            pieces.map { #"data: {"choices": [{"delta": {"content": "\#($0)"}}]}"# }.joined(separator: "\n\n")
                + "\n\ndata: [DONE]\n"),
    ]

    @Test("An answer is read out of what it came in", arguments: transports)
    func read(_ sample: Sample) {
        let document = Array(sample.document.utf8)
        let review = ProseReader().read(document)
        #expect(AnswerTransport.isReview(document))
        #expect(review.findings.map(\.title) == ["The pump \"primes\" twice", "Nothing checks the valve"])
        #expect(review.findings.map(\.lines) == [[LineRange(14, 16)], [LineRange(31)]])
        #expect(review.findings.first?.severityBasis == .stated)
        #expect(review.outcome == .changesRequested)
        let starts = review.findings.map { String(decoding: document[$0.span.start...].prefix(3), as: UTF8.self) }
        #expect(starts == ["1. ", "2. "])
    }

    @Test("The spans of its explanation are all of the document's bytes", arguments: transports)
    func explained(_ sample: Sample) {
        let document = Array(sample.document.utf8)
        let explanation = ProseReader().explain(document)
        var end = 0
        for span in explanation.spans {
            #expect(span.span.start == end && span.span.end > end)
            end = span.span.end
        }
        #expect(end == document.count)
        #expect(explanation.review == ProseReader().read(document))
        #expect(explanation.evidence.map(\.finding) == [1, 2])
    }

    @Test func `JSON in a field is read as the JSON that it is`() {
        let document =
            #"{"review": "{\"issues\": [{\"title\": \"The pump sleeps\", \"line\": 14}, {\"title\": \"No check\", \"line\": 31}]}"}"#
        let review = ProseReader().read(Array(document.utf8))
        #expect(review.findings.map(\.lines) == [[LineRange(14)], [LineRange(31)]])
    }

    @Test func `Several texts are read one after another, each for the file beside it`() {
        let document = #"""
            {"file": "tests/pump_test.py", "review": "1. **It sleeps** (line 3): in earnest.\n2. **No check** (line 9): of the valve.\n"}
            {"file": "tests/hose_test.py", "review": "- **Order matters** (line 30): the hose is shared.\n"}
            """#
        let review = ProseReader().read(Array(document.utf8))
        #expect(review.findings.map(\.ordinal) == [1, 2, 3])
        #expect(review.findings.map(\.path) == ["tests/pump_test.py", "tests/pump_test.py", "tests/hose_test.py"])
        #expect(review.path == nil)
    }

    @Test func `A collection of a thousand texts is read, a larger one is data`() {
        func lines(_ count: Int) -> [UInt8] {
            Array(
                (1...count).map { #"{"review": "The pump \#($0) leaks here\nand there\n"}"# }.joined(separator: "\n")
                    .utf8)
        }
        #expect(AnswerTransport(lines(1_000))?.answers.count == 1_000)
        #expect(AnswerTransport(lines(1_001)) == nil)
    }

    @Test func `A verdict beside the text is the review's`() {
        let document =
            #"{"path": "a_test.py", "verdict": "approve", "review": "- **A long name** (line 3).\n- **A typo** (line 9).\n"}"#
        let review = ProseReader().read(Array(document.utf8))
        #expect(review.path == "a_test.py")
        #expect(review.verdict?.text == "approve")
        #expect(review.outcome == .approved)
    }

    @Test(
        "Other JSON is no answer",
        arguments: [
            #"{"message": "API rate limit exceeded for your address. (Log in for more.)", "documentation_url": "https://example.org"}"#,
            #"{"error": {"message": "Rate limit exceeded, try again in 20 seconds"}}"#,
            #"{"name": "pump", "description": "A library that\ndoes things\nwell", "scripts": {"test": "run all of it now"}}"#,
            #"[{"user": "ada", "text": "can you look at the build"}, {"user": "bo", "text": "sure, in an hour or so"}]"#,
            #"{"status": "ok", "result": "Deployment finished after 20 s"}"#,
            #"{"cells": [{"source": ["a = 1\n"], "outputs": [{"text": ["hello out there, world\n"]}]}]}"#,
            #"{"review": [{"title": "It sleeps", "line": 3}]}"#,
            #""a word in quotes""#, #"{"review": "broken"#, #"{"review": "\"#, "\"a\\", "data: none\n", "{}", "[[]]",
        ])
    func refused(_ document: String) {
        #expect(!AnswerTransport.isReview(Array(document.utf8)))
    }
}
