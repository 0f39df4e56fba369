import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a document holds, unpacked if it came in gzip: in memory, or as a file that can be read in parts.
public enum DocumentContent {
    case bytes([UInt8])
    /// No smaller than ``Limits/memory``.
    case large(FileWindow)

    /// Bounds, in bytes.
    public struct Limits: Sendable {
        /// From this size on content is not held in memory.
        public var memory = SARIFStream.threshold
        /// The most of a document that is read whole.
        public var whole: Int
        /// The most of one that is read in parts.
        public var parts: Int

        public init(whole: Int, parts: Int) {
            self.whole = whole
            self.parts = max(whole, parts)
        }
    }

    /// Opens a file, or takes in standard input, which is kept in a temporary file where it is large.
    ///
    /// - Throws: ``IngestionError``: why it cannot be read, or that it is too large.
    public init(of document: InputDocument, limits: Limits) throws(IngestionError) {
        guard let path = document.file else {
            self = try Self.taken(from: 0, name: document.name, limits: limits)
            return
        }
        // A file of the system may tell no size, and have content all the same: it is read as a pipe is.
        if let window = FileWindow(path: path, name: document.name), window.size > 0 {
            if Compressed.isGzip(try window.bytes(0..<2)) {
                self = try Self.unpacked(window, limits: limits)
            } else if window.size >= limits.memory {
                self = .large(window)
            } else {
                self = .bytes(try window.bytes(0..<window.size))
            }
            return
        }
        let descriptor = RepairedPath.open(path)
        guard descriptor >= 0 else {
            let exists = FileManager.default.fileExists(atPath: path)
            throw .unreadable(
                Place(file: document.name), why: exists ? "it cannot be read" : "there is no such file")
        }
        defer { close(descriptor) }
        self = try Self.taken(from: descriptor, name: document.name, limits: limits)
    }

    private static func unpacked(_ file: FileWindow, limits: Limits) throws(IngestionError) -> DocumentContent {
        let spool = Spool(name: file.name, limits: limits)
        let gunzip = try GunzipStream(name: file.name)
        var at = 0
        while at < file.size {
            let window = try file.bytes(at..<min(at + FileWindow.step, file.size))
            if window.isEmpty { break }
            at += window.count
            try gunzip.add(window) { bytes throws(IngestionError) in try spool.add(bytes) }
        }
        try gunzip.finish()
        return try spool.finish()
    }

    /// All that comes out of a pipe, unpacked where it is gzip.
    private static func taken(
        from descriptor: Int32, name: String, limits: Limits
    ) throws(IngestionError) -> DocumentContent {
        let spool = Spool(name: name, limits: limits)
        var window = try read(descriptor, name: name)
        // A pipe may give its first byte alone.
        while window.count == 1 {
            let more = try read(descriptor, name: name)
            if more.isEmpty { break }
            window += more
        }
        let gunzip = Compressed.isGzip(window) ? try GunzipStream(name: name) : nil
        while !window.isEmpty {
            if let gunzip {
                try gunzip.add(window) { bytes throws(IngestionError) in try spool.add(bytes) }
            } else {
                try spool.add(window[...])
            }
            window = try read(descriptor, name: name)
        }
        try gunzip?.finish()
        return try spool.finish()
    }

    /// The next bytes; empty at the end.
    private static func read(_ descriptor: Int32, name: String) throws(IngestionError) -> [UInt8] {
        var isBroken = false
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, count in
            while true {
                let got = systemRead(descriptor, room)
                if got < 0, errno == EINTR { continue }
                isBroken = got < 0
                count = max(0, got)
                return
            }
        }
        if isBroken { throw .unreadable(Place(file: name), why: "it cannot be read") }
        return bytes
    }
}

/// `read(2)`, which the function of that name would hide.
private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableBufferPointer<UInt8>) -> Int {
    read(descriptor, room.baseAddress, room.count)
}
