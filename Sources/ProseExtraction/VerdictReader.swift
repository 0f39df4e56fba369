import FindingsModel

/// Finds the reviewer's own conclusion among the paragraphs that are no remarks.
struct VerdictReader {
    private struct Candidate {
        /// The concluding sentence in its paragraph's text.
        var range: Range<Int>
        var score: Int
        /// The paragraph's place among the leftovers.
        var order: Int
    }

    /// The end of a label that announces a conclusion: "**Verdict:**", "TL;DR:", "Overall –", "Fazit:".
    static func label(of text: StyledText) -> Int? {
        // ":Outcome: accepted", as field lists are written.
        let start = text.bytes.first == UInt8(ascii: ":") ? 1 : 0
        var end = start
        while end < text.count, end < 60, text.bytes[end] != UInt8(ascii: ":"), text.bytes[end] != .lineFeed,
            !text.bytes.has("：", at: end), !text.bytes.has("—", at: end), !text.bytes.has("–", at: end)
        { end += 1 }
        guard end < text.count else { return nil }
        var value: Int?
        if text.bytes[end] == UInt8(ascii: ":") { value = end + 1 }
        if text.bytes.has("：", at: end) || text.bytes.has("—", at: end) || text.bytes.has("–", at: end) {
            value = end + 3
        }
        if value == nil, text.styles[0].contains(.strong) {
            end = text.runEnd(from: 0, .strong)
            value = end
        }
        guard var value else { return nil }
        let key = PhraseKey(text.bytes[start..<max(start, end)])
        guard
            labels.contains(key.hash)
                || key.count <= 3 && (key.contains(anyOf: Self.labelWords) || key.contains(anyOf: Self.summaryWord))
        else { return nil }
        while value < text.count, text.bytes[value].isBlank || text.bytes[value] == UInt8(ascii: "*") { value += 1 }
        return value
    }

    /// The first words say that there is nothing to report.
    static func findsNothing(_ text: StyledText) -> Bool {
        guard let first = SentenceSplitter.sentences(of: text.slice(0..<min(text.count, 300))).first else {
            return false
        }
        let key = PhraseKey(text.bytes[first])
        return key.count <= 8 && nothing.opens(key)
            || key.isWide && key.bytes.count < 60 && key.contains(anyOf: nothing)
    }

    private static let nothing: PhraseSet = [
        "no issues", "no problems", "no findings", "no defects", "no remarks", "no bugs", "no comments",
        "nothing to report", "not that i can see", "not that i see", "not that i noticed", "none that i can see",
        "none that i found", "nothing that i can see", "nothing to complain", "nicht dass ich wüsste",
        "pas que je sache", "no que yo vea", "não que eu veja",
        "nothing found", "no issue found", "no new issues", "no major issues", "no blocking issues", "no concerns",
        "no vulnerabilities", "no security", "no actionable", "keine mängel", "keine probleme", "keine befunde",
        "keine beanstandungen", "keine anmerkungen", "keine auffälligkeiten", "aucun problème", "aucun défaut",
        "aucune remarque", "rien à signaler", "sin problemas", "ningún problema", "no se encontraron",
        "no se detectaron",
        "nenhum problema", "nessun problema", "niente da segnalare", "замечаний нет", "проблем не", "нет замечаний",
        "未发现", "没有发现", "没有问题", "問題は見つかりません", "問題ありません", "問題なし", "指摘事項なし", "指摘なし",
        "문제가 발견되지", "문제 없", "문제없",
    ]

