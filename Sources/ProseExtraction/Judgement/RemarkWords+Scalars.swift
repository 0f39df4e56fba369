/// What the letters are: classes, decoding and folding.
extension RemarkWords {
    enum Kind { case letter, lone, stop, other }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }

    static func isLetter(at position: Int, in bytes: [UInt8], end: Int) -> Bool {
        guard position < end else { return false }
        let byte = bytes[position] | 0x20
        return byte >= 0x61 && byte <= 0x7A || bytes[position] == UInt8(ascii: "_")
    }

    /// The scalar at `position` and its length in bytes; U+FFFD and 1 where the bytes are cut short.
    static func decode(_ bytes: [UInt8], _ position: Int, _ end: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[position])
        func tail(_ offset: Int) -> UInt32 { UInt32(bytes[position + offset] & 0x3F) }
        switch first {
        case 0xC0..<0xE0 where position + 1 < end:
            return ((first & 0x1F) << 6 | tail(1), 2)
        case 0xE0..<0xF0 where position + 2 < end:
            return ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
        case 0xF0..<0xF8 where position + 3 < end:
            return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
        default:
            return (0xFFFD, 1)
        }
    }

    static func kind(_ scalar: UInt32) -> Kind {
        switch scalar {
        case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x370...0x52F, 0x531...0x5F4, 0x620...0x669,
            0x671...0x6D3, 0x900...0xDFF, 0xE01...0xE4E, 0x10A0...0x10FF, 0x1E00...0x1FFF:
            .letter
        // Combining accents stay with their word.
        case 0x300...0x36F: .letter
        case 0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0x2028, 0x2029: .stop
        case 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
            0xFF66...0xFF9D, 0x20000...0x3FFFF:
            .lone
        // Arrows, ticks, crosses and emoji; not their variation selectors.
        case 0x2190...0x21FF, 0x2300...0x23FF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x1F300...0x1FAFF: .lone
        default: .other
        }
    }

    /// Appends `scalar` in lower case and without its accent.
    static func fold(_ scalar: UInt32, into bytes: inout [UInt8]) {
        switch scalar {
        case 0x300...0x36F: return
        case 0xC0...0x17F:
            let folded = latin[Int(scalar - 0xC0)]
            if folded == 0 {
                append(scalar, to: &bytes)
            } else {
                bytes.append(folded)
                // ß, æ, œ and þ are two letters.
                switch scalar {
                case 0xDF: bytes.append(UInt8(ascii: "s"))
                case 0xC6, 0xE6, 0x152, 0x153: bytes.append(UInt8(ascii: "e"))
                default: break
                }
            }
        case 0x410...0x42F: append(scalar + 32, to: &bytes)
        case 0x401, 0x451: append(0x435, to: &bytes)
        case 0x391...0x3A9: append(scalar + 32, to: &bytes)
        default: append(scalar, to: &bytes)
        }
    }

    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(scalar))
        } else if scalar < 0x800 {
            bytes.append(0xC0 | UInt8(scalar >> 6))
            bytes.append(0x80 | UInt8(scalar & 0x3F))
        } else if scalar < 0x10000 {
            bytes.append(0xE0 | UInt8(scalar >> 12))
            bytes.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(scalar & 0x3F))
        }
    }

    /// The plain letter of U+00C0 to U+017F, 0 for none.
    private static let latin: [UInt8] = Array(
        ("aaaaaaaceeeeiiiidnooooo\u{0}ouuuuyts" + "aaaaaaaceeeeiiiidnooooo\u{0}ouuuuyty"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln" + "nnnnnnnnoooooooorrrrrr"
            + "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
}
