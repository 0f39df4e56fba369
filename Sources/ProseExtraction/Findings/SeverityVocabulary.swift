import FindingsModel

/// The words, signs and scales by which reviewers state how much a remark matters.
enum SeverityVocabulary {
    private static let table = VocabularyTable.ratings

    /// Whole phrases, as `PhraseKey` writes them, without the words that only say what kind of thing is rated; and codes:
    /// P0 to P4, S0 to S4.
    private static let phrases: [String: Severity] = {
        var phrases: [String: Severity] = [:]
        for severity in Severity.allCases {
            for words in table[severity.rawValue] { phrases[words] = severity }
        }
        for (level, severity) in [Severity.critical, .high, .medium, .low, .info].enumerated() {
            phrases["p\(level)"] = max(severity, .low)
            phrases["s\(level)"] = severity
            phrases["sev\(level)"] = severity
        }
        return phrases
    }()

    /// Words that say what is rated, not how it is rated: "High *severity issues*", "*risque* élevé".
    private static let carriers = Set(table["rated"])

    /// The severity that `phrase` states and nothing else; `nil` when it says more ("high memory use") or none.
    ///
    /// - Parameter isRated: a field or heading says that a rating follows, so that words which mean something else
    ///   elsewhere ("warning", "note", "important", "error") count.
    static func severity(of phrase: String, isRated: Bool = true) -> Severity? {
        if phrase.utf8.count > 60 { return nil }
        let key = PhraseKey(withoutAlternative(phrase), keepDigits: true)
        var rated: Severity?
        guard isRating(key) else { return nil }
        var rest: [String] = []
        var words = key.words.filter { !isCount($0) }
        // "Major missing cases": what is missing is what is rated.
        if let missing = words.firstIndex(of: "missing"), missing > 0 {
            words.removeAll { missed.contains($0) }
        }
        // "Sev 2" is the code "Sev2".
        if words == ["sev"], key.count == 2, let code = phrases["sev" + key.words[1]] { return code }
        if words.isEmpty || words.count > 6 { return nil }
        let whole = words.joined(separator: " ")
        if weaknesses.contains(whole) { return nil }
        if let severity = phrases[whole] { return isRated || !isAmbiguous(whole) ? severity : nil }
        for word in words {
            if let severity = phrases[word] {
                if !isRated, isAmbiguous(word) { return nil }
                // "Low / Nits", "Critical / High": the first word counts.
                if rated == nil { rated = severity }
            } else if let severity = spaceless(word) {
                if rated == nil { rated = severity }
            } else {
                rest.append(word)
            }
        }
        return rest.allSatisfy { carriers.contains($0) } ? rated : nil
    }

    /// "Minor/hidden issues": the word behind the slash adds to the rating before it.
    private static func withoutAlternative(_ phrase: String) -> String {
        guard let slash = phrase.utf8.firstIndex(of: UInt8(ascii: "/")) else { return phrase }
        let before = phrase[..<slash].split(separator: " ").last.map { PhraseKey(String($0)).text.trimmingSpaces }
        let after = phrase[phrase.utf8.index(after: slash)...]
        guard let before, phrases[before] != nil, after.first?.isLetter == true,
            let end = after.firstIndex(where: { !$0.isLetter })
        else { return phrase }
        return String(phrase[..<slash] + after[end...])
    }

    /// What may be missing in the name of a group: alone they rate nothing.
    private static let missed = Set(table["missed"])

    /// "Weak points" speak of the test, not of how grave that is.
    private static let weaknesses = Set(table["weakness"])

    /// Every word of `key` may stand in a rating. Nearly all phrases are refused here, for little.
    private static func isRating(_ key: PhraseKey) -> Bool {
        key.count <= 12
            && key.parts.allSatisfy { word in
                let first = key.bytes[word.range.lowerBound]
                return first >= 0xE2 || first.isDigit || known.contains(word)
            }
    }
    private static let known = WordSet(Array(phrases.keys) + Array(carriers) + Array(missed) + ["cvss", "sev"])

    /// Some word of `key` may rate.
    static func mayRate(_ key: PhraseKey) -> Bool {
        key.isWide || key.parts.contains { known.contains($0) }
    }

    private static func isCount(_ word: String) -> Bool { word.utf8.allSatisfy(\.isDigit) }

