import FindingsModel
import ProseExtraction
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The findings that results were read as, by the results' bytes: most of what a tool reports it reported in the run before,
/// word for word, and a process often reads many runs.
struct SARIFResultMemory: Sendable {
    /// What a result is read with: the run's rules, paths and taxa, and who judges. Two runs in which these are alike read a
    /// result alike.
    struct Context: Hashable, Sendable {
        private let parts: [JSONValue.SourceHash?]
        private let judge = RemarkJudge.own?.serial

        init(_ run: JSONValue) {
            var parts = ["tool", "artifacts", "originalUriBaseIds", "taxonomies", "logicalLocations"].map {
                (key: StaticString) in run[key]?.sourceHash
            }
            for invocation in run["invocations"].map({ Array($0.elements) }) ?? [] {
                parts.append(invocation["workingDirectory"]?.sourceHash)
                parts.append(invocation["ruleConfigurationOverrides"]?.sourceHash)
            }
            parts.append(nil)
            for provenance in run["versionControlProvenance"].map({ Array($0.elements) }) ?? [] {
                parts.append(provenance["mappedTo"]?.sourceHash)
            }
            self.parts = parts
        }
    }

    private struct Entry: Sendable {
        var source: Range<Int>
        var finding: Finding
    }

    /// Results of about the same time. Of two generations the older one is forgotten as a whole; what is met again moves to
    /// the newer.
    private struct Generation: Sendable {
        var entries: [UInt64: Entry] = [:]
        var bytes: [UInt8] = []

        /// Its memory is kept: what is read next needs as much.
        mutating func forget() {
            entries.removeAll(keepingCapacity: true)
            bytes.removeAll(keepingCapacity: true)
        }

        func find(_ source: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Finding? {
            guard let entry = entries[hash], entry.source.count == source.count else { return nil }
            let isSame = bytes.withUnsafeBytes { known in
                guard let own = known.baseAddress, let its = source.baseAddress else { return source.isEmpty }
                return memcmp(own + entry.source.lowerBound, its, source.count) == 0
            }
            return isSame ? entry.finding : nil
        }
    }

    private static let byteLimit = 4 << 20
    private static let entryLimit = 10_000

    private var context: Context?
    private var newer = Generation()
    private var older = Generation()

    private static let shared = Mutex(SARIFResultMemory())

    /// The finding that the same bytes were read as in the same context; `nil` for bytes that are new or were forgotten.
    static func find(_ result: JSONValue, in context: Context) -> Finding? {
        result.withSource { source in
            let hash = hash(source)
            return shared.withLock { memory in
                guard memory.context == context else { return nil }
                if let found = memory.newer.find(source, hash) { return found }
                guard let found = memory.older.find(source, hash) else { return nil }
                memory.add(source, hash, found)
                return found
            }
        }
    }

    static func remember(_ finding: Finding, of result: JSONValue, in context: Context) {
        result.withSource { source in
            guard source.count < byteLimit / 8 else { return }
            let hash = hash(source)
            shared.withLock { memory in
                if memory.context != context {
                    memory = SARIFResultMemory()
                    memory.context = context
                }
                memory.add(source, hash, finding)
            }
        }
    }

    private mutating func add(_ source: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ finding: Finding) {
        if newer.bytes.count + source.count > Self.byteLimit || newer.entries.count >= Self.entryLimit {
            swap(&older, &newer)
            newer.forget()
        }
        let start = newer.bytes.count
        newer.bytes.append(contentsOf: source)
        newer.entries[hash] = Entry(source: start..<newer.bytes.count, finding: finding)
    }

    /// Only says where to look: the bytes themselves are compared.
    private static func hash(_ source: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(source)
        var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
        var at = 0
        while at + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
            hash = product.high ^ product.low
            at += 8
        }
        while at < bytes.count {
            hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3
            at += 1
        }
        return hash
    }
}
