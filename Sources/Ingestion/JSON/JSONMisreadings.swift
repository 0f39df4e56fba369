import CSimdJSON
import FindingsModel
import Synchronization

/// The values of a document that were asked for as what they are not (a `region` that is a string, asked for its
/// `startLine`), and were not taken as what they are either.
///
/// Readers say only what they look for; what a tool wrote instead is found here, whatever the format. Values are known by
/// their nodes. Costs nothing as long as every value is of its type.
struct JSONMisreadings: ~Copyable, Sendable {
    private let isAny = Atomic(false)
    private let nodes = Mutex<Set<Int>>([])
    /// More of them tell nobody more.
    private static let limit = 10_000

    var isEmpty: Bool { !isAny.load(ordering: .relaxed) }

    func note(_ node: Int) {
        nodes.withLock { if $0.count < Self.limit { $0.insert(node) } }
        isAny.store(true, ordering: .relaxed)
    }

    /// It was taken as what it is: an object, where text would have done as well.
    func drop(_ node: Int) {
        let isLast = nodes.withLock { $0.remove(node) != nil && $0.isEmpty }
        if isLast { isAny.store(false, ordering: .relaxed) }
    }

    /// Those of a range, in order; they are forgotten.
    func take(in range: Range<Int>) -> [Int] {
        nodes.withLock { nodes in
            let found = nodes.filter(range.contains).sorted()
            nodes.subtract(found)
            isAny.store(!nodes.isEmpty, ordering: .relaxed)
            return found
        }
    }
}

extension JSONValue {
    /// Whether something inside of it, or it itself, was asked for as what it is not.
    var hasMisreadings: Bool { !document.misreadings.isEmpty }

    /// What was misread inside of it, and is forgotten now: "`region` is not understood", each once.
    ///
    /// - Parameter place: tells where a byte of the document is, as ` (line 3)`; nothing where the finding says it.
    func takeMisreadings(place: (Int) -> String = { _ in "" }) -> [String] {
        guard !document.misreadings.isEmpty else { return [] }
        var words: [String] = []
        var left = 0
        for node in document.misreadings.take(in: index..<Int(document.node(index).next)) {
            let value = JSONValue(document: document, index: node)
            let word = "\(value.name(in: self)) is not understood" + place(value.span.start)
            if words.contains(word) { continue }
            if words.count < 5 { words.append(word) } else { left += 1 }
        }
        if left > 0 { words.append("\(left) more \(left == 1 ? "value is" : "values are") not understood") }
        return words
    }

    /// What it is called inside of `whole`: its key, or "an element of" that of its list.
    private func name(in whole: JSONValue) -> String {
        if let key { return "`\(key)`" }
        var list = whole
        // The container around it, whose key is the name.
        while let inner = (list.isArray ? list.elements : list.fieldValues).first(where: { $0.contains(self) }),
            inner.index != index
        {
            list = inner
        }
        return list.key.map { "an element of `\($0)`" } ?? "an element"
    }

    private func contains(_ value: JSONValue) -> Bool {
        index <= value.index && value.index < Int(document.node(index).next)
    }

    /// The key that an object has it under; `nil` for an element and the root.
    private var key: String? {
        guard index > 0 else { return nil }
        let before = JSONValue(document: document, index: index - 1)
        guard before.kind == .string else { return nil }
        let colon = document.bytes[before.span.end...].first { !SourceDocument.isSpace($0) }
        return colon == UInt8(ascii: ":") ? String(before.string?.prefix(80) ?? "") : nil
    }
}
