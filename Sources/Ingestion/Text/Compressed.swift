import CZlib

/// Unpacks gzip, in memory and bounded.
enum Compressed {
    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The text of a gzip file, of all its members one after the other.
    ///
    /// - Throws: `.tooLarge` beyond `limit` bytes, `.notText` where the data is damaged or breaks off.
    static func gunzip(_ bytes: [UInt8], name: String, limit: Int) throws(IngestionError) -> [UInt8] {
        var stream = z_stream()
        // 15 window bits, and 16 for gzip's header.
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .unreadable(Place(file: name), why: "zlib has not enough memory")
        }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var at = 0
        var status = Z_OK
        while at < bytes.count {
            let step = min(bytes.count - at, 1 << 20)
            var taken = 0
            var made = 0
            status = bytes[at..<at + step].withUnsafeBytes { source in
                buffer.withUnsafeMutableBytes { target in
                    stream.next_in = UnsafeMutablePointer(
                        mutating: source.bindMemory(to: UInt8.self).baseAddress)
                    stream.avail_in = UInt32(step)
                    stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                    stream.avail_out = UInt32(target.count)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    taken = step - Int(stream.avail_in)
                    made = target.count - Int(stream.avail_out)
                    return status
                }
            }
            at += taken
            guard output.count + made <= limit else { throw .tooLarge(Place(file: name), limit: limit) }
            output += buffer[..<made]
            if status == Z_STREAM_END {
                // Another member may follow; padding behind the last one is none.
                guard at + 1 < bytes.count, bytes[at] == 0x1F, bytes[at + 1] == 0x8B else { return output }
                inflateReset(&stream)
            } else if status != Z_OK, status != Z_BUF_ERROR || (taken == 0 && made == 0) {
                throw .notText(Place(file: name, byte: at), why: "damaged gzip data")
            }
        }
        // What is still inside zlib after the last byte was taken.
        while status == Z_OK || status == Z_BUF_ERROR {
            var made = 0
            status = buffer.withUnsafeMutableBytes { target in
                stream.avail_in = 0
                stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(target.count)
                let status = inflate(&stream, Z_NO_FLUSH)
                made = target.count - Int(stream.avail_out)
                return status
            }
            if made == 0 { break }
            guard output.count + made <= limit else { throw .tooLarge(Place(file: name), limit: limit) }
            output += buffer[..<made]
        }
        guard status == Z_STREAM_END else {
            throw .notText(Place(file: name, byte: bytes.count), why: "gzip data that ends early")
        }
        return output
    }
}
