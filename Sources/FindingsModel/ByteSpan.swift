/// A span of bytes in a document: from `start`, 0-based, up to but not including `end`.
///
/// Encoded as a pair: `[start, end]`.
public struct ByteSpan: Hashable, Sendable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    public var count: Int { end - start }

    /// The part that lies in the first `count` bytes; empty, at their end, where none does.
    public func clamped(to count: Int) -> ByteSpan {
        let start = min(max(0, start), count)
        return ByteSpan(start, min(max(start, end), count))
    }
}

extension ByteSpan: Codable {
    public init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        start = try pair.decode(Int.self)
        end = try pair.decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var pair = encoder.unkeyedContainer()
        try pair.encode(start)
        try pair.encode(end)
    }
}
