import FindingsModel

/// GitHub's REST answers about a pull request: review comments, reviews, and comments of its conversation; also the
/// event that a workflow is started with.
struct GitHubCommentsFormat: InputFormat {
    let id = "github"
    let title = "GitHub reviews and comments"
    let summary = "GitHub's REST lists of a pull request's review comments, reviews or comments; also several pages."
    let tellingKeys = TellingKeys(
        [
            "diff_hunk", "pull_request_review_id", "pull_request_url", "issue_url", "commit_id", "original_commit_id",
            "original_line", "in_reply_to_id", "subject_type", "html_url", "submitted_at", "author_association",
            "login", "created_at",
        ], needed: 3)

    var readsPages: Bool { true }

    func recognizes(_ document: SourceDocument) -> Bool {
        let isManyLines = if case .jsonLines = document.shape { true } else { false }
        if isManyLines || document.pages.count > 1,
            document.roots.count(where: isSelected) * 2 > document.roots.count
        {
            return true
        }
        if let root = document.report, root.isObject {
            return isItem(root) || event(root) != nil || (document.pages.isEmpty && isOnlySelected(root, document))
        }
        if let first = document.firstRecord, isItem(first) || event(first) != nil { return true }
        return isList(document, where: isItem) || isList(document) { isSelected($0) && isSaid($0) }
    }

    /// It tells who said it or when, as a model that is to write comments does not.
    private func isSaid(_ item: JSONValue) -> Bool {
        let keys = item.fields.map(\.key)
        return ["user", "author", "login"].contains(where: keys.contains)
            || ["created_at", "html_url", "in_reply_to_id"].contains(where: keys.contains)
    }

    /// Whether the document is the only comment that `--jq` selected: written as it writes them, in one line, or with a field
    /// that GitHub alone gives a comment.
    private func isOnlySelected(_ root: JSONValue, _ document: SourceDocument) -> Bool {
        guard isSelected(root) else { return false }
        // Behind words it may be what a model was to write.
        guard document.json != nil else { return isSaid(root) }
        let isLine = root.withSource { !$0.contains(UInt8(ascii: "\n")) }
        return isLine || isSaid(root) || root["diff_hunk"] != nil || root["position"] != nil
    }

    private func isItem(_ item: JSONValue) -> Bool {
        // The user is null where the account was deleted.
        let keys = Set(item.fields.map(\.key))
        return item["id"] != nil && keys.contains("body") && keys.contains("user") && request(item) == nil
            && (item["diff_hunk"] != nil || item["pull_request_review_id"] != nil || item["pull_request_url"] != nil
                || item["issue_url"] != nil || (item["state"] != nil && item["submitted_at"] != nil)
                // Of a commit, on a line of it or on all.
                || (item["commit_id"] != nil && keys.contains("position")))
    }

    /// What `gh api --jq '.[] | {path, line, body}'` leaves of a review comment, a line each: nothing but fields that GitHub has.
    private func isSelected(_ item: JSONValue) -> Bool {
        guard item.isObject else { return false }
        let keys = item.fields.map(\.key)
        guard keys.contains("body"), keys.allSatisfy(Self.selectable.contains) else { return false }
        let places = ["line", "original_line", "diff_hunk", "position", "original_position"]
        if keys.contains("path"), places.contains(where: keys.contains) { return true }
        // A comment on the whole names no place; its node tells what it is.
        let node = (item["node_id"] ?? item["id"])?.string ?? ""
        return ["IC_", "PRR_", "PRRC_"].contains { node.hasPrefix($0) }
    }

    private static let selectable: Set = [
        "body", "path", "line", "start_line", "original_line", "original_start_line", "side", "start_side", "position",
        "original_position", "id", "node_id", "user", "created_at", "updated_at", "html_url", "url", "in_reply_to_id",
        "commit_id", "original_commit_id", "diff_hunk", "subject_type", "pull_request_review_id", "author_association",
        "pull_request_url",
        // As people name them where they choose names of their own.
        "created", "updated", "in_reply_to", "reply_to", "author", "login", "commit", "state", "submitted_at",
        "startLine",
    ]

    /// The comment that this one answers.
    static func parent(_ item: JSONValue) -> JSONValue? {
        item["in_reply_to_id"] ?? item["in_reply_to"] ?? item["reply_to"]
    }

