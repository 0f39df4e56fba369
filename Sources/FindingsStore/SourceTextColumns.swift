import FindingsModel
import Foundation
import GRDB

/// A text's lines and scopes as the columns of `file_source`.
extension SourceText {
    init(_ row: Row) {
        let bytes: Data = row["line_hashes"]
        let scopes: String = row["scopes"]
        var lines: [UInt32] = []
        lines.reserveCapacity(bytes.count / 4)
        var word: UInt32 = 0
        for (place, byte) in bytes.enumerated() {
            word |= UInt32(byte) << (8 * UInt32(place % 4))
            guard place % 4 == 3 else { continue }
            lines.append(word)
            word = 0
        }
        self.init(
            lines: lines, scopes: (try? JSONDecoder().decode([Scope].self, from: Data(scopes.utf8))) ?? [])
    }

    var lineHashColumn: Data { Data(lines.flatMap(Self.bytes(of:))) }

    var scopeColumn: String {
        (try? JSONEncoder().encode(scopes)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// Lowest first.
    static func bytes(of word: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
}
