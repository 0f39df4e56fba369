import FindingsModel

/// GitLab's REST answers about a merge request: discussions with their notes, or a list of notes; also of drafts, and the
/// webhook's event of a note (https://docs.gitlab.com/user/project/integrations/webhook_events/#comment-events).
struct GitLabDiscussionsFormat: InputFormat {
    let id = "gitlab-discussions"
    let title = "GitLab discussions"
    let summary =
        "GitLab's lists of a merge request's discussions or notes, of a commit's comments, and its GraphQL answer."
    let tellingKeys = TellingKeys(
        [
            "individual_note", "notes", "noteable_type", "noteable_iid", "noteable_id", "resolvable", "new_path",
            "new_line", "old_path", "head_sha", "base_sha", "position",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.pages.isEmpty, let root = document.report, root.isObject {
            return isItem(root) || nodes(in: root) != nil || event(root) != nil
        }
        return document.firstRecord.map { event($0) != nil } == true || isList(document, where: isItem)
    }

    /// The note of a webhook's event.
    private func event(_ root: JSONValue) -> JSONValue? {
        guard root["object_kind"]?.string == "note", let note = root["object_attributes"], note.isObject else {
            return nil
        }
        return note
    }

    private func isItem(_ item: JSONValue) -> Bool {
        if item["notes"]?.isArray == true { return item["individual_note"] != nil || item["id"] != nil }
        // A draft tells its author by number.
        if item["note"] != nil, item["author_id"] != nil, item["merge_request_id"] != nil { return true }
        guard item["author"] != nil else { return false }
        return (item["noteable_type"] != nil && item["body"] != nil) || isOnCommit(item)
    }

    /// A comment on a commit, which has its place beside its words.
    private func isOnCommit(_ item: JSONValue) -> Bool {
        item["note"]?.string != nil && item.fields.contains { $0.key == "line_type" }
    }

    /// The discussions or notes of GraphQL's answer.
    private func nodes(in root: JSONValue) -> JSONValue? {
        guard let request = root["data"]?["project"]?["mergeRequest"] else { return nil }
        return [request["discussions"], request["notes"]].lazy.compactMap { $0?["nodes"] }.first { $0.isArray }
    }

    private func items(_ document: SourceDocument) throws(IngestionError) -> [JSONValue] {
        if document.pages.isEmpty, let root = document.report, root.isObject, let list = nodes(in: root) {
            return try objects(document, list, "`nodes`", in: root)
        }
        return try records(document, orOne: { isItem($0) || event($0) != nil })
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var speakers = Speakers()
        for item in try items(document) {
            if let note = event(item) {
                tell(note, of: item, &speakers)
                continue
            }
            let list = item["notes"].map { $0.isObject ? $0["nodes"] ?? $0 : $0 }
            let notes = list == nil ? [item] : try objects(document, list, "`notes`", in: item)
            let said = notes.filter { $0["system"]?.bool != true }
            guard let first = said.first else { continue }
            add(first, said.dropFirst(), of: item, at: place(first, &speakers), &speakers)
        }
        for review in speakers.all { sink(review) }
    }

    /// The first note of a thread, with the answers to it.
    private func add(
        _ first: JSONValue, _ replies: ArraySlice<JSONValue>, of item: JSONValue, at place: Int,
        _ speakers: inout Speakers
    ) {
        let words = first["body"] ?? first["note"]
        if isOnCommit(first), let path = first["path"]?.text {
            var finding = speakers.open(words, path: path, at: place, span: item.span)
            CommentReader.setLines(nil, first["line"], &finding)
            if first["line_type"]?.string == "old" { finding.flags.append(CommentReader.before) }
            return speakers.add(finding, at: place)
        }
        let position = first["position"]
        let path = position?["new_path"] ?? position?["newPath"] ?? position?["filePath"]
        guard let position, let path = path ?? position["old_path"] ?? position["oldPath"] else {
            speakers.say(words, at: place)
            // Answers to words on the whole say something of it, too.
            for note in replies { speakers.say(note["body"] ?? note["note"], at: self.place(note, &speakers)) }
            return
        }
        speakers.tell(commit: (position["head_sha"] ?? position["diffRefs"]?["headSha"])?.text, at: place)
        var finding = speakers.open(words, path: path.text, at: place, span: item.span)
        // GraphQL's `gid://gitlab/DiffNote/302` is REST's 302.
        finding.fingerprint = first["id"]?.text.map { "gitlab-note:\($0.split(separator: "/").last ?? "")" }
        setLines(position, &finding)
        for reply in replies {
            CommentReader.append(
                (reply["body"] ?? reply["note"])?.text, of: reply["author"]?["username"]?.text, to: &finding)
        }
        if first["resolved"]?.bool == true || first["resolved_at"]?.string != nil {
            finding.flags.append("resolved there")
        }
        speakers.add(finding, at: place)
    }

    /// A line that was not taken out has its number on the new side; lines of the two sides make no range.
    private func setLines(_ position: JSONValue, _ finding: inout Finding) {
        let range = position["line_range"]
        let (start, end) = (range?["start"], range?["end"])
        if let last = end?["new_line"] ?? position["new_line"] ?? position["newLine"] {
            return CommentReader.setLines(start?["new_line"], last, &finding)
        }
        guard let last = end?["old_line"] ?? position["old_line"] ?? position["oldLine"] else { return }
        CommentReader.setLines(start?["old_line"], last, &finding)
        finding.flags.append(CommentReader.before)
    }

    /// A webhook tells who speaks, and of what, beside the note.
    private func tell(_ note: JSONValue, of event: JSONValue, _ speakers: inout Speakers) {
        guard note["system"]?.bool != true else { return }
        let request = event["merge_request"]
        let name = (event["user"]?["username"] ?? event["user"]?["name"])?.text ?? "unknown"
        let at = speakers.place(
            of: name, isBot: name.contains("_bot_"), at: (note["updated_at"] ?? note["created_at"])?.string,
            pullRequest: request?["iid"]?.text)
        speakers.tell(repository: event["project"]?["path_with_namespace"]?.text, at: at)
        add(note, [], of: note, at: at, &speakers)
        speakers.tell(commit: (request?["last_commit"]?["id"] ?? event["commit"]?["id"])?.text, at: at)
    }

    private func place(_ note: JSONValue, _ speakers: inout Speakers) -> Int {
        let name = note["author"]?["username"]?.text ?? note["author"]?["name"]?.text ?? "unknown"
        return speakers.place(
            of: name, isBot: note["author"]?["bot"]?.bool == true || name.contains("_bot_"),
            at: (note["created_at"] ?? note["createdAt"])?.string, pullRequest: note["noteable_iid"]?.text)
    }
}