    private static let labelWords: PhraseSet = [
        "in short", "in sum", "gate", "quality gate", "in one word", "in a word", "mit einem wort", "en un mot",
        "en una palabra", "short answer", "the short answer",
        "quick answer", "kurze antwort", "in a nutshell", "réponse courte",
        "respuesta corta", "verdict", "conclusion", "overall", "tl dr", "tldr", "fazit", "gesamturteil", "avis global",
        "avis général",
        "conclusión", "veredicto",
        "conclusão", "conclusione", "结论", "总体评价", "総評", "結論", "총평", "결론", "вывод", "вердикт", "итог", "bottom line",
        "overall rating", "outcome", "my vote", "vote", "final call", "where i land", "short version",
        "the short version", "mood", "in one sentence",
        "overall assessment", "判定", "总评", "decision", "parecer", "veredito", "giudizio", "総合評価", "全体評価", "总体结论",
        "최종 의견", "kurzfassung", "kurz gesagt", "kurzum", "in kürze", "kurzurteil", "en bref", "pour résumer",
        "en deux mots",
        "en pocas palabras", "en breve", "en suma", "em suma", "em poucas palavras", "resumindo", "in breve",
        "in poche parole", "in sostanza", "вкратце", "коротко говоря", "коротко", "一句话", "简而言之", "简言之", "要するに",
        "一言で", "한마디로", "요컨대",
    ]
    private static let summaryWord: PhraseSet = ["summary"]
    private static let labels = Set<UInt64>(
        ([
            " avis ", " status ", " votum ", " urteil ", " zusammenfassend ", " zusammenfassung ", " summary ",
            " in summary ", " to sum up ", " en résumé ",
            " result ",
            " ergebnis ",
            " rating ", " recommendation summary ", " assessment ", " general impression ", " gesamteindruck ",
            " bilan ",
            " synthèse ", " resumen ",
            " resumo ", " riepilogo ", " 总结 ", " まとめ ", " 요약 ", " итого ", " резюме ", " short version ",
            " the short version ",
        ] as [String]).map { PhraseKey($0).hash })

    /// - Parameters:
    ///   - leftovers: the paragraphs, in order.
    ///   - document: to find the sentence's bytes in.
    ///   - firstRemark: where the first remark begins.
    ///   - lastRemark: where the last remark ends; `nil` where there is none.
    static func verdict(in leftovers: [Leftover], document: [UInt8], firstRemark: Int?, lastRemark: Int?) -> Verdict? {
        let hasRemarks = lastRemark != nil
        var best: Candidate?
        // The first paragraphs after the remarks conclude; what follows them is a footer.
        let after = leftovers.indices.filter { leftovers[$0].span.start >= lastRemark ?? .max }
        let closing = Set(after.prefix(3) + after.suffix(2))
        func isClosing(_ order: Int) -> Bool { closing.contains(order) }
        let opening = leftovers.indices.filter { leftovers[$0].span.end <= firstRemark ?? .max }.prefix(3)
        func isOpening(_ order: Int) -> Bool { opening.contains(order) }
        func offer(_ candidate: Candidate) {
            // Of equals the later one: a review concludes at its end.
            if best.map({ candidate.score > $0.score || candidate.score == $0.score && candidate.order > $0.order })
                ?? true
            {
                best = candidate
            }
        }
        for (order, leftover) in leftovers.enumerated() {
            let text = leftover.text
            if trailer(text) != nil {
                offer(Candidate(range: 0..<text.count, score: 30, order: order))
                continue
            }
            if leftover.context.role == .verdict || label(of: text) != nil {
                if let value = label(of: text), value < text.count, PhraseKey(text.bytes[0..<value]).count <= 4 {
                    let rest = text.slice(value..<text.count)
                    let sentences = SentenceSplitter.sentences(of: rest)
                    let strong = Self.isStrongLabel(text.flat(0..<value))
                    for (index, sentence) in sentences.enumerated() {
                        let words = rest.flat(sentence)
                        if RemarkLead.ratedPart(of: words) != nil { continue }
                        let base = score(words, isLast: false)
                        let bonus = index == 0 ? (strong ? 80 : 25) : 6
                        let range = value + sentence.lowerBound..<value + sentence.upperBound
                        offer(Candidate(range: range, score: base + bonus, order: order))
                    }
                    continue
                }
            }
            offerLines(of: text, order: order, &best)
            let sentences = SentenceSplitter.sentences(of: text)
            let isUnderVerdict =
                leftover.context.role == .verdict && leftover.context.headings.last.map(isStrongLabel) == true
            for (number, sentence) in sentences.prefix(30).enumerated() {
                // "… in the interpreter. **Verdict: approve with changes.**"
                let part = text.slice(sentence)
                if let value = label(of: part), value < part.count, isStrongLabel(part.flat(0..<value)) {
                    let range = sentence.lowerBound + value..<sentence.upperBound
                    offer(Candidate(range: range, score: 80, order: order))
                    continue
                }
                let words = text.flat(sentence)
                var score = score(words, isLast: order == leftovers.count - 1)
                if leftover.context.role == .verdict { score += 6 }
                // What decides says more than what only judges.
                if score > 0, Self.outcome(ofSentence: words) != .commented { score += 8 }
                // Under "Verdict" the first sentence is one, whatever its words.
                if isUnderVerdict, number == 0 { score += 8 }
                if !hasRemarks, score > 0 { score += 2 }
                if isClosing(order), sentences.count <= 4 { score += closingScore(words) }
                if isClosing(order) || isOpening(order) || leftover.context.role == .verdict, isGrade(words) {
                    score = max(score, 9)
                }
                // "Not for this file: the helper in support/cluster.ex needs …" is of one place, not of the whole.
                if isClosing(order), outcome(ofSentence: words) == .commented, !LineReferenceScanner(part).paths.isEmpty
                {
                    score -= 6
                }
                // The reviewer's first words: what is good and what is not.
                if isOpening(order), score < 8, sentences.count <= 5, judgesWhole(words) { score = 8 }
                if score >= 8 { offer(Candidate(range: sentence, score: score, order: order)) }
            }
        }
        guard let best, best.score >= 8 else { return nil }
        let leftover = leftovers[best.order]
        let text = leftover.text.flat(wholeConclusion(leftover.text, around: best.range)).trimmingSpaces
        if text.isEmpty { return nil }
        return Verdict(text: text, span: span(of: text, in: leftover.span, document) ?? leftover.span)
    }

