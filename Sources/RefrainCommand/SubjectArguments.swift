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

    func options() throws -> SubjectOptions {
        var options = SubjectOptions()
        options.path = path
        options.repository = repository.flatMap(RepositoryName.normalized)
        options.branch = branch
        options.reviewer = reviewer
        options.reviewerVersion = reviewerVersion
        options.reviewerKind = reviewerKind
        options.runURL = runURL
        if let commit {
            guard (4...64).contains(commit.count), commit.allSatisfy(\.isHexDigit) else {
                throw IngestionError.invalidValue(
                    option: "--commit", value: commit, expected: "4 to 64 hexadecimal digits")
            }
            options.commit = commit.lowercased()
        }
        if let pullRequest {
            let number = pullRequest.drop { $0 == "#" || $0 == "!" }
            guard !number.isEmpty, number.count < 12, number.allSatisfy(\.isNumber) else {
                throw IngestionError.invalidValue(
                    option: "--pull-request", value: pullRequest, expected: "a number such as 42")
            }
            options.pullRequest = String(number)
        }
        if let reviewedAt {
            guard let time = Timestamp.normalized(reviewedAt) else {
                throw IngestionError.invalidValue(
                    option: "--reviewed-at", value: reviewedAt, expected: "a time such as 2026-11-22T21:25:14Z")
            }
            options.reviewedAt = time
        }
        return options
    }
}

extension ReviewerKind: ExpressibleByArgument {}
