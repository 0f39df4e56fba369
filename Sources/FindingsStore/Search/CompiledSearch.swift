import FindingsModel
import Foundation

/// A search as SQL, with the values to bind by name.
public struct CompiledSearch: Hashable, Sendable {
    public var sql: String
    public var parameters: [String: Value]
}

extension CompiledSearch {
    private static let mark = "-- :"

    /// The statement with its values in comments, from which `refrain sql` takes them:
    ///
    /// ```sql
    /// SELECT … WHERE issue_state.state = :p1
    /// -- :p1 = "open"
    /// ```
    public var statement: String {
        var text = sql + "\n"
        let names = parameters.keys.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        for name in names {
            let value: String
            switch parameters[name] ?? .null {
            case .null, .blob: value = "null"
            case .integer(let number): value = String(number)
            case .real(let number): value = String(number)
            case .text(let text): value = Self.quoted(text)
            }
            text += "\(Self.mark)\(name) = \(value)\n"
        }
        return text
    }

    /// The values that comments of a statement give, as ``statement`` writes them; comments of another form are comments.
    public static func values(in sql: String) -> [String: Value] {
        var values: [String: Value] = [:]
        for line in sql.split(whereSeparator: \.isNewline) where line.hasPrefix(mark) {
            let halves = line.dropFirst(mark.count).split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let name = String(halves[0]).trimmed
            guard !name.isEmpty, name.utf8.allSatisfy({ $0 == 95 || isLetterOrDigit($0) }) else { continue }
            if let value = value(String(halves[1]).trimmed) { values[name] = value }
        }
        return values
    }

    private static func value(_ text: String) -> Value? {
        if text == "null" { return .null }
        if let number = Int64(text) { return .integer(number) }
        if let number = Double(text), number.isFinite { return .real(number) }
        return (try? JSONDecoder().decode(String.self, from: Data(text.utf8))).map(Value.text)
    }

    /// As JSON, which has no line break that would end the comment.
    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        guard let data = try? encoder.encode(text) else { return "\"\"" }
        // A few characters that Swift takes for line breaks stand bare in JSON.
        return String(decoding: data, as: UTF8.self)
            .replacing("\u{85}", with: "\\u0085").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029").replacing("\u{0B}", with: "\\u000b")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
