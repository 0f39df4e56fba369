/// A place that opens a paragraph or line: `tests/a.py:12-15`, `L42: …`, `120-131`: …, "**a.py** (116-127)".
struct LocationLabel {
    /// Where the label ends, with the colon or dash after it.
    var end: Int
    /// The references of the label.
    var found: [LineReferenceScanner.Found]

    static func isAtStart(of text: StyledText) -> Bool { LocationLabel(text) != nil }

    /// - Parameter isListed: other lines open with places too, so that no sign need follow this one.
    init?(_ text: StyledText, from start: Int = 0, isListed: Bool = false) {
        var index = start
        while index < text.count, text.bytes[index].isBlank { index += 1 }
        index += Self.patchSetLength(in: text.bytes, at: index)
        guard index < text.count else { return nil }
        // Cheap refusals first: most lines open with a plain word.
        let first = text.bytes[index]
        let isCandidate =
            first.isDigit && text.styles[index].contains(.code) || first == UInt8(ascii: "L")
            || first == UInt8(ascii: "#")
            || first == UInt8(ascii: ".") || first == UInt8(ascii: "/") || first == UInt8(ascii: "[")
            || first == UInt8(ascii: "@")
            || LineReferenceScanner.keywordLength(in: text.bytes, at: index) != nil || text.bytes.has("第", at: index)
            || first.isDigit || first == UInt8(ascii: "(") || PathToken.end(in: text.bytes, from: index) != nil
        guard isCandidate else { return nil }
        if first == UInt8(ascii: "["), index + 1 < text.count { index += 1 }
        var limit = index
        while limit < text.count, text.bytes[limit] != .lineFeed, limit - index < 600 { limit += 1 }
        let line = text.slice(index..<limit)
        let scanner = LineReferenceScanner(line)
        guard let head = scanner.found.first, head.certainty == .firm,
            head.place.lowerBound == 0
                || scanner.paths.first.map({
                    $0.place.lowerBound == 0 && head.path == $0.path && head.place.lowerBound - $0.place.upperBound <= 8
                }) == true
        else { return nil }
        var labelEnd = head.place.upperBound
        found = []
        for reference in scanner.found {
            guard reference.certainty == .firm || !found.isEmpty else { break }
            if reference.place.lowerBound > labelEnd {
                let gap = line.bytes[labelEnd..<reference.place.lowerBound]
                guard gap.count <= 6,
                    gap.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") })
                else {
                    break
                }
            }
            found.append(reference)
            labelEnd = max(labelEnd, reference.place.upperBound)
        }
        var after = labelEnd
        // "([link](…))", "(raw file)": a button beside the place.
        if labelEnd > 0, labelEnd < line.count, line.styles[labelEnd - 1].contains(.link),
            line.styles[labelEnd].contains(.link)
        {
            // "[a.cc, line 37 [r1]](…)": the rest of the place's own link.
            let stop = line.runEnd(from: labelEnd, .link)
            if stop - labelEnd <= 24 { after = stop }
        }
        var button = after
        while button < line.count, line.bytes[button] == .space { button += 1 }
        if button < line.count, line.bytes[button] == UInt8(ascii: "("), button + 1 < line.count,
            line.styles[button + 1].contains(.link)
        {
            let stop = line.runEnd(from: button + 1, .link)
            if stop < line.count, line.bytes[stop] == UInt8(ascii: ")") { after = stop + 1 }
        }
        var hasMark = after >= line.count || after > labelEnd
        while after < line.count {
            let byte = line.bytes[after]
            if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
                || byte == UInt8(ascii: "|")
            {
                hasMark = true
                after += 1
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ","), after + 1 < line.count,
                line.bytes[after + 1] == .space
            {
                hasMark = true
                after += 1
            } else if line.bytes.has("–", at: after) || line.bytes.has("—", at: after) || line.bytes.has("：", at: after)
            {
                hasMark = true
                after += 3
            } else if byte.isBlank {
                after += 1
            } else {
                break
            }
        }
        // A run of its own, a sign or a badge follows.
        if !hasMark, after < line.count {
            let byte = line.bytes[after]
            let value = line.bytes.scalar(at: after).value
            let isSign = byte.isWide && (value < 0xC0 || (0x2000..<0x2E80).contains(value) || value >= 0x1F000)
            hasMark =
                isSign || !byte.isWide && !byte.isWord && byte != UInt8(ascii: ".") && byte != UInt8(ascii: "'")
                || line.styles[after].contains(.image)
                || line.styles[after] != line.styles[max(0, labelEnd - 1)] && !line.styles[after].contains(.code)
                    && line.styles[after] != []
        }
        // "Lines 12-15 repeat the set-up." is a sentence, not a label.
        guard hasMark || isListed else { return nil }
        end = index + after
    }

    /// "PS3, " of Gerrit's "PS3, Line 41:"; also "Patch Set 3, " and "File ".
    static func patchSetLength(in bytes: [UInt8], at start: Int) -> Int {
        var index = start
        for word in ["PS", "Patch Set ", "Patchset "] as [StaticString] where bytes.has(word, at: index) {
            index += word.utf8CodeUnitCount
            let digits = index
            while index < bytes.count, bytes[index].isDigit { index += 1 }
            guard index > digits, index + 1 < bytes.count,
                bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ":")
            else { return 0 }
            index += 1
            while index < bytes.count, bytes[index] == .space { index += 1 }
            return index - start
        }
        return 0
    }
}
