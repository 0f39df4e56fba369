/// A search text, parsed for one subject: `is:open severity:>=medium path:tests/** "image uuid" sort:-last-seen`.
///
/// `Documentation/SearchLanguage.md` has the grammar. Nothing of the text becomes SQL: values are bound.
public struct SearchQuery: Hashable, Sendable {
    /// The longest text that is read, in characters.
    public static let longestText = 4_000
    /// How deep parentheses and `not` may be nested.
    public static let deepestNesting = 40
    /// How many values all terms may have together.
    public static let mostValues = 400

    public let text: String
    public let subject: SearchSubject
    /// The keys of `sort:`, in their order.
    public let order: [SearchOrder]
    /// `nil`: every row.
    let expression: SearchExpression?

    /// - Parameters:
    ///   - now: the time that ages and `today` count from, ISO 8601 in UTC.
    ///   - keys: what the rows are grouped by, so that `sort:` takes the columns of groups; empty for a list.
    /// - Throws: ``SearchError`` with the place of the mistake.
    public init(
        _ text: String, subject: SearchSubject, now: String, groupedBy keys: [SearchGroupKey] = []
    ) throws(SearchError) {
        guard let moment = TypedMoment(now, now: SearchMoment(seconds: 0)), !moment.isAge else {
            throw SearchError("the time now, '\(now)', is not ISO 8601 in UTC,", column: 1)
        }
        var parser = try SearchParser(
            text, subject: subject, now: moment.start,
            sortKeys: keys.isEmpty ? nil : keys.map(\.rawValue) + subject.groupColumns)
        expression = try parser.parse()
        order = parser.order
        self.text = text
        self.subject = subject
    }

    /// The rows that both searches have, in the order of this one.
    ///
    /// - Parameter other: of the same subject.
    public func and(_ other: SearchQuery) -> SearchQuery {
        let parts = [expression, other.expression].flatMap { part -> [SearchExpression] in
            switch part {
            case nil: []
            case .and(let parts): parts
            case let whole?: [whole]
            }
        }
        return SearchQuery(
            text: "(\(text)) (\(other.text))", subject: subject, order: order,
            expression: parts.count > 1 ? .and(parts) : parts.first)
    }

    /// It asks for owners, which only a CODEOWNERS can tell.
    public var namesOwners: Bool { expression.map { $0.contains { $0.field == .owner } } ?? false }

    /// It says itself which branches it is about: it names one, a review, a finding or an issue, or asks for what is new on any.
    public var namesBranch: Bool {
        expression.map { expression in
            expression.contains { term in
                switch (term.field, term.match) {
                case (.branch, _), (.on, _), (.issue, _), (.review, _), (.finding, _): true
                case (.is, .choices(let choices)): choices.contains("new")
                default: false
                }
            }
        } ?? false
    }

    init(text: String, subject: SearchSubject, order: [SearchOrder], expression: SearchExpression?) {
        self.text = text
        self.subject = subject
        self.order = order
        self.expression = expression
    }
}
