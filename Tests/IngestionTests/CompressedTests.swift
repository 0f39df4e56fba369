import CZlib
import FindingsModel
import Testing

@testable import Ingestion

struct CompressedTests {
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var source = bytes
        var target = [UInt8](repeating: 0, count: bytes.count + 1_000)
        let room = target.count
        return source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(room)
                deflate(&stream, Z_FINISH)
                return Array(to.prefix(room - Int(stream.avail_out)))
            }
        }
    }

    @Test func `a report in gzip reads as the report, also in several members`() throws {
        let text = #"[{"file":"A.swift","line":3,"reason":"R","rule_id":"r","severity":"error"}]"#
        let whole = try DocumentReader().read(bytes: Self.gzip(Array(text.utf8)), name: "r.json.gz")
        #expect(whole.format == "swiftlint")
        #expect(whole.text == Array(text.utf8))
        let halves = Self.gzip(Array(text.utf8.prefix(20))) + Self.gzip(Array(text.utf8.dropFirst(20)))
        #expect(try DocumentReader().read(bytes: halves, name: "r").reviews == whole.reviews)
    }

    @Test func `a text that grows beyond the limit is refused`() {
        let bomb = Self.gzip([UInt8](repeating: 32, count: 4 << 20))
        #expect(throws: IngestionError.tooLarge(Place(file: "r"), limit: 1 << 20)) {
            try DocumentReader(limits: DocumentLimits(bytes: 1 << 20)).read(bytes: bomb, name: "r")
        }
    }

    @Test func `gzip that is cut or damaged is refused, whatever is left of it`() {
        let bytes = Self.gzip(Array((0..<3_000).flatMap { Array("\($0),".utf8) }))
        for count in stride(from: 3, to: bytes.count, by: 41) {
            #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: Array(bytes.prefix(count)), name: "r") }
        }
        var damaged = bytes
        damaged[bytes.count / 2] ^= 0x55
        #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: damaged, name: "r") }
    }
}
