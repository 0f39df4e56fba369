import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open file, read by pieces: what is too large for memory goes through a window.
public final class FileWindow: @unchecked Sendable {
    // Written by init alone, closed by deinit.
    private let descriptor: Int32
    /// The file as it was named.
    public let name: String
    /// In bytes, when it was opened.
    public let size: Int
    private let modified: timespec

    /// Bytes of a window.
    public static let step = 1 << 20

    /// - Returns: `nil` for anything but a regular file that can be read.
    public convenience init?(path: String, name: String) {
        let descriptor = RepairedPath.open(path, isRegular: true)
        guard descriptor >= 0 else { return nil }
        self.init(descriptor: descriptor, name: name)
    }

    /// - Parameter descriptor: closed at the end, also where this is no regular file.
    init?(descriptor: Int32, name: String) {
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.name = name
        size = Int(about.st_size)
        modified = about.st_mtim
    }

    deinit { close(descriptor) }

    /// The bytes of `range`, as far as the file has them.
    ///
    /// - Throws: ``IngestionError/unreadable(_:why:)``.
    public func bytes(_ range: Range<Int>) throws(IngestionError) -> [UInt8] {
        var isBroken = false
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count, let base = buffer.baseAddress {
                let got = pread(descriptor, base + count, range.count - count, off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                if got <= 0 {
                    isBroken = got < 0
                    return
                }
                count += got
            }
        }
        if isBroken { throw .unreadable(Place(file: name, byte: range.lowerBound), why: "it cannot be read") }
        return bytes
    }

    /// Hands the bytes of `range` to `body`, a window at a time, until it returns false.
    public func forEachWindow(in range: Range<Int>, _ body: ([UInt8], Int) throws -> Bool) throws {
        var at = range.lowerBound
        while at < range.upperBound {
            let window = try bytes(at..<min(at + Self.step, range.upperBound))
            if window.isEmpty { break }
            guard try body(window, at) else { return }
            at += window.count
        }
    }

    /// The file is as it was when it was opened.
    public var isUnchanged: Bool {
        var about = stat()
        return fstat(descriptor, &about) == 0 && Int(about.st_size) == size
            && about.st_mtim.tv_sec == modified.tv_sec && about.st_mtim.tv_nsec == modified.tv_nsec
    }

    /// The place of a byte of the file, its line and column counted from byte `start` on.
    func place(byte: Int, from start: Int) throws -> Place {
        var line = 1
        var lineStart = start
        try forEachWindow(in: start..<max(start, min(byte, size))) { window, at in
            for (offset, value) in window.enumerated() where value == UInt8(ascii: "\n") {
                line += 1
                lineStart = at + offset + 1
            }
            return true
        }
        return Place(file: name, line: line, column: byte - lineStart + 1, byte: byte - start)
    }
}
