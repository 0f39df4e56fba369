import FindingsModel
import GRDB

/// A term of a search that nothing fulfils by itself, so that the whole search can find nothing.
public struct EmptyTerm: Hashable, Sendable {
    /// As typed: `path:checkout`.
    public var text: String
    /// What may have been meant, as a term of the search language or a command; `nil` where nothing is near.
    public var suggestion: String?
}

extension FindingsDatabase {
    /// Why a search finds nothing, where it is for one term alone: a path, a name or words that nothing stored has.
    ///
    /// Only terms that must hold are looked at: none of a choice (`or`), none that is negated.
    ///
    /// - Parameter search: as typed, not joined with another.
    public func emptyTerms(of search: SearchQuery) throws(StoreError) -> [EmptyTerm] {
        let terms: [SearchTerm] =
            switch search.expression {
            case .term(let term): [term]
            case .and(let parts): parts.compactMap { if case .term(let term) = $0 { term } else { nil } }
            default: []
            }
        var empty: [EmptyTerm] = []
        for term in terms {
            guard let kind = Self.named(term.field) else { continue }
            let alone = SearchQuery(text: "", subject: search.subject, order: [], expression: .term(term))
            let column = search.subject.defaultColumns.prefix(1)
            guard try list(search.subject, matching: alone, columns: Array(column), limit: 1).rows.isEmpty else {
                continue
            }
            empty.append(
                EmptyTerm(
                    text: Self.text(of: term, in: search.text),
                    suggestion: try suggestion(for: term, kind, search.subject)))
        }
        return empty
    }

    /// What the values of a field name; `nil` for fields whose values are no names.
    private enum Named { case words, path, reviewer, branch, project, symbol, other }

    private static func named(_ field: SearchField?) -> Named? {
        switch field {
        case nil: .words
        case .path: .path
        case .reviewer, .onlyReviewer: .reviewer
        case .branch, .on: .branch
        case .project: .project
        case .symbol: .symbol
        case .title, .body, .source, .commit, .rule, .pullRequest, .owner, .category, .issue, .review: .other
        default: nil
        }
    }

    /// From its beginning up to the next blank outside of quotes.
    private static func text(of term: SearchTerm, in text: String) -> String {
        var isQuoted = false
        return String(
            text.dropFirst(max(0, term.column - 1)).prefix { character in
                if character == "\"" { isQuoted.toggle() }
                return isQuoted || !(character.isWhitespace || character == ")")
            })
    }

    private func suggestion(
        for term: SearchTerm, _ kind: Named, _ subject: SearchSubject
    ) throws(StoreError) -> String? {
        switch (kind, term.match) {
        case (.path, .paths(let paths)):
            guard let path = paths.first, paths.count == 1, path.isLiteral, path.parts.count == 1 else { return nil }
            let wide = "path:*\(path.parts[0])*"
            let pattern = SearchTerm(
                field: .path, match: .paths([PathPattern("*\(path.parts[0])*")]), column: term.column)
            let query = SearchQuery(text: wide, subject: subject, order: [], expression: .term(pattern))
            let found = try list(
                subject, matching: query, columns: Array(subject.defaultColumns.prefix(1)), limit: 1)
            return found.rows.isEmpty ? nil : wide
        case (.words, .words(let words)):
            guard words.count == 1, let word = words.first?.text, word.utf8.count >= 4,
                let found = try? identify(word)
            else { return nil }
            return "`refrain show \(word)`, for it is the beginning of the id of \(found.kind.withArticle)"
        case (.reviewer, .names(let names)), (.branch, .names(let names)), (.project, .names(let names)),
            (.symbol, .names(let names)):
            guard let name = names.first, names.count == 1, let field = term.field else { return nil }
            let stored: CompletionKind =
                switch kind {
                case .reviewer: .reviewer
                case .branch: .branch
                case .project: .project
                default: .symbol
                }
            let known = try completions(of: stored, beginning: "", limit: 2_000)
            return Spelling.nearest(to: name.text, among: known).map { "\(field.rawValue):\($0)" }
        default:
            return nil
        }
    }
}
