import FindingsModel

/// tsDetect's CSV: a row a test file, a column a smell, told by `true` or by how often; also JNose's by test class.
struct TSDetectFormat: InputFormat {
    let id = "tsdetect"
    let title = "tsDetect CSV"
    let summary = "The test-smell detector tsDetect's CSV: a row a test file, a column a smell."

    func recognizes(_ document: SourceDocument) -> Bool {
        Self.separator(document) != nil
    }

    /// JNose's is a semicolon.
    private static func separator(_ document: SourceDocument) -> Character? {
        [",", ";", "\t"].first { separator in
            let names = CSVTable.header(document, separator: separator)
            if names.contains("testfilepath"), names.contains("productionfilepath") { return true }
            // Older versions, and tools made of it, tell the file in other columns.
            return files.contains(where: names.contains) && names.count(where: wellKnown.contains) >= 3
        }
    }

    /// The columns that may tell the file, the best first.
    private static let files = ["relativetestfilepath", "pathfile", "testfilepath", "testfilename", "testclass"]

    /// Smells that all versions look for.
    private static let wellKnown: Set = [
        "assertionroulette", "conditionaltestlogic", "constructorinitialization", "eagertest", "lazytest",
        "mysteryguest", "generalfixture", "sensitiveequality", "duplicateassert", "magicnumbertest", "sleepytest",
        "unknowntest", "ignoredtest", "resourceoptimism", "redundantassertion",
    ]

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let separator = Self.separator(document)?.asciiValue ?? UInt8(ascii: ",")
        let table = try CSVTable(document, format: id, separator: separator)
        let files = Self.files.compactMap(table.column)
        guard !files.isEmpty else {
            throw .malformed(format: id, document.place(byte: 0), why: "the header has no column TestFilePath")
        }
        let about: Set = [
            "app", "testclass", "testfilepath", "productionfilepath", "relativetestfilepath", "testfilename",
            "productionfilename", "productionclass", "relativeproductionfilepath", "numberofmethods", "tag", "version",
            "pathfile", "loc", "numbermethods", "commitid", "commitname", "commitdate", "commitmsg",
        ]
        let smells = table.names.indices.filter { column in
            let name = table.names[column]
            guard !name.isEmpty, !about.contains(CSVTable.key(name)) else { return false }
            // A column of numbers that is no smell is a figure, as those of coverage that are joined to the table.
            return CategoryNames.standard.category(named: name) != nil
                || !table.rows.contains { Double($0.cells[column]) != nil }
        }
        let isJNose = table.column("numbermethods") != nil
        let testClass = table.column("testclass")
        var report = ToolReport(tool: isJNose ? "JNose" : "tsDetect", coversProject: false)
        for row in table.rows {
            let path = files.lazy.map { row.cells[$0] }.first { $0.contains { !$0.isWhitespace } }
            report.cover(path)
            for smell in smells {
                let value = row.cells[smell].filter { !$0.isWhitespace }.lowercased()
                let count = Int(value)
                let isKnown = value.isEmpty || value == "false" || value == "true" || count != nil
                guard !(value.isEmpty || value == "false" || (count ?? 1) < 1) else { continue }
                let name = table.names[smell]
                let often = count.map { $0 > 1 ? " (\($0) times)" : "" } ?? ""
                report.add(
                    ToolProblem(
                        rule: name, message: name + often, path: path,
                        symbols: testClass.map { [row.cells[$0]] }?.filter { !$0.isEmpty && !$0.contains(".") } ?? [],
                        flags: isKnown ? [] : ["neither true, false nor a number: \(value.prefix(40))"], span: row.span)
                )
            }
        }
        sink(report.review)
    }
}

/// JNose's CSV: a row a smell, cells separated by semicolons, or commas where it was made anew.
struct JNoseFormat: InputFormat {
    let id = "jnose"
    let title = "JNose CSV"
    let summary = "The test-smell detector JNose's CSV: a row a smell, with its method and lines."

    func recognizes(_ document: SourceDocument) -> Bool {
        Self.separator(document) != nil
    }

