import FindingsModel

/// What the cells of a column hold, whatever the column is called.
extension TableLayout {
    /// The column with the most words of those without a part of their own.
    ///
    /// A kind that many rows share is no row's title: "Category | Suggestion | Impact" has its remarks in the middle.
    static func wordiest(_ rows: ArraySlice<Block>, _ columns: [Column]) -> Int? {
        func cells(_ column: Int) -> [String] {
            rows.prefix(40).compactMap {
                $0.children.indices.contains(column) ? $0.children[column].text.flat : nil
            }
        }
        let suggestion = columns.firstIndex(of: .suggestion)
        let sizes = columns.indices.map { column in
            switch columns[column] {
            case .other: return holdsFigures(rows, column) ? 0 : cells(column).reduce(0) { $0 + $1.utf8.count }
            case .category:
                let cells = cells(column)
                return suggestion != nil && Set(cells).count * 4 <= cells.count * 3
                    ? 0 : cells.reduce(0) { $0 + $1.utf8.count }
            default: return 0
            }
        }
        guard let widest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return nil }
        return sizes[widest] > 0 ? widest : suggestion
    }

    /// Each cell is the kind of a remark: "Good", "Issue", "Nit".
    static func holdsKinds(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        rows.allSatisfy { row in
            guard row.children.indices.contains(column) else { return false }
            let cell = StyledText(row.children[column].text.flat.trimmingColon + ":")
            return RemarkLead.labelLength(in: cell, at: 0) == cell.count && cell.count > 1
        }
    }

    /// "Present? | yes": whether the smell of each row was found.
    static func tellsPresence(_ rows: ArraySlice<Block>, _ column: Int, _ name: String) -> Bool {
        guard PhraseKey(name).contains(anyOf: presenceNames) else { return false }
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.flat : nil
        }
        return cells.count > 1 && cells.contains(where: { !isAbsent($0) })
            && cells.allSatisfy { isAbsent($0) || PhraseKey($0).count <= 4 }
    }

    static func isAbsent(_ cell: String) -> Bool {
        if ["-", "–", "—", "✗", "✘", "❌", "0", "無", "无"].contains(cell.trimmingSpaces) { return true }
        let key = PhraseKey(cell)
        return key.count <= 3 && key.firstWord.map(absences.contains) == true
    }
    private static let absences = Set(VocabularyTable.fields["absence"])
    private static let presenceNames = PhraseSet(VocabularyTable.fields["columnPresence"])

    /// "Test | How often | Problem": each row names a test or another piece of code, and a column is called by what is wrong
    /// with it.
    static func namesWhatIsWrong(
        _ rows: ArraySlice<Block>, _ columns: [Column], _ names: [String]
    ) -> Bool {
        guard columns.contains(.symbol) || columns.contains(.location),
            let column = names.firstIndex(where: { name in
                let key = PhraseKey(name)
                return key.count <= 2 && key.contains(anyOf: problemNames)
            })
        else { return false }
        let told = rows.prefix(40).filter { $0.children.indices.contains(column) }
        let telling = told.count { RemarkEvidence($0.children[column].text).words >= 3 }
        return telling >= 2 && telling * 4 >= told.count * 3
            && told.allSatisfy { $0.children.first?.text.styles.contains { $0.contains(.code) } == true }
    }
    private static let problemNames = PhraseSet(VocabularyTable.fields["columnProblem"])

    /// A score card's column of remarks: in half of its rows, two at least, it finds fault with something that it names.
    static func tells(_ rows: ArraySlice<Block>, _ columns: [Column]) -> Bool {
        guard columns.count > 2, let column = columns.firstIndex(of: .text) else { return false }
        // Of the tests that are fine it says nothing.
        let told = rows.prefix(40).filter { $0.children.indices.contains(column) && !$0.children[column].text.isBlank }
        let telling = told.count { row in
            let evidence = RemarkEvidence(row.children[column].text)
            return evidence.score >= 3 && evidence.words >= 3
        }
        return telling >= 2 && telling * 2 >= told.count
    }

    /// A score card's column of remarks: most of them, three at least, find fault or please, and say where in the code.
    static func tellsOfCode(_ rows: ArraySlice<Block>, _ columns: [Column]) -> Bool {
        guard columns.count > 2, let column = columns.firstIndex(of: .text) else { return false }
        let told = rows.prefix(40).filter { row in
            row.children.indices.contains(column) && PhraseKey(row.children[column].text.bytes[...]).count > 0
        }
        let telling = told.count { row in
            let text = row.children[column].text
            let evidence = RemarkEvidence(text)
            return evidence.isRemark && evidence.words > 4
                && (!evidence.places.isEmpty || text.styles.contains { $0.contains(.code) })
        }
        return telling > 2 && telling * 2 > told.count
    }

    /// Three cells or more, and each is a rating: "High", "low", whatever the column is called.
    static func holdsRatings(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.flat.strippedOfSigns : nil
        }
        // Beside numbers alone they are counted, not given.
        let words = rows.prefix(40).reduce(0) { sum, row in
            sum + row.children.indices.lazy.filter { $0 != column }.reduce(0) { $0 + row.children[$1].text.count }
        }
        guard cells.count > 2, words > cells.count * 20 else { return false }
        // "Warning (not blocking)"
        let heads = cells.map { cell in String(cell.prefix { $0 != "(" && $0 != "（" }).trimmingSpaces }
        if heads.allSatisfy({ $0.utf8.count <= 24 && SeverityVocabulary.severity(of: $0) != nil }) { return true }
        // "not met (major)" beside "met".
        let rated = cells.count { cell in
            var cell = cell
            return cell.utf8.count <= 40 && FindingBuilder.trailingSeverity(&cell) != nil && PhraseKey(cell).count > 0
        }
        return rated > 2 && rated * 2 > cells.count && cells.allSatisfy { $0.utf8.count <= 40 }
    }

    /// Two cells or more, and each is one number.
    static func holdsCounts(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.trimmed() : nil
        }
        // "~35", "约35" and "3 类" are counts, too.
        return cells.count > 1
            && cells.allSatisfy { cell in
                let digits = cell.bytes.drop { $0.isOne(of: "~<> ") || $0.isWide }
                let unit = digits.drop(while: \.isDigit)
                return cell.count <= 10 && digits.first?.isDigit == true && unit.count <= 4
                    && unit.allSatisfy { $0 == .space || $0.isWide }
            }
    }

    /// "Severity | Count | …": each row has another rating, and how many remarks have it.
    static func isTally(_ rows: ArraySlice<Block>, _ columns: [Column]) -> Bool {
        guard (2...7).contains(rows.count), let rated = columns.firstIndex(of: .severity),
            !columns.contains(where: { $0 == .location }),
            columns.indices.contains(where: { columns[$0] == .other && holdsCounts(rows, $0) })
        else { return false }
        let ratings = rows.compactMap { row in
            row.children.indices.contains(rated) ? row.children[rated].text.flat : nil
        }
        return ratings.count == rows.count && Set(ratings).count == rows.count
            && rows.allSatisfy { row in
                row.children.allSatisfy { LineReferenceScanner($0.text).paths.isEmpty }
            }
    }

    /// Some cell has more words than a name, outside of code.
    static func holdsWords(_ rows: ArraySlice<Block>) -> Bool {
        rows.prefix(40).contains { row in
            row.children.contains { cell in
                PhraseKey(cell.text.bytes[...]).count > 3 && cell.text.styles.contains { !$0.contains(.code) }
            }
        }
    }

    /// Two cells or more, and each is a number, a share or a sum: "4,818", "93.8%", "12/20".
    static func holdsFigures(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.trimmed() : nil
        }
        return cells.count > 1
            && cells.allSatisfy { cell in
                cell.count <= 12 && cell.bytes.contains(where: \.isDigit)
                    && cell.bytes.allSatisfy { $0.isDigit || $0.isOne(of: ".,%/~+ ") }
            }
    }

    /// No cell but one for the sum is more than a short number: "4", "3.5/5", and a sign for none.
    static func holdsScores(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.trimmed() : nil
        }
        return cells.contains { $0.bytes.first?.isDigit == true }
            && cells.allSatisfy { cell in
                cell.count <= 12 && !cell.bytes.contains { $0.isLetter } && PhraseKey(cell.bytes[...]).isEmpty
            }
    }

    /// Each cell is a number from 0.0 to 10.0 with one decimal, as CVSS gives them.
    static func holdsDecimals(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        rows.prefix(40).allSatisfy { row in
            guard row.children.indices.contains(column) else { return false }
            let cell = row.children[column].text.trimmed().bytes
            return cell == Array("10.0".utf8) || cell.count == 3 && cell[0].isDigit && cell[1] == 46 && cell[2].isDigit
        }
    }

    /// Most cells, and three at least, are nothing but lines, ranges, or paths with them: "194, 222-223".
    static func holdsPlaces(_ rows: ArraySlice<Block>, _ column: Int) -> Bool {
        let cells = rows.prefix(40).compactMap { row in
            row.children.indices.contains(column) ? row.children[column].text.trimmed() : nil
        }
        var hasList = false
        let placed = cells.count { cell in
            guard !cell.isBlank, cell.count <= 120 else { return false }
            var path: String?
            let found = LocationValue.references(in: cell, &path)
            guard !found.isEmpty else { return false }
            hasList = hasList || found.count > 1 || found.contains { $0.range.first != $0.range.last } || path != nil
            // Without the numbers and the words for a line nothing is left.
            return PhraseKey(cell.bytes[...]).words.allSatisfy {
                $0.utf8.count < 3 || LineReferenceScanner.keywordLength(in: Array($0.utf8), at: 0) == $0.utf8.count
            } || path != nil
        }
        return placed >= 3 && placed * 2 > cells.count && hasList
    }
}
