import FindingsModel

/// GitLab's REST answers about a merge request: discussions with their notes, or a list of notes.
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
            return isItem(root) || nodes(in: root) != nil
        }
        return isList(document, where: isItem)
    }

    private func isItem(_ item: JSONValue) -> Bool {
        if item["notes"]?.isArray == true { return item["individual_note"] != nil || item["id"] != nil }
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
        return try records(document, orOne: isItem)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var speakers = Speakers()
        for item in try items(document) {
            let list = item["notes"].map { $0.isObject ? $0["nodes"] ?? $0 : $0 }
            let notes = list == nil ? [item] : try objects(document, list, "`notes`", in: item)
            let said = notes.filter { $0["system"]?.bool != true }
            guard let first = said.first else { continue }
            let at = place(first, &speakers)
            if isOnCommit(first), let path = first["path"]?.text {
                var finding = speakers.open(first["note"], path: path, at: at, span: item.span)
                CommentReader.setLines(nil, first["line"], &finding)
                speakers.add(finding, at: at)
                continue
            }
            guard let position = first["position"] else {
                // Answers to words on the whole say something of it, too.
                for note in said { speakers.say(note["body"] ?? note["note"], at: place(note, &speakers)) }
                continue
            }
            speakers.tell(commit: (position["head_sha"] ?? position["diffRefs"]?["headSha"])?.text, at: at)
            let path = position["new_path"] ?? position["newPath"] ?? position["filePath"]
            var finding = speakers.open(
                first["body"], path: (path ?? position["old_path"] ?? position["oldPath"])?.text, at: at,
                span: item.span)
            // GraphQL's `gid://gitlab/DiffNote/302` is REST's 302.
            finding.fingerprint = first["id"]?.text.map { "gitlab-note:\($0.split(separator: "/").last ?? "")" }
            let range = position["line_range"]
            let line = position["new_line"] ?? position["newLine"] ?? position["old_line"] ?? position["oldLine"]
            CommentReader.setLines(
                range?["start"]?["new_line"] ?? range?["start"]?["old_line"],
                range?["end"]?["new_line"] ?? range?["end"]?["old_line"] ?? line, &finding)
            for reply in said.dropFirst() {
                CommentReader.append(reply["body"]?.text, of: reply["author"]?["username"]?.text, to: &finding)
            }
            if first["resolved"]?.bool == true { finding.flags.append("resolved there") }
            speakers.add(finding, at: at)
        }
        for review in speakers.reviews { sink(review) }
    }

    private func place(_ note: JSONValue, _ speakers: inout Speakers) -> Int {
        let name = note["author"]?["username"]?.text ?? note["author"]?["name"]?.text ?? "unknown"
        return speakers.place(
            of: name, isBot: note["author"]?["bot"]?.bool == true || name.contains("_bot_"),
            at: (note["created_at"] ?? note["createdAt"])?.string, pullRequest: note["noteable_iid"]?.text)
    }
}
