import CZlib
import Foundation

/// Packs texts as raw DEFLATE (RFC 1951), one after the other.
///
/// What zlib needs for one it needs for the next: to have that memory made and cleared each time costs nearly half as
/// much as to pack a report.
final class Deflater {
    /// A stream of zlib and what it was made for. zlib's own state points back at it, so it must not move.
    private struct Stream {
        let handle: UnsafeMutablePointer<z_stream>

        init?(windowBits bits: Int32) {
            handle = .allocate(capacity: 1)
            handle.initialize(to: z_stream())
            // The fastest level: reviews shrink to a third, SARIF to a tenth, and ingest hardly notices.
            let status = deflateInit2_(
                handle, 1, Z_DEFLATED, -bits, max(1, min(8, bits - 6)), Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size))
            guard status == Z_OK else {
                handle.deallocate()
                return nil
            }
        }

        func end() {
            deflateEnd(handle)
            handle.deallocate()
        }
    }

    private var streams: [Int32: Stream] = [:]
    private var output: [UInt8] = []
    /// A buffer larger than this is not kept.
    private static let largestKept = 1 << 20

    deinit { for stream in streams.values { stream.end() } }

    /// - Returns: `nil` where packing does not make it smaller.
    func deflated(_ bytes: [UInt8]) -> Data? {
        guard bytes.count > 1, bytes.count <= Int(UInt32.max) / 2 else { return nil }
        // A window no wider than the text, and no more memory than it can use.
        let bits = Int32(max(9, min(15, Int.bitWidth - bytes.count.leadingZeroBitCount)))
        guard let stream = streams[bits] ?? Stream(windowBits: bits) else { return nil }
        streams[bits] = stream
        deflateReset(stream.handle)
        // Room for what is worth keeping packed.
        let room = bytes.count - 1
        if output.count < room { output = [UInt8](repeating: 0, count: room) }
        defer { if output.count > Self.largestKept { output = [] } }
        return output.withUnsafeMutableBufferPointer { target in
            bytes.withUnsafeBufferPointer { source in
                let handle = stream.handle
                handle.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                handle.pointee.avail_in = UInt32(source.count)
                handle.pointee.next_out = target.baseAddress
                handle.pointee.avail_out = UInt32(room)
                guard deflate(handle, Z_FINISH) == Z_STREAM_END else { return nil }
                return Data(target.prefix(room - Int(handle.pointee.avail_out)))
            }
        }
    }
}
