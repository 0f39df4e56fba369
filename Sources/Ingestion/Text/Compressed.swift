/// Unpacks gzip, in memory and bounded.
enum Compressed {
    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The text of a gzip file, of all its members one after the other.
    ///
    /// - Throws: `.tooLarge` beyond `limit` bytes, `.notText` where the data is damaged or breaks off.
    static func gunzip(_ bytes: [UInt8], name: String, limit: Int) throws(IngestionError) -> [UInt8] {
        let gunzip = try GunzipStream(name: name)
        var output: [UInt8] = []
        try gunzip.add(bytes) { made throws(IngestionError) in
            guard output.count + made.count <= limit else { throw .tooLarge(Place(file: name), limit: limit) }
            output += made
        }
        try gunzip.finish()
        return output
    }
}