    /// What stands between the bars or dots of a line.
    private static func parts(of text: StyledText, _ line: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = line.lowerBound
        for index in line where text.bytes[index] == UInt8(ascii: "|") || text.bytes.has(" · ", at: index) {
            parts.append(start..<index)
            start = index + (text.bytes[index] == UInt8(ascii: "|") ? 1 : 4)
        }
        parts.append(min(start, line.upperBound)..<line.upperBound)
        return parts
    }

    /// The labelled lines of a paragraph: "1 error, 9 warnings" and below it "result: FAILED".
    private static func offerLines(of text: StyledText, order: Int, _ best: inout Candidate?) {
        // "File: a.cc | Remarks: 11 | Verdict: …" as well.
        let lines = text.lines.flatMap { line in
            parts(of: text, line).map { part in
                let start = text.bytes[part].firstIndex { !$0.isBlank } ?? part.lowerBound
                return start..<part.upperBound
            }
        }
        guard lines.count > 1, lines.count <= 40 else { return }
        for line in lines {
            let piece = text.slice(line)
            guard let value = label(of: piece), value < piece.count else { continue }
            let name = piece.flat(0..<value)
            let decided = outcome(of: piece.flat(value..<piece.count)) != .commented
            guard isStrongLabel(name) || decided else { continue }
            let score = isStrongLabel(name) ? 80 : 30
            if best.map({ score >= $0.score }) ?? true {
                best = Candidate(
                    range: line.lowerBound + value..<line.upperBound, score: score, order: order)
            }
        }
    }

    /// How much a sentence after the last remark sounds like the reviewer's parting judgement of the whole.
    static func closingScore(_ sentence: String) -> Int {
        let key = PhraseKey(sentence)
        guard key.count >= 4, key.count <= 40, !sentence.hasSuffix("?"), !key.contains(anyOf: footers),
            LineReferenceScanner(StyledText(sentence)).found.allSatisfy({ $0.certainty != .firm }),
            LineReferenceScanner(StyledText(sentence)).paths.isEmpty
        else { return 0 }
        return key.contains(anyOf: wholes) && key.contains(anyOf: judgements) ? 8 : 0
    }

