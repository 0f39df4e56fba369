import FindingsModel

/// Reviews that find nothing: one sentence says so, and the rest tells what was looked at.
extension VerdictReader {
    /// The sentence that says of the whole that there is nothing to remark, and nothing after it takes that back.
    ///
    /// - Returns: which of `paragraphs`, and where in it; `nil` where none says so.
    static func clearance(in paragraphs: [Leftover]) -> (index: Int, range: Range<Int>)? {
        for (index, paragraph) in paragraphs.enumerated() {
            let sentences = SentenceSplitter.sentences(of: paragraph.text)
            guard let place = sentences.firstIndex(where: { clears(paragraph.text.slice($0)) }),
                !isOfOneChapter(paragraph, among: paragraphs)
            else { continue }
            let after =
                sentences[(place + 1)...].map { paragraph.text.slice($0) }
                + paragraphs[(index + 1)...].prefix(60).flatMap { other in
                    SentenceSplitter.sentences(of: other.text).map { other.text.slice($0) }
                }
            let isTakenBack = after.contains { turnsBack.opens(PhraseKey($0.bytes[...])) }
            return isTakenBack ? nil : (index, sentences[place])
        }
        return nil
    }

    /// Other chapters find fault: the words under this one's heading are on this chapter.
    private static func isOfOneChapter(_ paragraph: Leftover, among paragraphs: [Leftover]) -> Bool {
        guard let heading = paragraph.context.headings.last else { return false }
        return paragraphs.prefix(200).contains { other in
            guard let chapter = other.context.headings.last, chapter != heading else { return false }
            let evidence = RemarkEvidence(other.text)
            return evidence.isRemark && evidence.words > 5 && !evidence.places.isEmpty
        }
    }

    /// Its own words make it a verdict, or say that there is nothing to remark.
    static func judges(_ text: StyledText) -> Bool {
        isVerdict(text) || isStronglyLabelled(text)
            || SentenceSplitter.sentences(of: text).prefix(20).contains {
                clears(text.slice($0)) || findsNothing(text.slice($0))
                    || outcome(ofSentence: text.flat($0)) != .commented
            }
    }

    /// "I could find no smells.", "Rien à redire.".
    static func clears(_ sentence: StyledText) -> Bool {
        let key = PhraseKey(sentence.bytes[...])
        guard key.count <= 25, key.count > 1 || key.isWide, sentence.count <= 300,
            sentence.bytes.last != UInt8(ascii: "?"),
            !key.contains(anyOf: exceptions), !sentence.styles.contains(where: { $0.contains(.code) }),
            LineReferenceScanner(sentence).found.allSatisfy({ $0.certainty != .firm })
        else { return false }
        return key.contains(anyOf: clearings)
            || key.contains(anyOf: searches) && key.contains(anyOf: sought) && !key.contains(anyOf: unsaid)
    }

