import FindingsModel

/// Labels that a remark may open with: "nit:", "praise (test):", "_Potential issue_ |".
extension RemarkLead {
    static let kindWords = WordSet(
        ("logic syntax nit nits nitpick nitpicks praise good great nice kudos positive suggestion suggestions issue question thought todo chore note typo "
            + "potential possible refactor refactoring style bug optional non blocking polish blocking if minor "
            + "problem concern observation remark security performance warning fyi gut lob positiv kleinigkeit frage "
            + "hinweis vorschlag bien éloge question suggestion remarque bueno elogio pregunta sugerencia bom pergunta sugestão "
            + "bene lode domanda suggerimento 良い点 提案 質問 細かい点 优点 建议 疑问 问题 表扬 좋은점 제안 질문 칭찬 хорошо похвала вопрос "
            + "предложение мелочь замечание плюс like liked "
            + "bad pro pros con cons strength strengths weakness weaknesses negative schlecht negativ stärke schwäche "
            + "mauvais malo negativo ruim минус плохо 缺点 不足 亮点 悪い点 장점 단점").split(separator: " ").map(String.init))

    /// Words that tell the kind only where a colon follows; elsewhere they rate.
    private static let markedKindWords = WordSet(["info", "tip", "hint"])
    /// In lower case before a colon, types of commits: "fix(tests): …". "ok: …" stands beside them.
    private static let commitWords = WordSet([
        "fix", "feat", "test", "tests", "docs", "perf", "build", "ci", "revert", "ok",
    ])

    /// The label only tells the reader something, or is a commit's type: "info:", "fix:".
    static func isOfNote(_ label: String) -> Bool {
        PhraseKey(label).parts.contains { markedKindWords.contains($0) || commitWords.contains($0) }
    }

    static let praiseLeads = PhraseSet(VocabularyTable.remarks["praiseLead"])

    /// "Potential issue — " before a title: the label of a bot, set apart by a dash.
    private static func potentialLength(in text: StyledText, at index: Int) -> Int? {
        for label in ["Potential issue", "Potential bug", "Refactor suggestion", "Verification agent"] as [StaticString]
        where text.bytes.has(label, at: index) {
            let end = index + label.utf8CodeUnitCount
            if text.bytes.has(" — ", at: end) || text.bytes.has(" – ", at: end) { return label.utf8CodeUnitCount }
        }
        return nil
    }

    /// The length of a kind's label with its colon ("nit:", "praise (test):", "Good:", "Refactor suggestion") at `index`.
    static func labelLength(in text: StyledText, at index: Int) -> Int? {
        var end = index
        while end < text.count, end - index < 48, text.bytes[end] != UInt8(ascii: ":"), text.bytes[end] != .lineFeed,
            text.bytes[end] != UInt8(ascii: "|"), !text.bytes.has("：", at: end)
        { end += 1 }
        guard end > index else { return nil }
        if let length = potentialLength(in: text, at: index) { return length }
        let isMarked =
            end < text.count && (text.bytes[end] == UInt8(ascii: ":") || text.bytes.has("：", at: end))
            && (!text.styles[end].contains(.code) || text.styles[index].contains(.code))
        var words = end
        if !isMarked {
            // "_⚠️ Potential issue_ |": a run of its own.
            let style = text.styles[index]
            guard style.contains(.emphasis) || style.contains(.strong) else { return nil }
            words = text.runEnd(from: index, style.contains(.emphasis) ? .emphasis : .strong)
            guard words <= end || words == text.count else { return nil }
            // A run that says only "Note" is a label; one that goes on is a title.
        }
        // "issue (ux, blocking):": only the word before the decoration names the kind.
        let named = text.bytes[index..<words].firstIndex(of: UInt8(ascii: "(")) ?? words
        let key = PhraseKey(text.bytes[index..<(isMarked && named > index ? named : words)])
        let isKind =
            !key.isEmpty && key.count <= 4
            && key.parts.allSatisfy { word in
                kindWords.contains(word) || isMarked && markedKindWords.contains(word)
                    || isMarked && key.count == 1 && text.bytes[index].isLower && commitWords.contains(word)
                        && end + 1 < text.count && text.bytes[end + 1] == .space && !text.styles[index].contains(.code)
            }
        // "What I like: …", "**What I like.** …"
        let endsSentence = words > index && text.bytes[words - 1] == UInt8(ascii: ".")
        guard
            isKind || isMarked && key.count <= 7 && praiseLeads.opens(key)
                || !isMarked && endsSentence && key.count <= 5 && praiseLeads.opens(key)
        else { return nil }
        if !isMarked { return words - index }
        return end + (text.bytes[end] == UInt8(ascii: ":") ? 1 : 3) - index
    }

