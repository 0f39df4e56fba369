import FindingsModel

/// What one linter prints for people: a line a problem in words of its own, with no mark that tells such a line from a
/// person's. It counts only where the whole text is made of such lines, and of what the tool prints around them.
struct LineDialect: Sendable {
    /// What a line is.
    enum Line {
        case problem(Problem)
        /// The file, or the place in it, of the lines below.
        case heading(Place)
        /// More of the message above.
        case more(Substring)
        /// What only this tool prints around its problems.
        case mark
        /// What it prints around them, as others do.
        case chrome
        /// It says that there are no problems.
        case clear
    }

    struct Place {
        var path: Substring
        var line: Int?
        var symbol: Substring?
    }

    struct Problem {
        /// `nil` for that of the heading above.
        var path: Substring?
        /// The first is the problem's, others are more lines of it; empty for that of the heading.
        var lines: [Int] = []
        /// 1-based.
        var column: Int?
        /// 1-based, exclusive.
        var endColumn: Int?
        var lastLine: Int?
        /// The tool's word; empty where it has none.
        var severity: Substring = ""
        var message: Substring
        var rule: Substring?
    }

    let tool: String
    /// Without a line that is a mark, the text is anybody's.
    var needsMark = false
    /// The rule stands behind a message's last line.
    var ruleIsLast = false
    /// What a line is; `nil` for one that the tool does not print. The line has no white space at its end.
    let line: @Sendable (Substring) -> Line?
}

/// A text in a tool's dialect, read.
struct DialectReading {
    let dialect: LineDialect
    private(set) var problems: [ToolProblem] = []
    /// Lines that the tool does not print.
    private(set) var others: [ByteSpan] = []
    private(set) var sum = StatedSum()

    /// - Returns: `nil` for a text in no dialect that is known.
    init?(_ document: SourceDocument) {
        guard case .text = document.shape, document.report == nil, !document.isXML else { return nil }
        let lines = RefrainLinesFormat.lines(document.text)
        for dialect in LineDialects.all {
            guard let reading = DialectReading(document.text, lines, dialect) else { continue }
            self = reading
            return
        }
        return nil
    }

    private init?(_ text: [UInt8], _ lines: [Range<Int>], _ dialect: LineDialect) {
        self.dialect = dialect
        var place: LineDialect.Place?
        var isMarked = false
        var isClear = false
        for (index, range) in lines.enumerated() {
            guard range.count < 1 << 16 else { return nil }
            var words = Substring(decoding: text[range], as: UTF8.self)
            while words.last?.isWhitespace == true { words.removeLast() }
            let span = ByteSpan(range.lowerBound, range.upperBound)
            switch dialect.line(words) {
            case .problem(let problem):
                guard problem.path != nil || place != nil else { return nil }
                add(problem, place, span)
            case .heading(let next):
                place = next
            case .more(let words):
                guard let last = problems.indices.last else { return nil }
                if let known = problems[last].message, known.utf8.count < 1 << 14 {
                    problems[last].message = known + "\n" + words
                }
                problems[last].span.end = span.end
            case .mark:
                isMarked = true
                sum.add(String(words.prefix(200)))
            case .chrome: sum.add(String(words.prefix(200)))
            case .clear: isClear = true
            case nil:
                // What opens with other words is a person's, or another tool's.
                if let log = BuildLogLine(text[range]) {
                    if log.isTrouble { others.append(span) }
                } else if index == 0 || dialect.needsMark {
                    return nil
                } else {
                    others.append(span)
                    guard others.count <= 20 else { return nil }
                }
            }
        }
        guard isMarked || !dialect.needsMark, !problems.isEmpty || isClear, others.count * 4 <= problems.count else {
            return nil
        }
        guard dialect.ruleIsLast else { return }
        for index in problems.indices {
            guard let message = problems[index].message, message.hasSuffix(")"), let open = message.lastIndex(of: "("),
                !message[open...].contains(" "), open > message.startIndex
            else { continue }
            problems[index].rule = String(message[open...].dropFirst().dropLast())
            problems[index].message = String(message[..<open])
        }
    }

    private mutating func add(_ problem: LineDialect.Problem, _ place: LineDialect.Place?, _ span: ByteSpan) {
        let lines = problem.lines.isEmpty ? [place?.line].compactMap { $0 } : problem.lines
        let word = String(problem.severity)
        problems.append(
            ToolProblem(
                rule: problem.rule.map(String.init), message: String(problem.message),
                path: String(problem.path ?? place?.path ?? ""), firstLine: lines.first, lastLine: problem.lastLine,
                column: problem.column, endColumn: problem.endColumn,
                further: lines.dropFirst().compactMap { line in
                    line.isCountable && line > 0 ? LineReference(LineRange(line)) : nil
                },
                severity: word.isEmpty ? nil : word,
                symbols: problem.path == nil ? [place?.symbol.map(String.init)].compactMap { $0 } : [], span: span))
    }

    func review() -> Review {
        var report = ToolReport(tool: dialect.tool)
        for problem in problems { report.add(problem) }
        sum.check(&report)
        for span in others { report.unparsed(span, "no line of a problem") }
        return report.review
    }
}
