import FindingsModel

/// Bitbucket's REST answers about a pull request: Cloud's comments
/// (https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/), Data Center's activities and comments
/// (https://developer.atlassian.com/server/bitbucket/rest/).
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

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var items: [JSONValue] = []
        var isPart = false
        for root in document.pages.isEmpty ? [try report(document)] : document.pages.map(\.root) {
            guard root.isObject else {
                items += try objects(document, root, "the report", in: root)
                continue
            }
            items += try objects(document, root["values"], "`values`", in: root)
            isPart = root["next"] != nil || root["isLastPage"]?.bool == false
        }
        var thread = Threads()
        for item in items {
            let comment = item["comment"] ?? item
            if comment["content"] != nil {
                thread.addCloud(comment)
            } else if let approval = item["approval"] {
                thread.approve(approval)
            } else {
                thread.addServer(item)
            }
        }
        if isPart { thread.speakers.flag("one page of several") }
        for review in thread.speakers.all { sink(review) }
    }

    private struct Threads {
        var speakers = Speakers()
        /// Where the finding of a thread's first comment stands.
        private var places: [String: (review: Int, finding: Int)] = [:]

        mutating func addCloud(_ item: JSONValue) {
            if item["deleted"]?.bool == true { return }
            let name = Self.cloudName(item)
            let id = item["id"]?.text
            let words = item["content"]?["raw"]
            if let parent = item["parent"]?["id"]?.text, let root = places[parent] {
                if let id { places[id] = root }
                return speakers.append(words?.text, of: name, to: root)
            }
            let at = speakers.place(
                of: name, isBot: item["user"]?["type"]?.string == "app_user",
                at: (item["updated_on"] ?? item["created_on"])?.string,
                pullRequest: item["pullrequest"]?["id"]?.text)
            guard let place = item["inline"], let path = place["path"]?.text else {
                return speakers.say(words, at: at)
            }
            var finding = speakers.open(words, path: path, at: at, span: item.span)
            finding.fingerprint = id.map { "bitbucket:\($0)" }
            let isNew = place["to"] != nil
            CommentReader.setLines(
                (isNew ? place["start_to"] : place["start_from"]) ?? place["to"] ?? place["from"],
                place["to"] ?? place["from"], &finding)
            if place["outdated"]?.bool == true { finding.flags.append("outdated") }
            if item["resolution"] != nil { finding.flags.append("resolved there") }
            if item["parent"] != nil { finding.flags.append("a reply to a comment that is not here") }
            if let id { places[id] = (at, speakers.reviews[at].findings.count) }
            speakers.add(finding, at: at)
        }

        /// Cloud's activity of somebody who approved.
        mutating func approve(_ item: JSONValue) {
            speakers.conclude(
                .approved, at: speakers.place(of: Self.cloudName(item), isBot: false, at: item["date"]?.string))
        }

        private static func cloudName(_ item: JSONValue) -> String {
            let user = item["user"]
            return user?["nickname"]?.text ?? user?["display_name"]?.text ?? "unknown"
        }

        /// An activity, or a comment alone.
        mutating func addServer(_ item: JSONValue) {
            let comment = item["comment"] ?? item
            let user = item["user"] ?? comment["author"]
            switch item["action"]?.text?.uppercased() {
            case "APPROVED": return conclude(.approved, user, item)
            case "REVIEWED": return conclude(.changesRequested, user, item)
            case nil, "COMMENTED": break
            default: return
            }
            guard comment["text"] != nil else { return }
            let author = comment["author"] ?? user
            let at = place(author, comment)
            guard let anchor = item["commentAnchor"] ?? comment["anchor"], let path = anchor["path"]?.text else {
                return speakers.say(comment["text"], at: at)
            }
            var finding = speakers.open(comment["text"], path: path, at: at, span: item.span)
            finding.fingerprint = comment["id"]?.text.map { "bitbucket:\($0)" }
            let first = anchor["multilineMarker"]?["startLine"]
            CommentReader.setLines(first ?? anchor["line"], anchor["line"], &finding)
            if anchor["orphaned"]?.bool == true { finding.flags.append("outdated") }
            if comment["state"]?.text == "RESOLVED" || comment["threadResolved"]?.bool == true {
                finding.flags.append("resolved there")
            }
            var waiting = comment["comments"].map { Array($0.elements) } ?? []
            while !waiting.isEmpty {
                let reply = waiting.removeFirst()
                guard reply.isObject else {
                    reply.setNotUnderstood()
                    continue
                }
                CommentReader.append(reply["text"]?.text, of: Self.name(reply["author"]), to: &finding)
                waiting = (reply["comments"].map { Array($0.elements) } ?? []) + waiting
            }
            speakers.add(finding, at: at)
        }

        private mutating func conclude(_ outcome: Outcome, _ user: JSONValue?, _ item: JSONValue) {
            speakers.conclude(outcome, at: place(user, item))
        }

        private mutating func place(_ user: JSONValue?, _ item: JSONValue) -> Int {
            let time = (item["updatedDate"] ?? item["createdDate"])?.number.map(String.init)
            return speakers.place(of: Self.name(user), isBot: user?["type"]?.text == "SERVICE", at: time)
        }

        private static func name(_ user: JSONValue?) -> String {
            user?["name"]?.text ?? user?["slug"]?.text ?? user?["displayName"]?.text ?? "unknown"
        }
    }
}
