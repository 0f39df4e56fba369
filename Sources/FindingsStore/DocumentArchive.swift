import CZlib
import Foundation

/// Packs documents as raw DEFLATE (RFC 1951) where that makes them smaller.
enum DocumentArchive {
    struct Packed {
        var content: Data
        var isCompressed: Bool
    }

    static func pack(_ bytes: [UInt8], with deflater: Deflater = Deflater()) -> Packed {
        guard bytes.count > 128, let packed = deflater.deflated(bytes) else {
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
}
