import FindingsModel

/// Azure DevOps' REST answer with the threads of a pull request
/// (https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads/list).
struct AzureThreadsFormat: InputFormat {
    let id = "azure-threads"
    let title = "Azure DevOps threads"
    let summary = "Azure DevOps' REST answer to `pullRequests/ID/threads`: comment threads with their files and lines."
    let tellingKeys = TellingKeys(
        [
            "threadContext", "pullRequestThreadContext", "rightFileStart", "rightFileEnd", "parentCommentId",
            "commentType", "publishedDate", "lastUpdatedDate", "isDeleted", "uniqueName",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject, let list = root["value"], list.isArray {
            return list.elements.prefix(50).contains(where: Self.isThread)
        }
        return isList(document, where: Self.isThread)
    }

    private static func isThread(_ value: JSONValue) -> Bool {
        guard value.isObject, let comments = value["comments"], comments.isArray else { return false }
        if value["threadContext"] != nil || value["pullRequestThreadContext"] != nil { return true }
        return comments.elements.contains {
            $0.isObject && $0["commentType"] != nil && ($0["publishedDate"] != nil || $0["parentCommentId"] != nil)
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let threads =
            root.isObject ? try objects(document, root["value"], "`value`", in: root) : try records(document)
        var speakers = Speakers()
        for thread in threads where thread["isDeleted"]?.bool != true {
            let comments = try objects(document, thread["comments"], "`comments`", in: thread).filter {
                $0["isDeleted"]?.bool != true && $0["commentType"]?.text?.lowercased() != "system"
                    && $0["commentType"]?.text != "3"
            }
            if let first = comments.first { add(first, comments.dropFirst(), thread, to: &speakers) }
        }
        for review in speakers.all { sink(review) }
    }

    private func add(
        _ first: JSONValue, _ replies: ArraySlice<JSONValue>, _ thread: JSONValue, to speakers: inout Speakers
    ) {
        let author = first["author"]
        let at = speakers.place(
            of: Self.name(first), isBot: author?["isContainer"]?.bool == true || Self.isService(Self.name(first)),
            at: (first["lastUpdatedDate"] ?? first["publishedDate"])?.string)
        guard let place = thread["threadContext"], let path = place["filePath"]?.text else {
            return speakers.say(first["content"], at: at)
        }
        var finding = speakers.open(
            first["content"], path: path.hasPrefix("/") ? String(path.dropFirst()) : path, at: at, span: thread.span)
        finding.fingerprint = thread["id"]?.text.map { "azure-thread:\($0)" }
        // The left side is the file before the change.
        let start = place["rightFileStart"] ?? place["leftFileStart"]
        let end = place["rightFileEnd"] ?? place["leftFileEnd"]
        CommentReader.setLines(start?["line"], end?["line"] ?? start?["line"], &finding)
        for reply in replies {
            CommentReader.append(reply["content"]?.text, of: Self.name(reply), to: &finding)
        }
        if let status = thread["status"]?.text, Self.settled.contains(status.lowercased()) {
            finding.flags.append("resolved there")
        }
        speakers.add(finding, at: at)
    }

    /// Words, and the numbers that stand for them where threads are written.
    private static let settled: Set = ["fixed", "wontfix", "closed", "bydesign", "2", "3", "4", "5"]

    private static func name(_ comment: JSONValue) -> String {
        let author = comment["author"]
        return author?["uniqueName"]?.text ?? author?["displayName"]?.text ?? "unknown"
    }

    /// Pipelines comment as the project's build service.
    private static func isService(_ name: String) -> Bool { name.contains("Build Service") }
}
