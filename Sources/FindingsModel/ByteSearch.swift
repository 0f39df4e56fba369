extension StringProtocol {
    /// Where `words` stand first, compared byte by byte; `nil` where they do not, and for no words.
    ///
    /// The standard library's own search goes by characters and costs many times as much, which a report of a
    /// hundred thousand lines pays for each of them.
    package func byteRange(of words: String) -> Range<Index>? {
        let place = utf8.withContiguousStorageIfAvailable { text in
            words.utf8.withContiguousStorageIfAvailable { Self.place(of: $0, in: text) } ?? nil
        }
        guard let place, let start = place else { return nil }
        let first = utf8.index(startIndex, offsetBy: start)
        return first..<utf8.index(first, offsetBy: words.utf8.count)
    }

    /// Where `words` stand last.
    package func lastByteRange(of words: String) -> Range<Index>? {
        var last: Range<Index>?
        while let next = self[(last.map { utf8.index(after: $0.lowerBound) } ?? startIndex)...].byteRange(of: words) {
            last = next
        }
        return last
    }

    /// `words` stand somewhere in it, byte by byte.
    package func has(_ words: String) -> Bool { byteRange(of: words) != nil }

    private static func place(of words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = words.first, words.count <= text.count else { return nil }
        for start in 0...(text.count - words.count) where text[start] == first {
            var length = 1
            while length < words.count, text[start + length] == words[length] { length += 1 }
            if length == words.count { return start }
        }
        return nil
    }
}

extension UInt8 {
    /// It is one of the bytes of `signs`.
    @inlinable
    package func isOne(of signs: StaticString) -> Bool {
        let bytes = UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount)
        for byte in bytes where byte == self { return true }
        return false
    }
}
