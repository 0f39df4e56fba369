/// Code Climate's engines part the objects that they write with a NUL each
/// (Code Climate Engine Specification, "Output").
enum CodeClimateStream {
    /// Puts a line end for each NUL, where every one of them stands behind a whole object; else changes nothing.
    ///
    /// - Returns: whether there were any.
    static func replaceSeparators(in bytes: inout [UInt8]) -> Bool {
        guard bytes.first(where: { !SourceDocument.isSpace($0) }) == UInt8(ascii: "{"), bytes.hasByte(0) else {
            return false
        }
        var last: UInt8 = 0
        var places: [Int] = []
        for (index, byte) in bytes.enumerated() where !SourceDocument.isSpace(byte) {
            if byte == 0 {
                guard last == UInt8(ascii: "}") || last == 0 else { return false }
                places.append(index)
            }
            last = byte
        }
        for place in places { bytes[place] = UInt8(ascii: "\n") }
        return true
    }
}
