import FindingsModel

/// Gerrit's REST answers with the comments of a change: files, each with its comments, robots' among them
/// (https://gerrit-review.googlesource.com/Documentation/rest-api-changes.html#list-change-comments).
struct GerritCommentsFormat: InputFormat {
    let id = "gerrit"
    let title = "Gerrit comments"
    let summary = "Gerrit's REST answer to `changes/ID/comments`, with or without the line `)]}'` before it."
    let tellingKeys = TellingKeys(
        ["patch_set", "unresolved", "in_reply_to", "_account_id", "change_message_id", "commit_id", "start_character"],
        needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let first = document.firstRecord, GerritQuery.isChange(first) { return true }
        guard let root = document.report, root.isObject else { return false }
        for list in root.fieldValues.prefix(100) where list.isArray {
            if list.elements.contains(where: Self.isComment) { return true }
        }
        return false
    }

    private static func isComment(_ value: JSONValue) -> Bool {
        value.isObject && value["message"] != nil && value["updated"] != nil
            && (value["patch_set"] != nil || value["author"] != nil || value["robot_id"] != nil)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let first = document.firstRecord, GerritQuery.isChange(first) {
            let rows = try records(document, orOne: GerritQuery.isChange)
            let reviews = rows.filter(GerritQuery.isChange).flatMap(GerritQuery.reviews)
            for review in reviews.isEmpty ? [Review()] : reviews { sink(review) }
            return
        }
        let root = try report(document)
        guard root.isObject else {
            throw malformed(document, root, "the answer has to be an object, but is \(root.kind.words)")
        }
        var speakers = Speakers()
        for file in root.fields {
            try read(objects(document, file.value, "`\(file.key)`", in: root), of: file.key, into: &speakers)
        }
        for review in speakers.all { sink(review) }
    }

    private func read(_ comments: [JSONValue], of path: String, into speakers: inout Speakers) {
        var replies: [String: [JSONValue]] = [:]
        let ids = Set(comments.compactMap { $0["id"]?.text })
        for comment in comments {
            if let parent = comment["in_reply_to"]?.text, ids.contains(parent) {
                replies[parent, default: []].append(comment)
            }
        }
        for comment in comments {
            // Said of the patch set as a whole; answers to it say something of it, too.
            if path == "/PATCHSET_LEVEL" {
                speakers.say(comment["message"], at: place(of: comment, in: &speakers))
                continue
            }
            if let parent = comment["in_reply_to"]?.text, ids.contains(parent) { continue }
            let at = place(of: comment, in: &speakers)
            var finding = speakers.open(
                comment["message"], path: path == "/COMMIT_MSG" || path == "/MERGE_LIST" ? nil : path, at: at,
                span: comment.span)
            if path == "/COMMIT_MSG" {
                finding.flags = finding.flags.map { $0 == "no file named" ? Self.onMessage : $0 }
            }
            finding.fingerprint = comment["id"]?.text.map { "gerrit:\($0)" }
            let range = comment["range"]
            CommentReader.setLines(
                range?["start_line"] ?? comment["line"], range?["end_line"] ?? comment["line"], &finding)
            if comment["side"]?.text == "PARENT" { finding.flags.append(CommentReader.before) }
            if finding.rule == nil { finding.rule = comment["robot_id"]?.text }
            // Answers to answers follow in their order.
            var last = comment
            var waiting = comment["id"]?.text.flatMap { replies.removeValue(forKey: $0) } ?? []
            while !waiting.isEmpty {
                let reply = waiting.removeFirst()
                CommentReader.append(reply["message"]?.text, of: Self.name(reply), to: &finding)
                waiting += reply["id"]?.text.flatMap { replies.removeValue(forKey: $0) } ?? []
                last = reply
            }
            if comment["in_reply_to"]?.text?.isEmpty == false {
                finding.flags.append("a reply to a comment that is not here")
            }
            if last["unresolved"]?.bool == false, comment["unresolved"]?.bool == true {
                finding.flags.append("resolved there")
            }
            speakers.add(finding, at: at)
        }
    }

    static let onMessage = "said of the commit message"

    private func place(of comment: JSONValue, in speakers: inout Speakers) -> Int {
        let robot = comment["robot_id"]?.text
        let isService = comment["author"]?["tags"]?.elements.contains { $0.string == "SERVICE_USER" } ?? false
        let at = speakers.place(
            of: robot ?? Self.name(comment) ?? "unknown",
            isBot: robot != nil || isService || comment["tag"]?.text?.hasPrefix("autogenerated:") == true,
            at: comment["updated"]?.string)
        speakers.tell(commit: comment["commit_id"]?.text, at: at)
        return at
    }

    private static func name(_ comment: JSONValue) -> String? {
        let author = comment["author"]
        return author?["username"]?.text ?? author?["name"]?.text ?? author?["email"]?.text
            ?? author?["_account_id"]?.text
    }
}
