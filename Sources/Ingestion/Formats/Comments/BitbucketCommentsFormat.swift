import FindingsModel

/// Bitbucket's REST answers about a pull request: Cloud's comments
/// (https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/), Data Center's activities and comments
/// (https://developer.atlassian.com/server/bitbucket/rest/); also a comment alone, and the events of webhooks
/// (https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html).
struct BitbucketCommentsFormat: InputFormat {
    let id = "bitbucket"
    let title = "Bitbucket comments"
    let summary = "Bitbucket's REST answers with a pull request's comments (Cloud) or activities (Data Center)."
    let tellingKeys = TellingKeys(
        [
            "pullrequest", "inline", "pagelen", "nickname", "account_id", "commentAnchor", "commentAction", "lineType",
            "fileType", "isLastPage", "created_on", "updated_on",
        ], needed: 4)

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject {
            if Self.isAlone(root) { return true }
            return root["values"]?.elements.prefix(100).contains(where: Self.isComment) ?? false
        }
        return isList(document, where: Self.isComment)
    }

    private static func isComment(_ value: JSONValue) -> Bool {
        guard value.isObject else { return false }
        if value["content"] != nil {
            return value["user"] != nil && (value["created_on"] != nil || value["inline"] != nil)
        }
        if let comment = value["comment"], comment.isObject {
            return value["action"] != nil || comment["content"] != nil
        }
        return value["text"] != nil && value["author"] != nil && value["createdDate"] != nil
    }

    /// A comment that was asked for by its id, or a webhook's event.
    private static func isAlone(_ root: JSONValue) -> Bool {
        if let key = root["eventKey"]?.string { return key.hasPrefix("pr:comment:") || verdict(key) != nil }
        if root["pullrequest"] != nil, root["comment"]?.isObject == true { return root["comment"]?["content"] != nil }
        return root["values"] == nil && root["id"] != nil && isComment(root)
    }

    /// What the event of a reviewer's vote concludes.
    private static func verdict(_ key: String) -> Outcome? {
        ["pr:reviewer:approved": .approved, "pr:reviewer:needs_work": .changesRequested][key]
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var items: [JSONValue] = []
        var isPart = false
        for root in document.pages.isEmpty ? [try report(document)] : document.pages.map(\.root) {
            guard root.isObject else {
                items += try objects(document, root, "the report", in: root)
                continue
            }
            if Self.isAlone(root) {
                items.append(root)
                continue
            }
            items += try objects(document, root["values"], "`values`", in: root)
            isPart = root["next"] != nil || root["isLastPage"]?.bool == false
        }
        var threads = Threads()
        // The newest may come first: an answer before what it answers, and once more inside of it.
        for item in items { threads.know(item) }
        for item in items where !threads.isAnswer(item) { add(item, to: &threads) }
        for item in items where threads.isAnswer(item) { add(item, to: &threads) }
        if isPart { threads.speakers.flag("one page of several") }
        for review in threads.speakers.all { sink(review) }
    }

    private func add(_ item: JSONValue, to threads: inout Threads) {
        let comment = item["comment"] ?? item
        if let outcome = item["eventKey"]?.string.flatMap(Self.verdict) {
            threads.conclude(outcome, item["participant"]?["user"] ?? item["actor"], item)
        } else if comment["content"] != nil {
            threads.addCloud(comment, of: item)
        } else if let approval = item["approval"] {
            threads.concludeCloud(.approved, approval)
        } else if let request = item["changes_requested"] {
            threads.concludeCloud(.changesRequested, request)
        } else {
            threads.addServer(item)
        }
    }

    private struct Threads {
        var speakers = Speakers()
        /// Where the finding of a thread's first comment stands.
        private var places: [String: (review: Int, finding: Int)] = [:]
        /// The comments of the document, and those that stand inside of the ones that they answer.
        private var ids: Set<String> = []
        private var inner: Set<String> = []

        mutating func know(_ item: JSONValue) {
            let comment = item["comment"] ?? item
            if let id = comment["id"]?.text { ids.insert(id) }
            var waiting = comment["comments"].map { $0.isArray ? Array($0.elements) : [] } ?? []
            while let reply = waiting.popLast() {
                guard reply.isObject else { continue }
                if let id = reply["id"]?.text { inner.insert(id) }
                waiting += reply["comments"].map { $0.isArray ? Array($0.elements) : [] } ?? []
            }
        }

        /// Of Cloud, where answers stand beside what they answer.
        func isAnswer(_ item: JSONValue) -> Bool {
            guard let parent = (item["comment"] ?? item)["parent"]?["id"]?.text else { return false }
            return ids.contains(parent)
        }

        // MARK: Cloud

        /// - Parameter item: the comment, or what tells of it.
        mutating func addCloud(_ comment: JSONValue, of item: JSONValue) {
            if comment["deleted"]?.bool == true { return }
            let user = comment["user"] ?? item["actor"]
            let name = Self.cloudName(user)
            let id = comment["id"]?.text
            let words = comment["content"]?["raw"]
            if let parent = comment["parent"]?["id"]?.text, let root = places[parent] {
                if let id { places[id] = root }
                return speakers.append(words?.text, of: name, to: root)
            }
            let request = comment["pullrequest"] ?? item["pullrequest"] ?? item["pull_request"]
            let at = speakers.place(
                of: name, isBot: user?["type"]?.string == "app_user",
                at: (comment["updated_on"] ?? comment["created_on"])?.string, pullRequest: request?["id"]?.text)
            speakers.tell(
                repository: item["repository"]?["full_name"]?.text
                    ?? Self.repository(request?["links"]?["html"]?["href"]?.string), at: at)
            guard let place = comment["inline"], let path = place["path"]?.text else {
                return speakers.say(words, at: at)
            }
            var finding = speakers.open(words, path: path, at: at, span: comment.span)
            finding.fingerprint = id.map { "bitbucket:\($0)" }
            let isNew = place["to"] != nil
            CommentReader.setLines(
                (isNew ? place["start_to"] : place["start_from"]) ?? place["to"] ?? place["from"],
                place["to"] ?? place["from"], &finding)
            if !isNew, place["from"] != nil { finding.flags.append(CommentReader.before) }
            if place["outdated"]?.bool == true { finding.flags.append("outdated") }
            if comment["resolution"] != nil { finding.flags.append("resolved there") }
            if comment["parent"] != nil { finding.flags.append("a reply to a comment that is not here") }
            if let id { places[id] = (at, speakers.reviews[at].findings.count) }
            speakers.add(finding, at: at)
        }

        /// Cloud's activity of somebody's vote.
        mutating func concludeCloud(_ outcome: Outcome, _ item: JSONValue) {
            let at = speakers.place(of: Self.cloudName(item["user"]), isBot: false, at: item["date"]?.string)
            speakers.conclude(outcome, at: at)
        }

        /// Of `https://bitbucket.org/WORKSPACE/NAME/pull-requests/7`.
        private static func repository(_ page: String?) -> String? {
            guard let page, let end = page.byteRange(of: "/pull-requests/") else { return nil }
            return RepositoryName.normalized(String(page[..<end.lowerBound]))
        }

        private static func cloudName(_ user: JSONValue?) -> String {
            user?["nickname"]?.text ?? user?["username"]?.text ?? user?["display_name"]?.text ?? "unknown"
        }

        // MARK: Data Center

        /// An activity, a webhook's event, or a comment alone.
        mutating func addServer(_ item: JSONValue) {
            let comment = item["comment"] ?? item
            let user = item["user"] ?? comment["author"]
            switch item["action"]?.text?.uppercased() {
            case "APPROVED": return conclude(.approved, user, item)
            case "REVIEWED": return conclude(.changesRequested, user, item)
            case nil, "COMMENTED": break
            default: return
            }
            guard comment["text"] != nil, item["eventKey"]?.string != "pr:comment:deleted" else { return }
            // Told in its thread, or as an activity of its own before.
            if let id = comment["id"]?.text {
                guard !inner.contains(id) else { return }
                inner.insert(id)
            }
            let author = comment["author"] ?? user
            let at = place(author, comment, pullRequest: item["pullRequest"]?["id"]?.text)
            guard let anchor = item["commentAnchor"] ?? comment["anchor"], let path = anchor["path"]?.text else {
                speakers.say(comment["text"], at: at)
                // Answers to words on the whole say something of it, too.
                for reply in replies(to: comment) {
                    speakers.say(reply["text"], at: place(reply["author"], reply, pullRequest: nil))
                }
                return
            }
            speakers.tell(commit: anchor["toHash"]?.text, at: at)
            var finding = speakers.open(comment["text"], path: path, at: at, span: item.span)
            finding.fingerprint = comment["id"]?.text.map { "bitbucket:\($0)" }
            setLines(anchor, item["diff"], &finding)
            if anchor["orphaned"]?.bool == true { finding.flags.append("outdated") }
            if comment["state"]?.text == "RESOLVED" || comment["threadResolved"]?.bool == true {
                finding.flags.append("resolved there")
            }
            if item["commentParentId"] != nil { finding.flags.append("a reply to a comment that is not here") }
            for reply in replies(to: comment) {
                CommentReader.append(reply["text"]?.text, of: Self.name(reply["author"]), to: &finding)
            }
            speakers.add(finding, at: at)
        }

        /// Lines of the new file, also where the anchor counts those of the old one and the diff beside it tells both.
        private func setLines(_ anchor: JSONValue, _ diff: JSONValue?, _ finding: inout Finding) {
            let first = anchor["multilineMarker"]?["startLine"]
            if anchor["fileType"]?.text == "FROM" {
                if anchor["lineType"]?.text == "CONTEXT", let old = anchor["line"]?.number,
                    let new = Self.newLine(old, in: diff)
                {
                    let start = first?.number.flatMap { Self.newLine($0, in: diff) }
                    return CommentReader.setLines(start ?? new, new, &finding)
                }
                finding.flags.append(CommentReader.before)
            }
            CommentReader.setLines(first ?? anchor["line"], anchor["line"], &finding)
        }

        private static func newLine(_ old: Int, in diff: JSONValue?) -> Int? {
            let hunks = CommentReader.objects(diff?["hunks"])
            let kept = hunks.flatMap { CommentReader.objects($0["segments"]) }.filter { $0["type"]?.text == "CONTEXT" }
            let line = kept.lazy.flatMap { CommentReader.objects($0["lines"]) }.first { $0["source"]?.number == old }
            return line?["destination"]?.number
        }

        /// Answers and answers to them, in their order, and what is to be done.
        private func replies(to comment: JSONValue) -> [JSONValue] {
            var all = CommentReader.objects(comment["tasks"])
            var waiting = CommentReader.objects(comment["comments"])
            while !waiting.isEmpty {
                let reply = waiting.removeFirst()
                all.append(reply)
                all += CommentReader.objects(reply["tasks"])
                waiting = CommentReader.objects(reply["comments"]) + waiting
            }
            return all
        }

        mutating func conclude(_ outcome: Outcome, _ user: JSONValue?, _ item: JSONValue) {
            speakers.conclude(outcome, at: place(user, item, pullRequest: item["pullRequest"]?["id"]?.text))
        }

        private mutating func place(_ user: JSONValue?, _ item: JSONValue, pullRequest: String?) -> Int {
            let time = (item["updatedDate"] ?? item["createdDate"])?.number.map(String.init) ?? item["date"]?.string
            return speakers.place(
                of: Self.name(user), isBot: user?["type"]?.text == "SERVICE", at: time, pullRequest: pullRequest)
        }

        private static func name(_ user: JSONValue?) -> String {
            user?["name"]?.text ?? user?["slug"]?.text ?? user?["displayName"]?.text ?? "unknown"
        }
    }
}
