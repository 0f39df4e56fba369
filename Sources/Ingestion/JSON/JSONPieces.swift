/// The elements of a JSON array that is too large for memory, in pieces that each are a JSON text.
struct JSONPieces {
    /// Bytes that are parsed together.
    private static let size = 1 << 20

    private let file: FileWindow
    private let range: Range<Int>
    private let textStart: Int
    private let limit: Int

    /// - Parameters:
    ///   - range: the bytes of the file between the array's brackets.
    ///   - textStart: the byte of the file that offsets in the text count from.
    ///   - limit: of the bytes of one element.
    init(_ file: FileWindow, _ range: Range<Int>, textStart: Int, limit: Int) {
        self.file = file
        self.range = range
        self.textStart = textStart
        self.limit = limit
    }

    /// Cuts the elements of an array into pieces, each an array of its own.
    ///
    /// - Parameter body: is told by how much an offset in the piece is before its place in the text.
    func forEach(_ body: (JSONDocument, Int) throws -> Void) throws {
        var piece: [UInt8] = [UInt8(ascii: "[")]
        /// Where in the file the byte behind the piece's bracket stands.
        var base = range.lowerBound
        var cut: Int?
        var cuts = 0
        var depth = 0
        var isString = false
        var isEscaped = false

        func parse(_ end: Int) throws {
            var text = Array(piece[..<end])
            text.append(UInt8(ascii: "]"))
            let shift = base - 1 - textStart
            let document: JSONDocument
            do {
                document = try JSONDocument(text)
            } catch {
                throw IngestionError.malformedJSON(
                    try file.place(byte: error.offset + shift + textStart, from: textStart), why: error.why)
            }
            // Nothing between two commas, or behind the last one.
            if cuts > 0, document.root.elements.first(where: { _ in true }) == nil {
                throw IngestionError.malformedJSON(
                    try file.place(byte: base + end - 1, from: textStart), why: "a value was expected")
            }
            try body(document, shift)
        }

        try file.forEachWindow(in: range) { window, _ in
            let before = piece.count
            piece.append(contentsOf: window)
            window.withUnsafeBufferPointer { bytes in
                for (offset, byte) in bytes.enumerated() {
                    if isString {
                        if isEscaped {
                            isEscaped = false
                        } else if byte == UInt8(ascii: "\\") {
                            isEscaped = true
                        } else if byte == UInt8(ascii: "\"") {
                            isString = false
                        }
                        continue
                    }
                    switch byte {
                    case UInt8(ascii: "\""): isString = true
                    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                    case UInt8(ascii: ",") where depth == 0: cut = before + offset
                    default: break
                    }
                }
            }
            if let end = cut, piece.count >= Self.size {
                try parse(end)
                cuts += 1
                base += end
                piece.removeSubrange(1...end)
                cut = nil
            }
            guard piece.count <= limit else {
                throw IngestionError.tooLarge(try file.place(byte: base, from: textStart), limit: limit)
            }
            return true
        }
        if piece.count > 1 { try parse(piece.count) }
    }
}
