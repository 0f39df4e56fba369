import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps what can be read only once, from a pipe or out of gzip: in memory while it is small, else in a file that has no
/// name and is gone with the process.
final class Spool {
    private let name: String
    private let limits: DocumentContent.Limits
    /// All of it; once there is a file, its beginning.
    private var memory: [UInt8] = []
    private var descriptor: Int32 = -1
    private var size = 0

    private static let headLength = 4096

    /// - Parameter name: of the document, for errors.
    init(name: String, limits: DocumentContent.Limits) {
        self.name = name
        self.limits = limits
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Throws: ``IngestionError/tooLarge(_:limit:)``, and ``IngestionError/unreadable(_:why:)`` where no file can be
    ///   made, or it has no room.
    func add(_ bytes: ArraySlice<UInt8>) throws(IngestionError) {
        size += bytes.count
        if size > limits.whole {
            // What begins with a NUL, a letter or a tag is not read in parts: nothing more of it is needed to refuse it.
            guard begins(with: UInt8(ascii: "{")) || memory.isEmpty else {
                throw .tooLarge(Place(file: name), limit: limits.whole)
            }
            guard size <= limits.parts else { throw .tooLarge(Place(file: name), limit: limits.parts) }
        }
        guard descriptor >= 0 || size >= limits.memory else {
            memory += bytes
            return
        }
        if descriptor < 0 {
            try makeFile()
            try write(memory[...])
            memory = Array((memory + bytes.prefix(Self.headLength)).prefix(Self.headLength))
        }
        try write(bytes)
    }

    func finish() throws(IngestionError) -> DocumentContent {
        guard descriptor >= 0 else { return .bytes(memory) }
        let kept = descriptor
        descriptor = -1
        guard let window = FileWindow(descriptor: kept, name: name) else {
            throw .unreadable(Place(file: name), why: "it cannot be kept in \(Self.folder.path)")
        }
        return .large(window)
    }

    private func begins(with byte: UInt8) -> Bool {
        let start = memory.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return memory[start...].prefix(Self.headLength).first { !SourceDocument.isSpace($0) } == byte
    }

    private static var folder: URL { FileManager.default.temporaryDirectory }

    private func makeFile() throws(IngestionError) {
        var path = Array(Self.folder.appending(path: "refrain-XXXXXX").path(percentEncoded: false).utf8CString)
        let made = mkstemp(&path)
        guard made >= 0 else {
            throw .unreadable(
                Place(file: name), why: "it is large, and no file to keep it can be made in \(Self.folder.path)")
        }
        unlink(path)
        descriptor = made
    }

    private func write(_ bytes: ArraySlice<UInt8>) throws(IngestionError) {
        let isWritten = bytes.withUnsafeBytes { source in
            var at = 0
            while at < source.count, let base = source.baseAddress {
                let put = systemWrite(descriptor, base + at, source.count - at)
                if put < 0, errno == EINTR { continue }
                guard put > 0 else { return false }
                at += put
            }
            return true
        }
        guard isWritten else {
            throw .unreadable(Place(file: name), why: "it is large, and there is no room for it in \(Self.folder.path)")
        }
    }
}

/// `write(2)`, which the method of that name would hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
