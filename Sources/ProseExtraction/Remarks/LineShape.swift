import FindingsModel

/// How a line begins, as far as that is form: its marks, ordinals and brackets up to the first word.
///
/// `§ [#1] The kiln …` and `§ [#2] Two glazes …` have one shape; so have `ada [08:15]  line 3` and
/// `ben [08:21]  line 9`. What a reviewer repeats from remark to remark is a shape, whatever it looks like.
struct LineShape {
    enum Token: Hashable {
        /// So many (at most four) of the same sign.
        case sign(UInt32, count: Int)
        /// Two blanks or more, as between columns.
        case gap
        case number
        case roman
        case letter
        /// `KILN-7`, `G4`.
        case code
        case path
        case word
        /// The sign that follows the first word, after a blank or not.
        case afterWord(UInt32, isApart: Bool)
    }

    static let maximumTokens = 6

    private(set) var tokens: [Token] = []
    /// The first word, which ends a shape; empty where it has none.
    private(set) var word: ArraySlice<UInt8> = []

    /// - Parameter line: without its indentation.
    init(_ line: ArraySlice<UInt8>) {
        let line = Array(line)
        var index = 0
        while index < line.count, tokens.count < Self.maximumTokens {
            let byte = line[index]
            if byte.isBlank {
                var end = index
                while end < line.count, line[end].isBlank { end += 1 }
                if end - index > 1 { tokens.append(.gap) }
                index = end
            } else if byte.isDigit {
                var end = index
                while end < line.count {
                    if line[end].isDigit {
                        end += 1
                        continue
                    }
                    let joint = Self.jointLength(in: line, at: end)
                    guard joint > 0, end + joint < line.count, line[end + joint].isDigit else { break }
                    end += joint
                }
                tokens.append(.number)
                index = end
            } else if Self.startsWord(line, at: index) {
                let end = Self.wordEnd(in: line, from: index)
                let token = Self.token(of: line[index..<end], before: end < line.count ? line[end] : nil)
                tokens.append(token)
                if token == .word {
                    word = line[index..<end]
                    appendSign(after: end, in: line)
                    return
                }
                index = end
            } else {
                let (scalar, length) = line.scalar(at: index)
                if scalar > 0x2FFF, Unicode.Scalar(scalar)?.properties.isAlphabetic == true {
                    tokens.append(.word)
                    word = line[index..<min(line.count, index + 4 * length)]
                    return
                }
                var count = 0
                while index < line.count, line.scalar(at: index).value == scalar {
                    count += 1
                    index += length
                }
                tokens.append(.sign(scalar, count: min(4, count)))
            }
        }
    }

    private mutating func appendSign(after end: Int, in line: [UInt8]) {
        guard end < line.count, tokens.count < Self.maximumTokens else { return }
        if line[end].isOne(of: ":)]}(*`\"|") {
            tokens.append(.afterWord(UInt32(line[end]), isApart: false))
        } else if line[end] == .space, end + 1 < line.count {
            let (scalar, _) = line.scalar(at: end + 1)
            if line[end + 1].isOne(of: "([{|-:") || scalar == 0x2013 || scalar == 0x2014 {
                tokens.append(.afterWord(scalar, isApart: true))
            }
        }
    }

    /// A dash, comma or point between two numbers.
    private static func jointLength(in line: [UInt8], at index: Int) -> Int {
        if line[index].isOne(of: "-,.") { return 1 }
        return line.has("–", at: index) ? 3 : 0
    }

    private static func startsWord(_ line: [UInt8], at index: Int) -> Bool {
        let byte = line[index]
        if byte.isLetter || byte.isOne(of: "_$@%") { return true }
        guard byte.isWide else { return false }
        let (scalar, _) = line.scalar(at: index)
        return scalar <= 0x2FFF && Unicode.Scalar(scalar)?.properties.isAlphabetic == true
    }

    private static func wordEnd(in line: [UInt8], from start: Int) -> Int {
        var end = start
        while end < line.count {
            if line[end].isWide {
                let (scalar, length) = line.scalar(at: end)
                guard
                    scalar == 0x2019
                        || scalar <= 0x2FFF && Unicode.Scalar(scalar)?.properties.isAlphabetic == true
                else { break }
                end += length
            } else if line[end].isWord || line[end].isOne(of: "'./\\-$@%") {
                end += 1
            } else {
                break
            }
        }
        while end > start + 1, line[end - 1].isOne(of: ".,") { end -= 1 }
        return end
    }

    private static func token(of word: ArraySlice<UInt8>, before next: UInt8?) -> Token {
        let closes = next.map { $0.isOne(of: ".):") } ?? false
        if closes, word.count <= 6, word.allSatisfy({ $0.isOne(of: "ivxIVX") }) { return .roman }
        if closes, word.count == 1 { return .letter }
        if isCode(word) { return .code }
        if word.count > 4, let point = word.lastIndex(of: UInt8(ascii: ".")), point + 1 < word.endIndex,
            word[(point + 1)...].allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") })
        {
            return .path
        }
        return .word
    }

    /// Up to six letters, and digits: `KILN-7`, `G4b`.
    private static func isCode(_ word: ArraySlice<UInt8>) -> Bool {
        var index = word.startIndex
        while index < word.endIndex, word[index].isLetter { index += 1 }
        guard (1...6).contains(index - word.startIndex), index < word.endIndex else { return false }
        if word[index] == UInt8(ascii: "-") { index += 1 }
        let digits = index
        while index < word.endIndex, word[index].isDigit { index += 1 }
        if index > digits, index < word.endIndex, word[index].isLower { index += 1 }
        return index > digits && index == word.endIndex
    }
}
