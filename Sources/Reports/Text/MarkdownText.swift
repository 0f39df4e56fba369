/// Text of reviews made harmless for Markdown.
enum MarkdownText {
    /// `text` on one line, with nothing in it that acts: no mention, link, HTML, emphasis, table cell or issue reference.
    ///
    /// Every ASCII character that can start something in GitHub Flavored Markdown is escaped by a backslash or as an entity;
    /// a word joiner breaks mentions, references and bare web addresses, which no escape does.
    static func inline(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        let line = PlainText.oneLine(text)
        for scalar in line.unicodeScalars {
            // `https://` links by itself.
            if scalar == "/", out.last == ":" { out.append("\u{2060}") }
            switch scalar {
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "|": out.append(contentsOf: "&#124;".unicodeScalars)
            case "\\", "`", "*", "_", "[", "]", "~", "$":
                out.append("\\")
                out.append(scalar)
            case "@", "#":
                out.append(contentsOf: (scalar == "#" ? "\\#" : "@").unicodeScalars)
                out.append("\u{2060}")
            case "+", "-", "=":
                // Only at the start of a line do they make a list or a rule.
                if out.isEmpty { out.append("\\") }
                out.append(scalar)
                // `GH-12` refers to an issue.
                if scalar == "-", ends(out, in: "gh-") { out.append("\u{2060}") }
            case ".":
                // `www.` links by itself.
                out.append(".")
                if ends(out, in: "www.") { out.append("\u{2060}") }
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// `text` as code that nothing in it can end; for paths and names.
    static func code(_ text: String) -> String {
        let line = PlainText.oneLine(text)
        guard !line.isEmpty else { return "" }
        var longest = 0
        var run = 0
        for byte in line.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let padding = longest > 0 ? " " : ""
        // A pipe ends a table's cell even in code, and its escape is read before the code is.
        let body = line.replacing("|", with: "\\|")
        return fence + padding + body + padding + fence
    }

    private static func ends(_ text: String.UnicodeScalarView, in word: String) -> Bool {
        String(String.UnicodeScalarView(text.suffix(word.unicodeScalars.count))).lowercased() == word
    }
}
