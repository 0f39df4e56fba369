import FindingsModel

/// Places that stand below the remarks in a list of their own, each with the mark of its remark: "[a] lines 20-26",
/// "(1) lines 30-34; (2) line 58".
struct FootPlaces {
    /// What the remarks say where, by the remark's index.
    private(set) var places: [(index: Int, found: [LineReferenceScanner.Found])] = []
    /// The remarks that are nothing but such a list.
    private(set) var indices: Set<Int> = []

    private struct Entry {
        var key: String
        var found: [LineReferenceScanner.Found]
    }

    init(_ remarks: [Remark]) {
        // From the end up: all of it is entries.
        var entries: [Entry] = []
        var first = remarks.count
        while first > 0, let own = Self.entries(of: remarks[first - 1]) {
            entries.insert(contentsOf: own, at: 0)
            first -= 1
        }
        let isCounted = entries.allSatisfy(\.key.isEmpty)
        if isCounted {
            // "1. lines 20-26", the number of which the list took: one for each remark.
            guard entries.count == first, Set(remarks[first...].map(\.group)).count == 1 else { return }
            for index in entries.indices { entries[index].key = String(index + 1) }
        } else if let next = entries.dropFirst().first?.key, entries[0].key.isEmpty {
            entries[0].key = next == "2" ? "1" : next.lowercased() == "b" ? "a" : ""
        }
        let keys = entries.map(\.key)
        guard !keys.contains(""), first > 1, entries.count > 1, Set(keys).count == keys.count else { return }
        let told = remarks[..<first]
        let marked = keys.map { key in
            told.firstIndex { remark in
                let text = remark.lead.flat
                return text.has("[\(key)]") || text.has("(\(key))")
            }
        }
        var targets: [Int?] = marked
        if marked.contains(nil) {
            // Without marks they go by number; remarks that say themselves where they are need none.
            let numbers = keys.map { Int($0) ?? 0 }
            let placed = told.count { !$0.located.isEmpty || AnswerShape.hasPlace($0.lead.flat) }
            guard numbers.allSatisfy({ (1...told.count).contains($0) }), numbers == numbers.sorted(),
                entries.count * 2 >= told.count, placed * 2 <= told.count
            else { return }
            targets = numbers.map { $0 - 1 }
        }
        for (entry, target) in zip(entries, targets) {
            if let target, !entry.found.isEmpty { places.append((target, entry.found)) }
        }
        indices = Set(first..<remarks.count)
    }

    /// What a remark lists, where it lists nothing but places, each behind a mark.
    private static func entries(of remark: Remark) -> [Entry]? {
        guard remark.suggestion == nil, remark.blocks.count < 40,
            remark.blocks.allSatisfy({ $0.kind == .paragraph && $0.children.isEmpty })
        else { return nil }
        let lines = ([remark.lead] + remark.blocks.map(\.text)).flatMap { $0.bytes.split(separator: .lineFeed) }
            .map { String(decoding: $0, as: UTF8.self) }
        var entries: [Entry] = []
        for (index, line) in lines.enumerated() {
            // "Locations:" above them.
            if index == 0, lines.count > 1 || remark.blocks.count > 0, !line.utf8.contains(where: \.isDigit),
                PhraseKey(line).count < 5
            {
                continue
            }
            guard line.utf8.count < 600 else { return nil }
            for part in line.split(separator: ";") {
                let text = String(part.drop { $0 == " " })
                if text.isEmpty { continue }
                guard let entry = entry(text) else { return nil }
                entries.append(entry)
            }
        }
        return entries.isEmpty ? nil : entries
    }

    /// "[a] lines 20-26", "(4) n/a".
    private static func entry(_ text: String) -> Entry? {
        if text.first?.isLetter == true, let found = place(text[...], isAlone: true), !found.isEmpty {
            return Entry(key: "", found: found)
        }
        guard let open = text.first, open == "[" || open == "(" || open == "#" || open.isNumber else { return nil }
        let rest = open.isNumber ? text[...] : text.dropFirst()
        let key = rest.prefix { $0.isASCII && ($0.isNumber || $0.isLetter) }
        guard (1...2).contains(key.count), key.allSatisfy(\.isNumber) || key.count == 1 else { return nil }
        var place = rest.dropFirst(key.count)
        switch open {
        case "[": guard place.first == "]" else { return nil }
        case "(": guard place.first == ")" else { return nil }
        default: guard let next = place.first, ":.) ".contains(next) else { return nil }
        }
        place = place.dropFirst().drop { " :–—-→=".contains($0) }
        guard let found = self.place(place, isAlone: false) else { return nil }
        // A bare number behind a number is no place.
        guard !open.isNumber || !PhraseKey(String(place)).isEmpty else { return nil }
        return Entry(key: String(key), found: found)
    }

    /// The places of a text that says nothing else; none for "n/a".
    private static func place(_ text: Substring, isAlone: Bool) -> [LineReferenceScanner.Found]? {
        let words = PhraseKey(String(text))
        if !isAlone, !text.utf8.contains(where: \.isDigit),
            ["n a", "none", ""].contains(words.words.joined(separator: " "))
        {
            return []
        }
        guard words.words.allSatisfy(placeWords.contains), !isAlone || !words.isEmpty,
            text.utf8.contains(where: \.isDigit)
        else { return nil }
        var path: String?
        let found = LocationValue.references(in: StyledText(String(text)), &path)
        return found.isEmpty ? nil : found
    }

    private static let placeWords: Set<String> = [
        "l", "ll", "line", "lines", "ln", "and", "to", "also", "zeile", "zeilen", "z", "und", "bis", "ligne", "lignes",
        "et", "línea", "líneas", "linea", "lineas", "linha", "linhas", "riga", "righe", "e", "y", "строка", "строки",
        "строке", "и", "wiersz", "wiersze", "linia", "linie", "i", "行", "第", "行目", "줄",
    ]
}
