import FindingsModel

/// GitHub's GraphQL answer with a pull request's `reviewThreads`, `reviews` and `comments`, and what
/// `gh pr view --json reviews,comments` prints of them.
struct GitHubThreadsFormat: InputFormat {
    let id = "github-graphql"
    let title = "GitHub review threads"
    let summary = "GitHub's GraphQL answer with `reviewThreads`, `reviews` or `comments`, and `gh pr view --json`."
    let tellingKeys = TellingKeys(
        [
            "reviewThreads", "pullRequest", "nodes", "isResolved", "isOutdated", "pageInfo", "originalLine", "login",
            "submittedAt", "authorAssociation", "includesCreatedEdit",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        let answers = answers(document).prefix(20)
        return answers.contains { isAnswer($0) } || answers.contains { isThread($0) || isSaid($0) }
    }

    /// One, or the pages of a list, as `gh api graphql --paginate` prints them, with or without `--slurp`; also a list of
    /// threads or reviews that was taken out of an answer.
    private func answers(_ document: SourceDocument) -> [JSONValue] {
        if !document.pages.isEmpty { return document.pages.map(\.root) }
        guard let root = document.report else { return [] }
        return root.isArray ? Array(root.elements) : [root]
    }

    private func isAnswer(_ root: JSONValue) -> Bool {
        guard root.isObject, let pull = pull(root) else { return false }
        if pull["reviewThreads"]?["nodes"]?.isArray == true { return true }
        return ["reviews", "comments", "latestReviews"].contains { key in
            Self.nodes(pull.member(key)).first.map { $0["author"] != nil && $0["body"]?.string != nil } ?? false
        }
    }

    private func isThread(_ item: JSONValue) -> Bool {
        item.isObject && item["isResolved"]?.bool != nil && item["comments"]?["nodes"]?.isArray == true
    }

    /// A review or comment as `gh` lists them.
    private func isSaid(_ item: JSONValue) -> Bool {
        item.isObject && item["author"]?["login"] != nil && item["body"]?.string != nil
            && (item["authorAssociation"] != nil || (item["state"] != nil && item["submittedAt"] != nil))
    }

    /// The pull request in the answer; at its top already in that of `gh pr view`.
    private func pull(_ root: JSONValue) -> JSONValue? {
        let data = root["data"] ?? root
        let pull = data["repository"]?["pullRequest"] ?? data["node"] ?? data
        return pull.isObject ? pull : nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let answers = answers(document)
        guard let first = answers.first else { throw malformed(document, try report(document), missing) }
        var speakers = PullRequestSpeakers(pull: pull(first) ?? first)
        for (index, root) in answers.enumerated() {
            if let errors = root["errors"], errors.isArray, root["data"] == nil {
                throw malformed(
                    document, errors, "it is an error: \(errors.elements.first { _ in true }?["message"]?.text ?? "")")
            }
            if isThread(root) {
                try add(root, to: &speakers, document)
            } else if isSaid(root) {
                say(root, &speakers)
            } else if let pull = pull(root), isAnswer(root) {
                try read(pull, isLast: index == answers.count - 1, &speakers, document)
            } else {
                throw malformed(document, root, missing)
            }
        }
        if speakers.reviews.isEmpty { speakers.reviews = [Review()] }
        for review in speakers.reviews { sink(review) }
    }

    private let missing = "no pull request with `reviewThreads`, `reviews` or `comments`"

    /// - Parameter isLast: no page follows that may have what this one has not.
    private func read(
        _ pull: JSONValue, isLast: Bool, _ speakers: inout PullRequestSpeakers, _ document: SourceDocument
    ) throws(IngestionError) {
        let threads = pull["reviewThreads"]
        if let threads, threads["nodes"]?.isArray != true {
            throw malformed(document, threads, "`reviewThreads` has a list `nodes`")
        }
        for thread in try nodes(threads, "reviewThreads", document) {
            try add(thread, to: &speakers, document)
        }
        // The latest are among all.
        let reviews = pull["reviews"] == nil ? "latestReviews" : "reviews"
        for key in [reviews, "comments"] {
            for item in try nodes(pull.member(key), key, document) {
                // Of a thread that was asked for alone, or of a review.
                if key == "comments", item["path"]?.text != nil {
                    add(item, of: item, to: &speakers)
                    continue
                }
                say(item, &speakers)
                // Threads have all comments, also those of the reviews.
                guard threads == nil else { continue }
                for comment in try nodes(item["comments"], "comments", document) {
                    add(comment, of: item, to: &speakers)
                }
            }
        }
        if isLast, threads?["pageInfo"]?["hasNextPage"]?.bool == true {
            for index in speakers.reviews.indices { speakers.reviews[index].flags.append("one page of several") }
        }
    }

    private func say(_ item: JSONValue, _ speakers: inout PullRequestSpeakers) {
        let at = speakers.place(item)
        if let state = item["state"]?.string { GitHubOutcome.set(state, of: &speakers.reviews[at]) }
        if let body = item["body"] { CommentReader.read(body, into: &speakers.reviews[at]) }
    }

    private func add(
        _ thread: JSONValue, to speakers: inout PullRequestSpeakers, _ document: SourceDocument
    ) throws(IngestionError) {
        let comments = try nodes(thread["comments"], "comments", document)
        guard let first = comments.first else {
            if thread["comments"] != nil { return }
            throw malformed(document, thread, "the thread has no `comments`: ask for them in the query")
        }
        let at = speakers.place(first)
        var finding = finding(first, of: thread, ordinal: speakers.reviews[at].findings.count + 1)
        if thread["isResolved"]?.bool == true { finding.flags.append("resolved there") }
        for reply in comments.dropFirst() {
            CommentReader.append(reply["body"]?.text, of: reply["author"]?["login"]?.text, to: &finding)
        }
        speakers.reviews[at].findings.append(finding)
    }

    /// A comment on a line that stands in the review with which it was made.
    private func add(_ comment: JSONValue, of review: JSONValue, to speakers: inout PullRequestSpeakers) {
        let author = comment["author"] ?? review["author"]
        if let parent = comment["replyTo"]?["id"]?.text, let thread = speakers.threads[parent] {
            CommentReader.append(
                comment["body"]?.text, of: author?["login"]?.text,
                to: &speakers.reviews[thread.review].findings[thread.finding])
            if let id = comment["id"]?.text { speakers.threads[id] = thread }
            return
        }
        let at = speakers.place(comment["author"] == nil ? review : comment)
        var finding = finding(comment, of: comment, ordinal: speakers.reviews[at].findings.count + 1)
        if comment["replyTo"] != nil { finding.flags.append("a reply to a comment that is not here") }
        if let id = comment["id"]?.text { speakers.threads[id] = (at, speakers.reviews[at].findings.count) }
        speakers.reviews[at].findings.append(finding)
    }

    private func finding(_ first: JSONValue, of thread: JSONValue, ordinal: Int) -> Finding {
        var finding = CommentReader.finding(first["body"]?.text ?? "", ordinal: ordinal, span: thread.span)
        finding.path = (thread["path"] ?? first["path"])?.text.flatMap { SubjectPath.normalized($0) }
        if finding.path == nil { finding.flags.append("no file named") }
        finding.fingerprint = first["databaseId"]?.text.map { "github:\($0)" }
        let isOutdated = (thread["isOutdated"] ?? first["outdated"])?.bool ?? false
        if isOutdated || (thread["line"] == nil && thread["originalLine"] != nil) { finding.flags.append("outdated") }
        let kind = thread["subjectType"] ?? first["subjectType"]
        if kind?.string?.uppercased() != "FILE" { setLines(thread, first, &finding) }
        return finding
    }

    /// Of a thread, or of its first comment where the query asked for no more.
    private func setLines(_ thread: JSONValue, _ first: JSONValue, _ finding: inout Finding) {
        let line = thread["line"] ?? first["line"]
        let start =
            line == nil
            ? thread["originalStartLine"] ?? first["originalStartLine"]
            : thread["startLine"] ?? first["startLine"]
        let last = line ?? thread["originalLine"] ?? first["originalLine"]
        if last == nil, let hunk = first["diffHunk"]?.string.flatMap(DiffHunk.init) {
            CommentReader.setLines(nil, hunk.line, &finding)
            if hunk.isOld { finding.flags.append(CommentReader.before) }
            return
        }
        let side = thread["diffSide"]?.string
        // Lines of the two sides make no range.
        let isMixed = thread["startDiffSide"]?.string.map { side != nil && $0 != side } ?? false
        CommentReader.setLines(isMixed ? nil : start, last, &finding)
        if side == "LEFT" { finding.flags.append(CommentReader.before) }
    }

    /// A connection's nodes, each an object; those that GitHub does not show are null.
    private func nodes(
        _ connection: JSONValue?, _ name: String, _ document: SourceDocument
    ) throws(IngestionError) -> [JSONValue] {
        guard let connection else { return [] }
        let list = connection.isArray ? connection : connection["nodes"] ?? connection["edges"]
        guard let list, list.isArray else {
            throw malformed(document, list ?? connection, "`\(name)` has a list `nodes`")
        }
        if let edge = list.elements.first(where: { !$0.isObject && !$0.isNull }) {
            throw malformed(document, edge, "an element of `\(name)` is an object, not \(edge.kind.words)")
        }
        var nodes: [JSONValue] = []
        for node in Self.nodes(connection) where !node.isNull {
            guard node.isObject else {
                throw malformed(document, node, "an element of `\(name)` is an object, not \(node.kind.words)")
            }
            nodes.append(node)
        }
        return nodes
    }

    /// A connection's nodes, also under `edges`, or a plain list.
    private static func nodes(_ connection: JSONValue?) -> [JSONValue] {
        guard let connection else { return [] }
        if connection.isArray { return Array(connection.elements) }
        if let edges = connection["edges"] { return edges.elements.compactMap { $0["node"] } }
        return connection["nodes"].map { Array($0.elements) } ?? []
    }

    /// A review each for those who spoke.
    private struct PullRequestSpeakers {
        let pull: JSONValue
        var reviews: [Review] = []
        /// Where the findings of comments stand that others may answer, by their ids.
        var threads: [String: (review: Int, finding: Int)] = [:]
        private var places: [String: Int] = [:]

        init(pull: JSONValue) { self.pull = pull }

        mutating func place(_ item: JSONValue) -> Int {
            let name = item["author"]?["login"]?.text ?? "unknown"
            let time = (item["submittedAt"] ?? item["createdAt"])?.string.flatMap(Timestamp.normalized)
            let at = places[name] ?? reviews.count
            if at == reviews.count {
                places[name] = at
                let isBot = item["author"]?["__typename"]?.string == "Bot" || item["author"]?["is_bot"]?.bool == true
                var review = Review(
                    reviewer: CommentReader.reviewer(name, isBot: isBot),
                    commit: (item["commit"]?["oid"] ?? item["originalCommit"]?["oid"] ?? pull["headRefOid"])?.text,
                    pullRequest: pull["number"]?.text)
                let url = (item["url"] ?? pull["url"])?.string ?? ""
                if let address = GitHubAddress(url) {
                    (review.repository, review.pullRequest, review.runURL) = (address.repository, address.number, url)
                }
                reviews.append(review)
            }
            if let time, time > reviews[at].reviewedAt ?? "" { reviews[at].reviewedAt = time }
            return at
        }
    }
}
