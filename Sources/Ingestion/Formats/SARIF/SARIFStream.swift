import FindingsModel

/// A SARIF log too large for memory: what it says of its runs at once, its results one after the other.
///
/// Its outline, the log without what stands in its `results`, is read as any log is; then the results are read from the
/// file in pieces that each are a JSON text. Memory holds the outline and one piece.
public final class SARIFStream {
    /// From this size on a log is read so, in bytes.
    public static let threshold = 8 << 20

    public let file: FileWindow
    /// The first byte behind a byte order mark: spans of findings count from there.
    public let textStart: Int
    public var format: String { SARIFFormat.name }
    /// In order, without their findings.
    public private(set) var reviews: [Review]
    private let parts: [SARIFFormat.Part]
    private let arrays: [Int: Range<Int>]
    private let outline: JSONOutline
    private let outlined: SourceDocument
    private let limits: DocumentLimits

    /// - Returns: `nil` for a file that is no SARIF log by its content, or not in UTF-8.
    /// - Throws: where the log breaks off, or is none as specified.
    public init?(_ file: FileWindow, limits: DocumentLimits) throws {
        let head = try file.bytes(0..<min(4096, file.size))
        textStart = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let first = head[textStart...].first(where: { !SourceDocument.isSpace($0) }), first == UInt8(ascii: "{"),
            !head.contains(0)
        else { return nil }
        let outline = try JSONOutline(file, from: textStart, outer: "runs", inner: "results", limit: limits.bytes)
        do {
            _ = try JSONDocument(outline.text)
        } catch  where !outline.arrays.isEmpty {
            throw IngestionError.malformedJSON(
                try file.place(byte: outline.byte(ofOutline: error.offset), from: textStart), why: error.why)
        } catch {
            // What it is, if anything, is for others to say.
            return nil
        }
        let document = SourceDocument(name: file.name, text: outline.text)
        do throws(IngestionError) {
            guard SARIFFormat().recognizes(document) else { return nil }
            _ = document.takeMisreadings { _ in nil }
            parts = try SARIFFormat().parts(of: document)
        } catch {
            guard let byte = error.place?.byte else { throw error }
            throw error.at(try file.place(byte: outline.byte(ofOutline: byte), from: textStart))
        }
        self.file = file
        self.limits = limits
        arrays = outline.arrays
        self.outline = outline
        outlined = document
        reviews = parts.map(\.review)
    }

    /// Hands the findings of the review at `index` to `sink`, some hundreds at a time.
    ///
    /// - Returns: what is odd about the review as a whole, as its findings show.
    /// - Throws: what `sink` throws, and ``IngestionError`` at the first result that is none.
    public func findings(ofReview index: Int, _ sink: ([Finding]) throws -> Void) throws -> [String] {
        var flags: [String] = []
        var ordinal = 0
        for run in parts[index].runs {
            guard let range = arrays[run.place] else { continue }
            try JSONPieces(file, range, textStart: textStart, limit: limits.bytes).forEach { document, shift in
                var findings: [Finding] = []
                for result in document.root.elements {
                    guard result.isObject else {
                        throw IngestionError.malformed(
                            format: format,
                            try file.place(byte: result.span.start + shift + textStart, from: textStart),
                            why: "a result is an object, not \(result.kind.words)")
                    }
                    if var finding = run.finding(result, ordinal: ordinal + 1) {
                        ordinal += 1
                        finding.span = ByteSpan(finding.span.start + shift, finding.span.end + shift)
                        findings.append(finding)
                    } else if flags.isEmpty {
                        flags.append(SARIFFormat.absentLeftOut)
                    }
                }
                try sink(findings)
            }
        }
        flags += outlined.takeMisreadings { [file, outline, textStart] byte in
            try? file.place(byte: outline.byte(ofOutline: byte), from: textStart).line
        }
        guard file.isUnchanged else {
            throw IngestionError.unreadable(Place(file: file.name), why: "it was written to while it was read")
        }
        return flags
    }
}
