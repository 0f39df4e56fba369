import FindingsModel
import FindingsSQL

/// A question that has a name: a file of `Queries/`, whose opening comment is its documentation.
///
/// ```sql
/// -- Recurring issues: what reviews report again and again, most often first.
/// --
/// -- Free explanation.
/// -- part of reports
/// -- parameter min_seen integer 2: how many reviews must have reported it
/// -- parameter issue issue required: the issue's uid
/// -- column issue: the issue's uid
/// SELECT …
/// ```
public struct NamedQuery: Hashable, Sendable {
    public enum ParameterType: String, CaseIterable, Sendable {
        case integer, real, text, date
        /// The uid of an issue or a review; whoever asks may give its unique beginning.
        case issue, review
        /// One of the words that the declaration lists: `day|week|month`.
        case choice

        /// What a value of this type is the uid of.
        var record: RecordKind? { RecordKind(rawValue: rawValue) }
    }

    public struct Parameter: Hashable, Sendable {
        public let name: String
        public let type: ParameterType
        /// What can be chosen, where the type is `choice`.
        public let choices: [String]
        /// `nil`: not given means NULL.
        public let defaultValue: String?
        /// Without a value there is nothing to answer.
        public let isRequired: Bool
        public let meaning: String
    }

    public struct Column: Hashable, Sendable {
        public let name: String
        public let meaning: String
    }

    public let name: String
    public let title: String
    public let meaning: String
    /// Further paragraphs, without the comment marks.
    public let explanation: String
    public let parameters: [Parameter]
    public let columns: [Column]
    /// It gives a report or a command its rows, and asks little that a person would: lists for people leave it out.
    public let isPart: Bool
    public let sql: String

    /// The queries that come with Refrain, by name.
    public static let all: [NamedQuery] = FindingsSQL.queries.compactMap {
        try? NamedQuery(name: $0.name, text: $0.text)
    }

    public static func named(_ name: String) throws(StoreError) -> NamedQuery {
        guard let found = all.first(where: { $0.name == name }) else {
            throw .unknownQuery(name: name, known: all.map(\.name))
        }
        return found
    }

    /// Reads a query file.
    ///
    /// - Throws: ``StoreError/malformedQuery(name:line:why:)`` where the opening comment does not follow the form.
    public init(name: String, text: String) throws(StoreError) {
        self.name = name
        sql = text
        var explanation: [String] = []
        var parameters: [Parameter] = []
        var columns: [Column] = []
        var isPart = false
        var heading: (title: String, meaning: String)?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.hasPrefix("--") else { break }
            let content = line.dropFirst(2).drop { $0 == " " }
            func malformed(_ why: String) -> StoreError { .malformedQuery(name: name, line: index + 1, why: why) }
            if index == 0 {
                guard let parts = Self.split(content) else { throw malformed("the first line is `-- Title: meaning.`") }
                heading = parts
            } else if content.hasPrefix("parameter ") {
                guard let (declaration, meaning) = Self.split(content.dropFirst("parameter ".count)) else {
                    throw malformed("a parameter is `-- parameter NAME TYPE [DEFAULT or required]: meaning`")
                }
                let words = declaration.split(separator: " ", maxSplits: 2).map(String.init)
                let choices = words.count >= 2 ? words[1].split(separator: "|").map(String.init) : []
                let named = words.count >= 2 ? ParameterType(rawValue: words[1]) : nil
                guard let type = choices.count > 1 ? .choice : named, type != .choice || choices.count > 1 else {
                    throw malformed(
                        "a parameter's type is integer, real, text, date, issue, review, or the choices: a|b|c")
                }
                let last = words.count > 2 ? words[2] : nil
                parameters.append(
                    Parameter(
                        name: words[0], type: type, choices: type == .choice ? choices : [],
                        defaultValue: last == "required" ? nil : last, isRequired: last == "required", meaning: meaning)
                )
            } else if content.hasPrefix("column ") {
                guard let (column, meaning) = Self.split(content.dropFirst("column ".count)) else {
                    throw malformed("a column is `-- column NAME: meaning`")
                }
                columns.append(Column(name: column, meaning: meaning))
            } else if content == "part of reports" {
                isPart = true
            } else {
                explanation.append(String(content))
            }
        }
        guard let heading else { throw .malformedQuery(name: name, line: 1, why: "the file opens with a comment") }
        title = heading.title
        meaning = heading.meaning
        self.explanation = explanation.joined(separator: "\n").trimmed
        self.parameters = parameters
        self.columns = columns
        self.isPart = isPart
    }

    private static func split(_ text: Substring) -> (String, String)? {
        guard let colon = text.firstRange(of: ": ") else { return nil }
        return (String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
    }

    /// The query has a parameter `limit` that its SQL cuts by.
    var cutsByItsLimit: Bool {
        parameters.contains { $0.name == "limit" && $0.type == .integer } && sql.uppercased().contains("LIMIT :LIMIT")
    }

    /// The values to bind: those given, checked against their types, and the defaults.
    func values(_ given: [String: Value]) throws(StoreError) -> [(name: String, value: Value)] {
        if let stray = given.keys.sorted().first(where: { name in !parameters.contains { $0.name == name } }) {
            let known =
                parameters.isEmpty ? "it takes none" : "it takes \(parameters.map(\.name).joined(separator: ", "))"
            throw .badParameter(query: name, name: stray, why: "no such parameter; \(known)")
        }
        var values: [(String, Value)] = []
        for parameter in parameters {
            if let value = given[parameter.name] {
                values.append((parameter.name, try converted(value, to: parameter)))
            } else if let text = parameter.defaultValue {
                values.append((parameter.name, try converted(.text(text), to: parameter)))
            } else if parameter.isRequired {
                throw .badParameter(
                    query: name, name: parameter.name,
                    why: "is needed: \(parameter.meaning). Give -p \(parameter.name)=…")
            } else {
                values.append((parameter.name, .null))
            }
        }
        return values
    }

    private func converted(_ value: Value, to parameter: Parameter) throws(StoreError) -> Value {
        func bad(_ why: String) -> StoreError { .badParameter(query: name, name: parameter.name, why: why) }
        switch (parameter.type, value) {
        case (_, .null): return .null
        case (.integer, .integer), (.real, .real): return value
        case (.real, .integer(let number)): return .real(Double(number))
        case (.integer, .text(let text)):
            guard let number = Int64(text) else { throw bad("'\(text)' is no whole number") }
            return .integer(number)
        case (.real, .text(let text)):
            guard let number = Double(text), number.isFinite else { throw bad("'\(text)' is no number") }
            return .real(number)
        case (.date, .text(let text)):
            guard text.count >= 10,
                text.utf8.prefix(10).enumerated().allSatisfy({ index, byte in
                    index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (48...57).contains(byte)
                })
            else { throw bad("'\(text)' is no date; write YYYY-MM-DD") }
            return value
        case (.choice, .text(let text)):
            guard parameter.choices.contains(text) else {
                let near = Spelling.nearest(to: text, among: parameter.choices).map { ". Did you mean \($0)?" } ?? ""
                throw bad("'\(text)' is none of \(parameter.choices.joined(separator: ", "))\(near)")
            }
            return value
        case (.text, _), (.issue, .text), (.review, .text): return value
        default: throw bad("\(value) is no \(parameter.type.rawValue)")
        }
    }
}

extension String {
    var trimmed: String {
        var view = self[...]
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
