import FindingsModel

/// Bounds on what is read.
public struct DocumentLimits: Hashable, Sendable {
    /// The most bytes of one document.
    public var bytes: Int

    public init(bytes: Int = 64 << 20) { self.bytes = bytes }
}

/// A document, read.
public struct ReadDocument: Sendable {
    /// The file as it was named.
    public var name: String
    /// The id of the format: `prose`, `sarif`.
    public var format: String
    public var encoding: TextEncoding
    /// The text that byte spans count in: valid UTF-8 without a byte order mark.
    public var text: [UInt8]
    /// At least one.
    public var reviews: [Review]
    /// What is worth a word to the user: "read as UTF-16".
    public var notes: [String]
}

/// Reads documents of every format: from bytes to reviews.
public struct DocumentReader: Sendable {
    public var limits: DocumentLimits

    public init(limits: DocumentLimits = DocumentLimits()) { self.limits = limits }

    /// Reads the document `bytes`, which came from the file `name`.
    ///
    /// - Parameter from: the id of the format to read it as; `nil` to find it by content.
    /// - Throws: why it cannot be read, and where.
    public func read(
        bytes: [UInt8], name: String, from: String? = nil
    ) throws(IngestionError) -> ReadDocument {
        let requested: (any InputFormat)? = if let from { try InputFormats.format(from) } else { nil }
        guard bytes.count <= limits.bytes else {
            throw .tooLarge(Place(file: name), limit: limits.bytes)
        }
        let plain = try unpacked(bytes, name: name)
        let decoded = try TextDecoder().decode(plain, name: name)
        let isEmpty = !decoded.bytes.contains { !SourceDocument.isSpace($0) }
        guard !isEmpty || requested?.takesEmpty == true else {
            throw .empty(Place(file: name))
        }
        let document = SourceDocument(name: name, text: decoded.bytes)
        let format: any InputFormat = if let requested { requested } else { try sniff(document) }
        var reviews: [Review] = []
        try format.read(document) { reviews.append($0) }
        return ReadDocument(
            name: name, format: format.id, encoding: decoded.encoding, text: decoded.bytes, reviews: reviews,
            notes: decoded.note.map { [$0] } ?? [])
    }

    /// The document in gzip, or the only one in a zip archive; anything else as it is.
    private func unpacked(_ bytes: [UInt8], name: String) throws(IngestionError) -> [UInt8] {
        if Compressed.isGzip(bytes) { return try Compressed.gunzip(bytes, name: name, limit: limits.bytes) }
        guard ZipArchive.isZip(bytes) else { return bytes }
        let archive = try ZipArchive(bytes, name: name)
        guard archive.entries.count == 1, let entry = archive.entries.first else {
            throw .notText(
                Place(file: name, byte: 0), why: "a zip archive of \(archive.entries.count) documents; one is read")
        }
        return try archive.contents(of: entry, limit: limits.bytes)
    }

    private func sniff(_ document: SourceDocument) throws(IngestionError) -> any InputFormat {
        if case .brokenJSON(let error) = document.shape {
            throw .malformedJSON(document.place(byte: error.offset), why: error.why)
        }
        guard let format = InputFormats.all.first(where: { $0.recognizes(document) }) else {
            let kind =
                document.startsWithXML ? "XML whose root element is not known" : "JSON of a shape that is not known"
            throw .unrecognized(Place(file: document.name), why: "it is \(kind)", known: InputFormats.ids)
        }
        return format
    }
}
