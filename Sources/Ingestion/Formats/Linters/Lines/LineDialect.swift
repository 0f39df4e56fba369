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
        /// The place of the problem above, which told none.
        case place(LinePlace)
        /// The line, in the file of the heading above, of the problems below.
        case row(Int?)
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
    /// A message's further lines go on with the one above.
    var joinsLines = false
    /// A problem's place stands on a line below it.
    var placeIsBelow = false
    /// A compiler's silence of a file that it names no problem of says nothing.
    var coversProject = true
    /// How many lines of the source, which may read in any way, may stand below each line that the tool prints.
    var sourceBelow = 0
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
        var logs = LogLines(lines)
        for dialect in LineDialects.all {
            guard let reading = DialectReading(document.text, lines, dialect, &logs) else { continue }
            self = reading
            return
        }
        return nil
    }

    /// Which lines are a build tool's, each of them looked at once for all dialects.
    private struct LogLines {
        private enum Kind { case none, progress, trouble }
        private var kinds: [Kind?]

        init(_ lines: [Range<Int>]) { kinds = [Kind?](repeating: nil, count: lines.count) }

        /// Whether the line tells of trouble; `nil` where it is no build tool's.
        mutating func isTrouble(_ index: Int, _ line: ArraySlice<UInt8>) -> Bool? {
            let kind = kinds[index] ?? BuildLogLine(line).map { $0.isTrouble ? .trouble : .progress } ?? .none
            kinds[index] = .some(kind)
            return kind == .none ? nil : kind == .trouble
        }
    }

    private init?(
        _ text: [UInt8], _ lines: [Range<Int>], _ dialect: LineDialect, _ logs: inout LogLines
    ) {
        self.dialect = dialect
        var place: LineDialect.Place?
        var isMarked = false
        var isClear = false
        var sourceLeft = 0
        var opensStrangely = false
        for (index, range) in lines.enumerated() {
            guard range.count < 1 << 16 else { return nil }
            var words = Substring(decoding: text[range], as: UTF8.self)
            while words.last?.isWhitespace == true { words.removeLast() }
            let span = ByteSpan(range.lowerBound, range.upperBound)
            let line = dialect.line(words)
            if line != nil { sourceLeft = dialect.sourceBelow }
            switch line {
            case .problem(let problem):
                guard problem.path != nil || place != nil || dialect.placeIsBelow else { return nil }
                add(problem, place, span)
            case .row(let row):
                guard place != nil else { return nil }
                place?.line = row
            case .place(let place):
                guard let last = problems.indices.last, problems[last].path == "" else { return nil }
                problems[last].path = String(place.path)
                problems[last].firstLine = place.numbers.first
                problems[last].column = place.numbers.count > 1 ? place.numbers[1] : nil
                problems[last].span.end = span.end
            case .heading(let next):
                place = next
            case .more(let words):
                guard let last = problems.indices.last else { return nil }
                if let known = problems[last].message, known.utf8.count < 1 << 14 {
                    problems[last].message =
                        known.isEmpty ? String(words) : known + (dialect.joinsLines ? " " : "\n") + words
                }
                problems[last].span.end = span.end
            case .mark:
                isMarked = true
                sum.add(String(words.prefix(200)))
            case .chrome: sum.add(String(words.prefix(200)))
            case .clear: isClear = true
            case nil where sourceLeft > 0 && index > 0: sourceLeft -= 1
            case nil:
                // What opens with other words is a person's, or another tool's.
                if let isTrouble = logs.isTrouble(index, text[range]) {
                    if isTrouble { others.append(span) }
                } else if index == 0, Self.mayBeStray(words), !dialect.needsMark {
                    opensStrangely = true
                    others.append(span)
                } else if index == 0 || dialect.needsMark {
                    return nil
                } else {
                    others.append(span)
                    guard others.count <= 20 else { return nil }
                }
            }
        }
        guard isMarked || isClear || !dialect.needsMark, !problems.isEmpty || isClear,
            others.count * 4 <= problems.count
        else {
            return nil
        }
        // Behind another's words the rest has to be the tool's without doubt.
        if opensStrangely,
            others.count > 1 || problems.count < 4
                || problems.contains(where: { $0.severity == nil && $0.rule == nil })
        {
            return nil
        }
        if dialect.placeIsBelow, problems.contains(where: { $0.path == "" }) { return nil }
        // Where each message opens with a level of its own, the lines are those of compilers.
        guard problems.isEmpty || problems.contains(where: { !Self.opensWithLevel($0) }) else { return nil }
        guard dialect.ruleIsLast else { return }
        for index in problems.indices {
            guard let message = problems[index].message, message.hasSuffix(")"), let open = message.lastIndex(of: "("),
                !message[open...].contains(" "), open > message.startIndex
            else { continue }
            problems[index].rule = String(message[open...].dropFirst().dropLast())
            problems[index].message = String(message[..<open])
        }
    }

    /// A line at the beginning that some program may have printed: no heading, no list, nothing that opens what follows.
    private static func mayBeStray(_ line: Substring) -> Bool {
        guard let first = line.first, !"#*->|`=\"'".contains(first), line.count <= 300, line.last != ":" else {
            return false
        }
        // The level or the program before it, in any language: `Warning: no dictionary`.
        guard let colon = line.byteRange(of: ": ") else { return false }
        let name = line[..<colon.lowerBound]
        return name.count <= 40 && !name.contains(" ")
            && !["summary", "verdict", "review", "result", "results", "note", "findings", "conclusion"]
                .contains(name.lowercased())
    }

    private static func opensWithLevel(_ problem: ToolProblem) -> Bool {
        guard problem.severity == nil, let message = problem.message else { return false }
        return ["error: ", "warning: ", "info: ", "note: "].contains { message.hasPrefix($0) }
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
        var report = ToolReport(tool: dialect.tool, coversProject: dialect.coversProject)
        for problem in problems {
            if !dialect.coversProject { report.cover(problem.path) }
            report.add(problem)
        }
        sum.check(&report)
        for span in others { report.unparsed(span, "no line of a problem") }
        return report.review
    }
}
