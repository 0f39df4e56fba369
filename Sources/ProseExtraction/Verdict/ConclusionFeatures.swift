import FindingsModel

/// What the learned weights look at in a sentence that may be a conclusion, each by a name:
///
/// - `w:merge`: a word's stem; `b:not merge`: two that stand together; `^i would`: the two that open it; `$better`: the
///   last one; of a script without blanks `c:合并`, each two characters; `s:reco`, how a longer word begins, whatever its
///   ending;
/// - `l:verdict`: a word of its label; `h:summary`: one of its heading;
/// - `is:…`: what the lists of words that the reader has know of it, and how it is set;
/// - `at:…`: where it stands.
struct ConclusionFeatures {
    let sentence: StyledText
    /// Nil for a sentence out of any document.
    let place: ConclusionCandidate.Place?

    /// Gives the bytes of every feature's name; one may come twice.
    func visit(_ use: (_ name: [UInt8]) -> Void) {
        let key = PhraseKey(sentence.bytes[...])
        visitWords(key, use)
        func say(_ name: String, _ isSo: Bool = true) { if isSo { use(Array(name.utf8)) } }
        visitSigns(key, say)
        guard let place else { return say("at:nowhere") }
        visitPlace(place, say)
        if let label = place.label {
            let kind = VerdictReader.isStrongLabel(label) ? "strong" : "weak"
            say(place.isAfterLabelled ? "at:after label \(kind)" : "at:label \(kind)")
            if !place.isAfterLabelled { for word in PhraseKey(label).words { say("l:\(word)") } }
        }
        if let heading = place.heading { for word in PhraseKey(heading).words.prefix(6) { say("h:\(word)") } }
    }

    private func visitPlace(_ place: ConclusionCandidate.Place, _ say: (String, Bool) -> Void) {
        let side = place.side.rawValue
        say("at:\(side)", true)
        if place.side != .between {
            say("at:\(side) by remarks \(min(3, place.toRemarks))", true)
            say("at:\(side) by end \(min(3, place.toEnd))", true)
        }
        say("at:\(side) sentence \(min(3, place.number))", true)
        say("at:\(side) last sentence", place.number == place.sentences - 1)
        say("at:\(side) only sentence", place.sentences == 1)
        say("at:\(side) long paragraph", place.sentences > 4)
        say("at:line", place.isLine)
        say("at:\(place.role)", true)
        say("at:no remarks", !place.hasRemarks)
        say("at:strong heading", place.heading.map(VerdictReader.isStrongLabel) ?? false)
    }

    private func visitSigns(_ key: PhraseKey, _ say: (String, Bool) -> Void) {
        let words = sentence.flat
        let scanner = LineReferenceScanner(sentence)
        say("is:bias", true)
        say(
            "is:words \(key.count < 3 ? "2" : key.count < 6 ? "5" : key.count < 16 ? "15" : key.count < 31 ? "30" : "more")",
            !key.isWide)
        say("is:wide", key.isWide)
        say("is:question", words.hasSuffix("?") || words.hasSuffix("？"))
        say("is:colon", sentence.bytes.hasColonAtEnd)
        say("is:ended", words.utf8.last.map { $0.isOne(of: ".!") } ?? false)
        say("is:path", !scanner.paths.isEmpty)
        say("is:located", scanner.found.contains { $0.certainty == .firm })
        say("is:numbered", scanner.found.contains { $0.certainty != .firm })
        say("is:symbol", RemarkEvidence.namesSymbol(sentence))
        say("is:code", sentence.styles.contains { $0.contains(.code) })
        say("is:bold", sentence.styles.first?.contains(.strong) ?? false)
        say("is:link", sentence.styles.contains { $0.contains(.link) })
        say("is:figure", Self.isFigure(sentence))
        say("is:ratio", Self.holdsRatio(sentence.bytes))
        say("is:digit", sentence.bytes.contains(where: \.isDigit))
        switch VerdictReader.outcome(ofSentence: words) {
        case .approved: say("is:approving", true)
        case .changesRequested: say("is:requesting", true)
        default: break
        }
        say("is:grade", VerdictReader.isGrade(words))
        say("is:trailer", VerdictReader.trailer(sentence) != nil)
        for (number, list) in VerdictReader.weights.enumerated() {
            say("is:sound \(number)", key.contains(anyOf: list.1))
        }
        say("is:opening summary", VerdictReader.summarising.opens(key))
        say("is:describing", VerdictReader.describing.opens(key))
        say("is:aside", key.contains(anyOf: VerdictReader.asides))
        say("is:judgement", key.contains(anyOf: VerdictReader.judgements))
        say("is:merit", key.contains(anyOf: VerdictReader.merits))
        say("is:contrast", key.contains(anyOf: Self.contrasts))
        say("is:opinion", key.contains(anyOf: Self.opinions))
        say("is:reserve", key.contains(anyOf: VerdictReader.reserves))
        say("is:whole", key.contains(anyOf: VerdictReader.wholes))
        say(
            "is:whole first",
            VerdictReader.wholes.opens(PhraseKey(key.words.drop(while: Self.articles.contains).joined(separator: " "))))
        say("is:fault", key.contains(anyOf: RemarkEvidence.faults))
        say("is:praise", key.contains(anyOf: ChatFraming.praise))
        say("is:advice", key.contains(anyOf: ChatFraming.advice))
        say("is:items", key.contains(anyOf: ChatFraming.itemWords))
        say("is:footer", key.contains(anyOf: VerdictReader.footers))
        say("is:deed", key.contains(anyOf: Self.deeds))
        say("is:framing", ChatFraming.isFraming(key))
        say("is:introduction", ChatFraming.isIntroduction(key))
        say("is:courtesy", Courtesy.opens(key))
        say("is:opener", Self.openers.opens(key))
        say("is:nothing", key.contains(anyOf: VerdictReader.nothing))
    }