    /// "Rating 2.5 of 5.", "Score 82 %, threshold 85 %: FAILED", "16 / 30 — below the threshold".
    static func isGrade(_ sentence: String) -> Bool {
        let key = PhraseKey(sentence)
        let bytes = Array(sentence.utf8)
        guard key.count <= 12, bytes.contains(where: \.isDigit),
            key.contains(anyOf: grades) || key.contains(anyOf: thresholds),
            LineReferenceScanner(StyledText(sentence)).found.allSatisfy({ $0.certainty != .firm })
        else { return false }
        let isRatio = bytes.indices.contains { index in
            bytes[index].isDigit
                && (bytes.has(" of ", at: index + 1) || bytes.has("/", at: index + 1)
                    || bytes.has(" / ", at: index + 1))
        }
        return isRatio || outcome(ofSentence: sentence) != .commented
    }
    /// What a grade is held against.
    static let thresholds: PhraseSet = [
        "below the threshold", "below threshold", "below the bar", "below the minimum", "below the pass mark",
        "above the threshold", "above the bar", "above the minimum", "does not meet the bar", "meets the bar",
        "unter der schwelle", "über der schwelle", "nicht bestanden", "bestanden", "sous le seuil",
        "au dessus du seuil", "no alcanza", "por debajo del", "por encima del", "abaixo do", "acima do",
        "sotto la soglia", "sopra la soglia", "ниже порога", "выше порога", "未达标", "达标", "低于", "基準未満", "合格",
        "기준 미달", "합격",
    ]
    private static let grades: PhraseSet = [
        "rating", "score", "grade", "marks", "stars", "total", "overall", "note", "punkte", "bewertung", "gesamt",
        "puntuación",
        "pontuação", "voto", "оценка", "评分", "総合", "점수",
    ]

    /// A sentence without places that weighs good against bad, as reviews begin: "Solid use of fakes, but too trusting".
    static func judgesWhole(_ sentence: String) -> Bool {
        let key = PhraseKey(sentence)
        guard (4...60).contains(key.count) || key.isWide, !sentence.hasSuffix("?"), !sentence.hasSuffix(":"),
            !key.contains(anyOf: footers), !ChatFraming.isFraming(key)
        else { return false }
        let text = StyledText(sentence)
        let scanner = LineReferenceScanner(text)
        guard scanner.found.allSatisfy({ $0.certainty == .bare }) else { return false }
        return (key.contains(anyOf: ChatFraming.praise) || key.contains(anyOf: merits))
            && (key.contains(anyOf: RemarkEvidence.faults)
                || key.contains(anyOf: reserves) && !RemarkEvidence.namesSymbol(text))
            || score(sentence, isLast: false) >= 8
    }

