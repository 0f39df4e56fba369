import FindingsModel

/// The numbers behind names in a cell that holds an object of JSON, or of Python or JavaScript: `[{"startLine":3,"endLine":9}]`,
/// `{'line': 4}`. Scripts that make a table of a detector's results leave them as they were.
enum NamedNumbers {
    /// Those behind `name`, in order; what is no number is left out.
    static func all(of name: String, in cell: some StringProtocol) -> [Int] {
        let bytes = Array(cell.utf8)
        let wanted = Array(name.utf8)
        var found: [Int] = []
        var at = 0
        while at < bytes.count {
            guard bytes[at...].starts(with: wanted), at == 0 || !isWord(bytes[at - 1]) else {
                at += 1
                continue
            }
            at += wanted.count
            var next = at
            while next < bytes.count, bytes[next].isOne(of: "\"' ") { next += 1 }
            guard next < bytes.count, bytes[next] == UInt8(ascii: ":") else { continue }
            next += 1
            while next < bytes.count, bytes[next].isOne(of: "\"' ") { next += 1 }
            let digits = bytes[next...].prefix(12).prefix { $0 >= 0x30 && $0 <= 0x39 }
            if let number = Int(String(decoding: digits, as: UTF8.self)), number.isCountable { found.append(number) }
            at = next
        }
        return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
    }
}
