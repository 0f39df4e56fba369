import FindingsModel
import FindingsStore
import Ingestion

/// Adds to reviews what a work tree knows of their files: the texts at their commits, and former paths of new files.
struct SourceLookup {
    let tree: SourceTree

    /// A review of more files than this is a tool's run over a project, whose results bring what identifies them.
    private static let fileLimit = 50
    /// A tree that had none of the first so many reviews' commits is that of another project.
    private static let patience = 20
    private var misses = 0
    private var known: [String: Bool] = [:]

    init(tree: SourceTree) { self.tree = tree }

    mutating func completed(_ reviews: [SubmittedReview], for session: IngestSession) async throws -> [SubmittedReview]
    {
        var reviews = reviews
        if misses >= Self.patience { return reviews }
        let commits = Set(reviews.filter { tree.mayHold($0.review.repository) }.compactMap(\.review.commit))
        let new = commits.filter { known[$0] == nil }.sorted()
        let found = await tree.commits(among: new)
        for commit in new { known[commit] = found.contains(commit) }
        if found.isEmpty { misses += new.count } else { misses = .min / 2 }
        for place in reviews.indices {
            let review = reviews[place].review
            guard let commit = review.commit, known[commit] == true, tree.mayHold(review.repository) else { continue }
            let paths = Set(review.scope + review.findings.compactMap(\.path) + [review.path].compactMap { $0 })
                .sorted()
            guard paths.count <= Self.fileLimit else { continue }
            for path in paths { reviews[place].sources[path] = await tree.text(of: path, at: commit) }
            // A path of which the commit has no text has no past there either.
            let new = try session.unknown(paths, project: review.repository ?? "unknown")
            for path in new where reviews[place].sources[path] != nil {
                reviews[place].formerPaths[path] = await tree.formerPaths(of: path, at: commit).map {
                    FormerPath(path: $0.path, similarity: $0.similarity, commit: $0.commit)
                }
            }
        }
        return reviews
    }
}
