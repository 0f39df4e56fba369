/// Cutting, padding and wrapping by display width.
enum TextFitting {
    /// `text` in at most `width` columns; what was cut is marked by an ellipsis.
    static func cut(_ text: String, to width: Int) -> String {
        guard width > 0 else { return "" }
        if text.utf8.count <= width || DisplayWidth.of(text) <= width { return text }
        return take(text, width - 1) + "…"
    }

    /// `text` in at most `width` columns, cut in the middle: the two ends of a path tell most.
    static func cutMiddle(_ text: String, to width: Int) -> String {
        guard width > 8 else { return cut(text, to: width) }
        if text.utf8.count <= width || DisplayWidth.of(text) <= width { return text }
        let tail = (width - 1) * 3 / 4
        var end: [Character] = []
        var used = 0
        for character in text.reversed() {
            let next = DisplayWidth.of(character)
            if used + next > tail { break }
            used += next
            end.append(character)
        }
        return take(text, width - 1 - used) + "…" + String(end.reversed())
    }

    private static func take(_ text: String, _ width: Int) -> String {
        var kept = ""
        var used = 0
        for character in text {
            let next = DisplayWidth.of(character)
            if used + next > width { break }
            used += next
            kept.append(character)
        }
        return kept
    }

    static func padEnd(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    }

    static func padStart(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
    }

    /// The lines of `text`, broken at spaces; a word that is wider than a line is broken too.
    static func wrap(_ text: String, to width: Int) -> [String] {
        let width = max(1, width)
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let size = DisplayWidth.of(String(word))
            if used > 0, used + 1 + size <= width {
                line += " " + word
                used += 1 + size
                continue
            }
            if used > 0 {
                lines.append(line)
                (line, used) = ("", 0)
            }
            for character in word {
                let next = DisplayWidth.of(character)
                if used + next > width, used > 0 {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += next
            }
        }
        if used > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The text as a paragraph of its own, `indent` columns in; lines after the first stand two further in.
    static func paragraph(_ text: String, width: Int, indent: Int) -> String {
        let lines = wrap(text, to: width - indent - 2)
        let margin = String(repeating: " ", count: indent)
        return margin + lines.joined(separator: "\n  " + margin)
    }
}