    /// What the item is where it is what comments are on, with a title of its own.
    private func request(_ item: JSONValue) -> String? {
        guard item["title"] != nil, item["number"] != nil else { return nil }
        if item["head"]?.isObject == true || item["diff_url"] != nil { return "a pull request" }
        return item["comments_url"] != nil || item["labels"] != nil ? "an issue" : nil
    }

    /// Its author's words are no review of it.
    private func refuse(_ item: JSONValue, _ document: SourceDocument) throws(IngestionError) {
        guard let kind = request(item) else { return }
        throw malformed(
            document, item,
            "\(kind) stands here, and not what was said of it; GitHub lists that under `pulls/NUMBER/comments`, "
                + "`pulls/NUMBER/reviews` and `issues/NUMBER/comments`")
    }

    /// What was said in the payload of an event: of `pull_request_review`, `pull_request_review_comment`, `commit_comment` and
    /// `issue_comment` one item, of `pull_request_review_thread` the thread's comments, and nothing where it was deleted.
    private func event(_ root: JSONValue) -> [JSONValue]? {
        guard let action = root["action"]?.string else { return nil }
        if let comments = root["thread"]?["comments"], comments.isArray {
            return comments.elements.contains(where: isItem) ? Array(comments.elements) : nil
        }
        guard let item = [root["comment"], root["review"]].compactMap({ $0 }).first(where: isItem) else { return nil }
        return action == "deleted" ? [] : [item]
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = document.report
        let items: [JSONValue] =
            if let root, root.isObject, document.pages.count < 2 {
                if let items = isItem(root) || isSelected(root) ? [root] : event(root) {
                    items
                } else {
                    try refuse(root, document)
                    throw malformed(document, root, "a list of comments or reviews was expected")
                }
            } else {
                // Several events stand behind one another as pages do.
                try records(document).flatMap { isItem($0) ? [$0] : event($0) ?? [$0] }
            }
        for item in items { try refuse(item, document) }
        var conversation = Conversation()
        let isResolved = root.flatMap { $0.isObject ? $0["action"]?.string : nil } == "resolved"
        // A reply may stand before what it answers: lists can be sorted by change.
        for item in items where Self.parent(item) == nil { conversation.begin(item, isResolved: isResolved) }
        for item in items where Self.parent(item) != nil { conversation.reply(item) }
        if conversation.reviews.isEmpty { conversation.reviews = [Review()] }
        for review in conversation.reviews { sink(review) }
    }
}

/// The reviews that a pull request's comments make up.
private struct Conversation {
    var reviews: [Review] = []
    private var places: [String: Int] = [:]
    /// Where the finding of a thread's first comment stands.
    private var threads: [Int: (review: Int, finding: Int)] = [:]

    /// The first comment of a thread, a review, or a comment on the whole.
    mutating func begin(_ item: JSONValue, isResolved: Bool = false) {
        let at = place(item)
        tellTime(item, at)
        guard let path = item["path"]?.text else {
            if let path = item["path"], path.text != "" {
                reviews[at].unparsed.append(
                    UnparsedSpan(span: path.span, why: "the comment's `path` is \(path.kind.words)"))
            }
            if let state = item["state"]?.string { setOutcome(state, &reviews[at]) }
            if let body = item["body"] { CommentReader.read(body, into: &reviews[at]) }
            return
        }
        var finding = CommentReader.finding(
            item["body"]?.text ?? "", ordinal: reviews[at].findings.count + 1, span: item.span)
        finding.path = SubjectPath.normalized(path)
        finding.fingerprint = item["id"]?.text.map { "github:\($0)" }
        // A comment on the file as a whole has no lines, whatever the old ones say.
        if item["subject_type"]?.string != "file" { setLines(item, &finding) }
        // Gitea tells who settled it.
        if item["resolver"]?["login"] != nil || isResolved { finding.flags.append("resolved there") }
        if let id = item["id"]?.int { threads[id] = (at, reviews[at].findings.count) }
        reviews[at].findings.append(finding)
    }

    private func setLines(_ item: JSONValue, _ finding: inout Finding) {
        guard item["line"] != nil || item["original_line"] != nil else {
            // Of old comments, and on other hosts, the hunk alone tells the line.
            guard let hunk = item["diff_hunk"]?.string.flatMap(DiffHunk.init) else { return }
            if item["position"] == nil, item["original_position"] != nil { finding.flags.append("outdated") }
            CommentReader.setLines(nil, hunk.line, &finding)
            if hunk.isOld { finding.flags.append(CommentReader.before) }
            return
        }
        let isOutdated = item["line"] == nil
        if isOutdated { finding.flags.append("outdated") }
        let side = item["side"]?.string
        // Lines of the two sides make no range.
        let isMixed = item["start_side"]?.string.map { side != nil && $0 != side } ?? false
        let start = isOutdated ? item["original_start_line"] : item["start_line"]
        CommentReader.setLines(isMixed ? nil : start, item["line"] ?? item["original_line"], &finding)
        if side == "LEFT" { finding.flags.append(CommentReader.before) }
    }

