import FindingsModel
import Foundation
import Testing

@testable import Ingestion

struct InputTests {
    private func manifest(_ text: String) throws(IngestionError) -> Manifest {
        try Manifest(Array(text.utf8), file: "lists/manifest.jsonl")
    }

    @Test func `a manifest's documents are relative to it, and unknown fields are told`() throws {
        let list = try manifest(
            """
            {"review": "a.md", "path": "tests/test_a.py", "reviewedAt": "2026-01-01T01:00:00+01:00", "pullRequest": 7}

            {"review": "/abs/b.sarif", "format": "sarif", "reviewer": {"name": "m", "kind": "tool"}, "mood": 1}
            """)
        #expect(list.entries.map(\.file) == ["lists/a.md", "/abs/b.sarif"])
        #expect(list.entries.map(\.line) == [1, 3])
        #expect(list.entries[0].subject.reviewedAt == "2026-01-01T00:00:00Z")
        #expect(list.entries[0].subject.pullRequest == "7")
        #expect(list.entries[1].subject.reviewerKind == .tool)
        #expect(list.notes.count == 1)
    }

    @Test(arguments: [
        ("{\"review\": \"a\"}\nnot JSON", 2), ("{\"path\": \"a\"}", 1), ("[1]", 1),
        ("{\"review\": \"a\", \"reviewedAt\": \"soon\"}", 1), ("{\"review\": 5}", 1),
    ])
    func `a line that is none is refused with its number`(_ text: String, _ line: Int) {
        do {
            _ = try manifest(text)
            Issue.record("it was read")
        } catch {
            #expect(error.place?.line == line)
        }
    }

    @Test(arguments: [
        ("reviews/*.md", "reviews/a.md", true), ("reviews/*.md", "reviews/b/a.md", false),
        ("reviews/**/*.md", "reviews/b/c/a.md", true), ("reviews/**/*.md", "reviews/a.md", true),
        ("a?[xy].md", "abx.md", true), ("a?[xy].md", "abz.md", false), ("**", "a/b", true),
        ("run-[0-9][0-9]", "run-42", true), ("run-[0-9]", "run--", false), ("[!a-c]x", "dx", true),
        ("[!a-c]x", "bx", false), ("[a-]x", "-x", true), ("[9-0]x", "5x", false),
        ("*a*a*a*b", String(repeating: "a", count: 5_000), false),
    ])
    func `patterns match as in a shell`(_ pattern: String, _ path: String, _ expected: Bool) {
        #expect(Glob(pattern).matches(path) == expected)
    }

    @Test func `a folder gives its reviews in order, and an empty one an error`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "refrain-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let inner = folder.appending(path: "b")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        #expect(throws: IngestionError.self) { try InputFinder().documents(for: folder.path) }
        for name in ["z.md", "b/a.sarif", ".hidden.md", "image.png"] {
            try Data("x".utf8).write(to: folder.appending(path: name))
        }
        try FileManager.default.createSymbolicLink(
            at: inner.appending(path: "loop"), withDestinationURL: folder)
        let found = try InputFinder().documents(for: folder.path)
        #expect(found.map(\.name) == ["\(folder.path)/b/a.sarif", "\(folder.path)/z.md"])
        #expect(try InputFinder().documents(for: "\(folder.path)/**/*.sarif").count == 1)
        #expect(throws: IngestionError.self) { try InputFinder().documents(for: "\(folder.path)/*.nothing") }
        #expect(throws: IngestionError.self) { try InputFinder().documents(for: "\(folder.path)/missing.md") }
    }

    /// Linux allows any bytes in names; text has U+FFFD for those that are no UTF-8.
    @Test func `files and folders whose names are no UTF-8 are read`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = Array(folder.path.utf8) + [UInt8(ascii: "/")]
        func named(_ bytes: [UInt8]) -> [CChar] { (root + bytes + [0]).map { CChar(bitPattern: $0) } }
        func write(_ name: [UInt8], _ text: String) throws {
            let file = try #require(fopen(named(name), "w"))
            fputs(text, file)
            fclose(file)
        }
        // `bôme.md` in Latin-1, and a folder of such a name; two names that text cannot tell apart.
        try write([0x62, 0xF4, 0x6D, 0x65] + Array(".md".utf8), "one")
        try #require(mkdir(named([0xE9, 0x74, 0xE9]), 0o755) == 0)
        try write([0xE9, 0x74, 0xE9] + Array("/mast.md".utf8), "two")
        for byte: UInt8 in [0xE0, 0xE8] { try write([byte] + Array(".log".utf8), "three") }

        func content(_ document: InputDocument) throws -> String {
            let limits = DocumentContent.Limits(whole: 100, parts: 100)
            guard case .bytes(let bytes) = try DocumentContent(of: document, limits: limits) else { return "" }
            return String(decoding: bytes, as: UTF8.self)
        }
        let found = try InputFinder().documents(for: folder.path)
        #expect(try found.map(content).sorted() == ["one", "two"])
        for document in found {
            #expect(try InputFinder().documents(for: document.name) == [document])
        }
        let error = #expect(throws: IngestionError.self) {
            try InputFinder().documents(for: folder.path + "/\u{FFFD}.log")
        }
        #expect(error?.remedy.contains("not UTF-8") == true)
    }

    @Test func `a folder outside of git has no context`() async {
        #expect(await GitContext.read(folder: "/proc") == nil)
        #expect(await GitContext.read(folder: "/no/such/folder") == nil)
    }
}
