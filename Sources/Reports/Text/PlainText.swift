/// Text of reviews made harmless for one line of a terminal or a table.
enum PlainText {
    /// One line: white space and line breaks become single spaces; control characters become visible (`␛` for escape);
    /// characters that reorder what surrounds them (bidirectional controls) and unassigned tags are left out.
    static func oneLine(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
        var line = String.UnicodeScalarView()
        var spaceIsDue = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0x2028, 0x2029:
                spaceIsDue = !line.isEmpty
                continue
            case 0x00..<0x20, 0x7F, 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x061C, 0xFEFF,
                0xE0000...0xE007F:
                guard let shown = visible(scalar) else { continue }
                if spaceIsDue { line.append(" ") }
                line.append(shown)
            default:
                if spaceIsDue { line.append(" ") }
                line.append(scalar)
            }
            spaceIsDue = false
        }
        return String(line)
    }

    /// The lines of a text of several, each harmless as ``oneLine(_:)`` makes it; empty ones are left out.
    static func paragraphs(_ text: String) -> [String] {
        text.split { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }.map { oneLine(String($0)) }.filter { !$0.isEmpty }
    }

    /// Text of several lines with control characters made visible; only line feeds and tabs stay.
    static func harmless(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: kept.append(scalar)
            case 0x0D: continue
            case 0x00..<0x20, 0x7F, 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0x061C, 0xFEFF,
                0xE0000...0xE007F:
                if let shown = visible(scalar) { kept.append(shown) }
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// The picture of a C0 control (U+2400 block); `nil` for what is better left out.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0: "\u{FFFD}"
        default: nil
        }
    }
}
