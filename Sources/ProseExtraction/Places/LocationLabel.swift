import FindingsModel

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
        index += Self.signLength(in: text, at: index)
        let patchSet = Self.patchSetLength(in: text.bytes, at: index)
        index += patchSet
        let introduction = Self.introductionLength(in: text, at: index)
        if introduction > 0,
            Self.threads.contains(where: { text.flat(index..<index + introduction).lowercased().hasPrefix($0) })
        {
            var limit = index
            while limit < text.count, text.bytes[limit] != .lineFeed, limit - index < 200 { limit += 1 }
            let line = text.slice(0..<limit)
            let digits = line.bytes[index...].firstIndex(where: \.isDigit) ?? index
            let number = line.bytes[digits...].firstIndex { !$0.isDigit } ?? line.count
            if let stop = Self.stateEnd(in: line, from: number), stop >= line.count {
                // "Thread 5 · general · unresolved": of no place.
                found = []
                end = stop
                return
            }
        }
        // "In `a.ts` around lines 4 - 9:" has its line for itself.
        let isIn = introduction > 0 && text.bytes.has("in ", at: index)
        index += introduction
        if index + 1 < text.count, text.bytes[index] == UInt8(ascii: "@"), introduction > 0 { index += 1 }
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
                    $0.place.lowerBound == 0 && head.path == $0.path
                        && (head.place.lowerBound - $0.place.upperBound <= 8
                            || Self.joins(line.bytes[$0.place.upperBound..<head.place.lowerBound]))
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
            if byte == UInt8(ascii: ":"), hasMark, after + 2 < line.count, line.bytes[after + 1].isLower,
                line.bytes[(after + 2)...].prefix(30).drop(while: { $0.isLower || $0 == 95 }).first == byte
            {
                // ":bug:", an emoji by its name.
                break
            }
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
        // The marks of "@@ 31-39 @@" part it from the words; so does a title in bold that opens with code.
        if !hasMark, after < line.count {
            hasMark =
                line.bytes.has("@@", at: 0)
                || line.styles[after].contains(.strong) && !line.styles[max(0, labelEnd - 1)].contains(.strong)
        }
        if let stop = Self.stateEnd(in: line, from: labelEnd) {
            after = stop
            hasMark = true
        }
        // "PS4, Line 73:     sleep 1": Gerrit quotes the line behind its number.
        if patchSet > 0, hasMark, after < line.count, after - labelEnd > 3,
            line.bytes[labelEnd..<after].suffix(3).allSatisfy({ $0 == .space })
        {
            after = line.count
        }
        // "Lines 12-15 repeat the set-up." is a sentence, not a label.
        guard hasMark || isListed, !isIn || after >= line.count else { return nil }
        end = index + after
    }

    /// The emoji and the blank before a place: "🚩 " of "🚩 `a.cpp:12`: …".
    private static func signLength(in text: StyledText, at start: Int) -> Int {
        var index = start
        while index < text.count, text.bytes[index].isWide, index - start < 16 {
            let sign = text.bytes.scalar(at: index)
            let isJoint = sign.value == 0xFE0F || sign.value == 0x200D
            guard isJoint || sign.value >= 0x1F000 || (0x2600..<0x27C0).contains(sign.value) else { return 0 }
            index += sign.length
        }
        guard index > start, index < text.count, text.bytes[index] == .space else { return 0 }
        while index < text.count, text.bytes[index] == .space { index += 1 }
        return index - start
    }

    /// "Around " of "Around line 41-50:", "Thread 7 · " of "Thread 7 · a.ex line 3 · unresolved".
    private static func introductionLength(in text: StyledText, at start: Int) -> Int {
        let bytes = text.bytes
        var end = start
        while end < bytes.count, bytes[end].isLetter, end - start < 16 { end += 1 }
        guard end > start, end < bytes.count, bytes[end] == .space, !text.styles[start].contains(.code) else {
            return 0
        }
        let word = String(decoding: bytes[start..<end].map(\.lowered), as: UTF8.self)
        var next = end
        while next < bytes.count, bytes[next] == .space { next += 1 }
        if introductions.contains(word) {
            // A place must follow at once; the words of a sentence are none.
            return LineReferenceScanner.keywordLength(in: bytes, at: next) != nil ? next - start : 0
        }
        if word == "in" {
            let path = next < bytes.count && bytes[next] == UInt8(ascii: "@") ? next + 1 : next
            return PathToken.end(in: bytes, from: path) != nil ? next - start : 0
        }
        guard threads.contains(word) else { return 0 }
        // "Comment on lines +12 to +20": the place follows at once here, too.
        for word in ["on ", "for ", "at "] as [StaticString] where bytes.has(word, at: next) {
            let place = next + word.utf8CodeUnitCount
            return LineReferenceScanner.keywordLength(in: bytes, at: place) != nil ? place - start : 0
        }
        if next < bytes.count, bytes[next] == UInt8(ascii: "#") { next += 1 }
        let digits = next
        while next < bytes.count, bytes[next].isDigit, next - digits < 5 { next += 1 }
        guard next > digits else { return 0 }
        let separator = separatorEnd(in: bytes, from: next)
        return separator > next ? separator - start : 0
    }
    private static let introductions: Set<String> = ["around", "near", "at", "on"]

    /// What stands between a path and its lines says only that a comment is there: ", comment on ".
    private static func joins(_ gap: ArraySlice<UInt8>) -> Bool {
        gap.count <= 24 && !gap.contains(where: { $0.isOne(of: ".:;") })
            && PhraseKey(gap).words.allSatisfy { threads.contains($0) || introductions.contains($0) || $0 == "review" }
    }
    private static let threads: Set<String> = ["thread", "comment", "discussion", "conversation", "note", "remark"]

    /// Past " · ", " | ", " — " or ": "; `start` where none stands.
    private static func separatorEnd(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == .space { index += 1 }
        if index < bytes.count, bytes[index].isOne(of: "|:-") {
            index += 1
        } else if bytes.has("·", at: index) {
            index += 2
        } else if bytes.has("—", at: index) || bytes.has("–", at: index) || bytes.has("•", at: index) {
            index += 3
        } else {
            return start
        }
        while index < bytes.count, bytes[index] == .space { index += 1 }
        return index
    }

    /// The end of a line that goes on only with what became of the thread: " · unresolved", " | open | outdated".
    private static func stateEnd(in line: StyledText, from start: Int) -> Int? {
        var index = start
        while index < line.count {
            let word = separatorEnd(in: line.bytes, from: index)
            guard word > index else { return nil }
            var end = word
            while end < line.count, line.bytes[end].isLetter || line.bytes[end] == .space { end += 1 }
            guard states.contains(PhraseKey(line.bytes[word..<end]).text.trimmingSpaces) else { return nil }
            index = end
        }
        return index > start ? index : nil
    }
    private static let states: Set<String> = [
        "resolved", "unresolved", "open", "outdated", "active", "pending", "fixed", "closed", "new", "general",
        "not resolved", "to do", "todo", "done", "in progress", "wont fix", "won t fix", "by design",
    ]

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
