import FindingsModel
import Foundation

/// RSpec's `--format json`: examples with their outcomes, and messages about files that could not be loaded and hooks that
/// failed (https://rspec.info/features/3-13/rspec-core/formatters/json-formatter/).
struct RSpecFormat: InputFormat {
    let id = "rspec"
    let title = "RSpec JSON"
    let summary = "What `rspec --format json` prints: the examples that failed, and what broke outside of them."
    let tellingKeys = TellingKeys([
        "examples", "full_description", "example_count", "failure_count", "summary_line", "pending_message",
        "errors_outside_of_examples_count",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let examples = root["examples"], examples.isArray else {
            return false
        }
        if root["summary"]?["example_count"] != nil || root["summary_line"] != nil { return true }
        return examples.elements.contains { $0.isObject && $0["full_description"] != nil && $0["status"] != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        guard root.isObject else { throw malformed(document, root, "the report has to be an object") }
        var report = ToolReport(tool: "RSpec", version: root["version"]?.text, flags: flags(document))
        var failures = 0
        for example in try objects(document, root["examples"], "`examples`", in: root) {
            report.cover(example["file_path"]?.string)
            guard example["status"]?.string == "failed" else { continue }
            failures += 1
            report.addFailure(Self.failure(example))
        }
        if let stated = root["summary"]?["failure_count"]?.int, stated > failures {
            report.flag("only \(failures) of the \(stated) failures that the summary counts were read")
        }
        let broken = root["summary"]?["errors_outside_of_examples_count"]?.int ?? 0
        if broken > 0 { report.didNotFinish() }
        if let messages = root["messages"] {
            guard messages.isArray else {
                throw malformed(document, messages, "`messages` has to be an array, but is \(messages.kind.words)")
            }
            for message in messages.elements {
                guard let text = message.string else {
                    throw malformed(
                        document, message, "an element of `messages` has to be a string, but is \(message.kind.words)")
                }
                let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
                // Others tell of the run: which filter it had, that it began with the failures of the last.
                guard words.hasPrefix("An error occurred ") else { continue }
                report.add(Self.error(words, message))
            }
        }
        sink(report.review)
    }

    private static func failure(_ example: JSONValue) -> ToolProblem {
        let exception = example["exception"]
        let words = exception?["message"]?.string?.trimmingCharacters(in: .whitespacesAndNewlines)
        let name = (example["full_description"] ?? example["description"])?.text
        return ToolProblem(
            rule: exception?["class"]?.text, message: [name, words].compactMap { $0 }.joined(separator: "\n"),
            path: example["file_path"]?.string, firstLine: example["line_number"]?.number, severity: "failure",
            source: example, span: example.span)
    }

    /// `An error occurred while loading ./spec/mast_spec.rb.`, with a trace whose lines begin with `# `.
    private static func error(_ words: String, _ message: JSONValue) -> ToolProblem {
        var problem = ToolProblem(message: words, severity: "error", source: message, span: message.span)
        for line in words.split(whereSeparator: \.isNewline) where line.hasPrefix("# ") {
            let parts = line.dropFirst(2).split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let number = Int(parts[1]), number > 0, parts[0].hasSuffix(".rb") else { continue }
            (problem.path, problem.firstLine) = (String(parts[0]), number)
            problem.flags.append(FailurePlace.flag)
            break
        }
        return problem
    }
}
