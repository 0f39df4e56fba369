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

    @Option(
        help: ArgumentHelp(
            "For studies: match without these kinds of evidence. Can be given again.", valueName: "kind",
            visibility: .hidden),
        completion: .list(MatchingEvidence.named.map(\.name)))
    var matchWithout: [String] = []

    func validate() throws {
        for kind in matchWithout where !MatchingEvidence.named.contains(where: { $0.name == kind }) {
            let known = MatchingEvidence.named.map(\.name).joined(separator: ", ")
            throw ValidationError("--match-without \(kind): the kinds of evidence are \(known)")
        }
        if let resolveAfter, resolveAfter < 1 { throw ValidationError("--resolve-after is 1 or more") }
    }

    func configuration() throws -> Configuration { try Configuration.load(config) }

    /// - Parameter defaultBranch: as CI or git told it.
    func policy(defaultBranch: String? = nil) throws -> TrackingPolicy {
        var policy = try configuration().policy(resolveAfter: resolveAfter, defaultBranch: defaultBranch)
        for (name, evidence) in MatchingEvidence.named where matchWithout.contains(name) {
            policy.evidence.subtract(evidence)
        }
        return policy
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
