import FindingsModel

/// The part of a diff that a comment stands below: its last line is the one that the comment is on
/// (https://docs.github.com/rest/pulls/comments, `diff_hunk`).
struct DiffHunk {
    /// In the file before the change where the last line was taken out of it, else in the file after it.
    let line: Int
    let isOld: Bool

    /// - Returns: `nil` for another text, or a hunk without a line.
    init?(_ text: String) {
        // A hunk's own header is the last: "@@ -12,4 +14,9 @@".
        guard let header = text.split(whereSeparator: \.isNewline).first, header.hasPrefix("@@ -") else { return nil }
        let ranges = header.dropFirst(4).split(separator: " ", maxSplits: 2)
        guard ranges.count > 1, ranges[1].first == "+",
            var old = Int(ranges[0].prefix { $0.isNumber }.prefix(9)),
            var new = Int(ranges[1].dropFirst().prefix { $0.isNumber }.prefix(9))
        else { return nil }
        var last: (line: Int, isOld: Bool)?
        for line in text[header.endIndex...].split(separator: "\n").map({ $0.first }) {
            switch line {
            case "-":
                last = (old, true)
                old += 1
            case "+":
                last = (new, false)
                new += 1
            case "\\": continue
            default:
                last = (new, false)
                old += 1
                new += 1
            }
        }
        guard let last, last.line.isCountable else { return nil }
        (line, isOld) = last
    }
}