    /// A group's name that tells what to do about its remarks rather than how grave they are: "Must", "Nice to have",
    /// "Blocking".
    ///
    /// It weighs for a severity and states none; a coloured sign beside it does.
    static func isObligation(_ phrase: String) -> Bool {
        let isSigned = phrase.unicodeScalars.contains {
            alarms.contains($0.value) || (0x1F534...0x1F535).contains($0.value)
                || (0x1F7E0...0x1F7EB).contains($0.value)
        }
        if isSigned { return false }
        let words = PhraseKey(phrase).words
        if obligations.contains(words.joined(separator: " ")) { return true }
        let rest = words.filter { !carriers.contains($0) }
        return rest.count == 1 && rest.allSatisfy(obligations.contains)
    }
    private static let alarms: Set<UInt32> = [0x26D4, 0x1F6A8, 0x1F6D1]
    private static let obligations = Set(table["obligation"])

    /// Words that rate only where a rating is expected.
    private static func isAmbiguous(_ word: String) -> Bool { ambiguous.contains(word) }
    private static let ambiguous = Set(table["expected"])

    /// A phrase of a script without spaces: "高优先级问题", "重要度：高" taken apart by its known parts.
    private static func spaceless(_ word: String) -> Severity? {
        guard let first = word.unicodeScalars.first, first.value >= 0x2E80, word.unicodeScalars.count <= 10 else {
            return nil
        }
        var rest = word[...]
        var found: Severity?
        while !rest.isEmpty {
            var length = min(rest.count, 5)
            var isKnown = false
            while length > 0 {
                let part = String(rest.prefix(length))
                if carriers.contains(part) {
                    isKnown = true
                } else if let severity = phrases[part] {
                    if found == nil { found = severity }
                    isKnown = true
                }
                if isKnown { break }
                length -= 1
            }
            if !isKnown { return nil }
            rest = rest.dropFirst(length)
        }
        return found
    }

    /// A CVSS base score's severity, by FIRST's qualitative scale.
    static func cvss(_ tenths: Int) -> Severity {
        switch tenths {
        case 90...: .critical
        case 70..<90: .high
        case 40..<70: .medium
        case 1..<40: .low
        default: .info
        }
    }

    /// A coloured sign, on the scale that the document uses. Signs of alarm (🚨 ⛔ ⚠️) draw the eye and rate nothing.
    static func severity(ofSign scalar: UInt32, on scale: SignScale) -> Severity? {
        if scale.isOfKinds { return nil }
        if let meaning = scale.legend.signs[scalar] {
            if case .rated(let severity) = meaning { return severity }
            return nil
        }
        return switch scalar {
        case 0x1F534, 0x1F7E5, 0x2B55: scale.hasOrange && scale.hasGreen ? .critical : .high  // 🔴 🟥
        case 0x1F7E0, 0x1F7E7: scale.hasYellow && !scale.hasGreen ? .medium : scale.hasYellow ? .high : .medium  // 🟠
        case 0x1F7E1, 0x1F7E8: scale.hasOrange && !scale.hasGreen ? .low : .medium  // 🟡
        case 0x1F7E2, 0x1F7E9, 0x1F535, 0x1F7E6, 0x26AA, 0x2B1C, 0x26AB: .low  // 🟢 🔵 ⚪
        default: nil
        }
    }

    /// Which coloured signs a document uses; the same sign means less on a longer scale.
    struct SignScale: Sendable {
        var hasOrange = false
        var hasYellow = false
        /// A sign below yellow: 🟢, 🔵 or ⚪.
        var hasGreen = false
        /// Codes such as "A-1" and "B-2" count by letters: the "C" of "C-1" is no word.
        var hasLetteredCodes = false
        /// The document's own legend says that the signs stand for kinds of remarks: they rate nothing.
        var isOfKinds = false
        /// What the document says that its signs and numbers stand for.
        var legend: SeverityLegend
        /// "Sev 1" is named, and no "Sev 0": the first is the gravest.
        var countsSeveritiesFromOne = false
        /// Its scores are those of the Common Vulnerability Scoring System, or like them.
        var speaksOfCVSS = false
        /// "By phase (P0–P4)": the codes number the parts of a plan.
        var countsPhases = false
        /// Headings open with coloured signs, red among them and another: the signs group the remarks by weight.
        var ratesHeadings: Bool { headingSigns.contains(0x1F534) && headingSigns.count > 1 }
        private var headingSigns: Set<UInt32> = []

