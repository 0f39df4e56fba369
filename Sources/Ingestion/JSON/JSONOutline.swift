/// A JSON text too large for memory, as it is without the long arrays in it: the outline of a SARIF log is the log with its
/// `results` empty.
///
/// Made in one pass over the bytes that knows only strings and brackets: whether what it passes over is JSON is seen when
/// it is parsed. Bounded by what is kept.
struct JSONOutline {
    /// The text without what stands inside of the long arrays.
    private(set) var text: [UInt8] = []
    /// What stands inside of the brackets of each long array: by the place of the object that has it in the outer array,
    /// the bytes in the file.
    private(set) var arrays: [Int: Range<Int>] = [:]
    /// Where the outline leaves out how much: offsets in `text`, each with the bytes left out before it.
    private var gaps: [(at: Int, before: Int)] = []
    private let start: Int

    /// Outlines `/outer/*/inner`, of a file from byte `start` on.
    ///
    /// - Parameter limit: of the bytes that are kept.
    /// - Throws: ``IngestionError``: where the text breaks off, or keeps too much.
    init(
        _ file: FileWindow, from start: Int, outer: StaticString, inner: StaticString, limit: Int
    ) throws {
        self.start = start
        var scan = Scan(outer: Array(outer.description.utf8), inner: Array(inner.description.utf8))
        var kept: [UInt8] = []
        var arrays: [Int: Range<Int>] = [:]
        var gaps: [(at: Int, before: Int)] = []
        var left = 0
        try file.forEachWindow(in: start..<file.size) { window, base in
            var at = 0
            while at < window.count {
                if scan.isInside {
                    let from = at
                    let end = scan.skip(window, from: at)
                    left += end - from
                    at = end
                    if !scan.isInside {
                        if arrays[scan.item] == nil { arrays[scan.item] = scan.opened..<base + at }
                        gaps.append((kept.count, left))
                    }
                } else {
                    let from = at
                    at = scan.keep(window, from: at, base: base)
                    kept.append(contentsOf: window[from..<at])
                    if kept.count > limit { throw IngestionError.tooLarge(Place(file: file.name), limit: limit) }
                }
            }
            return true
        }
        if scan.isInside {
            // What is wrong inside of the array may be far before its end: a quote too many hides all that follows.
            try JSONPieces(file, scan.opened..<file.size, textStart: start, limit: limit).forEach { _, _ in }
        }
        if let opened = scan.stringStart {
            throw IngestionError.malformedJSON(
                try file.place(byte: opened, from: start), why: "the string that begins here has no end")
        }
        if scan.depth > 0 {
            throw IngestionError.malformedJSON(try file.place(byte: file.size, from: start), why: "it ends early")
        }
        text = kept
        self.arrays = arrays
        self.gaps = gaps
    }

    /// Where a byte of the outline stands in the file.
    func byte(ofOutline offset: Int) -> Int {
        start + offset + (gaps.last { $0.at <= offset }?.before ?? 0)
    }

    /// Strings and brackets, from window to window.
    private struct Scan {
        let outer: [UInt8]
        let inner: [UInt8]
        private(set) var depth = 0
        /// Inside of a long array.
        private(set) var isInside = false
        /// The place of the present object in the outer array.
        private(set) var item = -1
        /// The byte behind the bracket that opened the long array.
        private(set) var opened = 0
        /// The byte of the quote of the string that is open; `nil` outside of strings.
        private(set) var stringStart: Int?
        private var isEscaped = false
        private var isOuter = false
        /// Depth inside of the long array, and whether in a string there.
        private var innerDepth = 0
        private var isInnerString = false
        /// The last string at a depth where keys are looked at; bounded.
        private var key: [UInt8] = []
        private var isKey = false

        init(outer: [UInt8], inner: [UInt8]) {
            self.outer = outer
            self.inner = inner
        }

        /// - Returns: the place behind the last byte to keep: a bracket that opens a long array, or the end.
        mutating func keep(_ window: [UInt8], from: Int, base: Int) -> Int {
            window.withUnsafeBufferPointer { bytes in
                var at = from
                while at < bytes.count {
                    let byte = bytes[at]
                    at += 1
                    if stringStart != nil {
                        if isEscaped {
                            isEscaped = false
                        } else if byte == UInt8(ascii: "\\") {
                            isEscaped = true
                        } else if byte == UInt8(ascii: "\"") {
                            stringStart = nil
                            continue
                        }
                        if isKey, key.count < 64 { key.append(byte) }
                        continue
                    }
                    switch byte {
                    case UInt8(ascii: "\""):
                        stringStart = base + at - 1
                        isKey = depth == 1 || depth == 3
                        if isKey { key.removeAll(keepingCapacity: true) }
                    case UInt8(ascii: "{"):
                        if depth == 2, isOuter { item += 1 }
                        depth += 1
                    case UInt8(ascii: "["):
                        if depth == 1 { isOuter = key == outer }
                        if depth == 3, isOuter, key == inner {
                            isInside = true
                            innerDepth = 0
                            isInnerString = false
                            opened = base + at
                            depth += 1
                            return at
                        }
                        depth += 1
                    case UInt8(ascii: "}"), UInt8(ascii: "]"):
                        depth -= 1
                        if depth == 1 { isOuter = false }
                    case UInt8(ascii: ","):
                        if depth == 1 || depth == 3 { key.removeAll(keepingCapacity: true) }
                    default: break
                    }
                }
                return at
            }
        }

        /// - Returns: the place of the bracket that closes the long array, or the end.
        mutating func skip(_ window: [UInt8], from: Int) -> Int {
            window.withUnsafeBufferPointer { bytes in
                var at = from
                while at < bytes.count {
                    let byte = bytes[at]
                    if isInnerString {
                        if isEscaped {
                            isEscaped = false
                        } else if byte == UInt8(ascii: "\\") {
                            isEscaped = true
                        } else if byte == UInt8(ascii: "\"") {
                            isInnerString = false
                        }
                    } else if byte == UInt8(ascii: "\"") {
                        isInnerString = true
                    } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                        innerDepth += 1
                    } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                        if innerDepth == 0 {
                            isInside = false
                            return at
                        }
                        innerDepth -= 1
                    }
                    at += 1
                }
                return at
            }
        }
    }
}
