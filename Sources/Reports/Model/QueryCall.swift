import FindingsModel

/// A named query with its parameters: where a report's numbers come from, and how to ask again.
struct QueryCall: Hashable, Sendable {
    var name: String
    var parameters: [(name: String, value: Value)]
    /// The search whose issues alone the source shows; the command asks for the same.
    var search: String?

    /// Parameters without a value are left out.
    init(_ name: String, _ parameters: [(String, Value?)] = []) {
        self.name = name
        self.parameters = parameters.compactMap { name, value in value.map { (name, $0) } }
    }

    func run(on source: any QuerySource) throws -> RowSet {
        try source.rows(
            name, Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
    }

    /// `refrain query trend --param period=week`.
    var command: String {
        (["refrain query \(name)"]
            + parameters.map { "--param \(Self.quoted("\($0.name)=\($0.value.cellText)"))" }
            + (search.map { ["--search \(Self.quoted($0))"] } ?? []))
            .joined(separator: " ")
    }

    /// Quoted for a POSIX shell where it must be.
    private static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="):
                    true
                default: false
                }
            }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    static func == (a: QueryCall, b: QueryCall) -> Bool { a.command == b.command }
    func hash(into hasher: inout Hasher) { hasher.combine(command) }
}