    /// JNose's is a semicolon; who edited or joined tables may have written another.
    private static func separator(_ document: SourceDocument) -> Character? {
        [";", ",", "\t"].first { separator in
            let names = CSVTable.header(document, separator: separator)
            return names.contains("testsmellname") && names.contains("pathfile")
                || ["testsmell", "pathfile", "lines"].allSatisfy(names.contains)
        } ?? (CSVTable.header(document, separator: ";").contains("testsmellname") ? ";" : nil)
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let separator = Self.separator(document)?.asciiValue ?? UInt8(ascii: ";")
        let table = try CSVTable(document, format: id, separator: separator)
        guard let smell = table.column("testsmellname") ?? table.column("testsmell") else {
            throw .malformed(format: id, document.place(byte: 0), why: "the header has no column testSmellName")
        }
        let path = table.column("pathfile")
        let method = table.column("testsmellmethod") ?? table.column("method")
        let begin = table.column("testsmelllinebegin") ?? table.column("testsmellline") ?? table.column("lines")
        let end = table.column("testsmelllineend")
        var report = ToolReport(tool: "JNose", coversProject: false)
        for row in table.rows {
            let file = path.map { row.cells[$0] }
            report.cover(file)
            let name = row.cells[smell]
            guard !name.allSatisfy(\.isWhitespace) else { continue }
            // Both columns may hold the same: a range ("10-15"), or lines ("10, 12").
            let places = (begin.map { row.cells[$0] } ?? "").split(separator: ",").map(Self.numbers)
            let numbers = places.first ?? []
            let lasts = Self.numbers((end.map { row.cells[$0] } ?? "")[...])
            // A cell that has words and no number says something else.
            let odd = [(begin, numbers), (end, lasts)].compactMap { column, found in
                column.flatMap { found.isEmpty && row.cells[$0].contains { !$0.isWhitespace } ? table.names[$0] : nil }
            }
            report.add(
                ToolProblem(
                    rule: name, message: name, path: file, firstLine: numbers.first,
                    lastLine: numbers.count > 1 ? numbers.last : places.count > 1 ? numbers.first : lasts.last,
                    further: places.dropFirst().compactMap { place in
                        guard let first = place.first, let last = place.last else { return nil }
                        return LineReference(LineRange(first, last))
                    },
                    symbols: method.map { [row.cells[$0]] }?.filter { !$0.isEmpty } ?? [],
                    flags: odd.map { "`\($0)` is not understood" }, span: row.span))
        }
        sink(report.review)
    }

    private static func numbers(_ cell: Substring) -> [Int] {
        cell.split { !("0"..."9").contains($0) }.compactMap { Int($0) }.filter(\.isCountable)
    }
}

/// pytest-smell's CSV, a row a smell of a test, and what it prints with `--verbose`.
struct PytestSmellFormat: InputFormat {
    let id = "pytest-smell"
    let title = "pytest-smell CSV and text"
    let summary = "The test-smell detector pytest-smell's CSV, a row a smell of a test, and its `--verbose` text."

    func recognizes(_ document: SourceDocument) -> Bool {
        if PytestSmellText.isOne(document) { return true }
        let names = CSVTable.header(document, separator: ",")
        return names.contains("testname") && names.contains("smell")
            && (names.contains("testsuite") || names.contains("metricvalue"))
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if PytestSmellText.isOne(document) { return sink(PytestSmellText.read(document)) }
        let table = try CSVTable(document, format: id, separator: UInt8(ascii: ","))
        // Older versions do not tell the file.
        let suite = table.column("testsuite")
        let test = table.column("testname")
        guard let smell = table.column("smell"), suite != nil || test != nil else {
            throw .malformed(format: id, document.place(byte: 0), why: "the header has no columns test_suite and smell")
        }
        let metric = table.column("metricvalue")
        var report = ToolReport(tool: "pytest-smell", coversProject: false)
        for row in table.rows {
            let path = suite.map { row.cells[$0] }
            report.cover(path)
            let value = metric.map { row.cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
            report.add(
                ToolProblem(
                    rule: row.cells[smell],
                    message: row.cells[smell].replacing("_", with: " ") + (value.map { " (\($0))" } ?? ""),
                    path: path, symbols: test.map { [row.cells[$0]] }?.filter { !$0.isEmpty } ?? [],
                    span: row.span))
        }
        sink(report.review)
    }
}

/// SNUTS.js's CSV and JSON: a row or an object a smell, with its lines; or, of its own export, a row or an object a file and
/// smell, with the lines of each place in a list.
struct SNUTSFormat: InputFormat {
    let id = "snuts"
    let title = "SNUTS.js CSV and JSON"
    let summary = "The test-smell detector SNUTS.js's CSV and `--format json`: each smell with its lines."
    let tellingKeys = TellingKeys(
        ["smellType", "filePath", "startLine", "endLine"], needed: 3, indispensable: "smellType")

    func recognizes(_ document: SourceDocument) -> Bool {
        if isList(
            document,
            where: { item in
                (item["smellType"] != nil && item["filePath"] != nil) || Self.isExported(item) || Self.isSmell(item)
            })
        {
            return true
        }
        let names = CSVTable.header(document, separator: ",")
        return names.contains("smelltype") && names.contains("filepath")
            || ["file", "type", "smells"].allSatisfy(names.contains)
    }

