/// Tells flags that say that something may have been read wrongly, or not in whole, from those that say how things are: a
/// suppression, an outdated comment.
public enum ReadingDoubt {
    public static func isOne(_ flag: String) -> Bool {
        !facts.contains(flag) && !beginnings.contains { flag.hasPrefix($0) }
    }

    private static let facts: Set = [
        "no file named", "outdated", CommentReader.before, GerritCommentsFormat.onMessage, "suppressed",
        "needs a person's judgement",
        "place read from the failure's text",
        "failed again when run again", "a reply to a comment that is not here", "another file without lines",
        SARIFFormat.absentLeftOut, "words around the report left out", "other lines of the log left out",
    ]

    private static let beginnings = ["suppressed in the source", "resolved there", "review "]
}
