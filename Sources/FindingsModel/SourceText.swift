/// What is kept of a file's text at a commit: enough to follow its lines, and nothing that could be read.
public struct SourceText: Hashable, Sendable {
    /// A named part of the file, as its text shows it: a test, a function, a class.
    public struct Scope: Codable, Hashable, Sendable {
        public var name: String
        /// 1-based, inclusive.
        public var lines: LineRange

        public init(name: String, lines: LineRange) {
            self.name = name
            self.lines = lines
        }
    }

    /// A hash of each line without its white space; 0 for a blank one.
    public let lines: [UInt32]
    /// In the order of their first lines; scopes may hold others.
    public let scopes: [Scope]

    /// With more lines than this a file is no test that anyone reads.
    public static let lineLimit = 50_000

    public init(lines: [UInt32], scopes: [Scope] = []) {
        self.lines = lines
        self.scopes = scopes
    }

    /// The innermost scope that holds the line.
    public func scope(at line: Int) -> Scope? {
        scopes.last { $0.lines.first <= line && line <= $0.lines.last }
    }

    /// The hash of a line's text: FNV-1a over the bytes that are no white space. The same on every machine.
    public static func hash(of line: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        var isBlank = true
        for byte in line where byte > 0x20 {
            isBlank = false
            hash = (hash ^ UInt32(byte)) &* 0x0100_0193
        }
        return isBlank ? 0 : max(1, hash)
    }
}
