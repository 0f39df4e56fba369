import ArgumentParser
import FindingsModel

/// A parameter of a query on the command line: `NAME=VALUE`.
struct ParameterArgument: ExpressibleByArgument {
    let name: String
    let value: Value

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        name = String(argument[..<equals])
        let text = String(argument[argument.index(after: equals)...])
        value = Self.value(of: text)
    }

    /// Whole numbers and decimals are numbers where they are written as such; all else is text. A named query converts to
    /// the type that it declares.
    private static func value(of text: String) -> Value {
        if let number = Int64(text), String(number) == text { return .integer(number) }
        if text.contains("."), let number = Double(text), number.isFinite { return .real(number) }
        return .text(text)
    }

    static func dictionary(_ arguments: [ParameterArgument]) -> [String: Value] {
        Dictionary(arguments.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    }
}

extension Value {
    /// As it is written after `--param NAME=`.
    var argument: String {
        switch self {
        case .null, .blob: ""
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        }
    }
}
