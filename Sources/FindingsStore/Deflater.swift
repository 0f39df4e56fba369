import CFastDeflate
import Foundation

/// Packs texts as raw DEFLATE (RFC 1951), one after the other.
///
/// The memory that one text needs serves the next.
final class Deflater {
    private let handle: OpaquePointer?
    private var output: [UInt8] = []
    /// A buffer larger than this is not kept.
    private static let largestKept = 1 << 20

    init() { handle = refrain_deflater_new() }

    deinit { refrain_deflater_free(handle) }

    /// - Returns: `nil` where packing does not make it smaller.
    func deflated(_ bytes: [UInt8]) -> Data? {
        guard let handle, bytes.count > 1, bytes.count <= Int(Int32.max) else { return nil }
        // Room for what is worth keeping packed.
        let room = bytes.count - 1
        if output.count < room { output = [UInt8](repeating: 0, count: room) }
        defer { if output.count > Self.largestKept { output = [] } }
        return output.withUnsafeMutableBufferPointer { target in
            bytes.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = target.baseAddress else { return nil }
                let count = refrain_deflate(handle, from, source.count, to, room)
                return count > 0 ? Data(target.prefix(count)) : nil
            }
        }
    }
}
