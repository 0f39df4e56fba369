/// What is wrong with a search text, where, and what may have been meant.
public struct SearchError: Error, Hashable, Sendable {
    public var message: String
    /// The character of the search text that it begins at, from 1.
    public var column: Int
    public var suggestion: String?

    public init(_ message: String, column: Int, suggestion: String? = nil) {
        self.message = message
        self.column = column
        self.suggestion = suggestion
    }
}

extension SearchError: CustomStringConvertible {
    public var description: String {
        let place = "\(message) at column \(column)"
        return suggestion.map { "\(place): did you mean \($0)?" } ?? place
    }
}
