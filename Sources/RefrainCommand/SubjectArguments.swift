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

    func values() throws -> SubjectValues {
        let named = reviewer ?? (reviewerVersion != nil || reviewerKind != nil ? "unknown" : nil)
        return try SubjectValues(
            path: path, repository: repository, commit: commit, branch: branch, pullRequest: pullRequest,
            reviewer: named.map { Reviewer(name: $0, version: reviewerVersion, kind: reviewerKind ?? .llm) },
            runURL: runURL, reviewedAt: reviewedAt
        ).validated()
    }
}

extension ReviewerKind: ExpressibleByArgument {}
