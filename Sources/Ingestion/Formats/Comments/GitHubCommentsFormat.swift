import FindingsModel

/// GitHub's REST answers about a pull request: review comments, reviews, and comments of its conversation.
struct GitHubCommentsFormat: InputFormat {
    let id = "github"
    let title = "GitHub reviews and comments"
    let summary = "GitHub's REST lists of a pull request's review comments, reviews or comments; also several pages."

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { item in
            // The user is null where the account was deleted.
            let keys = Set(item.fields.map(\.key))
            return item["id"] != nil && keys.contains("body") && keys.contains("user")
                && (item["diff_hunk"] != nil || item["pull_request_review_id"] != nil || item["pull_request_url"] != nil
                    || item["issue_url"] != nil || (item["state"] != nil && item["submitted_at"] != nil))
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var reviews: [Review] = []
        var places: [String: Int] = [:]
        // Where the finding of a thread's first comment stands.
        var threads: [Int: (review: Int, finding: Int)] = [:]
        func place(_ item: JSONValue) -> Int {
            let name = item["user"]?["login"]?.text ?? "unknown"
            let review = item["pull_request_review_id"]?.text
            let isReview = item["path"] == nil && item["issue_url"] == nil
            let key = (isReview ? item["id"]?.text : review).map { "review \($0)" } ?? "user \(name)"
            if let known = places[key] { return known }
            var new = Review(
                reviewer: CommentReader.reviewer(name, isBot: item["user"]?["type"]?.string == "Bot"),
                commit: item["original_commit_id"]?.text ?? item["commit_id"]?.text)
            let url = item["html_url"]?.string ?? ""
            let parts = url.split(separator: "#").first?.split(separator: "/") ?? []
            if parts.count >= 6, parts[4] == "pull" || parts[4] == "issues" {
                new.repository = RepositoryName.normalized("\(parts[0])//\(parts[1])/\(parts[2])/\(parts[3])")
                new.pullRequest = String(parts[5])
                new.runURL = url
            }
            places[key] = reviews.count
            reviews.append(new)
            return reviews.count - 1
        }
        for item in try records(document) {
            if let parent = item["in_reply_to_id"]?.int, let root = threads[parent] {
                let words = item["body"]?.text ?? ""
                let name = item["user"]?["login"]?.text ?? "unknown"
                reviews[root.review].findings[root.finding].body += "\n\n\(name): \(words)"
                if let id = item["id"]?.int { threads[id] = root }
                continue
            }
            let at = place(item)
            let time = item["submitted_at"]?.string ?? item["created_at"]?.string
            if let time = time.flatMap(Timestamp.normalized), time > reviews[at].reviewedAt ?? "" {
                reviews[at].reviewedAt = time
            }
            guard let path = item["path"]?.text else {
                if let state = item["state"]?.string { setOutcome(state, &reviews[at]) }
                if let body = item["body"] { CommentReader.read(body, into: &reviews[at]) }
                continue
            }
            var finding = CommentReader.finding(
                item["body"]?.text ?? "", ordinal: reviews[at].findings.count + 1, span: item.span)
            finding.path = SubjectPath.normalized(path)
            finding.fingerprint = item["id"]?.text.map { "github:\($0)" }
            if item["line"] == nil, item["original_line"] != nil { finding.flags.append("outdated") }
            let isOld = item["line"] == nil
            CommentReader.setLines(
                (isOld ? item["original_start_line"] : item["start_line"])?.number,
                (item["line"] ?? item["original_line"])?.number, &finding)
            if let id = item["id"]?.int { threads[id] = (at, reviews[at].findings.count) }
            reviews[at].findings.append(finding)
        }
        for review in reviews { sink(review) }
    }

    private func setOutcome(_ state: String, _ review: inout Review) {
        switch state.uppercased() {
        case "APPROVED": review.outcome = .approved
        case "CHANGES_REQUESTED": review.outcome = .changesRequested
        case "COMMENTED": review.outcome = .commented
        case "DISMISSED", "PENDING": review.flags.append("review \(state.lowercased())")
        default: review.flags.append("outcome not in the table")
        }
    }
}
