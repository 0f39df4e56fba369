extension StringProtocol {
    /// Where `words` stand first, compared byte by byte; `nil` where they do not, and for no words.
    ///
    /// The standard library's own search goes by characters and costs many times as much, which a report of a
    /// hundred thousand lines pays for each of them.
    package func byteRange(of words: String) -> Range<Index>? {
        let place = utf8.withContiguousStorageIfAvailable { text in
            words.utf8.withContiguousStorageIfAvailable { Self.place(of: $0, in: text) } ?? nil
        }
        return place.flatMap { $0 }.map { range(at: $0, of: words) }
    }

    private func range(at place: Int, of words: String) -> Range<Index> {
        let first = utf8.index(startIndex, offsetBy: place)
        return first..<utf8.index(first, offsetBy: words.utf8.count)
    }

    /// Where `words` stand last.
    package func lastByteRange(of words: String) -> Range<Index>? {
        let place = utf8.withContiguousStorageIfAvailable { text in
            words.utf8.withContiguousStorageIfAvailable { Self.lastPlace(of: $0, in: text) } ?? nil
        }
        return place.flatMap { $0 }.map { range(at: $0, of: words) }
    }

    /// `words` stand somewhere in it, byte by byte.
    package func has(_ words: String) -> Bool { byteRange(of: words) != nil }

    private static func place(of words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !words.isEmpty, words.count <= text.count else { return nil }
        return (0...(text.count - words.count)).first { stands(words, in: text, at: $0) }
    }

    private static func lastPlace(of words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !words.isEmpty, words.count <= text.count else { return nil }
        return (0...(text.count - words.count)).last { stands(words, in: text, at: $0) }
    }

    @inline(__always)
    private static func stands(
        _ words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Bool {
        guard text[start] == words[0] else { return false }
        var length = 1
        while length < words.count, text[start + length] == words[length] { length += 1 }
        return length == words.count
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
