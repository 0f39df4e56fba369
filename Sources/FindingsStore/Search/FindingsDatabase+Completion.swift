import GRDB

/// What a shell can complete from the database.
public enum CompletionKind: String, CaseIterable, Sendable {
    case category, group, path, reviewer, branch, project, symbol, issue, review
}

extension FindingsDatabase {
    /// Names that begin so, in order; issues and reviews with the newest first where nothing is begun.
    public func completions(
        of kind: CompletionKind, beginning begun: String, limit: Int = 200
    ) throws(StoreError) -> [String] {
        let isID = kind == .issue || kind == .review
        let name = "complete_\(kind.rawValue)\(isID && !begun.isEmpty ? "_begun" : "")"
        // Wildcards of the pattern stand for themselves in what was typed.
        let literal = NamePattern.glob(begun).replacing("*", with: "[*]").replacing("?", with: "[?]")
        return try reading { db in
            let statement = try PreparedStatement(db, name).statement
            let values: [String: Int] = ["limit": limit, "scanned": 1_000]
            var arguments: StatementArguments = ["pattern": literal + "*"]
            for name in statement.parameterNames where values[name] != nil {
                arguments = arguments &+ StatementArguments([name: values[name] ?? 0])
            }
            statement.setUncheckedArguments(arguments)
            return try String.fetchAll(statement)
        }
    }
}

extension SearchQuery {
    /// How the last term of a search can go on: fields, and the values that a field takes.
    ///
    /// - Parameters:
    ///   - text: what was typed up to the cursor.
    ///   - lookUp: names in the database that begin so.
    /// - Returns: the whole text with each way to go on.
    public static func completions(
        of text: String, subject: SearchSubject, owners: [String] = [],
        lookUp: (CompletionKind, String) -> [String]
    ) -> [String] {
        var start = text.endIndex
        var isQuoted = false
        for (index, character) in zip(text.indices, text) {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character.isWhitespace || character == "(" { start = text.index(after: index) }
            if index == text.startIndex, !(character.isWhitespace || character == "(") { start = text.startIndex }
        }
        var head = String(text[..<start])
        var term = text[start...]
        if term.hasPrefix("-") {
            head += "-"
            term = term.dropFirst()
        }
        guard let colon = term.firstIndex(of: ":") else {
            let typed = term.lowercased()
            let names = SearchField.fields(of: subject).map(\.rawValue) + ["sort"]
            return names.sorted().filter { $0.hasPrefix(typed) }.map { "\(head)\($0):" }
        }
        let name = term[..<colon].lowercased()
        head += term[...colon]
        var begun = term[term.index(after: colon)...]
        if let comma = begun.lastIndex(of: ",") {
            head += begun[...comma]
            begun = begun[begun.index(after: comma)...]
        }
        var values: [String]
        if name == "sort" {
            if begun.hasPrefix("-") {
                head += "-"
                begun = begun.dropFirst()
            }
            values = subject.sortKeys
        } else if let field = SearchField(named: name), field.applies(to: subject) {
            for sign in [">=", "<=", ">", "<"] where begun.hasPrefix(sign) && field.isCompared(in: subject) {
                head += sign
                begun = begun.dropFirst(sign.count)
                break
            }
            values = field.values(in: subject, beginning: String(begun), owners: owners, lookUp: lookUp)
        } else {
            return []
        }
        values = values.filter { $0.hasPrefix(begun) }
        return values.map { value in
            let needsQuotes = value.contains { $0.isWhitespace || ",()\"".contains($0) }
            let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return head + (needsQuotes ? "\"\(escaped)\"" : value)
        }
    }
}

extension SearchField {
    fileprivate func isCompared(in subject: SearchSubject) -> Bool {
        switch kind(for: subject) {
        case .severity, .count, .number, .date: true
        default: false
        }
    }

    fileprivate func values(
        in subject: SearchSubject, beginning begun: String, owners: [String],
        lookUp: (CompletionKind, String) -> [String]
    ) -> [String] {
        switch (self, kind(for: subject)) {
        case (_, .choice(let choices)): choices
        case (_, .severity): ["critical", "high", "medium", "low", "info"]
        case (_, .date): ["today", "yesterday", "7d", "30d", "90d", "6m", "1y"]
        case (.category, _): lookUp(.category, begun)
        case (.group, _): lookUp(.group, begun)
        case (.path, _): lookUp(.path, begun)
        case (.reviewer, _), (.onlyReviewer, _): lookUp(.reviewer, begun)
        case (.branch, _), (.on, _): lookUp(.branch, begun)
        case (.project, _): lookUp(.project, begun)
        case (.symbol, _): lookUp(.symbol, begun)
        case (.issue, _): lookUp(.issue, begun)
        case (.review, _), (.finding, _): lookUp(.review, begun)
        case (.owner, _): owners + ["none"]
        default: []
        }
    }
}