    /// "L12  Major   Code smell   The title": a rating or a kind in a column of its own, with two blanks or more behind
    /// it, and a line's start, a place or another column before it.
    mutating func column(at index: Int) -> Int? {
        guard index == 0 || index > 1 && text.bytes[index - 1].isBlank && text.bytes[index - 2].isBlank else {
            return nil
        }
        var end = index
        while end < text.count, end - index < 24,
            !text.bytes[end].isBlank || end + 1 < text.count && !text.bytes[end + 1].isBlank,
            text.bytes[end] != .lineFeed
        { end += 1 }
        guard end > index, end + 2 < text.count, text.bytes[end] == .space, text.bytes[end + 1] == .space,
            text.styles[index] == []
        else { return nil }
        let words = text.flat(index..<end)
        if let rated = Self.ratedPart(of: words) {
            set(rated.0, rated.1)
            return end
        }
        let key = PhraseKey(words)
        guard (1...2).contains(key.count), Self.columnKinds.contains(key.text.trimmingSpaces) else { return nil }
        labels.append(words)
        return end
    }
    /// What tools call a finding.
    private static let columnKinds: Set<String> = [
        "code smell", "bug", "vulnerability", "security hotspot", "hotspot", "smell", "defect", "duplication",
    ]

    /// "_🎯 Correctness_ | _🟠 Major_ |": a short run between bars.
    mutating func tag(at index: Int) -> Int? {
        let style = text.styles[index]
        guard style.contains(.emphasis) || style.contains(.strong) || style.contains(.code) else { return nil }
        let kind: StyledText.Style = style.contains(.emphasis) ? .emphasis : style.contains(.strong) ? .strong : .code
        let end = text.runEnd(from: index, kind)
        guard end - index <= 48 else { return nil }
        var next = end
        while next < text.count, text.bytes[next] == .space { next += 1 }
        var before = index
        while before > 0, text.bytes[before - 1] == .space || text.styles[before - 1].contains(kind) { before -= 1 }
        if next < text.count, text.bytes[next] == UInt8(ascii: "|") {
            // "**The whole title** | severity: high"
            var after = next + 1
            while after < text.count, text.bytes[after] == .space { after += 1 }
            if kind == .strong, PhraseKey(text.bytes[index..<end]).count > 2,
                after < text.count, !text.styles[after].contains(.strong)
            {
                return nil
            }
            labels.append(text.flat(index..<end))
            return next + 1
        }
        // The last of several.
        guard before > 0, text.bytes[before - 1] == UInt8(ascii: "|"),
            next >= text.count || text.bytes[next] == .lineFeed
        else { return nil }
        labels.append(text.flat(index..<end))
        return next
    }
}

extension String {
    /// Without a colon, full stop or blanks at the end.
    var trimmingColon: String {
        var out = self[...]
        while let last = out.last,
            last == ":" || last == "." || last == " " || last == "：" || last == "," || last == ";" || last == "。"
                || last == "—" || last == "–"
        {
            out.removeLast()
        }
        return String(out)
    }
}