    /// What a judgement of the whole holds back.
    private static let reserves: PhraseSet = [
        "little", "less", "few", "barely", "hardly", "surprisingly", "merely", "limited", "gaps", "deceptive", "uneven",
        "patchy", "room for", "could be", "needs", "wenig", "kaum", "trügerisch", "lückenhaft", "peu", "à peine",
        "lacunes", "trompeur", "poco", "apenas", "engañoso", "pouco", "enganoso", "poco", "lacune", "ingannevole",
        "мало", "едва", "обманчиво", "不足", "有限", "不十分", "足りない", "부족", "미흡",
    ]
    private static let merits: PhraseSet = [
        "a lot", "lots of", "plenty", "exercises", "complete", "honest", "fast", "quick", "viel",
        "vieles", "beaucoup", "mucho", "molto", "много",
        "valuable", "useful", "rich", "rich in", "careful", "thorough", "readable", "ambitious", "decent", "reasonable",
        "acceptable", "usable", "competent", "promising", "pleasant", "favourable", "favorable", "welcome", "covers",
        "coverage",
        "right idea", "sensible", "tidy", "lively", "broad", "ordentlich", "ordentliche", "brauchbar", "nützlich",
        "sorgfältig",
        "wertvoll", "gründlich", "solide", "utile", "soigné", "correct", "complet", "lisible", "útil", "útiles",
        "correcto",
        "completo", "aceptable", "cuidado", "aceitável", "correto", "accettabile", "corretto", "utili", "полезны",
        "полезный",
        "неплохо", "неплохой", "аккуратно", "还可以", "不错", "尚可", "有用", "有益", "概ね", "おおむね", "무난", "유용",
    ]
    private static let wholes: PhraseSet = [
        "tests", "test", "suite", "file", "pr", "pull request", "patch", "change", "changes", "module", "branch",
        "class", "spec",
        "rest", "everything", "none of this", "none of these", "none of it", "all of this", "all of these", "these",
        "it", "them", "release", "whole", "this", "first two", "first three", "nothing here", "nothing in here",
        "none", "the others", "remainder", "remaining", "everything else", "with that", "with these", "contract",
        "contracts", "code", "codebase", "page", "pages", "site",
        "application", "service", "merge request", "series", "diff", "version", "datei", "klasse", "änderung", "rest",
        "alles", "fichier",
        "ensemble", "reste", "tout", "archivo", "conjunto", "resto", "todo", "arquivo", "tudo", "insieme", "tutto",
        "файл", "тесты", "остальное", "всё", "文件", "整体", "其余", "全体", "残り", "전체", "나머지",
    ]
    private static let judgements: PhraseSet = [
        "can wait", "could wait", "stop", "stops", "stopping", "in the way", "go in", "goes in", "gate", "deploy",
        "deployed", "rollout", "green light", "good to go", "go live", "production", "urgent", "sufficient", "suffices",
        "adequate", "inadequate", "insufficient", "misleading", "worthwhile", "healthy", "shape", "protects",
        "safety net", "confidence", "until", "sort out", "satisfied", "im fine", "fixed first", "fix first", "address",
        "addressed", "deserve", "deserves", "not ready", "overhaul", "recommend", "recommended", "concern", "concerns",
        "reliable", "unreliable", "dringend", "dringendes", "reicht", "genügt", "genügen", "produktionsreif",
        "zuverlässig", "urgent", "suffit", "suffisant", "prêt", "fiable", "urgente", "suficiente", "listo", "fiable",
        "pronto", "suficiente", "affidabile", "sufficiente", "срочно", "достаточно", "готово", "надёжно", "подождать",
        "够用", "就绪", "可靠", "十分", "問題ない", "충분", "준비",
        "trust", "draft", "useful", "useless", "usable", "fine", "ok", "okay", "good", "solid", "weak", "thin", "ready",
        "merge",
        "merged", "merging", "ship", "release", "hold", "block", "blocker", "blocking", "approve", "approval", "pass",
        "go ahead", "v2", "v3", "v4", "respin", "acked", "acked by", "revision", "afternoon", "fixable",
        "another round", "another look", "second look", "second round", "sign off", "signing off", "happy", "enough",
        "acceptable", "before",
        "rework", "worth", "keep", "land", "landing", "follow up", "follow ups", "vertrauen", "brauchbar", "gut",
        "freigeben",
        "warten", "vorher", "fusionner", "valider", "bon", "confiance", "attendre", "avant", "fusionar", "aprobar",
        "confianza", "bien", "antes", "aprovar", "mesclar", "confiança", "approvare", "unire", "fiducia", "prima",
        "доверять", "одобрить", "сливать", "сначала", "合并", "可以", "信任", "マージ", "信頼", "良い", "머지", "신뢰",
    ]
    private static let footers: PhraseSet = [
        "generated", "automatically", "line numbers", "numbers refer", "refer to", "reviewed at", "was reviewed",
        "this review", "not run", "did not run",
        "without running", "let me know", "reply", "questions", "ping me", "zeilenangaben", "zeilennummern",
        "ohne ausführung", "numéros de ligne",
        "números de línea", "números de linha", "numeri di riga", "номера строк", "行号", "行番号", "줄 번호", "react with",
        "sent from",
        "end of", "distribution", "response is due",
    ]

