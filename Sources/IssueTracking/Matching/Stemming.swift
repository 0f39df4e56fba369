/// Light stemming over the bytes of a lower-cased word: plurals, participles, and the endings that make nouns of verbs.
///
/// Made for bringing "duplicated", "duplication" and "duplicates" together, not for linguistics; a word of another
/// language loses at most an ending that it would lose in each of its uses.
enum Stemming {
    static func stem(_ word: inout [UInt8]) {
        guard word.count > 3, word.allSatisfy({ $0 < 0x80 }) else { return }
        // The last letter first: most words have none of the endings.
        if word.last == UInt8(ascii: "s") {
            if ends(word, "ies") {
                word.removeLast(3)
                word.append(UInt8(ascii: "y"))
            } else if ends(word, "sses") || ends(word, "shes") || ends(word, "ches") || ends(word, "xes") {
                word.removeLast(2)
            } else if !ends(word, "ss"), !ends(word, "us"), !ends(word, "is") {
                word.removeLast()
            }
        }
        switch word.last {
        case UInt8(ascii: "g") where word.count > 5 && ends(word, "ing"):
            word.removeLast(3)
            undouble(&word)
        case UInt8(ascii: "d") where word.count > 4 && ends(word, "ed"):
            word.removeLast(2)
            undouble(&word)
        case UInt8(ascii: "n") where word.count > 6 && ends(word, "ication"):
            word.removeLast(7)
            word.append(UInt8(ascii: "y"))
        case UInt8(ascii: "n") where word.count > 6 && (ends(word, "sion") || ends(word, "tion")):
            word.removeLast(3)
        case UInt8(ascii: "t") where word.count > 6 && ends(word, "ment"):
            word.removeLast(4)
        case UInt8(ascii: "y") where word.count > 5 && ends(word, "ly"):
            word.removeLast(2)
        default: break
        }
        if word.count > 3, word.last == UInt8(ascii: "e") { word.removeLast() }
        if word.count > 3, word.last == UInt8(ascii: "y") { word[word.count - 1] = UInt8(ascii: "i") }
    }

    private static func ends(_ word: [UInt8], _ ending: StaticString) -> Bool {
        let count = ending.utf8CodeUnitCount
        guard word.count > count else { return false }
        return ending.withUTF8Buffer { bytes in
            for i in 0..<count where word[word.count - count + i] != bytes[i] { return false }
            return true
        }
    }

    private static func undouble(_ word: inout [UInt8]) {
        guard word.count > 3, let last = word.last, word[word.count - 2] == last else { return }
        if last != UInt8(ascii: "s") && last != UInt8(ascii: "l") { word.removeLast() }
    }
}
