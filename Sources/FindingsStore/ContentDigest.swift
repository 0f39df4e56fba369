import Crypto
import Foundation

/// Digests of content, from which uids are made, so that two databases agree on them.
enum ContentDigest {
    static func sha256(_ bytes: [UInt8]) -> Data {
        bytes.withUnsafeBytes { Data(SHA256.hash(data: $0)) }
    }

    /// The first 16 bytes of the SHA-256 of the parts, each preceded by its length.
    static func short(_ parts: String...) -> Data {
        // A slice as such would be copied byte by byte, by code that is not made for it.
        digest(parts).withUnsafeBytes { Data(UnsafeRawBufferPointer(rebasing: $0.prefix(16))) }
    }

    /// The first `bytes` bytes of the same, in lower-case hexadecimal digits.
    static func shortHex(_ parts: String..., bytes: Int) -> String {
        digest(parts).withUnsafeBytes { hexadecimal(UnsafeRawBufferPointer(rebasing: $0.prefix(bytes))) }
    }

    private static func digest(_ parts: [String]) -> SHA256.Digest {
        // In one piece: to feed the parts one by one costs more than to hash them.
        var message: [UInt8] = []
        message.reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count + 8 })
        for part in parts { add(part, to: &message) }
        return message.withUnsafeBytes { SHA256.hash(data: $0) }
    }

    private static func add(_ part: String, to message: inout [UInt8]) {
        withUnsafeBytes(of: UInt64(part.utf8.count).littleEndian) { message.append(contentsOf: $0) }
        message.append(contentsOf: part.utf8)
    }

    /// ``shortHex(_:bytes:)`` of parts that are the same but for a number at their end.
    struct Series {
        private var message: [UInt8] = []
        private let fixed: Int
        private let bytes: Int

        init(_ parts: String..., bytes: Int) {
            for part in parts { ContentDigest.add(part, to: &message) }
            fixed = message.count
            self.bytes = bytes
        }

        mutating func digest(of number: Int) -> String {
            message.removeLast(message.count - fixed)
            // Digits are short enough to stand in the string itself.
            ContentDigest.add(String(number), to: &message)
            let digest = message.withUnsafeBytes { SHA256.hash(data: $0) }
            return digest.withUnsafeBytes {
                ContentDigest.hexadecimal(UnsafeRawBufferPointer(rebasing: $0.prefix(bytes)))
            }
        }
    }

    fileprivate static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (place, byte) in bytes.enumerated() {
                text[place * 2] = digit(byte >> 4)
                text[place * 2 + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }
}

extension Data {
    /// The first `count` bytes as lower-case hexadecimal digits.
    func hexPrefix(_ count: Int) -> String {
        withUnsafeBytes { ContentDigest.hexadecimal(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
    }
}
