import ArgumentParser
import FindingsModel
import Foundation
import Ingestion
import ProseExtraction

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Print the findings of documents without storing them.",
        discussion: """
            With --format json, one JSON object a line and document, as Documentation/refrain-review.schema.json \
            describes; `ingest` reads it back.

            --explain shows how prose was read: the document with the role of every part (finding, verdict, set aside \
            and why, unparsed), then the words that gave each finding its severity, polarity, category and lines.

              refrain extract review.md
              refrain extract --format json reviews/*.md
              refrain extract --explain review.md
              my-reviewer tests/test_cart.py | refrain extract -
            """)

    enum Form: String, ExpressibleByArgument, CaseIterable {
        case text, json, jsonl
    }

    @Argument(help: "Files, folders, globs, or - for standard input.", completion: .file())
    var inputs: [String]

    @Option(
        help: ArgumentHelp("Read the documents as this format (`refrain formats`).", valueName: "format"),
        completion: .list(InputFormats.ids))
    var from: String?

    @Option(help: "The form of the output: text, or json, one object a line (jsonl is the same).")
    var format: Form = .text

    @Flag(help: "Show how a document in prose was read, and from which words each judgement comes.")
    var explain = false

    @Option(help: ArgumentHelp("The most megabytes of a document.", valueName: "MB"))
    var maxSize: Int = 64

    @Option(
        help: ArgumentHelp("The configuration. Else REFRAIN_CONFIG, else .refrain/config.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    func validate() throws {
        if maxSize < 1 || maxSize > 4096 { throw ValidationError("--max-size is from 1 to 4096 MB") }
    }

    func run() throws {
        let reader = DocumentReader(
            limits: DocumentLimits(bytes: maxSize << 20), mapping: try Configuration.load(config).mapping,
            judge: try TeamLexicon.judge())
        if let from { _ = try reader.format(from) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var failures = 0
        for input in inputs {
            do {
                for document in try InputFinder().documents(for: input) {
                    do {
                        let bytes = try Intake.read(document, limit: reader.limits.bytes)
                        try reader.readAll(bytes: bytes, name: document.name, from: from) { outcome in
                            switch outcome {
                            case .success(let read): try print(read, encoder)
                            case .failure(let error):
                                Message.failure(error)
                                failures += 1
                            }
                        }
                    } catch let error where Failure.isOurs(error) {
                        Message.failure(error)
                        failures += 1
                    }
                }
            } catch let error as IngestionError {
                Message.failure(error)
                failures += 1
            }
        }
        if failures > 0 { throw ExitStatus.couldNot }
    }

    private func print(_ read: ReadDocument, _ encoder: JSONEncoder) throws {
        for note in read.notes { Message.note("\(read.name): \(note)") }
        if explain { return try printExplanation(read, encoder) }
        switch format {
        case .text: StandardOutput.write(ExtractText.text(of: read))
        case .json, .jsonl:
            let line = try encoder.encode(ExtractRecord(read))
            StandardOutput.write(String(decoding: line, as: UTF8.self) + "\n")
        }
    }

    private func printExplanation(_ read: ReadDocument, _ encoder: JSONEncoder) throws {
        guard read.format == "prose", let review = read.reviews.first else {
            throw CommandFailure(
                "\(read.name) is \(read.format): --explain shows how prose is read, and a format with fields needs no "
                    + "explanation. Leave --explain out")
        }
        let explanation = try RemarkJudge.$own.withValue(TeamLexicon.judge()) {
            ProseReader().explain(read.text, as: review)
        }
        switch format {
        case .text:
            let text = ExplainText(width: Terminal.standardOutput().width)
            StandardOutput.write(
                text.text(of: explanation, document: read.text, name: read.name, format: read.format))
        case .json, .jsonl:
            let line = try encoder.encode(ExplainRecord(explanation, source: read.name, format: read.format))
            StandardOutput.write(String(decoding: line, as: UTF8.self) + "\n")
        }
    }
}

/// A document's findings, to be read by a person.
private enum ExtractText {
    static func text(of document: ReadDocument) -> String {
        var text = ""
        for (index, review) in document.reviews.enumerated() {
            let part = document.reviews.count > 1 ? ", review \(index + 1)" : ""
            let language = review.language.map { ", \($0)" } ?? ""
            text += "\(document.name) (\(document.format)\(part)\(language))\n"
            if let path = review.path { text += "  File: \(path)\n" }
            if let verdict = review.verdict {
                let outcome = review.outcome.map { " [\($0.rawValue)]" } ?? ""
                text += "  Verdict\(outcome): \(oneLine(verdict.text))\n"
            }
            for finding in review.findings {
                let places = finding.references.map { ($0.path.map { "\($0):" } ?? "") + $0.range.description }
                let path = finding.path.map { $0 + " " } ?? ""
                text += "\n  \(finding.ordinal). \(oneLine(finding.title))\n     \(finding.polarity.rawValue)"
                text += " · \(finding.severity.rawValue) (\(finding.severityBasis.rawValue)) · \(finding.category)"
                if !places.isEmpty { text += " · \(path)\(places.joined(separator: ", "))" }
                if !finding.symbols.isEmpty { text += " · \(finding.symbols.joined(separator: ", "))" }
                text += finding.flags.isEmpty ? "\n" : " · \(finding.flags.joined(separator: "; "))\n"
            }
            if review.findings.isEmpty { text += "  No findings.\n" }
            for unparsed in review.unparsed {
                text += "\n  Not understood: bytes \(unparsed.span.start)-\(unparsed.span.end), \(unparsed.why)\n"
            }
            text += "\n"
        }
        return Failure.printable(text)
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
