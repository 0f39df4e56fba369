import CDeflate
import Foundation

/// Packs texts as raw DEFLATE (RFC 1951), one after the other.
///
/// The memory that one text needs serves the next.
final class Deflater {
    /// libdeflate's levels are 1 to 12; the first packs documents to a quarter, several times as fast as zlib.
    private static let level: CInt = 1
    /// A buffer larger than this is not kept.
    private static let largestKept = 1 << 20

    private let handle: OpaquePointer?
    private var output: [UInt8] = []

    init() { handle = libdeflate_alloc_compressor(Self.level) }

    deinit { libdeflate_free_compressor(handle) }

    /// - Returns: `nil` where packing does not make it smaller.
    func deflated(_ bytes: [UInt8]) -> Data? {
        guard let handle, bytes.count > 1 else { return nil }
        // Room for what is worth keeping packed.
        let room = bytes.count - 1
        if output.count < room { output = [UInt8](repeating: 0, count: room) }
        defer { if output.count > Self.largestKept { output = [] } }
        let count = libdeflate_deflate_compress(handle, bytes, bytes.count, &output, room)
        return count > 0 ? Data(output.prefix(count)) : nil
    }
}
