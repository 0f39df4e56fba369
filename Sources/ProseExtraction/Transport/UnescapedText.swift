import FindingsModel

/// Texts of JSON strings without their escapes, put together, with the way back to the bytes that they came from.
struct UnescapedText {
    /// Bytes that stand in the document as they do here, or that one escape stands for.
    private struct Run {
        var start: Int
        var origin: Int
        var count: Int
        /// How many bytes of the document they are; as many as `count`, but for an escape.
        var width: Int
    }

    private(set) var bytes: [UInt8] = []
    private var runs: [Run] = []
    /// The strings of the document, in order.
    private(set) var parts: [Range<Int>] = []

    var isEmpty: Bool { bytes.allSatisfy(\.isBlank) }

    /// Appends the text of the string `range` of `document`.
    ///
    /// - Parameter between: what stands between it and the text before, where there is one.
    mutating func append(_ range: Range<Int>, of document: [UInt8], between: [UInt8] = []) {
        if !bytes.isEmpty { bytes += between }
        parts.append(range)
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            while index < range.upperBound, document[index] != UInt8(ascii: "\\") { index += 1 }
            if index > start {
                runs.append(Run(start: bytes.count, origin: start, count: index - start, width: index - start))
                bytes += document[start..<index]
            }
            guard index < range.upperBound else { break }
            let (text, width) = Self.escape(document, index, range.upperBound)
            runs.append(Run(start: bytes.count, origin: index, count: text.count, width: width))
            bytes += text
            index += width
        }
    }

    /// The text that the escape at `index` stands for, and its bytes.
    private static func escape(_ document: [UInt8], _ index: Int, _ end: Int) -> (text: [UInt8], width: Int) {
        guard index + 1 < end else { return ([UInt8(ascii: "\\")], 1) }
        switch document[index + 1] {
        case UInt8(ascii: "n"): return ([.lineFeed], 2)
        case UInt8(ascii: "r"): return ([], 2)
        case UInt8(ascii: "t"): return ([9], 2)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): return ([.space], 2)
        case UInt8(ascii: "u"):
            guard let high = hex(document, index + 2, end) else { return ([], 2) }
            if (0xD800...0xDBFF).contains(high), document.has("\\u", at: index + 6),
                let low = hex(document, index + 8, end), (0xDC00...0xDFFF).contains(low)
            {
                return (utf8(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)), 12)
            }
            return (utf8(high), 6)
        default: return ([document[index + 1]], 2)
        }
    }

    private static func hex(_ document: [UInt8], _ start: Int, _ end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        return UInt32(String(decoding: document[start..<start + 4], as: UTF8.self), radix: 16)
    }

    /// Half of a pair, and NUL, are no text.
    private static func utf8(_ value: UInt32) -> [UInt8] {
        Array(String(value == 0 ? "\u{FFFD}" : Unicode.Scalar(value).map(Character.init) ?? "\u{FFFD}").utf8)
    }

    /// The bytes of the document that `span` of the text came from.
    func origin(of span: ByteSpan) -> ByteSpan {
        guard !runs.isEmpty else { return ByteSpan(0, 0) }
        let start = origin(of: span.start, isEnd: false)
        return ByteSpan(start, max(start, span.end > span.start ? origin(of: span.end, isEnd: true) : start))
    }

    /// - Parameter isEnd: the edge belongs to what stands before it.
    private func origin(of offset: Int, isEnd: Bool) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start < offset || !isEnd && runs[middle].start == offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return runs[0].origin }
        let run = runs[low - 1]
        let inside = offset - run.start
        if run.width == run.count, inside <= run.count { return run.origin + inside }
        // Of an escape there is no half; behind the last byte of a run lies what was put between two texts.
        return inside <= 0 ? run.origin : run.origin + run.width
    }
}
