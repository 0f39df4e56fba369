import CZlib

/// Unpacks gzip as it comes, member after member (RFC 1952, section 2.2).
final class GunzipStream {
    private enum State {
        case inMember
        /// Behind a member: another may follow, and padding is none.
        case between
        case done
    }

    private var stream = z_stream()
    private let name: String
    private var state = State.inMember
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    /// The first byte of what may be another member's head.
    private var held: [UInt8] = []
    /// Packed bytes so far.
    private var taken = 0

    /// - Parameter name: of the file, for errors.
    init(name: String) throws(IngestionError) {
        self.name = name
        // 15 window bits, and 16 for gzip's header.
        guard inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .unreadable(Place(file: name), why: "zlib has not enough memory")
        }
    }

    deinit { inflateEnd(&stream) }

    /// Unpacks the next bytes of the file, and hands what they hold to `sink`, some at a time.
    ///
    /// - Throws: ``IngestionError/notText(_:why:)`` where the data is damaged, and what `sink` throws.
    func add(
        _ bytes: [UInt8], _ sink: (ArraySlice<UInt8>) throws(IngestionError) -> Void
    ) throws(IngestionError) {
        var at = 0
        while at < bytes.count {
            switch state {
            case .inMember:
                at += try inflated(bytes[at...], sink)
            case .between:
                held.append(bytes[at])
                at += 1
                guard held.count == 2 else { continue }
                guard Compressed.isGzip(held) else {
                    state = .done
                    return
                }
                inflateReset(&stream)
                state = .inMember
                _ = try inflated(held[...], sink)
                held = []
            case .done:
                return
            }
        }
    }

    /// - Throws: ``IngestionError/notText(_:why:)`` where the file breaks off inside of a member.
    func finish() throws(IngestionError) {
        guard state != .inMember else {
            throw .notText(Place(file: name, byte: taken), why: "gzip data that ends early")
        }
    }

    /// - Returns: how many of the bytes belonged to the member.
    private func inflated(
        _ bytes: ArraySlice<UInt8>, _ sink: (ArraySlice<UInt8>) throws(IngestionError) -> Void
    ) throws(IngestionError) -> Int {
        var at = bytes.startIndex
        while true {
            let step = min(bytes.endIndex - at, 1 << 20)
            var used = 0
            var made = 0
            let status = bytes[at..<at + step].withUnsafeBytes { source in
                buffer.withUnsafeMutableBytes { target in
                    stream.next_in = UnsafeMutablePointer(mutating: source.bindMemory(to: UInt8.self).baseAddress)
                    stream.avail_in = UInt32(step)
                    stream.next_out = target.bindMemory(to: UInt8.self).baseAddress
                    stream.avail_out = UInt32(target.count)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    used = step - Int(stream.avail_in)
                    made = target.count - Int(stream.avail_out)
                    return status
                }
            }
            at += used
            taken += used
            if made > 0 { try sink(buffer[..<made]) }
            if status == Z_STREAM_END {
                state = .between
                return at - bytes.startIndex
            }
            guard status == Z_OK || status == Z_BUF_ERROR else {
                throw .notText(Place(file: name, byte: taken), why: "damaged gzip data")
            }
            // With room left in the buffer, all that was given is unpacked.
            if at == bytes.endIndex, made < buffer.count { return at - bytes.startIndex }
            if used == 0, made == 0 {
                throw .notText(Place(file: name, byte: taken), why: "damaged gzip data")
            }
        }
    }
}
