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
        if let root = document.report, root.isObject {
            if Self.isThread(root) || Self.event(root) != nil { return true }
            guard let list = root["value"], list.isArray else { return false }
            return list.elements.prefix(50).contains(where: Self.isThread)
        }
        return isList(document, where: Self.isThread)
    }

    /// The comment that a service hook tells of, which stands in no thread.
    private static func event(_ root: JSONValue) -> JSONValue? {
        guard root["eventType"]?.string == "ms.vss-code.git-pullrequest-comment-event",
            let comment = root["resource"]?["comment"], comment.isObject
        else { return nil }
        return comment
    }

    private static func isThread(_ value: JSONValue) -> Bool {
        guard value.isObject, let comments = value["comments"], comments.isArray else { return false }
        if value["threadContext"] != nil || value["pullRequestThreadContext"] != nil { return true }
        return comments.elements.contains {
            $0.isObject && $0["commentType"] != nil && ($0["publishedDate"] != nil || $0["parentCommentId"] != nil)
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var threads: [JSONValue] = []
        var speakers = Speakers()
        for root in document.pages.isEmpty ? [try report(document)] : document.pages.map(\.root) {
            if !root.isObject {
                threads += try objects(document, root, "the report", in: root)
            } else if let comment = Self.event(root) {
                tell(comment, of: root["resource"], &speakers)
            } else if Self.isThread(root) {
                threads.append(root)
            } else {
                threads += try objects(document, root["value"], "`value`", in: root)
            }
        }
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
        let at = place(first, in: &speakers, pullRequest: Self.pullRequest(thread))
        guard let place = thread["threadContext"], let path = place["filePath"]?.text else {
            speakers.say(first["content"], at: at)
            // Answers to words on the whole say something of it, too.
            for reply in replies {
                let at = self.place(reply, in: &speakers, pullRequest: Self.pullRequest(thread))
                speakers.say(reply["content"], at: at)
            }
            return
        }
        var finding = speakers.open(
            first["content"], path: path.hasPrefix("/") ? String(path.dropFirst()) : path, at: at, span: thread.span)
        finding.fingerprint = thread["id"]?.text.map { "azure-thread:\($0)" }
        // The left side is the file before the change.
        let start = place["rightFileStart"] ?? place["leftFileStart"]
        let end = place["rightFileEnd"] ?? place["leftFileEnd"]
        CommentReader.setLines(start?["line"], end?["line"] ?? start?["line"], &finding)
        if place["rightFileStart"] == nil, start != nil { finding.flags.append(CommentReader.before) }
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

    private func tell(_ comment: JSONValue, of resource: JSONValue?, _ speakers: inout Speakers) {
        let request = resource?["pullRequest"]
        let at = place(comment, in: &speakers, pullRequest: request?["pullRequestId"]?.text)
        speakers.say(comment["content"], at: at)
        speakers.tell(commit: request?["lastMergeSourceCommit"]?["commitId"]?.text, at: at)
    }

    private func place(_ comment: JSONValue, in speakers: inout Speakers, pullRequest: String?) -> Int {
        speakers.place(
            of: Self.name(comment), isBot: Self.isService(comment),
            at: (comment["lastUpdatedDate"] ?? comment["publishedDate"])?.string, pullRequest: pullRequest)
    }

    /// Of `…/pullRequests/22/threads/8`, the thread's own address.
    private static func pullRequest(_ thread: JSONValue) -> String? {
        let parts = (thread["_links"]?["self"]?["href"]?.string ?? "").split(separator: "/")
        guard let at = parts.firstIndex(where: { $0.lowercased() == "pullrequests" }), at + 1 < parts.count,
            Int(parts[at + 1]) != nil
        else { return nil }
        return String(parts[at + 1])
    }

    /// A service by the name that it is shown with: its unique one is a number.
    private static func name(_ comment: JSONValue) -> String {
        let author = comment["author"]
        let shown = author?["displayName"]?.text
        return (isService(comment) ? shown : nil) ?? author?["uniqueName"]?.text ?? shown ?? "unknown"
    }

    /// Pipelines comment as the project's build service.
    private static func isService(_ comment: JSONValue) -> Bool {
        let author = comment["author"]
        return author?["isContainer"]?.bool == true || author?["displayName"]?.text?.contains("Build Service") == true
            || author?["uniqueName"]?.text.map { $0.contains("Build Service") || $0.hasPrefix("Build\\") } == true
    }
}
