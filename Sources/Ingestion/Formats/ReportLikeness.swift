import FindingsModel

/// The keys by which a tool's JSON is known even where its values are not what the format asks for: a list that is null, a
/// path that is a number.
///
/// They are those that nobody else writes: words such as `message` or `line`, which a model's own JSON has as well, tell
/// nothing.
public struct TellingKeys: Sendable {
    public var keys: Set<String>
    /// How many of them must be there.
    public var needed: Int
    /// One that must be among them; `nil` where none is.
    public var indispensable: String?

    public init(_ keys: Set<String> = [], needed: Int = 3, indispensable: String? = nil) {
        self.keys = keys
        self.needed = needed
        self.indispensable = indispensable
    }
}

/// Finds the format that a JSON document was meant to be, by the names of its keys alone.
enum ReportLikeness {
    /// The format with the most of its keys in the document; `nil` where none has enough, or two have as many.
    static func format(of document: SourceDocument) -> (any InputFormat)? {
        let keys = keys(of: document)
        guard !keys.isEmpty else { return nil }
        var best: (format: any InputFormat, count: Int)?
        var isTied = false
        for format in InputFormats.all {
            let telling = format.tellingKeys
            let count = telling.keys.count { keys.contains($0) }
            guard count > 0, count >= telling.needed, telling.indispensable.map(keys.contains) ?? true else { continue }
            if let known = best, count <= known.count {
                isTied = isTied || count == known.count
            } else {
                best = (format, count)
                isTied = false
            }
        }
        return isTied ? nil : best?.format
    }

    /// The keys of the document's first objects, whatever they stand in.
    static func keys(of document: SourceDocument) -> Set<String> {
        var keys: Set<String> = []
        var left = 2_000
        func look(_ value: JSONValue, _ depth: Int) {
            guard depth < 8 else { return }
            for field in value.fields where left > 0 {
                left -= 1
                keys.insert(field.key)
                look(field.value, depth + 1)
            }
            for item in value.elements where left > 0 {
                left -= 1
                look(item, depth + 1)
            }
        }
        for root in document.roots.prefix(20) { look(root, 0) }
        return keys
    }
}
