import CSimdJSON
import FindingsModel

/// Bytes to text: UTF-8 and UTF-16 by their byte order marks, else UTF-8, else Windows-1252 where that is plausible.
public struct TextDecoder: Sendable {
    public init() {}

    /// Decodes a document named `name`.
    ///
    /// - Throws: `.notText` for binary bytes, `.invalidUTF8` for bytes that are neither UTF-8 nor plausibly
    ///   Windows-1252, each with the offset of the first such byte in the file.
    public func decode(_ bytes: [UInt8], name: String) throws(IngestionError) -> DecodedText {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            return try utf8(Array(bytes.dropFirst(3)), offset: 3, name: name)
        }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw .notText(Place(file: name, byte: 0), why: "UTF-32, which is not read")
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes, from: 2, bigEndian: false, name: name) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes, from: 2, bigEndian: true, name: name) }
        if let bigEndian = unmarkedUTF16(bytes) { return try utf16(bytes, from: 0, bigEndian: bigEndian, name: name) }
        return try utf8(bytes, offset: 0, name: name)
    }

    private func utf8(_ bytes: [UInt8], offset: Int, name: String) throws(IngestionError) -> DecodedText {
        try refuseBinary(bytes, offset: offset, name: name)
        let invalid = bytes.withUnsafeBufferPointer { refrain_utf8_first_invalid($0.baseAddress, $0.count) }
        if invalid == bytes.count {
            return DecodedText(bytes: bytes, encoding: .utf8, hadByteOrderMark: offset > 0)
        }
        if offset == 0, let declared = Self.declaredEncoding(bytes) {
            guard let text = Self.westernEncodings.contains(declared) ? windows1252(bytes, isTold: true) : nil else {
                var place = Place(file: name, byte: invalid, in: bytes)
                place.byte = invalid
                throw Self.unicodeEncodings.contains(declared)
                    ? .invalidUTF8(place)
                    : .notText(
                        place,
                        why:
                            "XML in the encoding \(declared), which is not read (`iconv -t UTF-8`, and say so in its first line)"
                    )
            }
            return DecodedText(
                bytes: text, encoding: .windows1252, hadByteOrderMark: false, note: "read as \(declared), as it says")
        }
        guard offset == 0, let text = windows1252(bytes) else {
            var place = Place(file: name, byte: invalid, in: bytes)
            place.byte = invalid + offset
            throw .invalidUTF8(place)
        }
        return DecodedText(
            bytes: text, encoding: .windows1252, hadByteOrderMark: false,
            note: "not UTF-8 (first at byte \(invalid)); read as Windows-1252")
    }

    /// The encoding that an XML declaration tells, in lower case; `nil` where there is none.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(256).drop { SourceDocument.isSpace($0) }
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
            return nil
        }
        let words = String(decoding: head[..<end], as: UTF8.self)
        guard let key = words.byteRange(of: "encoding") else { return nil }
        let value = words[key.upperBound...].drop { $0 == " " || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }

    /// Those that Windows-1252 contains, or nearly does.
    private static let westernEncodings: Set<String> = [
        "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "iso-8859-15",
    ]
    private static let unicodeEncodings: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii"]

    /// NUL never stands in text. Other control characters do now and then (colours of a terminal, a form feed), but
    /// many of them, or some beside invalid UTF-8, mean that it is none.
    private func refuseBinary(_ bytes: [UInt8], offset: Int, name: String) throws(IngestionError) {
        // As nearly all documents are.
        if bytes.withUnsafeBufferPointer({ refrain_is_plain_text($0.baseAddress, $0.count) }) != 0 { return }
        var first: Int?
        var controls = 0
        for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x7F {
            if byte == 0 {
                throw .notText(place(of: index, in: bytes, offset, name), why: "a NUL byte\(kindOfFile(bytes))")
            }
            switch byte {
            case 0x08...0x0D, 0x1B: continue
            default:
                controls += 1
                if first == nil { first = index }
            }
        }
        guard let first else { return }
        let isValid =
            bytes.withUnsafeBufferPointer { refrain_utf8_first_invalid($0.baseAddress, $0.count) }
            == bytes.count
        // A text in an older encoding may have one as well as one in UTF-8.
        if controls * (isValid ? 10 : 1_000) > bytes.count {
            throw .notText(place(of: first, in: bytes, offset, name), why: "a control byte\(kindOfFile(bytes))")
        }
    }

    /// With its line, unless the file is known not to have any.
    private func place(of byte: Int, in bytes: [UInt8], _ offset: Int, _ name: String) -> Place {
        guard kindOfFile(bytes).isEmpty else { return Place(file: name, byte: byte + offset) }
        var place = Place(file: name, byte: byte, in: bytes)
        place.byte = byte + offset
        return place
    }

    private func kindOfFile(_ bytes: [UInt8]) -> String {
        let kinds: [([UInt8], String)] = [
            ([0x1F, 0x8B], "gzip"), ([0x50, 0x4B, 0x03, 0x04], "zip"), ([0x25, 0x50, 0x44, 0x46], "PDF"),
            ([0x89, 0x50, 0x4E, 0x47], "PNG"), (Array("SQLite format 3".utf8), "an SQLite database"),
            ([0x7F, 0x45, 0x4C, 0x46], "an executable"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
            (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"),
        ]
        return kinds.first { bytes.starts(with: $0.0) }.map { ": it looks like \($0.1)" } ?? ""
    }

    // MARK: UTF-16

    /// Whether bytes without a mark are UTF-16, told by the zeros in every second place; `true` for big-endian.
    private func unmarkedUTF16(_ bytes: [UInt8]) -> Bool? {
        let sample = bytes.prefix(256)
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        let half = sample.count / 2
        if zeros.even == 0, zeros.odd * 10 >= half * 9 { return false }
        if zeros.odd == 0, zeros.even * 10 >= half * 9 { return true }
        return nil
    }

    private func utf16(
        _ bytes: [UInt8], from start: Int, bigEndian: Bool, name: String
    ) throws(IngestionError) -> DecodedText {
        guard (bytes.count - start) % 2 == 0 else {
            throw .notText(Place(file: name, byte: bytes.count - 1), why: "UTF-16 that ends in half a character")
        }
        var units: [UInt16] = []
        units.reserveCapacity((bytes.count - start) / 2)
        for index in stride(from: start, to: bytes.count, by: 2) {
            let (high, low) = bigEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            let unit = UInt16(high) << 8 | UInt16(low)
            if unit == 0 { throw .notText(Place(file: name, byte: index), why: "a NUL character in UTF-16") }
            units.append(unit)
        }
        var text: [UInt8] = []
        text.reserveCapacity(units.count)
        let isBroken = transcode(
            units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { text.append($0) })
        return DecodedText(
            bytes: text, encoding: bigEndian ? .utf16BigEndian : .utf16LittleEndian, hadByteOrderMark: start > 0,
            note: "read as UTF-16" + (isBroken ? "; unpaired surrogates became U+FFFD" : ""))
    }

    // MARK: Windows-1252

    /// The text, if every byte above ASCII stands where a Western European writer would put it.
    ///
    /// Letters must touch a letter, and come in no long runs: bytes of broken UTF-8 or of other encodings do not.
    ///
    /// - Parameter isTold: the document says so itself; then any byte will do.
    private func windows1252(_ bytes: [UInt8], isTold: Bool = false) -> [UInt8]? {
        func isASCIILetter(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            let lower = bytes[index] | 0x20
            return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        var run = 0
        for (index, byte) in bytes.enumerated() {
            guard byte >= 0x80 else {
                run = 0
                text.append(byte)
                continue
            }
            run += 1
            let isPlausible: Bool
            switch byte {
            case 0x80, 0x82, 0x84, 0x85, 0x91...0x97, 0x99, 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0...0xB3, 0xB5, 0xB7,
                0xBB, 0xBC...0xBF:
                isPlausible = run <= 2
            case 0xC2, 0xC3:
                // What is left of UTF-8 cut in the middle, unless a letter follows.
                isPlausible = isASCIILetter(index + 1)
            case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFD, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F:
                isPlausible = run <= 2 && (run == 2 || isASCIILetter(index - 1) || isASCIILetter(index + 1))
            default:
                isPlausible = false
            }
            guard isPlausible || isTold else { return nil }
            let scalar = byte < 0xA0 ? Self.upper[Int(byte) - 0x80] : UInt32(byte)
            text.append(contentsOf: Array(String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8))
        }
        return text
    }

    /// 0x80 to 0x9F of Windows-1252 (WHATWG Encoding, index windows-1252).
    private static let upper: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
