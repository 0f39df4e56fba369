import FindingsModel

/// What `ssh HOST gerrit query --format=JSON --comments --patch-sets` prints: a change a line, and a count at the end
/// (https://gerrit-review.googlesource.com/Documentation/json.html).
struct GerritQuery {
    static func isChange(_ row: JSONValue) -> Bool {
        row.isObject && row["project"] != nil && row["number"] != nil
            && (row["patchSets"]?.isArray == true || row["currentPatchSet"] != nil || row["comments"]?.isArray == true)
    }

    private let row: JSONValue
    private var speakers = Speakers()

    /// The reviews of a change: one for each who commented or voted.
    static func reviews(of row: JSONValue) -> [Review] {
        var query = GerritQuery(row: row)
        query.read()
        return query.speakers.reviews
    }

    private init(row: JSONValue) { self.row = row }

    private mutating func read() {
        let messages = CommentReader.objects(row["comments"])
        let builders = builders(messages)
        for message in messages where !builders.contains(name(message["reviewer"])) { read(message) }
        let sets = CommentReader.objects(row["patchSets"])
        for set in sets.isEmpty ? [row["currentPatchSet"]].compactMap({ $0 }) : sets {
            for comment in CommentReader.objects(set["comments"]) { add(comment, of: set) }
        }
    }

    /// Those who verify and never review: their messages are results of builds.
    private func builders(_ messages: [JSONValue]) -> Set<String> {
        func voters(on label: String) -> Set<String> {
            let votes = messages.filter { message in
                (message["message"]?.string ?? "").prefix { !$0.isNewline }.byteRange(of: label) != nil
            }
            return Set(votes.map { name($0["reviewer"]) })
        }
        return voters(on: "Verified").subtracting(voters(on: "Code-Review"))
    }

    /// What was posted with a vote or with comments: "Patch Set 2: Code-Review-1", then words. Gerrit's own messages begin
    /// otherwise ("Uploaded patch set 1.").
    private mutating func read(_ message: JSONValue) {
        guard let text = message["message"]?.text, text.hasPrefix("Patch Set ") else { return }
        let head = text.prefix { !$0.isNewline }
        let words = text[head.endIndex...].split(whereSeparator: \.isNewline).filter { line in
            !(line.hasPrefix("(") && (line.hasSuffix(" comment)") || line.hasSuffix(" comments)")))
        }
        var outcome: Outcome?
        if let mark = head.byteRange(of: "Code-Review") {
            let vote = head[mark.upperBound...].first
            outcome = vote == "-" ? .changesRequested : vote == "+" ? .approved : nil
        }
        guard outcome != nil || !words.isEmpty else { return }
        let at = place(of: message["reviewer"], at: message["timestamp"]?.number.map(String.init))
        if let outcome { speakers.conclude(outcome, at: at) }
        if !words.isEmpty { speakers.say(words.joined(separator: "\n"), of: message, at: at) }
    }

    private mutating func add(_ comment: JSONValue, of set: JSONValue) {
        let path = comment["file"]?.text ?? ""
        let at = place(of: comment["reviewer"], at: nil)
        speakers.tell(commit: set["revision"]?.text, at: at)
        guard path != "/PATCHSET_LEVEL" else { return speakers.say(comment["message"], at: at) }
        var finding = speakers.open(
            comment["message"], path: path.hasPrefix("/") ? nil : path, at: at, span: comment.span)
        if path == "/COMMIT_MSG" { finding.flags = [GerritCommentsFormat.onMessage] }
        CommentReader.setLines(nil, comment["line"], &finding)
        speakers.add(finding, at: at)
    }

    private mutating func place(of user: JSONValue?, at time: String?) -> Int {
        let at = speakers.place(of: name(user), isBot: false, at: time, pullRequest: row["number"]?.text)
        speakers.tell(repository: row["project"]?.text, at: at)
        return at
    }

    private func name(_ user: JSONValue?) -> String {
        (user?["username"] ?? user?["name"] ?? user?["email"])?.text ?? "unknown"
    }
}
