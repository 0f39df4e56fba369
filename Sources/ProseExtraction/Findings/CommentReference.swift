/// A title that says which comment this is and nothing of what is wrong: "Thread 4", "PR #81", "Comment 3 of 7".
enum CommentReference {
    static func isAll(of title: String) -> Bool {
        guard title.utf8.count <= 40 else { return false }
        let key = PhraseKey(title, keepDigits: true)
        guard (2...5).contains(key.count), key.words.contains(where: { $0.utf8.allSatisfy(\.isDigit) }) else {
            return false
        }
        return key.words.allSatisfy { $0.utf8.allSatisfy(\.isDigit) || words.contains($0) }
            && key.words.contains(where: nouns.contains)
    }

    private static let nouns: Set<String> = [
        "pr", "mr", "pull", "merge", "thread", "comment", "discussion", "conversation", "kommentar", "commentaire",
        "comentario", "comentário", "commento", "комментарий", "评论", "コメント", "댓글",
    ]
    private static let words = nouns.union(["request", "review", "inline", "of", "no", "nr", "von", "de", "di"])
}
