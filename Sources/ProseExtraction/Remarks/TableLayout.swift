import FindingsModel

/// A table of which every row is a remark.
struct TableLayout {
    enum Column { case number, severity, location, text, suggestion, category, symbol, other }
    private let columns: [Column]
    private let lead: Int
    /// The column that says whether the row's smell was found, where there is one.
    private var presence: Int?
    /// Beside each score stands what it was given for.
    private var isScored = false
    /// The column of scores from 0.0 to 10.0, which rate the remarks where the document speaks of CVSS.
    private var scored: Int?
    /// What the name of a tool's list rates its messages: "2 Warnings".
    private var rated: (Severity, String)?

    static let maximumRows = 2_000

    /// `nil` for a table that does not list remarks: checks, changed files, scores.
    ///
    /// - Parameters:
    ///   - isExpected: remarks are to be expected where it stands.
    ///   - listsCases: the first column names what is missing.
    init?(_ table: Block, isExpected: Bool, listsCases: Bool = false) {
        guard let header = table.children.first, case .row(true) = header.kind else { return nil }
        let names = header.children.map(\.text.flat)
        var columns = names.map(Self.column)
        if listsCases, columns.first != .number { columns[0] = .text }
        let rows = table.children.dropFirst()
        guard !rows.isEmpty, names.count >= 2 else { return nil }
        // "Criterion | Points": what was given, and nothing of why.
        if names.count == 2, Self.holdsScores(rows, 1), !listsCases { return nil }
        // "2 Errors" over rows without names: a tool's list of messages.
        let titles = names.filter { !PhraseKey($0).isEmpty }
        if titles.count == 1, names.count == 2, columns.allSatisfy({ $0 == .other || $0 == .number }),
            PhraseKey(titles[0]).count == 1, PhraseKey(titles[0]).contains(anyOf: Self.messageNames),
            let column = names.firstIndex(where: { !PhraseKey($0).isEmpty })
        {
            columns[column] = .text
            self.columns = columns
            lead = column
            rated = RemarkLead.ratedPart(of: titles[0])
            return
        }
        if !columns.contains(.severity),
            let rated = columns.indices.first(where: {
                Self.holdsRatings(rows, $0) && !PhraseKey(names[$0]).contains(anyOf: Self.effortNames)
            })
        {
            columns[rated] = .severity
        }
        // "Where it itches | Spot": the places stand in the second.
        if let named = columns.firstIndex(of: .location), PhraseKey(names[named]).count > 1,
            !Self.holdsPlaces(rows, named),
            columns.indices.contains(where: { columns[$0] == .other && Self.holdsPlaces(rows, $0) })
        {
            columns[named] = .other
        }
        if !columns.contains(.location),
            let placed = columns.indices.first(where: { columns[$0] == .other && Self.holdsPlaces(rows, $0) })
        {
            columns[placed] = .location
        }
        // "Lines | Missed": how many, beside other figures, and not where; no cell says what would be wrong there.
        let figures = columns.indices.filter { columns[$0] != .number && Self.holdsFigures(rows, $0) }
        if figures.count > 1, !Self.holdsWords(rows) {
            for column in figures where columns[column] == .location || columns[column] == .other {
                columns[column] = .number
            }
        }
        // "Tests | 19": how many of them, not which. "Before | 4/10" tells what it was worth.
        for column in columns.indices
        where [.symbol, .text].contains(columns[column]) && Self.holdsFigures(rows, column) {
            columns[column] = .number
        }
        if Self.isTally(rows, columns) { return nil }
        // "Kind | How many | What becomes of them".
        if columns.contains(.suggestion), !columns.contains(.severity), !columns.contains(.location),
            columns.indices.contains(where: { columns[$0] == .other && Self.holdsCounts(rows, $0) })
        {
            return nil
        }
        if columns.count == 2, titles.isEmpty, let kinds = columns.indices.first(where: { Self.holdsKinds(rows, $0) }) {
            // Without names, but each row says what kind of remark it has: "Good | …".
            columns[kinds] = .category
            columns[1 - kinds] = .text
            self.columns = columns
            lead = 1 - kinds
            return
        }
        let presence =
            columns.count > 2 ? columns.indices.first { Self.tellsPresence(rows, $0, names[$0]) } : nil
        if let found = presence {
            columns[found] = .number
            if columns[0] != .number, found != 0 { columns[0] = .text }
        }
        let key = PhraseKey(names.joined(separator: " "))
        let isAside = key.contains(anyOf: Self.asideNames)
        let isRated = columns.contains { $0 == .severity || $0 == .suggestion }
        let scores = columns.indices.filter { PhraseKey(names[$0]).contains(anyOf: RemarkFinder.scoreWords) }
        scored = scores.first { Self.holdsDecimals(rows, $0) }
        if isAside, !isRated, presence == nil {
            guard key.contains(anyOf: RemarkFinder.scoreWords) else { return nil }
            for column in columns.indices where columns[column] != .text && Self.holdsScores(rows, column) {
                if columns[column] != .location || scores.contains(column) { columns[column] = .number }
            }
            // Beside the places of remarks, it is they that are scored.
            if !columns.indices.contains(where: { columns[$0] == .location && Self.holdsPlaces(rows, $0) }) {
                guard Self.tellsOfCode(rows, columns) else { return nil }
                isScored = true
            }
        }
        let hasPlace = columns.contains { $0 == .location }
        if !columns.contains(where: { $0 == .text }) {
            guard isRated || hasPlace else { return nil }
            // Files and how many tests each has.
            if !isRated, columns.indices.contains(where: { columns[$0] == .other && Self.holdsCounts(rows, $0) }) {
                return nil
            }
            guard let widest = Self.wordiest(rows, columns) ?? columns.firstIndex(of: .location) else { return nil }
            // "Create | a.py | Medium": a plan, whose rows say nothing of a fault.
            let told = rows.compactMap { $0.children.indices.contains(widest) ? $0.children[widest].text.flat : nil }
            if told.allSatisfy({ SeverityVocabulary.severity(of: $0.strippedOfSigns) != nil }) { return nil }
            columns[widest] = .text
        }
        // Files and what changed in them.
        let isFileList =
            hasPlace && !isRated && key.contains(anyOf: Self.fileNames)
            && key.contains(anyOf: Self.summaryNames)
        guard
            !isFileList,
            isRated || hasPlace || isExpected || presence != nil || Self.tells(rows, columns)
                || Self.namesWhatIsWrong(rows, columns, names)
        else { return nil }
        guard let lead = columns.firstIndex(of: .text) else { return nil }
        self.columns = columns
        self.lead = lead
        self.presence = presence
    }

