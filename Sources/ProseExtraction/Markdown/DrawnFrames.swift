import FindingsModel

/// Boxes that a program draws around its words in a terminal (`╭─ … ─╮`, `│ … │`, `├─ … ─┤`): the words in the upper border
/// are a heading, those in an inner one a line of their own, and the sides of the frame nothing. Quoted code is blanked.
///
/// Byte for byte: what stands within the sides moves to the start of its line, so that no side's blanks make code of it.
enum DrawnFrames {
    static func open(_ document: inout [UInt8]) {
        let lines = document.lineRanges
        var isFenced = false
        var top: Int?
        for (index, line) in lines.enumerated() {
            let text = document[line].trimmingBlanks
            if document.has("```", at: text.startIndex) { isFenced.toggle() }
            guard !isFenced, let sign = Sign(text) else {
                top = nil
                continue
            }
            switch sign {
            case .top: top = index
            case .side, .inner: if index - (top ?? index) > longest { top = nil }
            case .bottom:
                if let top, index - top > 1 { open(&document, lines[top...index]) }
                top = nil
            }
        }
    }

    private static let longest = 2_000

    private enum Sign {
        case top, side, inner, bottom

        init?(_ text: ArraySlice<UInt8>) {
            guard text.count >= 6, let first = DrawnFrames.drawn(text.prefix(3)),
                let last = DrawnFrames.drawn(text.suffix(3))
            else { return nil }
            switch (first, last) {
            case (0x250C...0x250F, 0x2510...0x2513), (0x256D, 0x256E), (0x2554, 0x2557): self = .top
            case (0x2514...0x2517, 0x2518...0x251B), (0x2570, 0x256F), (0x255A, 0x255D): self = .bottom
            case (0x251C...0x2523, 0x2524...0x252B), (0x2560, 0x2563): self = .inner
            case (0x2502, 0x2502), (0x2503, 0x2503), (0x2551, 0x2551): self = .side
            default: return nil
            }
        }
    }

    /// The scalar of the box-drawing block that three bytes are.
    private static func drawn(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let bytes = Array(bytes)
        guard bytes.count == 3, bytes[0] == 0xE2, bytes[1] == 0x94 || bytes[1] == 0x95 else { return nil }
        return 0x2500 + UInt32(bytes[1] - 0x94) * 64 + UInt32(bytes[2] & 0x3F)
    }

    private static func open(_ document: inout [UInt8], _ lines: ArraySlice<Range<Int>>) {
        var part: [Range<Int>] = []
        for line in lines {
            let text = document[line].trimmingBlanks
            let isSide = Sign(text).map { if case .side = $0 { true } else { false } } ?? false
            let words = Array(unframed(text))
            for index in line { document[index] = .space }
            guard isSide else {
                if isCode(part, document) { part.forEach { range in for index in range { document[index] = .space } } }
                part = []
                // A file in an inner border is that of the words below it.
                let name = StyledText(String(decoding: words, as: UTF8.self))
                let isTop = line == lines.first && !words.isEmpty
                let mark = isTop ? "### " : LineReferenceScanner(name).paths.isEmpty ? "" : "File: "
                write(Array(mark.utf8) + words, at: line, in: &document)
                continue
            }
            write(words, at: line, in: &document)
            part.append(line)
        }
    }

    private static func write(_ words: [UInt8], at line: Range<Int>, in document: inout [UInt8]) {
        guard words.count <= line.count else { return }
        document.replaceSubrange(line.lowerBound..<line.lowerBound + words.count, with: words)
    }

    /// The line without what is drawn at its two ends.
    private static func unframed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while text.count >= 3, drawn(text.prefix(3)) != nil { text = text.dropFirst(3) }
        while text.count >= 3, drawn(text.suffix(3)) != nil { text = text.dropLast(3) }
        return text.trimmingBlanks
    }

    /// Between two borders, lines that open with their number and most of which are numbered or marked as a diff's are.
    private static func isCode(_ lines: [Range<Int>], _ document: [UInt8]) -> Bool {
        let texts = lines.map { document[$0].trimmingBlanks }.filter { !$0.isEmpty }
        guard let first = texts.first, isNumbered(first) else { return false }
        let marked = texts.count { isNumbered($0) || $0.first.map { $0.isOne(of: "+-") } == true }
        return marked * 3 >= texts.count * 2
    }

    /// "77 + call()", "77 | call()", "77   call()".
    private static func isNumbered(_ text: ArraySlice<UInt8>) -> Bool {
        let digits = text.prefix(6).prefix(while: \.isDigit)
        guard !digits.isEmpty, digits.endIndex < text.endIndex, text[digits.endIndex] == .space else {
            return !digits.isEmpty && digits.endIndex == text.endIndex
        }
        let rest = text[digits.endIndex...].drop { $0 == .space }
        guard let sign = rest.first else { return true }
        return sign.isOne(of: "+-|") || rest.startIndex - digits.endIndex > 1
    }
}