    private static func isExported(_ item: JSONValue) -> Bool {
        item["file"]?.string != nil && item["type"]?.string != nil && item["smells"]?.isArray == true
    }

    /// As its library gives it to who calls it.
    private static func isSmell(_ item: JSONValue) -> Bool {
        item["file"] != nil && item["codeBlock"] != nil && item["message"] != nil && item["start"] != nil
    }

    /// `AnonymousTest` as words.
    private static func words(_ smell: String) -> String {
        var words = ""
        for letter in smell {
            if letter.isUppercase, let last = words.last, last.isLowercase { words += " " }
            words.append(words.isEmpty ? letter : Character(letter.lowercased()))
        }
        return words
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if document.report != nil { return sink(try listed(document)) }
        let table = try CSVTable(document, format: id, separator: UInt8(ascii: ","))
        if let path = table.column("file"), let smell = table.column("type"), let places = table.column("smells") {
            return sink(exported(table, path, smell, places))
        }
        guard let smell = table.column("smelltype"), let path = table.column("filepath") else {
            throw .malformed(
                format: id, document.place(byte: 0), why: "the header has no columns Smell Type and File Path")
        }
        let first = table.column("startline")
        let last = table.column("endline")
        let texts = [table.column("message"), table.column("description")].compactMap { $0 }
        var report = ToolReport(tool: "SNUTS", coversProject: false)
        for row in table.rows {
            report.cover(row.cells[path])
            let words = texts.map { row.cells[$0] }.filter { !$0.isEmpty }
            let (line, end) = (table.number(in: row, first), table.number(in: row, last))
            report.add(
                ToolProblem(
                    rule: row.cells[smell], message: words.joined(separator: "\n"), path: row.cells[path],
                    firstLine: line.value, lastLine: end.value, flags: line.flags + end.flags, span: row.span))
        }
        sink(report.review)
    }

    /// `file,type,smells`, the places a list of JSON in the cell: a finding each.
    private func exported(_ table: CSVTable, _ path: Int, _ smell: Int, _ places: Int) -> Review {
        var report = ToolReport(tool: "SNUTS", coversProject: false)
        for row in table.rows {
            report.cover(row.cells[path])
            let firsts = NamedNumbers.all(of: "startLine", in: row.cells[places])
            let lasts = NamedNumbers.all(of: "endLine", in: row.cells[places])
            let isOdd = firsts.isEmpty && row.cells[places].contains { !"[] ".contains($0) }
            guard isOdd || !firsts.isEmpty else { continue }
            for place in 0..<max(firsts.count, 1) {
                report.add(
                    ToolProblem(
                        rule: row.cells[smell], message: Self.words(row.cells[smell]), path: row.cells[path],
                        firstLine: firsts.indices.contains(place) ? firsts[place] : nil,
                        lastLine: lasts.count == firsts.count && lasts.indices.contains(place) ? lasts[place] : nil,
                        flags: isOdd ? ["`\(table.names[places])` is not understood"] : [], span: row.span))
            }
        }
        return report.review
    }

    private func listed(_ document: SourceDocument) throws(IngestionError) -> Review {
        var report = ToolReport(tool: "SNUTS", coversProject: false, flags: flags(document))
        for item in try records(document) {
            if Self.isExported(item) {
                let (path, smell) = (item["file"]?.string, item["type"]?.string ?? "")
                report.cover(path)
                for place in try objects(document, item["smells"], "smells", in: item) {
                    report.add(
                        ToolProblem(
                            rule: smell, message: Self.words(smell), path: path,
                            firstLine: place["startLine"]?.number, lastLine: place["endLine"]?.number,
                            source: place, span: place.span))
                }
                continue
            }
            if Self.isSmell(item) {
                report.cover(item["file"]?.text)
                let message = [item["message"]?.text, item["explanation"]?.text].compactMap { $0 }
                report.add(
                    ToolProblem(
                        rule: item["description"]?.text ?? item["message"]?.text,
                        message: message.joined(separator: "\n"), path: item["file"]?.text,
                        firstLine: item["start"]?["line"]?.number, lastLine: item["end"]?["line"]?.number, source: item,
                        span: item.span))
                continue
            }
            let path = item["filePath"]?.string
            report.cover(path)
            let words = [item["message"]?.text, item["description"]?.text].compactMap { $0 }
            report.add(
                ToolProblem(
                    rule: item["smellType"]?.text, message: words.joined(separator: "\n"), path: path,
                    firstLine: item["startLine"]?.number, lastLine: item["endLine"]?.number, source: item,
                    span: item.span))
        }
        return report.review
    }
}
