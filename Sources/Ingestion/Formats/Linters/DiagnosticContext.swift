import FindingsModel

/// What a compiler prints below a diagnostic: the message's further lines, and the source with its marks, which are left
/// out.
struct DiagnosticContext {
    /// With the further lines of its message.
    private(set) var diagnostic: DiagnosticLine
    /// Which of the lines belong to it.
    private(set) var taken: [Int] = []
    /// Which are of no kind that compilers print there.
    private(set) var strange: [Int] = []

    init(_ lines: [ArraySlice<UInt8>], of diagnostic: DiagnosticLine) {
        // Maven and sbt mark each line.
        let lines = lines.map(BuildLogLine.behindLevel)
        self.diagnostic = diagnostic
        isTypeScript = diagnostic.form == .typescript
        let frame = lines.firstIndex(where: isFrame)
        let mark = lines.firstIndex(where: Self.isMark)
        // The source is the line above its mark; gcc and swiftc frame all of it.
        let source = [frame, mark.map { max(0, $0 - 1) }].compactMap { $0 }.min() ?? lines.count
        for index in lines.indices where !isFrame(lines[index]) && !Self.isMark(lines[index]) {
            if index < source {
                if source < lines.count || Self.isIndented(lines[index]) || isContinuation(lines[index]) {
                    take(lines[index], index)
                } else {
                    strange.append(index)
                }
            } else if let mark, index > mark, Self.isIndented(lines[index]) || isContinuation(lines[index]) {
                // Behind the mark javac goes on with its message, others with the source as it should be.
                if frame == nil, saysMoreBehind { take(lines[index], index) }
            } else if let mark, index > mark {
                // The source of a second mark.
                if !(lines.indices.contains(index + 1) && Self.isMark(lines[index + 1])) { strange.append(index) }
            }
        }
    }

    private var saysMoreBehind: Bool {
        let ending = diagnostic.path?.split(separator: ".").last
        return ending.map { ["java", "scala", "kt", "kts", "groovy"].contains($0) } ?? false
    }

    /// What tools go on with at the line's beginning: lld's `>>> referenced by mast.cc:3`, old versions of javac's `found   : int`.
    private func isContinuation(_ line: ArraySlice<UInt8>) -> Bool {
        if line.starts(with: Array(">>> ".utf8)) { return true }
        guard saysMoreBehind, let colon = line.prefix(12).firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = String(decoding: line[..<colon], as: UTF8.self).split(separator: " ")
        return name.count == 1 && ["found", "required", "symbol", "location", "reason"].contains(name[0])
    }

    private mutating func take(_ line: ArraySlice<UInt8>, _ index: Int) {
        taken.append(index)
        guard diagnostic.message.utf8.count < 1 << 14 else { return }
        var words = String(decoding: line, as: UTF8.self)[...]
        words = words.drop(while: \.isWhitespace)
        while words.last?.isWhitespace == true { words.removeLast() }
        // mypy breaks its lines at the terminal's width, the rule behind the last.
        if !Self.isIndented(line), diagnostic.rule == nil, words.last == "]", let open = words.byteRange(of: "  [") {
            let rule = words[open.upperBound...].dropLast()
            if !rule.isEmpty, rule.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) {
                diagnostic.message += " " + words[..<open.lowerBound]
                diagnostic.rule = String(rule)
                return
            }
        }
        diagnostic.message += "\n" + words
    }

    static func isIndented(_ line: ArraySlice<UInt8>) -> Bool { line.first == 0x20 || line.first == 0x09 }

    /// `    ^~~~`: what points into the source above it.
    static func isMark(_ line: ArraySlice<UInt8>) -> Bool {
        line.contains { $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "~") }
            && line.allSatisfy { $0.isOne(of: "^~-") || SourceDocument.isSpace($0) }
    }

    private let isTypeScript: Bool

    /// `   12 |   int x;`, `      |   ^`, `  +++ |+#include <x.h>`; tsc's `12   let x = y`.
    private func isFrame(_ line: ArraySlice<UInt8>) -> Bool {
        if isTypeScript, let first = line.first, first >= 0x30, first <= 0x39 { return true }
        let rest = line.drop { SourceDocument.isSpace($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "+") }
        return rest.first == UInt8(ascii: "|")
    }
}
