import Crypto
import Foundation

/// Digests of content, from which uids are made, so that two databases agree on them.
enum ContentDigest {
    static func sha256(_ bytes: [UInt8]) -> Data {
        bytes.withUnsafeBytes { Data(SHA256.hash(data: $0)) }
    }

    /// The first 16 bytes of the SHA-256 of the parts, each preceded by its length.
    static func short(_ parts: String...) -> Data {
        var hasher = SHA256()
        for part in parts {
            var copy = part
            copy.withUTF8 { bytes in
                withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hasher.update(bufferPointer: $0) }
                hasher.update(bufferPointer: UnsafeRawBufferPointer(bytes))
            }
        }
        return Data(hasher.finalize().prefix(16))
    }
}

extension Data {
    /// The first `count` bytes as lower-case hexadecimal digits.
    func hexPrefix(_ count: Int) -> String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return withUnsafeBytes { bytes in
            let bytes = bytes.prefix(count)
            return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
                for (place, byte) in bytes.enumerated() {
                    text[place * 2] = digit(byte >> 4)
                    text[place * 2 + 1] = digit(byte & 15)
                }
                return bytes.count * 2
            }
        }
    }
}
