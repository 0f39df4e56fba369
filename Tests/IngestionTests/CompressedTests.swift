import CZlib
import FindingsModel
import Foundation
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

    @Test func `gzip that comes in pieces, wherever it is cut, gives the same text`() throws {
        let text = Array((0..<400).flatMap { Array("line \($0), ".utf8) })
        let packed = Self.gzip(Array(text.prefix(700))) + Self.gzip(Array(text.dropFirst(700))) + [0, 0, 0]
        for cut in 1..<packed.count {
            let gunzip = try GunzipStream(name: "r")
            var made: [UInt8] = []
            try gunzip.add(Array(packed[..<cut])) { made += $0 }
            try gunzip.add(Array(packed[cut...])) { made += $0 }
            try gunzip.finish()
            #expect(made == text, "cut at \(cut)")
        }
    }

    @Test func `content beyond the size for memory becomes a file that can be read by place`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "log.json.gz").path(percentEncoded: false)
        let text = Array("{\"results\": [\((0..<40_000).map(String.init).joined(separator: ", "))]}".utf8)
        try Data(Self.gzip(text)).write(to: URL(filePath: path))
        var limits = DocumentContent.Limits(whole: 1 << 20, parts: 2 << 20)
        limits.memory = 100_000
        let document = InputDocument(name: "log.json.gz", file: path)
        guard case .large(let file) = try DocumentContent(of: document, limits: limits) else {
            Issue.record("it was kept in memory")
            return
        }
        #expect(file.size == text.count)
        #expect(try file.bytes(1_000..<2_000) == Array(text[1_000..<2_000]))
        limits.memory = 1 << 20
        guard case .bytes(let bytes) = try DocumentContent(of: document, limits: limits) else {
            Issue.record("it was not kept in memory")
            return
        }
        #expect(bytes == text)
        // What grows beyond the limit is refused, words sooner than what may be read in parts.
        limits = DocumentContent.Limits(whole: 1_000, parts: 100_000)
        #expect(throws: IngestionError.tooLarge(Place(file: "log.json.gz"), limit: 100_000)) {
            try DocumentContent(of: document, limits: limits)
        }
        try Data(Self.gzip(Array(text.dropFirst()))).write(to: URL(filePath: path))
        #expect(throws: IngestionError.tooLarge(Place(file: "log.json.gz"), limit: 1_000)) {
            try DocumentContent(of: document, limits: limits)
        }
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
            #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: Array(bytes.prefix(count)), name: "r")
            }
        }
        var damaged = bytes
        damaged[bytes.count / 2] ^= 0x55
        #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: damaged, name: "r") }
    }

    /// A zip archive of stored or deflated files, as the specification lays it out.
    static func zip(_ files: [(String, [UInt8])], isDeflated: Bool = false) -> [UInt8] {
        func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8((value >> (8 * $0)) & 0xFF) } }
        var body: [UInt8] = []
        var list: [UInt8] = []
        for (name, data) in files {
            let sum = Int(data.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
            // gzip's data without its header and trailer.
            let packed = isDeflated ? Array(gzip(data).dropFirst(10).dropLast(8)) : data
            let about =
                little(20, 2) + little(0, 2) + little(isDeflated ? 8 : 0, 2) + little(0, 4) + little(sum, 4)
                + little(packed.count, 4) + little(data.count, 4)
                + little(name.utf8.count, 2) + little(0, 2)
            list +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + about + little(0, 10) + little(body.count, 4) + Array(name.utf8)
            body += [0x50, 0x4B, 3, 4] + about + Array(name.utf8) + packed
        }
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2) + little(list.count, 4)
            + little(body.count, 4) + little(0, 2)
        return body + list + end
    }

    @Test func `the only document of a zip archive is read, and several are refused where one is expected`() throws {
        let report = Array(#"[{"file":"A.swift","line":3,"reason":"R","rule_id":"r","severity":"error"}]"#.utf8)
        let archive = Self.zip([("out/", []), ("../../out/report.json", report), ("__MACOSX/._x", [1])])
        #expect(try DocumentReader().read(bytes: archive, name: "r.zip").format == "swiftlint")
        let packed = Self.zip([("report.json", report)], isDeflated: true)
        #expect(try DocumentReader().read(bytes: packed, name: "r.zip").text == report)
        let several = Self.zip([("a.json", report), ("b.json", report)])
        let error = #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: several, name: "r.zip") }
        #expect(error?.description.contains("2 documents") == true)
    }

    /// A tar archive in the ustar form.
    static func tar(_ files: [(String, [UInt8])]) -> [UInt8] {
        var archive: [UInt8] = []
        for (name, data) in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at: Int) {
                for (index, byte) in text.utf8.enumerated() { header[at + index] = byte }
            }
            put(name, at: 0)
            put("0000644", at: 100)
            put(
                String(repeating: "0", count: 11 - String(data.count, radix: 8).count) + String(data.count, radix: 8),
                at: 124)
            put("ustar", at: 257)
            put("00", at: 263)
            header[156] = UInt8(ascii: name.hasSuffix("/") ? "5" : "0")
            for index in 148..<156 { header[index] = 32 }
            let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\0", at: 148)
            archive += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
        }
        return archive + [UInt8](repeating: 0, count: 1024)
    }

    @Test func `each document of an archive is read under its own name, and a broken one does not stop the others`()
        throws
    {
        let report = Array(#"[{"file":"A.swift","line":3,"reason":"R","rule_id":"r","severity":"error"}]"#.utf8)
        let review = Array("1. The test sleeps for two seconds (line 5).".utf8)
        let files = [
            ("reports/lint.json", report), ("../../etc/review.md", review), ("broken.xml", Array("<checkstyle>".utf8)),
            ("picture.png", [1, 2, 3]), ("inner.zip", Self.zip([("a.md", review)])),
            ("packed.json.gz", Self.gzip(report)),
        ]
        let archives = [
            ("r.zip", Self.zip(files)), ("r.zip", Self.zip(files, isDeflated: true)),
            ("r.tgz", Self.gzip(Self.tar(files))),
        ]
        for (name, bytes) in archives {
            var read: [ReadDocument] = []
            var errors: [IngestionError] = []
            try DocumentReader().readAll(bytes: bytes, name: name) { outcome in
                switch outcome {
                case .success(let document): read.append(document)
                case .failure(let error): errors.append(error)
                }
            }
            #expect(
                read.map(\.name) == ["\(name)!reports/lint.json", "\(name)!etc/review.md", "\(name)!packed.json.gz"])
            #expect(read.map(\.format) == ["swiftlint", "prose", "swiftlint"])
            #expect(read[0].notes == ["left out of \(name), no documents by their names: picture.png"])
            #expect(errors.map { $0.place?.file } == ["\(name)!broken.xml", "\(name)!inner.zip"])
        }
    }

    @Test func `an archive whose documents are too many bytes together is refused before any is unpacked`() {
        let large = [UInt8](repeating: 32, count: 900)
        let files = (0..<20).map { ("\($0).md", large) }
        for archive in [Self.zip(files), Self.tar(files)] {
            #expect(throws: IngestionError.tooLarge(Place(file: "r"), limit: 16_000)) {
                try DocumentReader(limits: DocumentLimits(bytes: 1_000)).readAll(bytes: archive, name: "r") { _ in }
            }
        }
    }

    @Test func `a tar archive that is cut is refused, and one without documents in words`() throws {
        let archive = Self.tar([("a.md", Array("1. The test sleeps (line 5).".utf8))])
        #expect(try DocumentReader().read(bytes: archive, name: "r.tar").format == "prose")
        for count in [530, 600, 1_024] {
            #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: Array(archive.prefix(count)), name: "r")
            }
        }
        let pictures = Self.tar([("a.png", [1]), ("b.png", [2])])
        let error = #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: pictures, name: "r") }
        #expect(error?.description.contains("none of the archive's 2 files") == true)
    }

    @Test func `a zip archive that is cut or damaged is refused`() {
        let archive = Self.zip([("a.md", Array("1. The test sleeps (line 5).".utf8))])
        for count in 5..<archive.count {
            #expect(throws: IngestionError.self) {
                try DocumentReader().read(bytes: Array(archive.prefix(count)), name: "r")
            }
        }
        var damaged = archive
        damaged[40] ^= 1
        #expect(throws: IngestionError.self) { try DocumentReader().read(bytes: damaged, name: "r") }
    }
}
