/// A value, and where it came from in words: "option --path", "GITHUB_SHA", "git HEAD"; `nil` and "unknown" where nobody
/// tells it.
public struct Sourced<Value: Hashable & Sendable>: Hashable, Sendable {
    public var value: Value?
    public var origin: String

    public init(_ value: Value?, _ origin: String) {
        self.value = value
        self.origin = value == nil ? "unknown" : origin
    }
}
