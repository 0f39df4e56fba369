import FindingsModel

/// An item that answers that there is nothing: "Mystery Guest: not detected", "`test_vat`: no issues found",
/// "Nothing to add on the names". A check list has one for each of its questions; they are no remarks.
enum Clearance {
    static func isClear(_ remark: Remark) -> Bool {
        guard remark.suggestion == nil, remark.blocks.count < 6,
            remark.blocks.allSatisfy({ $0.kind == .paragraph && $0.children.isEmpty })
        else { return false }
        let lines = ([remark.lead] + remark.blocks.map(\.text)).flatMap { $0.bytes.split(separator: .lineFeed) }
            .map { String(decoding: $0, as: UTF8.self) }
        if endsClear(lines) { return true }
        guard let lead = lines.first, lines.count < 7, lines.allSatisfy({ $0.utf8.count < 160 }) else { return false }
        let isPlaced = !remark.located.isEmpty || AnswerShape.hasPlace(lead)
        if lines.count == 1 {
            // "Mystery Guest (0)"
            if !isPlaced, lead.hasSuffix(" (0)") { return true }
            // "No findings: the seeds are fixed"
            if let colon = lead.byteRange(of: ": "), opensClear(String(lead[..<colon.lowerBound])) { return true }
            // "No critical issues found: the template is safe"
            if let colon = lead.byteRange(of: ": "),
                VerdictReader.findsNothing(StyledText(String(lead[..<colon.lowerBound])))
            {
                return true
            }
            if endsClear(lead) { return true }
            if let answer = answer(of: lead) { return isClear(value: answer, isPlaced: isPlaced) }
            return says(lead) || isClear(value: lead, isPlaced: isPlaced)
        }
        // "Smell: Sleepy Test", "Occurrences: 0", "Evidence: –".
        // A dash alone on a line answers nothing.
        let answers = lines.dropFirst().filter { $0.contains { $0.isLetter || $0.isNumber } }
        return !answers.isEmpty && answers.allSatisfy { isClear(value: answer(of: $0) ?? $0) }
    }

    /// "The empty list is answered ✓", "Contract tests: ✓. Only one block changed", "Migrations: N/A": a check that was made, and
    /// holds.
    static func isMet(_ remark: Remark) -> Bool {
        guard remark.context.severity == nil, remark.suggestion == nil else { return false }
        let text = remark.lead.trimmed()
        let marks: [StaticString] = ["✓", "✔", "✅", "☑"]
        var end = text.count
        while end > 0, text.bytes[end - 1].isOne(of: ". ") || text.bytes.has("\u{FE0F}", at: end - 3) {
            end -= text.bytes[end - 1].isWide ? 3 : 1
        }
        if marks.contains(where: { text.bytes.has($0, at: end - $0.utf8CodeUnitCount) }) { return true }
        guard let colon = text.bytes.prefix(120).indices.first(where: { text.bytes.has(": ", at: $0) }) else {
            return false
        }
        let answer = colon + 2
        return marks.contains { text.bytes.has($0, at: answer) } || text.bytes.has("N/A", at: answer)
            || text.bytes.has("n/a", at: answer)
    }

    /// "All files read. No suggestions for now.": a few words, and that there is nothing.
    private static func endsClear(_ lines: [String]) -> Bool {
        let lines = lines.filter { !CommentReference.isAll(of: $0) }
        guard lines.count == 1, lines[0].utf8.count < 120 else { return false }
        let text = StyledText(lines[0])
        let sentences = SentenceSplitter.sentences(of: text)
        guard sentences.count == 2, VerdictReader.findsNothing(text.slice(sentences[1])) else { return false }
        let first = PhraseKey(text.bytes[sentences[0]])
        return first.count <= 3 && !first.contains(anyOf: RemarkEvidence.faults)
            && !PhraseKey(lines[0]).contains(anyOf: contrasts)
    }

    /// "No findings", before what they were looked for in.
    private static func opensClear(_ name: String) -> Bool {
        labels.contains(PhraseKey(name).words.joined(separator: " "))
    }
    private static let labels = Set(VocabularyTable.remarks["denialLabel"])

