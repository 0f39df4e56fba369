import FindingsModel

/// The dialects of linters of pages.
enum DialectsOfPages {
    static let all: [LineDialect] = [htmlHint]

    /// HTMLHint's default: a file's name, `L8 |` before the source, and `^ message (rule)` below it. The source is cut at both
    /// ends, so the mark tells no column. https://github.com/htmlhint/HTMLHint/blob/main/src/cli/formatters/default.ts
    private static let htmlHint = LineDialect(tool: "HTMLHint", needsMark: true) { line in
        if line.hasPrefix("Scanned "), line.hasSuffix(" ms)") || line.hasSuffix(" ms).") {
            return line.has(" files, no errors found (") ? .clear : .mark
        }
        let words = line.drop { $0 == " " }
        if words.isEmpty || words.hasPrefix("Config loaded: ") { return .chrome }
        guard line.hasPrefix("   ") else { return nil }
        guard line.hasPrefix("      ") else { return .heading(LineDialect.Place(path: words)) }
        if words.hasPrefix("^ "), words.hasSuffix(")"), let open = words.lastIndex(of: "(") {
            let rule = words[open...].dropFirst().dropLast()
            guard !rule.isEmpty, rule.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
            else { return nil }
            var message = words[..<open].dropFirst(2)
            while message.last == " " { message.removeLast() }
            return .problem(LineDialect.Problem(message: message, rule: rule))
        }
        guard words.first == "L", let bar = words.byteRange(of: " |") else { return nil }
        return Int(words[..<bar.lowerBound].dropFirst()).flatMap { $0.isCountable ? .row($0) : nil }
    }
}
