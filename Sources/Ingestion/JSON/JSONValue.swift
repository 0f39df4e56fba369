import CSimdJSON
import FindingsModel

/// A value of a JSON document: a view, cheap to pass around.
struct JSONValue: Sendable {
    let document: JSONDocument
    let index: Int

    enum Kind: UInt8, Sendable {
        case null, `false`, `true`, number, string, array, object

        /// As an error names it.
        var words: String {
            switch self {
            case .null: "null"
            case .false, .true: "a boolean"
            case .number: "a number"
            case .string: "a string"
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    private var node: refrain_json_node { document.node(index) }

    var kind: Kind { Kind(rawValue: node.kind) ?? .null }
    var isNull: Bool { kind == .null }
    var isObject: Bool { kind == .object }
    var isArray: Bool { kind == .array }

    /// Its bytes in the document, a string's quotes included.
    var span: ByteSpan {
        let node = node
        let quote = kind == .string ? 1 : 0
        return ByteSpan(document.base + Int(node.start) - quote, document.base + Int(node.end) + quote)
    }

    /// Whether its bytes stand in the same way in the document of another: then both mean the same.
    func hasSameSource(as other: JSONValue) -> Bool {
        let (one, two) = (node, other.node)
        guard one.kind == two.kind, one.end - one.start == two.end - two.start else { return false }
        return document.withBytes(one) { bytes in
            other.document.withBytes(two) { bytes.elementsEqual($0) }
        }
    }

    /// Its bytes as they stand in the document, a string's without the quotes.
    func withSource<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        document.withBytes(node, body)
    }

    /// Two hashes of a value's bytes, seeded anew in every process: nobody can make two values that share them.
    struct SourceHash: Hashable {
        fileprivate let first: Int
        fileprivate let second: Int
    }

    /// Of its bytes as they stand in the document: the same bytes mean the same.
    var sourceHash: SourceHash {
        document.withBytes(node) { bytes in
            var hasher = Hasher()
            hasher.combine(kind)
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            var other = hasher
            other.combine(1)
            return SourceHash(first: hasher.finalize(), second: other.finalize())
        }
    }

    /// Text; `nil` for anything but a string.
    var string: String? {
        let node = node
        guard node.kind == UInt8(REFRAIN_JSON_STRING) else { return misread() }
        taken()
        return Self.text(node, document)
    }

    /// A string's text, or a number as it is written.
    var stringOrNumber: String? {
        guard kind == .number else { return string }
        taken()
        return document.withBytes(node, Self.plain)
    }

    /// A whole number; one written as `3.0` or `3e2` counts. `nil` for anything else, and beyond 64 bits.
    var int: Int? {
        guard kind == .number else { return misread() }
        let digits = document.withBytes(node, Self.plain)
        guard let int = Int(digits) ?? Double(digits).flatMap({ Int(exactly: $0) }) else { return misread() }
        taken()
        return int
    }

    /// A whole number, also one written as text ("12"); `nil` beyond what can be counted with.
    var number: Int? {
        guard kind == .string else { return int.flatMap { $0.isCountable ? $0 : misread() } }
        guard let text = string, !text.isEmpty else { return nil }
        guard let number = Int(text), number.isCountable else { return misread() }
        return number
    }

    /// Text that is not empty.
    var text: String? { stringOrNumber.flatMap { $0.isEmpty ? nil : $0 } }

    var double: Double? {
        guard kind == .number else { return misread() }
        taken()
        return Double(document.withBytes(node, Self.plain))
    }

    var bool: Bool? {
        switch kind {
        case .true, .false:
            taken()
            return kind == .true
        default: return misread()
        }
    }

    /// The value under a key of an object; `nil` where it is absent or null, and for anything but an object.
    subscript(key: StaticString) -> JSONValue? {
        guard node.kind == UInt8(REFRAIN_JSON_OBJECT) else { return misread() }
        return value(at: document.find(key, in: index))
    }

    /// The same, of a key that is known by its bytes.
    subscript(key: [UInt8]) -> JSONValue? {
        guard node.kind == UInt8(REFRAIN_JSON_OBJECT) else { return misread() }
        return value(at: document.find(key, in: index))
    }

    private func value(at found: Int?) -> JSONValue? {
        // An object without what was looked for is not yet understood.
        guard let found else { return nil }
        taken()
        let value = JSONValue(document: document, index: found)
        return value.isNull ? nil : value
    }

    /// The values of an array, in order; empty for anything else.
    var elements: JSONElements {
        let isArray = isArray
        if isArray { taken() } else { _ = misread() as Never? }
        return JSONElements(document: document, container: isArray ? index : nil, isObject: false)
    }

    /// The values of an object, in order; empty for anything else.
    var fieldValues: JSONElements {
        let isObject = isObject
        if isObject { taken() } else { _ = misread() as Never? }
        return JSONElements(document: document, container: isObject ? index : nil, isObject: true)
    }

    /// The keys and values of an object, in order; empty for anything else.
    var fields: [(key: String, value: JSONValue)] {
        fieldValues.map { value in (Self.text(document.node(value.index - 1), document), value) }
    }

    /// It is of the type that was looked for, and still says nothing: a score beyond the scale.
    func setNotUnderstood() { _ = misread() as Never? }

    /// It was asked for as what it is not. `null` is how many writers say that there is nothing.
    private func misread<Wanted>() -> Wanted? {
        if kind != .null { document.misreadings.note(index) }
        return nil
    }

    /// It was asked for as what it is.
    private func taken() {
        if !document.misreadings.isEmpty { document.misreadings.drop(index) }
    }

    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func text(_ node: refrain_json_node, _ document: JSONDocument) -> String {
        document.withBytes(node) { source in
            guard node.escaped != 0, let start = source.baseAddress else { return plain(source) }
            return String(unsafeUninitializedCapacity: source.count) { target in
                guard let first = target.baseAddress else { return 0 }
                return refrain_json_unescape(start, source.count, first)
            }
        }
    }
}

/// The values inside a container.
struct JSONElements: Sequence, IteratorProtocol {
    private let document: JSONDocument
    private let isObject: Bool
    private var upcoming: Int
    private let end: Int

    init(document: JSONDocument, container: Int?, isObject: Bool) {
        self.document = document
        self.isObject = isObject
        upcoming = (container ?? 0) + 1
        end = container.map { Int(document.node($0).next) } ?? 0
    }

    /// The value at a place, from 0; `nil` where there are not so many.
    func element(at place: Int) -> JSONValue? {
        guard place >= 0 else { return nil }
        var rest = self
        for _ in 0..<place { guard rest.next() != nil else { return nil } }
        return rest.next()
    }

    mutating func next() -> JSONValue? {
        guard upcoming < end else { return nil }
        let value = JSONValue(document: document, index: isObject ? upcoming + 1 : upcoming)
        upcoming = Int(document.node(value.index).next)
        return value
    }
}