    /// "Lines 8-14: the shelves are filled, fine.", "`test_door`, no remarks": a few words for what it is, and then the answer.
    private static func endsClear(_ text: String) -> Bool {
        guard text.utf8.count < 120, let comma = text.lastByteRange(of: ", ") else { return false }
        let before = PhraseKey(String(text[..<comma.lowerBound]))
        let after = String(text[comma.upperBound...])
        let key = PhraseKey(after)
        return (1...2).contains(key.count) && before.count <= 9 && endings.contains(key.words.joined(separator: " "))
            && !before.contains(anyOf: RemarkEvidence.faults) && !before.contains(anyOf: contrasts)
    }
    private static let endings = Set(VocabularyTable.remarks["denialEnding"])

    /// "Nothing to add for the exit actions."
    static func says(_ text: String) -> Bool {
        let key = PhraseKey(text)
        guard key.count <= 10, !key.contains(anyOf: contrasts) else { return false }
        return openings.opens(key) || key.contains(anyOf: russianRemarks) && key.words.last == "нет"
    }

    /// What stands behind the name: "Not detected" of "Eager Test: Not detected".
    private static func answer(of text: String) -> String? {
        for mark in [": ", "：", " – ", " — ", " - ", " → "] {
            guard let range = text.byteRange(of: mark), range.lowerBound > text.startIndex else { continue }
            let name = PhraseKey(String(text[..<range.lowerBound]))
            let isName = name.count < 7 && !text[..<range.lowerBound].has(". ")
            return isName ? String(text[range.upperBound...]) : nil
        }
        return nil
    }

    static func isClear(value: String, isPlaced: Bool = false) -> Bool {
        let key = PhraseKey(value)
        guard value.utf8.count < (key.isWide ? 160 : 80) else { return false }
        if key.isEmpty {
            // "0", "–"; "12" is a place or a figure.
            return !isPlaced && value.utf8.count < 8
                && value.allSatisfy { !$0.isLetter && (!$0.isNumber || $0 == "0") }
        }
        if key.isWide {
            var trimmed = value.strippedOfSigns
            while let last = trimmed.last, ".。!！".contains(last) { trimmed.removeLast() }
            return wideDenials.contains(trimmed)
                || wideSearches.contains(where: trimmed.hasPrefix) && wideSought.contains(where: trimmed.hasSuffix)
                    && !wideTurns.contains(where: trimmed.has)
        }
        guard key.count <= 8 else { return false }
        // "n/a: it opens no files"
        if !isPlaced, inapplicable.opens(key) { return true }
        let text = key.words.joined(separator: " ")
        if absences.contains(text) { return !isPlaced }
        guard key.contains(anyOf: denials) else { return false }
        return key.words.allSatisfy(fillers.contains)
    }

    private static let inapplicable = PhraseSet(VocabularyTable.remarks["inapplicable"])
    /// With a place beside them they may name what is missing there: "Assertions (line 12): none".
    private static let absences = Set(VocabularyTable.remarks["absence"])
    private static let denialPhrases = VocabularyTable.remarks["denial"]
    private static let denials = PhraseSet(denialPhrases)
    /// Words that may stand beside a denial without adding to it; its own are.
    private static let fillers: Set<String> = {
        var words = Set(VocabularyTable.remarks["filler"])
        for phrase in denialPhrases { words.formUnion(phrase.split(separator: " ").map(String.init)) }
        return words
    }()
    private static let openings = PhraseSet(VocabularyTable.remarks["denialOpening"])
    private static let russianRemarks: PhraseSet = ["замечаний", "нареканий", "претензий", "вопросов"]
    private static let contrasts = PhraseSet(VocabularyTable.remarks["contrast"])
    /// "未发现会阻止合并的问题": nothing of what was looked for, however it is described between.
    private static let wideSearches = ["未发现", "没有发现", "暂未发现", "目前未发现", "未见", "暂无", "重大な", "致命的な"]
    private static let wideSought = [
        "问题", "阻断项", "风险项", "缺陷", "漏洞", "风险", "错误", "隐患", "は見つかりませんでした", "は見つかりません", "はありません", "はありませんでした",
        "なし",
    ]
    private static let wideTurns = ["但", "，不过", "然而", "が、", "ただし"]
    private static let wideDenials: Set<String> = [
        "无", "没有", "没有问题", "无问题", "未发现", "未发现问题", "不适用", "なし", "問題なし", "特になし", "該当なし", "指摘なし",
        "없음", "문제 없음", "해당 없음", "이상 없음",
    ]
}
