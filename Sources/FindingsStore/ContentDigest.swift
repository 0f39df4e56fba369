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
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in prefix(count) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
