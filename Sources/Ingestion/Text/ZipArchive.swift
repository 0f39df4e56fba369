import CZlib

/// The files of a zip archive (PKWARE APPNOTE 6.3), unpacked in memory and bounded; nothing is written anywhere.
struct ZipArchive {
    struct Entry {
        /// Relative, without `..`: a name alone, never a place to write to.
        var name: String
        fileprivate var method: Int
        fileprivate var packed: Int
        var size: Int
        fileprivate var checksum: UInt32
        fileprivate var header: Int
        fileprivate var isEncrypted: Bool
    }

    /// The most entries of an archive.
    static let entryLimit = 10_000

    let entries: [Entry]
    private let bytes: [UInt8]
    private let name: String

    static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Reads the list at the archive's end; folders, hidden files and those of macOS about others are left out.
    init(_ bytes: [UInt8], name: String) throws(IngestionError) {
        func damaged(_ at: Int, _ why: String) -> IngestionError {
            .notText(Place(file: name, byte: at), why: "a zip archive that \(why)")
        }
        func number(_ at: Int, _ count: Int) -> Int {
            guard at >= 0, at + count <= bytes.count else { return -1 }
            return (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
        }
        // The end record, behind which a comment of at most 65,535 bytes may stand.
        var end = bytes.count - 22
        let lowest = max(0, bytes.count - 22 - 65_535)
        while end >= lowest, number(end, 4) != 0x0605_4B50 { end -= 1 }
        guard end >= lowest else { throw damaged(bytes.count, "ends early") }
        let count = number(end + 10, 2)
        var at = number(end + 16, 4)
        guard count < 0xFFFF, at < 0xFFFF_FFFF else { throw damaged(end, "is of the 64-bit kind, which is not read") }
        guard count <= Self.entryLimit else { throw damaged(end, "holds more than \(Self.entryLimit) files") }
        var entries: [Entry] = []
        for _ in 0..<count {
            let length = number(at + 28, 2)
            guard number(at, 4) == 0x0201_4B50, length >= 0, at + 46 + length <= bytes.count else {
                throw damaged(max(0, min(at, bytes.count)), "is damaged")
            }
            let path = String(decoding: bytes[(at + 46)..<(at + 46 + length)], as: UTF8.self)
            let isFolder = path.hasSuffix("/") || path.hasSuffix("\\")
            if !isFolder, let safe = Self.entryName(path) {
                entries.append(
                    Entry(
                        name: safe, method: number(at + 10, 2), packed: number(at + 20, 4),
                        size: number(at + 24, 4), checksum: UInt32(truncatingIfNeeded: number(at + 16, 4)),
                        header: number(at + 42, 4), isEncrypted: number(at + 8, 2) & 1 == 1))
            }
            at += 46 + length + number(at + 30, 2) + number(at + 32, 2)
        }
        self.entries = entries
        self.bytes = bytes
        self.name = name
    }

    /// An entry's path as a name alone, relative and without `..`; `nil` for hidden files and those of macOS about others.
    static func entryName(_ path: String) -> String? {
        let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
        guard !parts.isEmpty, !parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) else { return nil }
        return parts.joined(separator: "/")
    }

    /// The text of an entry, its checksum compared.
    func contents(of entry: Entry, limit: Int) throws(IngestionError) -> [UInt8] {
        let whole = "\(name)!\(entry.name)"
        func damaged(_ why: String) -> IngestionError {
            .notText(Place(file: whole, byte: entry.header), why: "an entry that \(why)")
        }
        guard !entry.isEncrypted else { throw damaged("is encrypted") }
        guard entry.size <= limit else { throw .tooLarge(Place(file: whole), limit: limit) }
        let header = entry.header
        guard header + 30 <= bytes.count, bytes[header] == 0x50, bytes[header + 1] == 0x4B else {
            throw damaged("is not where the archive's list says")
        }
        let start =
            header + 30 + Int(bytes[header + 26]) + Int(bytes[header + 27]) << 8 + Int(bytes[header + 28])
            + Int(bytes[header + 29]) << 8
        guard start + entry.packed <= bytes.count else { throw damaged("ends early") }
        let packed = bytes[start..<start + entry.packed]
        var output: [UInt8]
        switch entry.method {
        case 0: output = Array(packed)
        case 8: output = try Compressed.inflated(packed, size: entry.size, damaged: damaged("is damaged"))
        default: throw damaged("is packed by method \(entry.method); stored and deflated ones are read")
        }
        let sum = output.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        guard output.count == entry.size, UInt32(truncatingIfNeeded: sum) == entry.checksum else {
            throw damaged("is damaged: its checksum differs")
        }
        return output
    }
}

extension Compressed {
    /// Raw deflate data to exactly `size` bytes, so that no more room is taken than was told.
    static func inflated(
        _ packed: ArraySlice<UInt8>, size: Int, damaged: IngestionError
    ) throws(IngestionError) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw damaged
        }
        defer { inflateEnd(&stream) }
        guard packed.count < Int(UInt32.max), size < Int(UInt32.max) else { throw damaged }
        // A byte more than told, so that data that goes on does not end well.
        var output = [UInt8](repeating: 0, count: size + 1)
        var made = 0
        let status = packed.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
                stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                let status = inflate(&stream, Z_FINISH)
                made = target.count - Int(stream.avail_out)
                return status
            }
        }
        guard status == Z_STREAM_END, made == size else { throw damaged }
        output.removeLast()
        return output
    }
}
