/// Guesses the language of a document from its script and its most frequent words.
enum LanguageGuess {
    private static let languages = ["en", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr"]

    /// By the hash of a word, the languages that use it much: bit n is the n-th of ``languages``.
    private static let words: HashTable = {
        let lists: [(String, String)] = [
            (
                "en",
                "the and is are of to in that this it not be with for but which should would when from have has was one only "
                    + "no an by as can will does tests test"
            ),
            (
                "de",
                "der die das und ist nicht ein eine einen den dem des im zu mit auf für wird werden sind nur auch sich als bei von dass oder aber kein"
            ),
            (
                "fr",
                "le la les des est une un et ne pas que qui dans pour sur avec sont du au par ce cette il plus mais ou aucun aucune"
            ),
            (
                "es",
                "el la los las de que y en un una es no se por con para del al lo como pero su está son más este esta prueba pruebas"
            ),
            (
                "pt",
                "o a os as de que e em um uma não se por com para do da no na ao mas são está mais este esta também teste testes"
            ),
            (
                "it",
                "il la lo gli le di che e in un una è non si per con del della dei nel nella sono ma più questo questa anche test"
            ),
            (
                "nl",
                "de het een en van is niet dat in op te zijn met voor wordt worden ook maar bij als er aan om deze dit geen"
            ),
            ("sv", "och att det som en är av för inte med på den till om ett har kan inga de"),
            ("pl", "i w nie jest na się to z że do jak ale są tego przez dla testy test"),
            ("tr", "ve bir bu için ile da de değil daha olarak çok gibi ama en"),
        ]
        var table = HashTable(capacity: 1024)
        for (language, list) in lists {
            let bit = Int32(1) << Int32(languages.firstIndex(of: language) ?? 0)
            for word in list.split(separator: " ") {
                let hash = word.utf8.reduce(seed, mix)
                table[hash] = (table[hash] ?? 0) | bit
            }
        }
        return table
    }()

    /// FNV-1a, 64 bits.
    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    /// ISO 639-1, or `nil` when too little text tells.
    static func language(of document: [UInt8]) -> String? {
        var counts = [Int](repeating: 0, count: languages.count)
        var kana = 0
        var han = 0
        var hangul = 0
        var cyrillic = 0
        var words = 0
        var letters = 0
        var isFenced = false
        var index = 0
        let limit = min(document.count, 30_000)
        let table = Self.words
        while index < limit {
            if document[index] == UInt8(ascii: "`") {
                if document.has("```", at: index) {
                    isFenced.toggle()
                    index += 3
                    continue
                }
                // Inline code speaks no language.
                if !isFenced,
                    let close = document[(index + 1)..<min(index + 200, limit)].firstIndex(of: UInt8(ascii: "`"))
                {
                    index = close + 1
                    continue
                }
                index += 1
                continue
            }
            guard document[index].isWord, !isFenced else {
                index += 1
                continue
            }
            let start = index
            while index < limit, document[index].isWord {
                if document[index].isWide {
                    let (value, length) = document.scalar(at: index)
                    switch value {
                    case 0x3040...0x30FF: kana += 1
                    case 0x3400...0x9FFF: han += 1
                    case 0xAC00...0xD7AF: hangul += 1
                    case 0x0400...0x04FF: cyrillic += 1
                    default: break
                    }
                    index += length
                } else {
                    index += 1
                }
                letters += 1
            }
            if index - start <= 16, !document[start].isDigit {
                words += 1
                var hash = seed
                for position in start..<index { hash = mix(hash, document[position].lowered) }
                if var bits = table[hash] {
                    while bits != 0 {
                        counts[bits.trailingZeroBitCount] += 1
                        bits &= bits - 1
                    }
                }
            }
        }
        if hangul > 8, hangul * 5 > letters / 4 { return "ko" }
        if kana > 6, kana * 12 > han { return "ja" }
        if han > 12, han * 4 > words { return "zh" }
        if cyrillic > 20, cyrillic * 3 > letters { return "ru" }
        // Of equals the first in the alphabet, as good as any other rule and always the same.
        guard
            let best = counts.indices.max(by: { (counts[$0], languages[$1]) < (counts[$1], languages[$0]) }),
            counts[best] >= 3, counts[best] * 14 >= words
        else { return nil }
        return languages[best]
    }
}
