#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension String {
    /// Whether a byte that satisfies the predicate is in it, read where its bytes stand: to go through a string's own view of
    /// them costs several times as much, and every result of a tool is asked.
    func containsByte(where isWanted: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.contains(where: isWanted) } ?? utf8.contains(where: isWanted)
    }
}

extension [UInt8] {
    /// Whether the byte is in it: every document is asked as a whole, and the C library looks at many bytes at a time.
    func hasByte(_ byte: UInt8) -> Bool { firstIndex(ofByte: byte, from: 0) != nil }

    /// Where the byte comes first, from a place on.
    func firstIndex(ofByte byte: UInt8, from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count,
                let found = memchr(base + start, Int32(byte), bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