    mutating func reply(_ item: JSONValue) {
        guard let parent = GitHubCommentsFormat.parent(item)?.int, let root = threads[parent] else {
            begin(item)
            if let at = places[key(item)], let last = reviews[at].findings.indices.last {
                reviews[at].findings[last].flags.append("a reply to a comment that is not here")
            }
            return
        }
        CommentReader.append(
            item["body"]?.text, of: login(item), to: &reviews[root.review].findings[root.finding])
        if let id = item["id"]?.int { threads[id] = root }
    }

    /// `--jq` may have put the login in the user's stead.
    private func login(_ item: JSONValue) -> String? {
        guard let user = item["user"] ?? item["author"] ?? item["login"] else { return nil }
        guard user.isObject else { return user.string }
        if user["login"] == nil { user.setNotUnderstood() }
        return user["login"]?.text
    }

    private func key(_ item: JSONValue) -> String {
        let review = item["pull_request_review_id"]?.number.map(String.init)
        let isReview = item["path"] == nil && item["issue_url"] == nil
        let name = login(item) ?? "unknown"
        // Comments on commits are of no review, and each is of its commit.
        if review == nil, !isReview, let url = item["html_url"]?.string, url.has("/commit/"),
            let commit = item["commit_id"]?.text
        {
            return "user \(name) on \(commit)"
        }
        return (isReview ? item["id"]?.text : review).map { "review \($0)" } ?? "user \(name)"
    }

    private mutating func place(_ item: JSONValue) -> Int {
        let key = key(item)
        if let known = places[key] { return known }
        var new = Review(
            reviewer: CommentReader.reviewer(
                login(item) ?? "unknown",
                isBot: item["user"].flatMap { $0.isObject ? $0["type"]?.string : nil } == "Bot"),
            commit: item["original_commit_id"]?.text ?? item["commit_id"]?.text)
        let url = item["html_url"]?.string ?? ""
        if let pull = GitHubAddress(url) {
            (new.repository, new.pullRequest, new.runURL) = (pull.repository, pull.number, url)
        }
        places[key] = reviews.count
        reviews.append(new)
        return reviews.count - 1
    }

    private mutating func tellTime(_ item: JSONValue, _ at: Int) {
        let time = item["submitted_at"]?.string ?? item["created_at"]?.string ?? item["created"]?.string
        if let time = time.flatMap(Timestamp.normalized), time > reviews[at].reviewedAt ?? "" {
            reviews[at].reviewedAt = time
        }
    }

    private func setOutcome(_ state: String, _ review: inout Review) {
        GitHubOutcome.set(state, of: &review)
    }
}

/// What a review of a pull request concluded, as GitHub spells it.
enum GitHubOutcome {
    static func set(_ state: String, of review: inout Review) {
        switch state.uppercased() {
        case "APPROVED": review.outcome = .approved
        // Gitea, and what is posted to GitHub, have verbs.
        case "CHANGES_REQUESTED", "REQUEST_CHANGES": review.outcome = .changesRequested
        case "COMMENTED", "COMMENT": review.outcome = .commented
        case "DISMISSED", "PENDING": review.flags.append("review \(state.lowercased())")
        default: review.flags.append("outcome not in the table")
        }
    }
}

/// The parts of `https://HOST/OWNER/NAME/pull/NUMBER…` (Gitea's `pulls`) and `https://HOST/OWNER/NAME/commit/SHA…`.
struct GitHubAddress {
    let repository: String?
    /// Of the pull request; `nil` for a commit.
    let number: String?

    init?(_ url: String) {
        let parts = url.split(separator: "#").first?.split(separator: "/") ?? []
        guard parts.count >= 6, ["pull", "pulls", "issues", "commit"].contains(parts[4]) else { return nil }
        repository = RepositoryName.normalized("\(parts[0])//\(parts[1])/\(parts[2])/\(parts[3])")
        number = parts[4] == "commit" ? nil : String(parts[5])
    }
}
