import CZlib
import Foundation

/// Packs documents as raw DEFLATE (RFC 1951) where that makes them smaller.
enum DocumentArchive {
    struct Packed {
        var content: Data
        var isCompressed: Bool
    }

    static func pack(_ bytes: [UInt8]) -> Packed {
        guard bytes.count > 128, let packed = deflated(bytes) else {
            return Packed(content: Data(bytes), isCompressed: false)
        }
        return Packed(content: packed, isCompressed: true)
    }

    /// - Parameter byteCount: the number of bytes before packing.
    /// - Returns: `nil` when the content does not unpack to exactly that many bytes.
    static func unpack(_ content: Data, isCompressed: Bool, byteCount: Int) -> [UInt8]? {
        guard isCompressed else { return content.count == byteCount ? Array(content) : nil }
        guard byteCount > 0 else { return nil }
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return nil
        }
        defer { inflateEnd(&stream) }
        var input = Array(content)
        var output = [UInt8](repeating: 0, count: byteCount)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        return status == Z_STREAM_END && stream.avail_out == 0 ? output : nil
    }

    /// - Returns: `nil` where packing does not make it smaller.
    private static func deflated(_ bytes: [UInt8]) -> Data? {
        guard bytes.count <= Int(UInt32.max) / 2 else { return nil }
        var stream = z_stream()
        // The fastest level: reviews shrink to a third, SARIF to a tenth, and ingest hardly notices. A window no wider
        // than the document, and no more memory than it can use: to clear 256 KB costs more than to pack a review.
        let bits = Int32(max(9, min(15, Int.bitWidth - bytes.count.leadingZeroBitCount)))
        guard
            deflateInit2_(
                &stream, 1, Z_DEFLATED, -bits, max(1, min(8, bits - 6)), Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        // Room for what is worth keeping packed, and no byte of it touched before it is written.
        let room = bytes.count - 1
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { target in
            bytes.withUnsafeBufferPointer { source in
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
                return Data(target.prefix(room - Int(stream.avail_out)))
            }
        }
    }
}
