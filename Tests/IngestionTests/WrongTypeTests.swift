import FindingsModel
import Foundation
import Testing

@testable import Ingestion

/// A value of the wrong type in a field that is read is told: by a flag, or by an error with its place.
struct WrongTypeTests {
    private static let fixtures = Fixture.wellFormed.filter { fixture in
        let first = fixture.bytes.first { !SourceDocument.isSpace($0) }
        // Words are read as words, whatever their marks.
        return fixture.format != "prose" && (first == UInt8(ascii: "{") || first == UInt8(ascii: "["))
    }

    /// One of each kind.
    private static let others: [(kind: JSONValue.Kind, text: String)] = [
        (.string, "\"zzqz\""), (.number, "7654.5"), (.true, "true"), (.array, "[\"zzqz\"]"), (.object, "{\"zzqz\": 1}"),
    ]

    @Test(arguments: fixtures)
    func `a value of another type changes nothing, or is flagged, or is refused with its place`(
        _ fixture: Fixture
    ) throws {
        let whole = try DocumentReader().read(bytes: fixture.bytes, name: fixture.input)
        let told = FixtureTests.describe(whole)
        let flags = Self.flags(whole)
        let spans = Self.spans(SourceDocument(name: fixture.input, text: whole.text))
        for value in spans {
            func read(_ text: String) -> ReadDocument? {
                var bytes = whole.text
                bytes.replaceSubrange(value.span.start..<value.span.end, with: Array(text.utf8))
                do throws(IngestionError) {
                    return try DocumentReader().read(bytes: bytes, name: fixture.input)
                } catch {
                    if error.place == nil { Issue.record("no place: \(error)") }
                    return nil
                }
            }
            // What may be absent and is missed by nobody is not read.
            if read("null").map(FixtureTests.describe) == told { continue }
            for other in Self.others where other.kind != value.kind {
                if value.kind == .false, other.kind == .true { continue }
                // In the YAML that models write all is text, and a number stands for its text everywhere.
                if fixture.format == "pr-agent", other.kind == .true { continue }
                if value.kind == .string, other.kind == .number { continue }
                guard let read = read(other.text) else { continue }
                let now = FixtureTests.describe(read)
                let isKept = now.contains { $0.contains("zzqz") || $0.contains("7654.5") }
                if now == told || isKept { continue }
                let flagsNow = Self.flags(read)
                let isTold = flagsNow.contains { $0.value > flags[$0.key] ?? 0 }
                // What was not understood as it was either.
                let wasOdd = flags.contains { $0.key.hasSuffix("is not understood") && flagsNow[$0.key] != $0.value }
                if wasOdd { continue }
                let context = whole.text[max(0, value.span.start - 30)..<value.span.end].suffix(80)
                #expect(isTold, "\(String(decoding: context, as: UTF8.self)) as \(other.text)")
            }
        }
    }

    private static func spans(_ document: SourceDocument) -> [(span: ByteSpan, kind: JSONValue.Kind)] {
        var spans: [(span: ByteSpan, kind: JSONValue.Kind)] = []
        func look(_ value: JSONValue) {
            spans.append((value.span, value.kind))
            if value.isArray { for item in value.elements { look(item) } }
            if value.isObject { for item in value.fieldValues { look(item) } }
        }
        for root in document.roots { look(root) }
        return spans
    }

    /// What the document and its findings are flagged with, and what of them was left as text.
    private static func flags(_ document: ReadDocument) -> [String: Int] {
        let flags = document.reviews.flatMap { $0.flags + $0.findings.flatMap(\.flags) + $0.unparsed.map(\.why) }
        return Dictionary(flags.map { ($0, 1) }, uniquingKeysWith: +)
    }
}