        init(_ document: [UInt8]) {
            legend = SeverityLegend(document)
            speaksOfCVSS = document.has("CVSS", within: 0..<document.count)
            var severities: Set<UInt8> = []
            var index = 0
            while index + 3 < document.count {
                if document[index] == 0xF0, document[index + 1] == 0x9F {
                    if document[index + 2] == 0x9F || document[index + 2] == 0x94, Self.opensHeading(document, index) {
                        headingSigns.insert(
                            0x1F000 | UInt32(document[index + 2] & 0x3F) << 6 | UInt32(document[index + 3] & 0x3F))
                    }
                    switch (document[index + 2], document[index + 3]) {
                    case (0x9F, 0xA0), (0x9F, 0xA7): hasOrange = true
                    case (0x9F, 0xA1), (0x9F, 0xA8): hasYellow = true
                    case (0x9F, 0xA2), (0x9F, 0xA9), (0x94, 0xB5), (0x9F, 0xA6): hasGreen = true
                    default: break
                    }
                    index += 4
                } else {
                    if document[index] == 0xE2, document[index + 1] == 0x9A, document[index + 2] == 0xAA {
                        hasGreen = true
                    }
                    if document[index] == UInt8(ascii: "-"), index > 0, document[index + 1].isDigit,
                        document[index - 1].isOne(of: "ABDE"), index < 2 || !document[index - 2].isWord
                    {
                        hasLetteredCodes = true
                    }
                    if document[index] | 0x20 == UInt8(ascii: "s"), let number = Self.severityNumber(document, index) {
                        severities.insert(number)
                    }
                    if document[index] == UInt8(ascii: "P"), document[index + 1] == UInt8(ascii: "0"), !countsPhases {
                        countsPhases = Self.isPhase(document, index)
                    }
                    index += 1
                }
            }
            countsSeveritiesFromOne = severities.contains(1) && !severities.contains(0)
            isOfKinds = (hasYellow || hasGreen || hasOrange) && SignLegend.namesKinds(document)
        }

        /// What "Sev 2" or the "2" of its field states where such codes count from 1, the gravest; `nil` for all other words.
        func severity(ofCode words: String) -> Severity? {
            guard countsSeveritiesFromOne, words.utf8.count <= 8 else { return nil }
            let digits = words.utf8.filter(\.isDigit)
            let letters = words.utf8.filter(\.isLetter).map(\.lowered)
            guard digits.count == 1, letters.isEmpty || letters.elementsEqual("sev".utf8),
                let number = digits.first.map({ Int($0) - 48 }), (1...4).contains(number)
            else { return nil }
            return [.critical, .high, .medium, .low][number - 1]
        }

        /// The number of "Sev 2", "SEV-2" or "sev: 2" at `index`.
        private static func severityNumber(_ document: [UInt8], _ index: Int) -> UInt8? {
            guard index + 4 < document.count, document[index + 1] | 0x20 == UInt8(ascii: "e"),
                document[index + 2] | 0x20 == UInt8(ascii: "v"), index == 0 || !document[index - 1].isWord
            else { return nil }
            let number = document[(index + 3)...].prefix(3).drop { $0.isOne(of: " -:") }
            guard let digit = number.first, digit.isDigit,
                number.startIndex + 1 >= document.count || !document[number.startIndex + 1].isWord
            else { return nil }
            return digit - UInt8(ascii: "0")
        }

        /// A word for a phase stands shortly before the code.
        private static func isPhase(_ document: [UInt8], _ index: Int) -> Bool {
            let before = PhraseKey(document[max(0, index - 24)..<index])
            return before.contains(anyOf: phases)
        }
        private static let phases: PhraseSet = [
            "phase", "phases", "stage", "stages", "milestone", "milestones", "sprint", "phasen", "étape", "étapes",
            "fase", "fases", "fasi", "etapa", "etapas", "этап", "этапы", "фаза", "阶段", "フェーズ", "단계",
        ]

        /// Nothing but a heading's hashes stands before it on its line.
        private static func opensHeading(_ document: [UInt8], _ index: Int) -> Bool {
            var start = index
            while start > 0, index - start < 10,
                document[start - 1] == .space || document[start - 1] == UInt8(ascii: "#")
            {
                start -= 1
            }
            return start < index && document[start] == UInt8(ascii: "#")
                && (start == 0 || document[start - 1] == .lineFeed)
        }
    }
}
