import ArgumentParser
import FindingsModel
import Ingestion

/// What can be told of a review on the command line.
struct SubjectArguments: ParsableArguments {
    @Option(help: ArgumentHelp("The file under review, as the project names it.", valueName: "path"))
    var path: String?

    @Option(help: ArgumentHelp("The repository.", valueName: "owner/name"))
    var repository: String?

    @Option(help: ArgumentHelp("The reviewed commit.", valueName: "sha"))
    var commit: String?

    @Option(help: ArgumentHelp("The branch of the review.", valueName: "name"))
    var branch: String?

    @Option(help: ArgumentHelp("The pull request's number.", valueName: "number"))
    var pullRequest: String?

    @Option(help: ArgumentHelp("Who reviewed: the model's, tool's or person's name.", valueName: "name"))
    var reviewer: String?

    @Option(help: ArgumentHelp("The reviewer's version.", valueName: "version"))
    var reviewerVersion: String?

    @Option(help: ArgumentHelp("llm, tool or person: how the reviewer's silence is read.", valueName: "kind"))
    var reviewerKind: ReviewerKind?

    @Option(help: ArgumentHelp("The address of the CI run.", valueName: "url"))
    var runURL: String?

    @Option(help: ArgumentHelp("When it was reviewed, in ISO 8601.", valueName: "time"))
    var reviewedAt: String?

    /// The values in their one spelling.
    ///
    /// - Throws: ``IngestionError/invalidValue(option:value:expected:)`` for one that cannot be.
    func options() throws(IngestionError) -> SubjectOptions {
        func valid(
            _ option: String, _ value: String?, _ expected: String, _ normalized: (String) -> String?
        ) throws(IngestionError) -> String? {
            guard let value else { return nil }
            guard let result = normalized(value) else {
                throw .invalidValue(option: option, value: value, expected: expected)
            }
            return result
        }
        var options = SubjectOptions()
        options.path = try valid("--path", path, "the path of the file under review, from the project's folder") {
            path in
            SubjectPath.normalized(path).flatMap { $0 == ".." || $0.hasPrefix("../") ? nil : path }
        }
        options.repository = try valid(
            "--repository", repository, "owner/name, or its address", RepositoryName.normalized)
        options.commit = try valid("--commit", commit, "4 to 64 hexadecimal digits") { text in
            (4...64).contains(text.utf8.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
                ? text.lowercased() : nil
        }
        options.branch = try valid("--branch", branch, "the name of a branch") { text in
            text.isEmpty || text.contains { $0.isWhitespace || $0.isNewline } ? nil : text
        }
        options.pullRequest = try valid("--pull-request", pullRequest, "a number, such as 42") { text in
            Int(text.drop { $0 == "#" || $0 == "!" }).flatMap { $0 > 0 ? String($0) : nil }
        }
        options.reviewer = reviewer
        options.reviewerVersion = reviewerVersion
        options.reviewerKind = reviewerKind
        options.runURL = try valid("--run-url", runURL, "an address that begins with https://") { text in
            text.hasPrefix("https://") || text.hasPrefix("http://") ? text : nil
        }
        options.reviewedAt = try valid(
            "--reviewed-at", reviewedAt, "a time, such as 2026-11-22T21:25:14Z", Timestamp.normalized)
        return options
    }
}

extension ReviewerKind: ExpressibleByArgument {}
