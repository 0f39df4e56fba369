/// Where a value lies inside of another: keys and places in lists, joined by dots: `location.start.line`, `range.0`.
struct JSONPath: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    enum Step: Hashable, Sendable {
        case key([UInt8])
        /// A place in a list, from 0.
        case element(Int)
    }

    let steps: [Step]
    let description: String

    init(_ words: some StringProtocol) {
        description = String(words)
        steps = words.split(separator: ".").map { Int($0).map(Step.element) ?? .key(Array($0.utf8)) }
    }

    init(stringLiteral words: String) { self.init(words) }
}

extension JSONValue {
    /// The value at a path; `nil` where it is absent or null.
    subscript(at path: JSONPath) -> JSONValue? {
        var value = self
        for step in path.steps {
            let next: JSONValue? =
                switch step {
                case .key(let key): value[key]
                case .element(let place): value.elements.element(at: place).flatMap { $0.isNull ? nil : $0 }
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }
}
