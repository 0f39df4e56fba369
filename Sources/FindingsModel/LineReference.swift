/// A range of lines of a file, 1-based and inclusive at both ends.
///
/// Encoded as a pair: `[55, 55]`, `[109, 118]`.
public struct LineRange: Hashable, Sendable, Comparable {
    public var first: Int
    public var last: Int

    /// A range as written; `last` may be smaller than `first` when the reviewer wrote it the wrong way round.
    public init(_ first: Int, _ last: Int) {
        self.first = first
        self.last = last
    }

    public init(_ line: Int) { self.init(line, line) }

    /// The reviewer wrote the range the wrong way round; it is kept as written.
    public var isReversed: Bool { last < first }

    public static func < (a: LineRange, b: LineRange) -> Bool { (a.first, a.last) < (b.first, b.last) }
}

extension LineRange: Codable {
    public init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        first = try pair.decode(Int.self)
        last = pair.isAtEnd ? first : try pair.decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var pair = encoder.unkeyedContainer()
        try pair.encode(first)
        try pair.encode(last)
    }
}

extension LineRange: CustomStringConvertible {
    /// `55` or `109-118`.
    public var description: String { first == last ? "\(first)" : "\(first)-\(last)" }
}

/// A place that a finding points at: lines, in the reviewed file or in another one that it names.
public struct LineReference: Hashable, Codable, Sendable {
    public var range: LineRange
    /// The file as the finding names it; `nil` for the file under review.
    public var path: String?
    /// Columns where the tool gave them, 1-based; `endColumn` is exclusive.
    public var startColumn: Int?
    public var endColumn: Int?

    public init(_ range: LineRange, path: String? = nil, startColumn: Int? = nil, endColumn: Int? = nil) {
        self.range = range
        self.path = path
        self.startColumn = startColumn
        self.endColumn = endColumn
    }
}
