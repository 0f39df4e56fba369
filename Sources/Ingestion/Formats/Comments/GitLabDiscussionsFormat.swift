import FindingsModel

/// GitLab's REST answers about a merge request: discussions with their notes, or a list of notes.
struct GitLabDiscussionsFormat: InputFormat {
    let id = "gitlab-discussions"
    let title = "GitLab discussions"
    let summary = "GitLab's REST lists of a merge request's discussions or notes; also several pages."
    let tellingKeys = TellingKeys(
        [
            "individual_note", "notes", "noteable_type", "noteable_iid", "noteable_id", "resolvable", "new_path",
            "new_line", "old_path", "head_sha", "base_sha", "position",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        isList(document) { item in
            if item["notes"]?.isArray == true { return item["individual_note"] != nil || item["id"] != nil }
            return item["author"] != nil && item["noteable_type"] != nil && item["body"] != nil
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var speakers = Speakers()
        for item in try records(document) {
            let notes =
                item["notes"] == nil ? [item] : try objects(document, item["notes"], "`notes`", in: item)
            let said = notes.filter { $0["system"]?.bool != true }
            guard let first = said.first else { continue }
            let name = first["author"]?["username"]?.text ?? first["author"]?["name"]?.text ?? "unknown"
            let at = speakers.place(
                of: name, isBot: first["author"]?["bot"]?.bool == true || name.contains("_bot_"),
                at: first["created_at"]?.string, pullRequest: first["noteable_iid"]?.text)
            guard let position = first["position"] else {
                speakers.say(first["body"], at: at)
                continue
            }
            speakers.tell(commit: position["head_sha"]?.text, at: at)
            var finding = speakers.open(
                first["body"], path: (position["new_path"] ?? position["old_path"])?.text, at: at, span: item.span)
            finding.fingerprint = first["id"]?.text.map { "gitlab-note:\($0)" }
            let range = position["line_range"]
            let line = position["new_line"] ?? position["old_line"]
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
}
