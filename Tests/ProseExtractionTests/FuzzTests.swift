import FindingsModel
import Foundation
import Testing

@testable import ProseExtraction

/// Documents made at random from fixed seeds; `make fuzz SECONDS=300` makes other ones for that long.
///
/// A find is printed with its seed, and becomes a fixture or a case of ``HostileDocumentTests``.
@Suite struct FuzzTests {
    private static let seconds =
        ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap { Double($0) } ?? 2
    private static let isLong = ProcessInfo.processInfo.environment["FUZZ_SECONDS"] != nil

    /// What this thread has computed: other tests, and what else the machine does, are not in it.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static let fixtures: [[UInt8]] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            FileManager.default.contents(atPath: folder.appending(path: "\(name)/input.md").path).map { [UInt8]($0) }
        }
    }()

    private static let signs = Array("#*-_`|>[]()<!:0123456789 L\n\n\t~.,aeé行".utf8)
    private static let phrases = [
        "**Severity:** High\n", "lines 5-9", "a/b.py:12", "L3", "- [ ] ", "<details>\n", "</details>\n", "```\n", "> ",
        "| a | b |\n|---|---|\n", "Verdict: ", "第3行", "<!--", "-->", "\r\n", "1. ", "   - ", "\u{FEFF}", "#L10-L20",
        "{\"findings\": [", "99999999999999999999", "II. ", "PS3, Line 41:\n", "🔴 ", "(1, 2", "~~", "&#0;", "\0",
        "<finding severity=\"high\" file=\"a.rs\" line=\"3\">\n", "</finding>\n", "== T\n", "** TODO T\n", "h2. T\n",
        "# x\n",
        "Title\n~~~~~\n", "1) T\n----\n", "P1: ", "HIGH a.py:3 ", "> +int a;\n\n", "AB-01-002 T (High)\n\n",
        "the 41st line",
        "４１行目", "с 41-й по 50-ю строку", ":Lines: 3\n", "A. T\na. b\n", "a.php[12-15]",
        "| Severity: High | Type: x |\n|---|---|\n",
        "[!IMPORTANT]\n", "Reviewed-by: a\n", "问题1：", "**The good**\n", "React with 👍\n", "```\n# a.py:14\n```\n",
    ].map { Array($0.utf8) }

    /// One document, wholly told by its seed.
    private static func document(_ seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(state: seed &* 0x9E37_79B9_7F4A_7C15)
        let bytes: [UInt8]
        switch seed % 4 {
        case 0:
            bytes = (0..<Int.random(in: 0..<1_500, using: &generator)).map { _ in
                .random(in: 0...255, using: &generator)
            }
        case 1:
            bytes = (0..<Int.random(in: 0..<1_500, using: &generator)).map { _ in
                signs.randomElement(using: &generator) ?? 32
            }
        case 2:
            bytes = (0..<Int.random(in: 0..<80, using: &generator)).flatMap { _ in
                phrases.randomElement(using: &generator) ?? []
            }
        default: bytes = mutated(using: &generator)
        }
        // The reader is promised valid UTF-8.
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func mutated(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = fixtures.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1..<12, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, at + Int.random(in: 0..<120, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(at..<end)
            case 1: bytes.insert(contentsOf: phrases.randomElement(using: &generator) ?? [], at: at)
            case 2: bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 3: bytes[at] = .random(in: 0...255, using: &generator)
            default:
                let other = fixtures.randomElement(using: &generator) ?? []
                let half = Int.random(in: 0...other.count, using: &generator)
                bytes = Array(bytes[..<at]) + other[half...]
            }
        }
        return bytes
    }

    /// What the rules for places and labels look for, to be cut off anywhere: most of them look ahead.
    private static let pieces = [
        "1", "12", "8080", "10-20", "3,", "5", "as", "ports", "ms", "to", "and", "of", "the", "line", "lines", "Zeile",
        "lignes", "строка", "строк", "第", "行", "行目", "줄", "번째", "between", "from", "unlike", "at", "a.py", "a/b.kt:",
        "L", "R", "#L", "@", "@@", "-", "–", "—", "…", "(", ")", "[", "]", "【", "】", "†", "`", "**", ":", "：", ",", "、",
        ".",
        "/", "+", "%", "°", "$", "№", "no.", "st", "th", "-й", "e", "f.", "ff.", "onwards", "Severity", "High", "P1",
        "Location", "Fix", "nit", "🔴", "http://", "::", "~", "\"", "'", " ", " ", " ", "\n",
    ]

    @Test func `a text that ends anywhere is asked for nothing behind its end`() {
        var generator = SeededGenerator(state: Self.isLong ? .random(in: 0..<1 << 40) : 41)
        for _ in 0..<(Self.isLong ? 200_000 : 12_000) {
            let count = Int.random(in: 1..<9, using: &generator)
            let words = (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
            let text = StyledText(words.joined(separator: Bool.random(using: &generator) ? " " : ""))
            let scanner = LineReferenceScanner(text)
            let places = scanner.found.map(\.place) + scanner.paths.map(\.place) + scanner.loose.map(\.place)
            #expect(places.allSatisfy { $0.upperBound <= text.count }, "\(text.string)")
            #expect(LocationLabel(text).map { $0.end <= text.count } ?? true, "\(text.string)")
            #expect(FieldLabel(text).map { $0.end <= text.count } ?? true, "\(text.string)")
            #expect(RemarkLead(text, scale: .init([])).start <= text.count, "\(text.string)")
            _ = (RatedPlace(text), MetaLine(text), LabelLine.title(of: text), SplitParagraph(text))
        }
    }

    @Test func `whatever the bytes, the reading is whole, repeatable and in bounds`() {
        let clock = ContinuousClock()
        let start = clock.now
        var seed: UInt64 = Self.isLong ? UInt64.random(in: 0..<1 << 40) : 0
        let first = seed
        while clock.now - start < .seconds(Self.seconds), Self.isLong || seed - first < 400 {
            let document = Self.document(seed)
            let began = Self.processorSeconds
            let explanation = ProseReader().explain(document)
            let took = Self.processorSeconds - began
            #expect(took < 5, "seed \(seed) took \(took) s of a debug build")
            var end = 0
            var isWhole = true
            for part in explanation.spans {
                isWhole = isWhole && part.span.start == end && part.span.end > end
                end = part.span.end
            }
            #expect(isWhole && end == document.count, "seed \(seed): the spans are no partition")
            let review = explanation.review
            for finding in review.findings {
                let isIn =
                    finding.span.start >= 0 && finding.span.start <= finding.span.end
                    && finding.span.end <= document.count
                #expect(isIn, "seed \(seed): a finding beyond the document")
                #expect(!finding.title.isEmpty || !finding.body.isEmpty, "seed \(seed): an empty finding")
                #expect((0...1).contains(finding.confidence), "seed \(seed)")
            }
            if seed % 16 == 0 {
                #expect(ProseReader().read(document) == review, "seed \(seed): read twice, two reviews")
            }
            seed += 1
        }
    }
}
