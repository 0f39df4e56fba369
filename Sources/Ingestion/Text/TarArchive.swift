/// The files of a tar archive (POSIX.1-2001 `ustar` and `pax`, GNU long names), read in memory; nothing is written
/// anywhere, and links are left out.
struct TarArchive {
    /// The most entries of an archive.
    static let entryLimit = ZipArchive.entryLimit
    private static let block = 512

    /// Names are relative, without `..`.
    let entries: [(name: String, bytes: Range<Int>)]

    /// Whether the first block is a header: its checksum is right.
    static func isTar(_ bytes: [UInt8]) -> Bool { bytes.count >= block && isHeader(bytes, at: 0) }

    /// - Throws: where the archive ends inside of a file, or a header is none.
    init(_ bytes: [UInt8], name: String) throws(IngestionError) {
        var entries: [(name: String, bytes: Range<Int>)] = []
        var longName: String?
        var at = 0
        while at + Self.block <= bytes.count, bytes[at..<at + Self.block].contains(where: { $0 != 0 }) {
            guard Self.isHeader(bytes, at: at), let size = Self.octal(bytes[(at + 124)..<(at + 136)]) else {
                throw .notText(Place(file: name, byte: at), why: "a tar archive that is damaged")
            }
            let content = at + Self.block..<at + Self.block + size
            guard content.upperBound <= bytes.count else {
                throw .notText(Place(file: name, byte: bytes.count), why: "a tar archive that ends early")
            }
            switch bytes[at + 156] {
            case UInt8(ascii: "L"): longName = Self.text(bytes[content])
            case UInt8(ascii: "x"): longName = Self.paxPath(bytes[content]) ?? longName
            case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
                let prefix =
                    bytes[(at + 257)..<(at + 262)].elementsEqual(Array("ustar".utf8))
                        && bytes[at + 263] == UInt8(ascii: "0") ? Self.text(bytes[(at + 345)..<(at + 500)]) : ""
                let own = Self.text(bytes[at..<(at + 100)])
                let path = longName ?? (prefix.isEmpty ? own : prefix + "/" + own)
                longName = nil
                if !path.hasSuffix("/"), let safe = ZipArchive.entryName(path) { entries.append((safe, content)) }
            case UInt8(ascii: "g"): break
            default: longName = nil
            }
            guard entries.count <= Self.entryLimit else {
                throw .notText(Place(file: name, byte: at), why: "a tar archive of more than \(Self.entryLimit) files")
            }
            at += Self.block + (size + Self.block - 1) / Self.block * Self.block
        }
        // An archive ends with blocks of zeros.
        guard at < bytes.count else {
            throw .notText(Place(file: name, byte: bytes.count), why: "a tar archive that ends early")
        }
        self.entries = entries
    }

    /// The sum of the header's bytes, its own field counted as spaces (POSIX.1, pax, "ustar Interchange Format").
    private static func isHeader(_ bytes: [UInt8], at: Int) -> Bool {
        guard at + block <= bytes.count, let told = octal(bytes[(at + 148)..<(at + 156)]), told > 0 else {
            return false
        }
        let sum = bytes[at..<at + block].reduce(0) { $0 + Int($1) }
        return sum - bytes[(at + 148)..<(at + 156)].reduce(0) { $0 + Int($1) } + 8 * 32 == told
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 >= 0x30 && $0 <= 0x37 }
        guard field.drop(while: { $0 == 0x20 }).dropFirst(digits.count).allSatisfy({ $0 == 0 || $0 == 0x20 }) else {
            return nil
        }
        return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// The `path` of pax records, `LENGTH path=VALUE`.
    private static func paxPath(_ records: ArraySlice<UInt8>) -> String? {
        for record in records.split(separator: UInt8(ascii: "\n")) {
            guard let space = record.firstIndex(of: 0x20) else { continue }
            let field = record[(space + 1)...]
            if field.starts(with: Array("path=".utf8)) { return String(decoding: field.dropFirst(5), as: UTF8.self) }
        }
        return nil
    }
}