    private static let clearings: PhraseSet = [
        "nothing to complain", "nothing to object", "nothing to criticise", "nothing to criticize", "nothing to report",
        "nothing to flag", "nothing to remark", "no objections", "no complaints from me", "have no complaints",
        "have no remarks", "have no comments", "have no findings", "nothing stood out", "nothing caught my eye",
        "no smells were found", "no issues were found", "no problems were found", "no defects were found",
        "no issues found", "no problems found", "no smells found", "no findings", "free of test smells",
        "free of smells", "nichts auszusetzen", "keine einwände", "keine auffälligkeiten", "keine beanstandungen",
        "keine anmerkungen", "nichts zu beanstanden", "nichts zu meckern", "nichts anzumerken", "keine befunde",
        "rien à redire", "rien à signaler", "aucune remarque", "aucune objection", "nada que objetar",
        "nada que señalar", "sin observaciones", "no tengo observaciones", "nada a apontar", "nada a assinalar",
        "sem observações", "nulla da eccepire", "niente da eccepire", "niente da segnalare", "nulla da segnalare",
        "nessuna osservazione", "niets op aan te merken", "geen opmerkingen", "niets aan te merken", "bez uwag",
        "brak uwag", "nie mam uwag", "nie mam zastrzeżeń", "замечаний нет", "нет замечаний", "претензий нет",
        "замечаний не имею", "söyleyecek bir şeyim yok", "itirazım yok", "sorun görmedim", "sorun bulamadım",
        "未发现问题", "没有发现问题", "没有发现任何问题", "未发现任何问题", "問題は見つかりません", "指摘事項はありません", "特に指摘",
        "지적할 사항이 없", "문제를 찾지 못", "문제를 발견하지 못",
    ]
    private static let searches: PhraseSet = [
        "did not find any", "didnt find any", "could not find any", "couldnt find any", "have not found any",
        "havent found any", "found no", "find no", "did not see any", "didnt see any", "see no", "saw no",
        "did not spot any", "spotted no", "did not notice any", "cannot find any", "cant find any", "found nothing",
        "find nothing", "there are no", "there were no", "contains no", "keine", "nichts", "aucun", "aucune", "ningún",
        "ninguna", "no encontré", "no he encontrado", "não encontrei", "nenhum", "nenhuma", "non ho trovato", "nessun",
        "nessuna", "geen", "nie znalazłem", "nie znalazłam", "żadnych", "не нашёл", "не нашел", "не нашла",
        "не обнаружил", "не обнаружила", "не обнаружено", "没有", "未",
    ]
    private static let sought: PhraseSet = [
        "issues", "issue", "problems", "smells", "smell", "test smells", "defects", "bugs", "faults", "findings",
        "weaknesses", "wrong", "to complain about", "to criticise", "to fix", "to change", "test smells gefunden",
        "probleme gefunden", "fehler gefunden", "mängel gefunden", "mängel", "problème", "défaut", "problemas",
        "problema", "defectos", "defeitos", "problemi", "difetti", "problemen gevonden", "problemów", "błędów",
        "проблем", "ошибок", "недостатков", "异味",
    ]
    /// The sentence is on something that is not there.
    private static let unsaid: PhraseSet = [
        "test for", "tests for", "case for", "check for", "assertion for", "coverage", "cover", "covers", "tested",
        "catch", "caught", "detect", "reveal", "hide", "hides", "report", "reports",
    ]
    private static let exceptions: PhraseSet = [
        "but", "however", "except", "apart from", "though", "although", "aside from", "other than", "besides", "only",
        "other", "further", "more", "else", "new", "major", "serious", "blocking", "critical", "if", "unless", "aber",
        "außer", "abgesehen", "weitere", "weiteren", "sonst", "wenn", "größeren", "mais", "sauf", "autre", "hormis",
        "pero", "salvo", "otros", "más", "mas", "exceto", "outros", "ma", "tranne", "altri", "maar", "verder",
        "behalve",
        "ale", "oprócz", "poza", "но", "кроме", "других", "больше", "ama", "dışında", "başka", "但", "其他", "除了", "以外",
        "ただし", "그러나", "다만", "외에",
    ]
    private static let turnsBack: PhraseSet = [
        "but", "however", "except", "apart from", "only", "one thing", "one remark", "one question", "one nit",
        "one small", "two things", "two small", "a few", "some", "just one", "still", "that said", "having said that",
        "minor", "nit", "nits", "aber", "allerdings", "nur", "jedoch", "eine sache", "eine kleinigkeit", "zwei",
        "einzig", "lediglich", "mais", "cependant", "toutefois", "juste", "seul", "une seule", "deux", "pero",
        "sin embargo",
        "solo", "una sola", "un detalle", "mas", "porém", "apenas", "só", "um detalhe", "ma", "però", "soltanto",
        "tuttavia", "maar", "echter", "alleen", "ale", "jednak", "tylko", "но", "однако", "только", "ama", "ancak",
        "yalnız", "但", "不过", "只是", "ただ", "しかし", "다만", "하지만",
    ]
}
