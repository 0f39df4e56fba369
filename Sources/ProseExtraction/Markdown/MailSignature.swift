/// The signature of a mail, after a line of two dashes (RFC 3676, section 4.3): no words of the review.
enum MailSignature {
    /// Where the signature's line begins; `nil` for a document without one.
    static func start(of document: [UInt8]) -> Int? {
        let isGerrit = document.has("Gerrit-", within: document.count - 2_000..<document.count)
        // Gerrit signs with a dozen lines on the change.
        let limit = max(0, document.count - (isGerrit ? 2_000 : 800))
        var index = document.count
        var lines = 0
        while index > limit, lines <= (isGerrit ? 24 : 10) {
            index -= 1
            guard index == 0 || document[index - 1] == .lineFeed, document.has("--", at: index) else {
                if document[index] == .lineFeed { lines += 1 }
                continue
            }
            var end = index + 2
            if end < document.count, document[end] == .space { end += 1 }
            if end < document.count, document[end] == 13 { end += 1 }
            if index > 0, end < document.count, document[end] == .lineFeed { return index }
        }
        return nil
    }
}
