import FindingsModel

/// Reads which tests and functions a source text has, and from where to where, by the look of its lines: a declaration holds what is
/// indented below it.
///
/// For languages as they are usually laid out; what is laid out otherwise has fewer scopes, and never a wrong text.
enum SourceOutline {
    private static let scopeLimit = 5_000
    /// Words before a name that make it a declaration.
    private static let keywords: Set<Substring> = ["def", "func", "fun", "fn", "function", "sub"]
    /// Calls whose first argument names a test.
    private static let calls = ["it(", "test(", "specify(", "it ", "specify ", "scenario ", "Deno.test(", "t.Run("]

    /// What is kept of a text; `nil` for one of too many lines.
    static func text(of bytes: [UInt8]) -> SourceText? {
        var rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        guard rows.count <= SourceText.lineLimit else { return nil }
        return SourceText(lines: rows.map { SourceText.hash(of: $0) }, scopes: scopes(rows))
    }

    private static func scopes(_ rows: [ArraySlice<UInt8>]) -> [SourceText.Scope] {
        var scopes: [SourceText.Scope] = []
        /// Declarations whose end is not seen yet, by their places in `scopes`, with their indentation.
        var open: [(place: Int, indent: Int)] = []
        var lastText = 0
        for (number, row) in rows.enumerated() {
            let body = row.drop { $0 == 0x20 || $0 == 0x09 }
            guard let first = body.first(where: { $0 > 0x20 }) else { continue }
            let indent = row.count - body.count
            let closes = first == UInt8(ascii: "}") || first == UInt8(ascii: ")") || first == UInt8(ascii: "]")
            let isEnd = closes || body.elementsEqual("end".utf8)
            while let top = open.last, indent <= top.indent {
                // A closing bracket under the declaration is its last line.
                scopes[top.place].lines.last = isEnd && indent == top.indent ? number + 1 : lastText
                open.removeLast()
            }
            lastText = number + 1
            guard scopes.count < scopeLimit, body.count <= 400,
                let name = name(String(decoding: body, as: UTF8.self))
            else { continue }
            open.append((scopes.count, indent))
            scopes.append(SourceText.Scope(name: name, lines: LineRange(number + 1, number + 1)))
        }
        for top in open { scopes[top.place].lines.last = lastText }
        return scopes
    }

    /// The name that a line declares: of a function or method, or of a test by a call.
    private static func name(_ line: String) -> String? {
        for call in calls where line.hasPrefix(call) {
            let rest = line.dropFirst(call.count).drop { $0 == " " }
            guard let quote = rest.first, quote == "'" || quote == "\"" || quote == "`" else { continue }
            let name = rest.dropFirst().prefix { $0 != quote }
            return name.isEmpty ? nil : String(name.prefix(200))
        }
        guard let bracket = line.firstIndex(of: "(") else { return nil }
        let words = line[..<bracket].split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let last = words.last else { return nil }
        if words.contains(where: { keywords.contains($0) }) {
            // `func (s *Suite) TestX(`: the receiver stands before the name.
            if words.last == "func", line[bracket...].hasPrefix("(") {
                let after = line[bracket...].drop { $0 != ")" }.dropFirst().drop { $0 == " " }
                return identifier(after.prefix { $0 != "(" })
            }
            // A name in back quotes may hold spaces.
            if let quote = line[..<bracket].firstIndex(of: "`") {
                let name = line[line.index(after: quote)...].prefix { $0 != "`" }
                return name.isEmpty ? nil : String(name.prefix(200))
            }
            return identifier(last)
        }
        // `public void testX() throws Y {`: words, a name, brackets, and a body.
        let opens = line.last == "{" || line.hasSuffix("{ ")
        let isCall = words.contains {
            $0.contains("=") || $0.contains(".") || $0.contains(";") || $0 == "return" || $0 == "new"
        }
        guard words.count >= 2, opens, !isCall, !["if", "for", "while", "switch", "catch", "else"].contains(words[0])
        else { return nil }
        return identifier(last)
    }

    private static func identifier(_ text: Substring) -> String? {
        let name = text.prefix { $0 != "<" && $0 != "[" }
        guard let first = name.first, first.isLetter || first == "_", name.count <= 200,
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" })
        else { return nil }
        return String(name)
    }
}
