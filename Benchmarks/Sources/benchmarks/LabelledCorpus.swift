import Foundation

/// Reviews with the truth about them: which findings they hold, and which of those are one underlying issue.
///
/// A folder with `manifest.jsonl` (a line a review: `review`, `path`, `repository`, `commit`, `reviewedAt`, `reviewer`)
/// and `truth/NAME.json` for `reviews/NAME.*`: `{"findings": [{"ordinal", "title", "lines", "polarity", "issue",
/// "alsoIssues"}]}`.
struct LabelledCorpus {
    struct Label {
        var ordinal: Int
        var title: String
        var lines: Set<Int>
        /// The issue that it reports, and those that it reports besides; `nil` for praise.
        var issue: String?
        var also: Set<String>
    }

    struct Item {
        var manifest: [String: Any]
        var labels: [Label]
        /// What `refrain extract` makes of the review.
        var document: [String: Any]
        /// The label of an extracted finding, by the finding's ordinal.
        var labelOf: [Int: Label]
    }

    let name: String
    private(set) var items: [Item] = []

    /// - Parameter extract: what `refrain extract --format json` prints of these files: at least each finding's `ordinal`,
    ///   `title`, `body` and `lines`.
    init(folder: String, extract: ([String]) throws -> Data) throws {
        let folder = URL(filePath: folder)
        name = folder.lastPathComponent
        let manifest = try Self.objects(Data(contentsOf: folder.appending(path: "manifest.jsonl")))
        let files = manifest.map { folder.appending(path: $0["review"] as? String ?? "").path(percentEncoded: false) }
        let documents = try Self.objects(extract(files))
        for ((entry, file), document) in zip(zip(manifest, files), documents) {
            let stem = URL(filePath: file).deletingPathExtension().lastPathComponent
            let truth = try JSONSerialization.jsonObject(
                with: Data(contentsOf: folder.appending(path: "truth/\(stem).json")))
            let labels = ((truth as? [String: Any])?["findings"] as? [[String: Any]] ?? []).map(Label.init)
            let found = document["findings"] as? [[String: Any]] ?? []
            items.append(
                Item(manifest: entry, labels: labels, document: document, labelOf: Self.align(labels, found)))
        }
    }

    static func objects(_ data: Data) throws -> [[String: Any]] {
        try data.split(separator: 0x0A).compactMap { try JSONSerialization.jsonObject(with: $0) as? [String: Any] }
    }

    // MARK: - Alignment

    /// The order-keeping pairing of labels and extracted findings that are most alike, by words of the title and by lines.
    private static func align(_ labels: [Label], _ found: [[String: Any]]) -> [Int: Label] {
        let likeness = labels.map { label in found.map { Self.likeness(label, $0) } }
        var best = [[Double]](repeating: [Double](repeating: 0, count: found.count + 1), count: labels.count + 1)
        for i in labels.indices.reversed() {
            for j in found.indices.reversed() {
                let take = likeness[i][j] >= 0.5 ? likeness[i][j] + best[i + 1][j + 1] : -1
                best[i][j] = max(best[i + 1][j], best[i][j + 1], take)
            }
        }
        var pairs: [Int: Label] = [:]
        var (i, j) = (0, 0)
        while i < labels.count, j < found.count {
            if likeness[i][j] >= 0.5, abs(best[i][j] - likeness[i][j] - best[i + 1][j + 1]) < 1e-9 {
                if let ordinal = found[j]["ordinal"] as? Int { pairs[ordinal] = labels[i] }
                i += 1
                j += 1
            } else if best[i][j] == best[i + 1][j] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    private static func likeness(_ label: Label, _ finding: [String: Any]) -> Double {
        let want = words(label.title)
        let title = words(finding["title"] as? String ?? "")
        let whole = title.union(words(finding["body"] as? String ?? ""))
        var text = 0.0
        if !want.isEmpty {
            let inTitle = Double(want.intersection(title).count) / Double(want.count)
            let inWhole = Double(want.intersection(whole).count) / Double(want.count)
            text = max(inTitle, 0.9 * inWhole * min(1, 150 / Double(max(1, whole.count))))
        }
        let lines = Label.lines(finding["lines"])
        let places: Double =
            if label.lines.isEmpty, lines.isEmpty {
                0.6
            } else if label.lines.isEmpty || lines.isEmpty {
                0.2
            } else {
                Double(label.lines.intersection(lines).count) / Double(label.lines.union(lines).count)
            }
        return 0.65 * text + 0.35 * places
    }

    /// Words, and of scripts without spaces pairs of characters.
    private static func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let isCJK = word.unicodeScalars.contains {
                (0x3040...0x9FFF).contains($0.value) || (0xAC00...0xD7AF).contains($0.value)
            }
            guard isCJK, word.count > 1 else {
                words.insert(String(word))
                continue
            }
            let characters = Array(word)
            for place in 0..<(characters.count - 1) { words.insert(String(characters[place...(place + 1)])) }
        }
        return words
    }
}

extension LabelledCorpus.Label {
    init(_ object: [String: Any]) {
        ordinal = object["ordinal"] as? Int ?? 0
        title = object["title"] as? String ?? ""
        lines = Self.lines(object["lines"])
        issue = object["polarity"] as? String == "praise" ? nil : object["issue"] as? String
        also = Set(object["alsoIssues"] as? [String] ?? [])
    }

    static func lines(_ value: Any?) -> Set<Int> {
        var lines: Set<Int> = []
        for case let pair as [Int] in value as? [Any] ?? [] {
            guard let first = pair.first, let last = pair.last else { continue }
            if first <= last, last - first <= 5_000 { lines.formUnion(first...last) } else { lines.insert(first) }
        }
        return lines
    }
}