    /// The concluding sentence with what its paragraph goes on to say: "Request changes. The two sleeps must go first."
    ///
    /// Up to a sentence that points at lines, for that is a remark, or that offers more help.
    private static func wholeConclusion(_ text: StyledText, around range: Range<Int>) -> Range<Int> {
        func isPart(_ part: StyledText) -> Bool {
            label(of: part) == nil && !part.bytes.contains(UInt8(ascii: "="))
                && !ChatFraming.isFraming(PhraseKey(part.bytes[...]))
                && !LineReferenceScanner(part).found.contains { $0.certainty == .firm }
        }
        let sentences = SentenceSplitter.sentences(of: text)
        var end = range.upperBound
        for sentence in sentences where sentence.lowerBound >= end {
            guard sentence.upperBound - range.lowerBound <= maximumLength, isPart(text.slice(sentence)) else { break }
            end = sentence.upperBound
        }
        // Back to the paragraph's first concluding sentence.
        var start = range.lowerBound
        for sentence in sentences.reversed() where sentence.upperBound <= range.lowerBound {
            guard end - sentence.lowerBound <= maximumLength, isPart(text.slice(sentence)) else { break }
            if score(text.flat(sentence), isLast: false) >= 8 { start = sentence.lowerBound }
        }
        return start..<end
    }
    private static let maximumLength = 800

    /// "**Verdict:** …", but not "Summary: …", which a single comment may have.
    static func isStronglyLabelled(_ text: StyledText) -> Bool {
        label(of: text).map { isStrongLabel(text.flat(0..<$0)) } ?? false
    }

    private static func isStrongLabel(_ label: String) -> Bool {
        PhraseKey(label).contains(anyOf: labelWords)
    }

    /// The bytes that spell `words`, whatever markup and line breaks stand between.
    private static func span(of words: String, in span: ByteSpan, _ document: [UInt8]) -> ByteSpan? {
        let wanted = words.utf8.filter { !$0.isBlank && !"*_`\\".utf8.contains($0) }
        guard let first = wanted.first else { return nil }
        var start = span.start
        let limit = min(span.end, document.count)
        var attempts = 0
        while start < limit, attempts < 400 {
            guard document[start] == first else {
                start += 1
                continue
            }
            attempts += 1
            var index = start
            var matched = 0
            while index < limit, matched < wanted.count {
                let byte = document[index]
                if byte == wanted[matched] {
                    matched += 1
                } else if !byte.isBlank, !"*_`\\".utf8.contains(byte) {
                    break
                }
                index += 1
            }
            if matched == wanted.count { return ByteSpan(start, index) }
            start += 1
        }
        return nil
    }

    /// What the trailers of a mail say: "Reviewed-by: …"; `nil` for other text.
    static func trailer(_ text: StyledText) -> Outcome? {
        for (name, outcome) in trailers where text.bytes.has(name, at: 0) { return outcome }
        // Gerrit's "Patch Set 4: Code-Review-1".
        if text.bytes.has("Patch Set ", at: 0), let vote = text.bytes.prefix(80).firstIndex(of: UInt8(ascii: ":")),
            text.bytes.has(" Code-Review", at: vote + 1), vote + 14 < text.count
        {
            return text.bytes[vote + 13] == UInt8(ascii: "-") ? .changesRequested : .approved
        }
        return nil
    }
    private static let trailers: [(StaticString, Outcome)] = [
        ("Reviewed-by: ", .approved), ("Acked-by: ", .approved), ("Nacked-by: ", .changesRequested),
        ("NAK", .changesRequested),
    ]
}
