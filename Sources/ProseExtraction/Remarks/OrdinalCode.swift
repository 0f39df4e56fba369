import FindingsModel

/// The short code by which a reviewer counts remarks: "A1", "B-3", "2.4", "R1", "#7".
enum OrdinalCode {
    /// The length of the code at `start` with the sign or blank after it; 0 when there is none.
    static func length(in text: StyledText, at start: Int) -> Int {
        let bytes = text.bytes
        var index = start
        if index < bytes.count, bytes[index].isOne(of: "[(#") { index += 1 }
        let letters = index
        while index < bytes.count, bytes[index].isUpper, index - letters < 3 { index += 1 }
        let hasLetters = index > letters
        if hasLetters, index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: ".") {
            index += 1
        }
        let digits = index
        while index < bytes.count, bytes[index].isDigit, index - digits < 3 { index += 1 }
        guard index > digits else { return 0 }
        // "F-07a", added between two others.
        if hasLetters, index + 1 < bytes.count, bytes[index].isLower, !bytes[index + 1].isWord { index += 1 }
        while index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), bytes[index + 1].isDigit {
            index += 1
            while index < bytes.count, bytes[index].isDigit { index += 1 }
        }
        guard index < bytes.count else { return 0 }
        let isMarked = bytes[index].isOne(of: ".:)]")
        if isMarked { index += 1 }
        var next = index
        while next < bytes.count, bytes[next] == .space { next += 1 }
        guard next > index || isMarked else { return 0 }
        let hasDash =
            bytes.has("–", at: next) || bytes.has("—", at: next) || bytes.has("- ", at: next)
            || bytes.has("| ", at: next)
        // "3 tests fail" counts; "A1 Title" and "3. Title" number.
        return isMarked || hasLetters || hasDash ? next - start : 0
    }
}
