import ArgumentParser
import FindingsStore
import IssueTracking

/// What a team has settled about following issues: by option, else by the configuration.
struct TrackingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A model's issue is resolved after so many silent reviews in a row; 2 unless given or configured.",
            valueName: "reviews"))
    var resolveAfter: Int?

    @Option(
        help: ArgumentHelp("The configuration. Else REFRAIN_CONFIG, else .refrain/config.yml.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    func validate() throws {
        if let resolveAfter, resolveAfter < 1 { throw ValidationError("--resolve-after is 1 or more") }
    }

    func configuration() throws -> Configuration { try Configuration.load(config) }

    /// - Parameter defaultBranch: as CI or git told it.
    func policy(defaultBranch: String? = nil) throws -> TrackingPolicy {
        try configuration().policy(resolveAfter: resolveAfter, defaultBranch: defaultBranch)
    }
}

extension Configuration {
    /// - Parameters:
    ///   - resolveAfter: as an option told it.
    ///   - defaultBranch: as CI or git told it.
    func policy(resolveAfter: Int? = nil, defaultBranch: String? = nil) -> TrackingPolicy {
        TrackingPolicy(
            silentReviewsToResolve: resolveAfter ?? self.resolveAfter ?? 2,
            defaultBranch: defaultBranch ?? self.defaultBranch ?? "main")
    }
}
