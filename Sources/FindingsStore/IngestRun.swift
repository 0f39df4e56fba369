/// A run of ingest: the reviews that came in together.
struct IngestRun: Hashable, Sendable {
    /// Sixteen random hexadecimal digits.
    var uid: String
    /// ISO 8601 in UTC.
    var startedAt: String

    init(uid: String, startedAt: String) {
        self.uid = uid
        self.startedAt = startedAt
    }

    /// A new one.
    init(startedAt: String) {
        let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
        self.init(uid: String(repeating: "0", count: 16 - digits.count) + digits, startedAt: startedAt)
    }
}