    /// The rows of a table that names values, as lines: "Overall rating: B"; none for other tables.
    static func namedValues(_ table: Block) -> [(text: StyledText, span: ByteSpan)] {
        guard table.children.count <= 40, table.children.allSatisfy({ $0.children.count == 2 }) else { return [] }
        return table.children.compactMap { row in
            let name = row.children[0].text.trimmed()
            let value = row.children[1].text.trimmed()
            guard !name.isBlank, !value.isBlank, PhraseKey(name.bytes[...]).count <= 4, value.count <= 300 else {
                return nil
            }
            var text = StyledText(name.flat.trimmingColon + ": ")
            text.append(value)
            return (text, row.span)
        }
    }

    /// `table` with the rows that go on with the one above them as its further lines: those that leave the first column
    /// empty, where half of all rows do.
    ///
    /// "| **1** | High | Issue | … |", "| | | Why | … |", "| | | Fix | … |": what each line is stands before it.
    static func grouped(_ table: Block) -> Block {
        guard let header = table.children.first, header.children.count > 2, table.children.count > 4 else {
            return table
        }
        let rows = table.children.dropFirst().prefix(maximumRows)
        func isHead(_ row: Block) -> Bool { row.children.first?.text.isBlank == false }
        let heads = rows.count(where: isHead)
        guard heads > 1, heads * 2 <= rows.count, rows.first.map(isHead) == true,
            rows.allSatisfy({ row in
                isHead(row)
                    || row.children.dropLast(2).allSatisfy(\.text.isBlank) && !(row.children.last?.text.isBlank ?? true)
            })
        else { return table }
        var merged = table
        merged.children = [header]
        if let last = header.children.indices.last, header.children[last].text.isBlank {
            merged.children[0].children[last].text = StyledText("Issue")
        }
        for row in rows {
            guard !isHead(row), let value = row.children.last, let at = merged.children.indices.last,
                let cell = merged.children[at].children.indices.last
            else {
                merged.children.append(row)
                continue
            }
            let label = row.children.dropLast().last?.text.trimmed() ?? StyledText()
            var line = StyledText("\n")
            if !label.isBlank { line.append(StyledText(label.flat.trimmingColon + ": ")) }
            line.append(value.text.trimmed())
            merged.children[at].children[cell].text.append(line)
            merged.children[at].span.end = max(merged.children[at].span.end, row.span.end)
        }
        return merged
    }

