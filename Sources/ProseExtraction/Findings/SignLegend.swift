import FindingsModel

/// A list that says what the document's coloured signs stand for: "🔴 **Gap** — …", "🟡 **Fragile** — …", "🔵 **Noise** — …".
///
/// Where the names are no ratings, and come again behind the same signs, the signs stand for kinds of remarks.
enum SignLegend {
    static func namesKinds(_ document: [UInt8]) -> Bool {
        var legend: [Entry] = []
        var run: [Entry] = []
        var again = 0
        for line in document.split(separator: .lineFeed, omittingEmptySubsequences: false) {
            let entry = Entry(line)
            if legend.isEmpty {
                if let entry, entry.hasDash, !entry.rates, !run.contains(where: { $0.sign == entry.sign }) {
                    run.append(entry)
                    continue
                }
                if run.count > 2 { legend = run }
                run = []
            }
            if let entry, legend.contains(where: { $0.sign == entry.sign && $0.name == entry.name }) { again += 1 }
            if again > 2 { return true }
        }
        return false
    }

    /// A line that opens with a coloured sign and a word.
    private struct Entry {
        let sign: UInt8
        let name: [UInt8]
        /// A dash stands behind up to three words.
        let hasDash: Bool
        let rates: Bool

        init?(_ line: ArraySlice<UInt8>) {
            guard let first = line.prefix(24).firstIndex(where: { !$0.isOne(of: " \t-*+>|") }), line[first] == 0xF0
            else {
                return nil
            }
            let line = Array(line[first...].prefix(120))
            var index = 0
            // 🔴 🔵 (U+1F534, U+1F535), 🟠 to 🟩 (U+1F7E0 to U+1F7E9).
            guard index + 4 < line.count, line[index] == 0xF0, line[index + 1] == 0x9F,
                line[index + 2] == 0x94 && (0xB4...0xB5).contains(line[index + 3])
                    || line[index + 2] == 0x9F && (0xA0...0xA9).contains(line[index + 3])
            else { return nil }
            sign = line[index + 3]
            index += 4
            while index < line.count, line[index].isOne(of: " *_") { index += 1 }
            let start = index
            while index < line.count, line[index].isWord { index += 1 }
            guard index - start > 1 else { return nil }
            name = line[start..<index].map(\.lowered)
            var end = index
            while end < line.count, line[end].isWord || line[end].isOne(of: " *_"), end - start < 48 {
                if line.has("—", at: end) || line.has("–", at: end) { break }
                end += 1
            }
            hasDash =
                line.has("—", at: end) || line.has("–", at: end) || line.has("- ", at: end) || line.has(": ", at: end)
            rates = SeverityVocabulary.severity(of: String(decoding: line[start..<end], as: UTF8.self)) != nil
        }
    }
}
