import FindingsModel

/// Which of a dump's comments only answer others: by who wrote them, or by how they open.
enum DumpReplies {
    /// Who asks for the review: "author: ida" in the head of a pull request, "_Pull request opened by @ida on 2026-03-01_".
    ///
    /// In lower case; `nil` where nothing above the comments speaks of a change: the author is the review's then.
    static func author(of document: [UInt8], _ head: ArraySlice<Range<Int>>) -> String? {
        var author: String?
        var isOfChange = false
        for line in head.prefix(80) {
            let words = document[line].split { !$0.isWord && !$0.isOne(of: "-@") }
                .map { String(decoding: $0.map(\.lowered), as: UTF8.self) }
            isOfChange = isOfChange || words.contains(where: changes.contains)
            var name: String?
            if words.count == 2, words[0] == "author" {
                name = words[1]
            } else if let by = words.firstIndex(of: "by"), by > 0, by + 1 < words.count,
                words[by - 1] == "opened" || words[by - 1] == "created", words.contains(where: changes.contains)
            {
                name = words[by + 1]
            }
            author = author ?? name.map { $0.first == "@" ? String($0.dropFirst()) : $0 }
        }
        return isOfChange ? author : nil
    }
    private static let changes: Set<String> = [
        "pr", "mr", "pull", "merge", "pull_request", "merge_request", "pr_number", "pull-request", "merge-request",
    ]

    /// "Done."; "You're right, fixed in 1a2b3c4." where another comment stands on the place already.
    static func answers(_ part: Range<Int>, _ lines: [Range<Int>], _ document: [UInt8], isLater: Bool) -> Bool {
        let said = part.lazy.map { document[lines[$0]] }.filter { line in line.contains { !$0.isBlank } }
        guard let first = said.first, !first.starts(with: "```".utf8) else { return false }
        if isLater, openings.opens(PhraseKey(first)) { return true }
        let text = StyledText(String(decoding: first, as: UTF8.self))
        return said.dropFirst().first == nil && ChatFraming.isBareReply(text) && !ChatFraming.isApproval(text)
    }
    private static let openings = PhraseSet(VocabularyTable.remarks["answer"])
}