    private static let asideNames = PhraseSet(VocabularyTable.fields["columnAside"])
    private static let messageNames: PhraseSet = [
        "errors", "error", "warnings", "warning", "messages", "message", "issues", "problems", "findings", "failures",
        "comments", "remarks",
    ]
    private static let fileNames: PhraseSet = ["file", "files", "file s", "datei", "fichier", "文件", "ファイル"]
    private static let summaryNames: PhraseSet = [
        "summary", "description", "beschreibung", "zusammenfassung", "résumé", "说明", "概要",
    ]
    private static let textNames = PhraseSet(VocabularyTable.fields["columnText"])
    /// What a rating in such a column rates is the work, and not the fault.
    private static let effortNames = PhraseSet(VocabularyTable.fields["columnEffort"])
    private static let placeNames: PhraseSet = ["line", "lines", "location", "file", "where", "place", "places"]
    private static let severityNames: PhraseSet = ["severity", "priority"]
    private static let suggestionNames: PhraseSet = ["suggestion", "recommendation", "fix"]
    /// "What I'd do about it" tells of the fix, though "What" tells of the fault.
    private static let adviceNames = PhraseSet(VocabularyTable.fields["columnAdvice"])

    /// "Finding ID", "No.", "問題番号": what a row is called by.
    private static let numberNames = Set(VocabularyTable.fields["columnNumber"])

    private static func column(_ name: String) -> Column {
        let key = PhraseKey(name)
        // "Line number" is a place.
        let isNumber =
            key.count <= 3 && key.words.last.map(numberNames.contains) == true || name.hasSuffix("#")
            || key.isWide && numberNames.contains { $0.utf8.first?.isWide == true && name.hasSuffix($0) }
        if key.isEmpty || isNumber && !key.contains(anyOf: placeNames) && FieldLabel.kind(of: name) != .location {
            return .number
        }
        if key.contains(anyOf: adviceNames) { return .suggestion }
        if key.contains(anyOf: textNames) {
            return .text
        }
        switch FieldLabel.kind(of: name) {
        case .severity: return .severity
        case .location: return .location
        case .suggestion: return .suggestion
        case .body, .title: return .text
        case .category: return .category
        case .symbol: return .symbol
        case .other, nil: break
        }
        if key.contains(anyOf: placeNames) { return .location }
        if key.contains(anyOf: severityNames) { return .severity }
        if key.contains(anyOf: suggestionNames) { return .suggestion }
        return .other
    }

    /// Nothing but the name of a remark: "UX-014".
    private static func isIdentifier(_ text: StyledText) -> Bool {
        guard text.count <= 24 else { return false }
        // "H1", "SC12"
        let letters = text.bytes.prefix(while: \.isUpper).count
        if (1...2).contains(letters), (1...3).contains(text.count - letters),
            text.bytes[letters...].allSatisfy(\.isDigit)
        {
            return true
        }
        // The name ends where a blank follows.
        var padded = text
        padded.append(CollectionOfOne(.space), [])
        return RemarkLead.identifierLength(in: padded) == text.count
    }

