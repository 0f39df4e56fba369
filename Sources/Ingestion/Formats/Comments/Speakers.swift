import FindingsModel

/// The reviews of those who spoke on a pull request: one each, in the order in which they first spoke.
struct Speakers {
    private(set) var reviews: [Review] = []
    private var places: [String: Int] = [:]

    /// The place of a speaker's review, which is as late as the latest that was said.
    ///
    /// - Parameters:
    ///   - time: as the answer tells it.
    ///   - pullRequest: its number, where the answer tells it.
    mutating func place(of name: String, isBot: Bool, at time: String?, pullRequest: String? = nil) -> Int {
        let place = places[name] ?? reviews.count
        if place == reviews.count {
            places[name] = place
            reviews.append(
                Review(reviewer: CommentReader.reviewer(name, isBot: isBot), pullRequest: pullRequest))
        }
        if let time = time.flatMap(Timestamp.normalized), time > reviews[place].reviewedAt ?? "" {
            reviews[place].reviewedAt = time
        }
        return place
    }

    /// What they said on the whole is read as prose.
    mutating func say(_ body: JSONValue?, at place: Int) {
        if let body { CommentReader.read(body, into: &reviews[place]) }
    }

    /// Words that are a part of a text.
    mutating func say(_ words: String, of part: JSONValue, at place: Int) {
        CommentReader.read(words, span: part.span, into: &reviews[place])
    }

    /// The first comment of a thread on code, without its lines.
    func open(_ body: JSONValue?, path: String?, at place: Int, span: ByteSpan) -> Finding {
        var finding = CommentReader.finding(
            body?.text ?? "", ordinal: reviews[place].findings.count + 1, span: span)
        if body != nil, body?.text == nil { finding.flags.append("message missing") }
        finding.path = path.flatMap { SubjectPath.normalized($0) }
        if finding.path == nil { finding.flags.append("no file named") }
        return finding
    }

    mutating func add(_ finding: Finding, at place: Int) { reviews[place].findings.append(finding) }

    /// An answer in a thread whose finding is known.
    mutating func append(_ words: String?, of name: String?, to thread: (review: Int, finding: Int)) {
        CommentReader.append(words, of: name, to: &reviews[thread.review].findings[thread.finding])
    }

    /// The commit that a review was made at; the first that is told.
    mutating func tell(commit: String?, at place: Int) {
        if reviews[place].commit == nil { reviews[place].commit = commit }
    }

    mutating func tell(repository: String?, at place: Int) {
        if reviews[place].repository == nil { reviews[place].repository = repository }
    }

    mutating func conclude(_ outcome: Outcome, at place: Int) { reviews[place].outcome = outcome }

    mutating func flag(_ words: String) {
        for index in reviews.indices { reviews[index].flags.append(words) }
    }

    /// At least one.
    var all: [Review] { reviews.isEmpty ? [Review()] : reviews }
}
