import CSimdJSON

/// Why a text is not JSON, and where: a byte offset from the beginning of the array that was given.
struct JSONError: Error, Hashable, Sendable {
    var why: String
    var offset: Int
    /// Whatever follows a complete value: the text may be something else that begins like JSON.
    var isTrailing: Bool
    /// The text stops in the middle.
    var isTruncated: Bool
}

/// A parsed JSON text (RFC 8259): the bytes it was read from, and a flat table of where its values stand.
///
/// Strings and numbers are made only when they are asked for. Immutable, so it can be read from any thread.
final class JSONDocument: @unchecked Sendable {
    /// The array that was given; offsets of values count in it.
    let bytes: [UInt8]
    /// Where the JSON text begins in `bytes`.
    let base: Int
    private let length: Int
    // Written by init alone, freed by deinit: this is what makes the class safe to share.
    private let nodes: UnsafeMutablePointer<refrain_json_node>
    let count: Int
    /// What readers met that was not of the type they looked for.
    let misreadings = JSONMisreadings()

    /// How deep containers may nest; deeper is refused.
    static let depthLimit: UInt32 = 256

    /// Parses `range` of `bytes`, valid UTF-8.
    init(_ bytes: [UInt8], in range: Range<Int>? = nil) throws(JSONError) {
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        let result = bytes.withUnsafeBufferPointer { buffer in
            refrain_json_parse(buffer.baseAddress.map { $0 + range.lowerBound }, range.count, Self.depthLimit)
        }
        guard Int(result.code) == Int(REFRAIN_JSON_OK), let nodes = result.nodes else {
            let code = Int(result.code)
            throw JSONError(
                why: Self.words(code), offset: range.lowerBound + result.offset,
                isTrailing: code == Int(REFRAIN_JSON_TRAILING),
                isTruncated: code == Int(REFRAIN_JSON_ENDS_EARLY) || code == Int(REFRAIN_JSON_UNCLOSED_STRING))
        }
        self.bytes = bytes
        base = range.lowerBound
        length = range.count
        self.nodes = nodes
        count = result.node_count
    }

    deinit { refrain_json_free(nodes) }

    var root: JSONValue { JSONValue(document: self, index: 0) }

    func node(_ index: Int) -> refrain_json_node { nodes[index] }

    /// The source bytes of a node, without a string's quotes.
    func withBytes<Result>(_ node: refrain_json_node, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[base + Int(node.start)..<base + Int(node.end)]))
        }
    }

    func find(_ key: StaticString, in object: Int) -> Int? {
        let found = bytes.withUnsafeBufferPointer { buffer -> UInt32 in
            guard let start = buffer.baseAddress else { return .max }
            return refrain_json_find(start + base, nodes, UInt32(object), key.utf8Start, key.utf8CodeUnitCount)
        }
        return found == .max ? nil : Int(found)
    }

    func find(_ key: [UInt8], in object: Int) -> Int? {
        let found = bytes.withUnsafeBufferPointer { buffer -> UInt32 in
            guard let start = buffer.baseAddress else { return .max }
            return key.withUnsafeBufferPointer { key in
                guard let first = key.baseAddress else { return .max }
                return refrain_json_find(start + base, nodes, UInt32(object), first, key.count)
            }
        }
        return found == .max ? nil : Int(found)
    }

    private static func words(_ code: Int) -> String {
        switch code {
        case Int(REFRAIN_JSON_EMPTY): return "there is no value"
        case Int(REFRAIN_JSON_TOO_LARGE): return "it is larger than 4 GB"
        case Int(REFRAIN_JSON_OUT_OF_MEMORY): return "there is not enough memory for it"
        case Int(REFRAIN_JSON_INVALID_UTF8): return "invalid UTF-8"
        case Int(REFRAIN_JSON_UNCLOSED_STRING): return "the string that begins here has no end"
        case Int(REFRAIN_JSON_CONTROL_CHARACTER): return "a control character (a raw line break, a tab) in a string"
        case Int(REFRAIN_JSON_BAD_ESCAPE): return "an unknown escape in a string"
        case Int(REFRAIN_JSON_BAD_NUMBER): return "not a number"
        case Int(REFRAIN_JSON_BAD_LITERAL): return "not a value"
        case Int(REFRAIN_JSON_TOO_DEEP): return "nested deeper than \(depthLimit) levels"
        case Int(REFRAIN_JSON_ENDS_EARLY): return "it ends early"
        case Int(REFRAIN_JSON_EXPECTED_KEY): return "a key in quotes was expected"
        case Int(REFRAIN_JSON_EXPECTED_COLON): return "a colon was expected"
        case Int(REFRAIN_JSON_EXPECTED_COMMA_OR_END): return "a comma or a closing bracket was expected"
        case Int(REFRAIN_JSON_TRAILING): return "something follows the end of the value"
        default: return "a value was expected"
        }
    }
}