    /// Whether such names of columns, alone, say that the rows are remarks: one is for their words, and another for their
    /// places or severities.
    static func listsRemarks(_ names: [String]) -> Bool {
        guard names.allSatisfy({ PhraseKey($0).count <= 4 }), names.contains(where: isText) else { return false }
        let kinds = Set(names.filter { !$0.allSatisfy(\.isWhitespace) }.map(column))
        return kinds.contains(.location) || kinds.contains(.severity)
    }

    /// Whether a column of that name holds the remarks' words.
    static func isText(_ name: String) -> Bool { column(name) == .text }

    func remarks(
        of table: Block, context: Remark.Context, group: Int, scale: SeverityVocabulary.SignScale
    ) -> [Remark] {
        var remarks: [Remark] = []
        for row in table.children.dropFirst().prefix(Self.maximumRows) {
            guard row.children.indices.contains(lead) else { continue }
            let cells = row.children
            if let presence, cells.indices.contains(presence), Self.isAbsent(cells[presence].text.flat) { continue }
            var remark = Remark(
                layout: .row, lead: cells[lead].text.trimmed(), context: context, span: row.span, group: group)
            // A tick in the column of what was looked at says nothing of the code.
            guard !remark.lead.isBlank, !PhraseKey(remark.lead.flat, keepDigits: true).isEmpty else { continue }
            // The sum of all scores.
            if isScored, PhraseKey(remark.lead.bytes[...]).isEmpty { continue }
            if let rated, remark.context.severity == nil {
                remark.context.severity = rated.0
                remark.context.severityWord = rated.1
            }
            for (index, cell) in cells.enumerated() where index < columns.count && index != lead {
                let text = cell.text.trimmed()
                if text.isBlank || PhraseKey(text.flat, keepDigits: true).isEmpty && columns[index] != .severity {
                    continue
                }
                switch index == scored && scale.speaksOfCVSS ? .severity : columns[index] {
                case .severity:
                    let cellLead = RemarkLead(text, scale: scale)
                    var words = text.flat.strippedOfSigns
                    let trailing = words.hasSuffix(")") ? FindingBuilder.trailingSeverity(&words) : nil
                    let head = String(words.prefix { $0 != "(" && $0 != "（" }).trimmingSpaces
                    if let rated = RemarkLead.ratedPart(of: words)
                        ?? SeverityVocabulary.severity(of: head).map({ ($0, head) })
                    {
                        remark.context.severity = rated.0
                        remark.context.severityWord = rated.1
                    } else if let rated = RemarkLead.ratedPart(of: text.flat(cellLead.start..<text.count))
                        ?? FindingBuilder.rated(text, scale: scale)
                    {
                        remark.context.severity = rated.0
                        remark.context.severityWord = rated.1
                    } else if let trailing, PhraseKey(words).count > 0 {
                        remark.context.severity = trailing.0
                        remark.context.severityWord = trailing.1
                    } else if let severity = cellLead.severity {
                        remark.context.severity = severity
                        remark.context.severityWord = cellLead.severityWord
                    }
                    remark.labels += cellLead.labels
                case .location: remark.located += LocationValue.references(in: text, &remark.context.path)
                case .suggestion: remark.suggestion = text
                case .category: remark.labels.append(text.flat)
                case .text, .symbol:
                    remark.blocks.append(Block(kind: .paragraph, text: text, span: cell.span))
                case .number, .other:
                    if columns[index] == .number, text.count <= 3, text.bytes.allSatisfy(\.isDigit) {
                        remark.number = Int(text.flat)
                    }
                    if columns[index] == .number || index == 0, Self.isIdentifier(text) {
                        remark.identifier = text.flat
                    }
                    let isSign = text.bytes.first == UInt8(ascii: ":") && text.bytes.last == UInt8(ascii: ":")
                    if PhraseKey(text.bytes[...]).count >= 3, !isSign {
                        remark.blocks.append(Block(kind: .paragraph, text: text, span: cell.span))
                    }
                }
            }
            remarks.append(remark)
        }
        return remarks
    }
}

extension String {
    /// Without emoji.
    var strippedOfSigns: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.filter { $0.value < 0x2190 || ($0.value >= 0x2E80 && $0.value < 0x1F000) })
        ).trimmingSpaces
    }
}