    private static let articles: Set<String> = [
        "the", "this", "these", "die", "der", "das", "le", "la", "les", "el", "los", "las", "o", "a", "os", "il", "lo",
    ]

    private func visitWords(_ key: PhraseKey, _ use: ([UInt8]) -> Void) {
        var previous: [UInt8] = []
        var first: [UInt8] = []
        let count = min(key.count, 60)
        for (at, part) in key.parts.prefix(60).enumerated() {
            let word = Array(key.bytes[part.range])
            if word.count > 2, word[0] >= 0xE3 {
                visitCharacters(word, use)
                previous = []
                continue
            }
            var stem = word
            RemarkFeatures.cutEnding(&stem, from: 0)
            use(Array("w:".utf8) + stem)
            if word.count > 6 {
                var end = 5
                while end < word.count, word[end] & 0xC0 == 0x80 { end += 1 }
                use(Array("s:".utf8) + word[..<end])
            }
            if !previous.isEmpty { use(Array("b:".utf8) + previous + [.space] + stem) }
            if at == 0 {
                first = stem
                use([UInt8(ascii: "^")] + stem)
            }
            if at == 1, !first.isEmpty { use([UInt8(ascii: "^")] + first + [.space] + stem) }
            if at == count - 1 { use([UInt8(ascii: "$")] + stem) }
            previous = stem
        }
    }

    /// Each two characters that stand together.
    private func visitCharacters(_ word: [UInt8], _ use: ([UInt8]) -> Void) {
        var start = 0
        while start < word.count {
            let middle = start + word.scalar(at: start).length
            guard middle < word.count else { break }
            let end = middle + word.scalar(at: middle).length
            use(Array("c:".utf8) + word[start..<min(end, word.count)])
            start = middle
        }
    }

    /// A name and how many: "Checks skipped: 4."
    static func isFigure(_ sentence: StyledText) -> Bool {
        guard let colon = sentence.bytes.lastIndex(of: UInt8(ascii: ":")) else { return false }
        let value = sentence.bytes[(colon + 1)...].filter { !$0.isBlank && $0 != UInt8(ascii: ".") }
        return !value.isEmpty && value.allSatisfy(\.isDigit)
    }

    /// "6/10", "2.5 of 5", "82 %".
    private static func holdsRatio(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { at in
            bytes[at].isDigit
                && (bytes.has("/", at: at + 1) || bytes.has(" / ", at: at + 1) || bytes.has(" of ", at: at + 1)
                    || bytes.has("%", at: at + 1) || bytes.has(" %", at: at + 1))
        }
    }
}
