import CZlib
import Crypto
import Foundation

/// Packs a document that is too large for memory, window by window, into a file that nobody else sees.
///
/// The stored form is that of ``DocumentArchive``: raw DEFLATE.
final class DocumentPacker {
    /// Bytes written to the file, and read from it, at a time.
    private static let step = 1 << 20

    private var stream = z_stream()
    private let file: FileHandle
    private var output = [UInt8](repeating: 0, count: step)
    /// Packed bytes so far.
    private(set) var count = 0

    /// - Throws: ``StoreError/cannotWrite(path:why:)``.
    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "refrain-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: path.path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forUpdatingAtPath: path.path)
        else { throw StoreError.cannotWrite(path: path.path, why: "no file can be made there") }
        // The open file goes on without its name, and is gone when the process is.
        try? FileManager.default.removeItem(at: path)
        self.file = file
        guard
            deflateInit2_(
                &stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw StoreError.cannotWrite(path: path.path, why: "zlib has not enough memory") }
    }

    deinit {
        deflateEnd(&stream)
        try? file.close()
    }

    func add(_ bytes: [UInt8]) throws { try deflate(bytes, Z_NO_FLUSH) }

    func finish() throws { try deflate([], Z_FINISH) }

    /// Hands the packed bytes to `body`, with their place.
    func forEachPiece(_ body: (Data, Int) throws -> Void) throws {
        try file.seek(toOffset: 0)
        var at = 0
        while let piece = try file.read(upToCount: Self.step), !piece.isEmpty {
            try body(piece, at)
            at += piece.count
        }
    }

    private func deflate(_ bytes: [UInt8], _ flush: Int32) throws {
        var input = bytes
        try input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            repeat {
                let made = output.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    _ = CZlib.deflate(&stream, flush)
                    return target.count - Int(stream.avail_out)
                }
                if made > 0 {
                    try file.write(contentsOf: output[..<made])
                    count += made
                }
            } while stream.avail_out == 0
        }
    }
}
