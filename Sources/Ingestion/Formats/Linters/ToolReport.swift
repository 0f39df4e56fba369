import FindingsModel

/// One problem as a tool's report states it, before it is a finding. What is `nil` was not told.
struct ToolProblem {
    var rule: String?
    /// The rule by which the category is found, where it is not the one that the report tells, and whose it is.
    var categoryRule: String?
    var categoryTool: String?
    var message: String?
    /// A path or a `file:` URI, as written.
    var path: String?
    var firstLine: Int?
    var lastLine: Int?
    /// 1-based.
    var column: Int?
    /// 1-based, exclusive.
    var endColumn: Int?
    /// More places of the same problem.
    var further: [LineReference] = []
    /// The tool's word.
    var severity: String?
    /// What the report says instead, where `severity` is only what is meant by it.
    var statedSeverity: String?
    var symbols: [String] = []
    var fingerprint: String?
    var suggestion: String?
    var flags: [String] = []
    /// What it was read from, to tell of values in it that could not be understood; `nil` for other than JSON.
    var source: JSONValue?
    var span: ByteSpan
}

/// Collects a tool's problems as the findings of one review.
struct ToolReport {
    private(set) var review: Review
    private var tool: String
    private var rules: [String: SARIFRule] = [:]
    private var covered: Set<String> = []

    /// - Parameter coversProject: what the report does not mention is in order. `false` where it lists what it looked at.
    init(tool: String, version: String? = nil, coversProject: Bool = true, flags: [String] = []) {
        self.init(
            reviewer: Reviewer(name: tool, version: version, kind: .tool), coversProject: coversProject, flags: flags)
    }

    init(reviewer: Reviewer, coversProject: Bool, flags: [String] = []) {
        tool = reviewer.name
        review = Review(coversProject: coversProject, reviewer: reviewer, flags: flags)
    }

    /// The tool is known better than when the report began.
    mutating func rename(_ tool: String) {
        self.tool = tool
        review.reviewer?.name = tool
    }

    /// The tool looked at this file, whether or not it found anything there.
    mutating func cover(_ path: String?) {
        if let path = path.flatMap(Self.path), covered.insert(path).inserted { review.scope.append(path) }
    }

    /// When the tool ran, in UTC, and which version of it.
    mutating func tell(time: String) { review.reviewedAt = time }
    mutating func tell(version: String) { review.reviewer?.version = version }

    /// Silence of a tool that broke down says nothing.
    mutating func didNotFinish() { review.coversProject = false }

    mutating func flag(_ words: String) {
        if !review.flags.contains(words) { review.flags.append(words) }
    }

    /// Says something of the finding that was added last, once.
    mutating func flagLast(_ words: String) {
        guard let last = review.findings.indices.last, !review.findings[last].flags.contains(words) else { return }
        review.findings[last].flags.append(words)
    }

    mutating func unparsed(_ span: ByteSpan, _ why: String) {
        review.unparsed.append(UnparsedSpan(span: span, why: why))
    }

    mutating func add(_ problem: ToolProblem, category: String? = nil, isSuppressed: Bool = false) {
        var finding = Finding(ordinal: review.findings.count + 1, title: "", span: problem.span)
        finding.flags = problem.flags
        if isSuppressed { finding.polarity = .neutral }
        let message = problem.message.flatMap { $0.utf8.contains { $0 > 0x20 } ? $0 : nil }
        if message == nil { finding.flags.append("message missing") }
        (finding.title, finding.body) = TitleSplitter.split(message ?? problem.rule ?? "No message")
        finding.rule = problem.rule
        finding.fingerprint = problem.fingerprint
        finding.symbols = problem.symbols
        if let context = problem.path.flatMap({ Self.parts($0).context }) {
            finding.body += (finding.body.isEmpty ? "" : "\n") + "In context of \(context)"
            if context.hasPrefix("class ") { finding.symbols.append(String(context.dropFirst(6))) }
        }
        finding.suggestion = problem.suggestion
        finding.path = problem.path.flatMap(Self.path)
        if finding.path == nil { finding.flags.append("no file named") }
        addLines(problem, &finding)
        setSeverity(problem, &finding)
        if let source = problem.source {
            finding.flags += source.takeMisreadings().filter { !finding.flags.contains($0) }
        }
        if let category {
            (finding.category, finding.categoryBasis, finding.confidence) = (category, .tool, 1)
        } else {
            let judged = self.rule(problem.categoryRule ?? problem.rule).category(
                tool: problem.categoryTool ?? tool, message: message ?? "")
            (finding.category, finding.categoryBasis, finding.confidence) = judged
        }
        review.findings.append(finding)
    }

    /// A test that failed. Its message tells what the code did, not what is wrong with the test: it has no category, unless
    /// its rule names one. One that passed when it was run again is flaky.
    mutating func addFailure(_ problem: ToolProblem, isFlaky: Bool = false) {
        let named = problem.rule.flatMap { RuleJudgements.category(tool: tool, rule: $0)?.id }
        add(problem, category: named ?? (isFlaky ? "nondeterminism" : "other"))
    }

    /// A path in its one spelling; `nil` where there is none.
    static func path(_ text: String) -> String? {
        if text.utf8.count > 5, text.prefix(5).lowercased() == "file:" { return SARIFPaths.absolutePath(text) }
        let words = text.utf8.contains { $0 > 0x20 } ? parts(text).path : ""
        return words.isEmpty || words == "<text>" || words == "<input>" ? nil : SubjectPath.normalized(words)
    }

    /// PHPStan looks at a trait once for each class that uses it, and says so behind its path:
    /// `src/Rigged.php (in context of class Mast)`.
    private static func parts(_ path: String) -> (path: String, context: String?) {
        guard path.utf8.last == UInt8(ascii: ")"), let mark = path.lastByteRange(of: ".php (in context of ") else {
            return (path, nil)
        }
        return (String(path[..<mark.lowerBound]) + ".php", String(path[mark.upperBound...].dropLast()))
    }

    private mutating func rule(_ id: String?) -> SARIFRule {
        guard let id else { return SARIFRule(id: nil, descriptor: nil, component: nil, override: nil) }
        if let known = rules[id] { return known }
        let rule = SARIFRule(id: id, descriptor: nil, component: nil, override: nil)
        rules[id] = rule
        return rule
    }

    /// Lines 0 and -1 are how tools say "the file as a whole".
    private func addLines(_ problem: ToolProblem, _ finding: inout Finding) {
        guard let first = problem.firstLine, first != 0, first != -1 else {
            // Lines of other files are none of a file that is told without any.
            let isPlaced = finding.path != nil
            finding.references = problem.further.filter { !isPlaced || $0.path == nil }
            let others = problem.further.compactMap { place in
                isPlaced ? place.path.map { "\($0):\(place.range.first)" } : nil
            }
            if !others.isEmpty {
                finding.body += (finding.body.isEmpty ? "" : "\n") + "Also: \(others.joined(separator: ", "))"
            }
            return
        }
        let told = problem.lastLine ?? first
        let last = told < 1 ? first : told
        guard let range = RefrainReview.checked(first, last, &finding.flags) else { return }
        func column(_ value: Int?) -> Int? {
            value.flatMap { (1...RefrainReview.lineLimit).contains($0) ? $0 : nil }
        }
        finding.references = [
            LineReference(range, startColumn: column(problem.column), endColumn: column(problem.endColumn))
        ]
        finding.references += problem.further.filter { $0.path != nil || $0.range != range }
    }

    private func setSeverity(_ problem: ToolProblem, _ finding: inout Finding) {
        guard let word = problem.severity, word.contains(where: { !$0.isWhitespace }) else { return }
        finding.statedSeverity = problem.statedSeverity ?? word
        if let severity = ToolSeverity.severity(word) {
            finding.severity = severity
            finding.severityBasis = .tool
        } else {
            finding.flags.append(TeamMapping.unknownSeverity)
        }
    }
}

extension ToolReport {
    /// Whether a further location's message says no more than that it is one, or than the problem's own `words`.
    static func isSamePlace(_ message: String?, of words: String?) -> Bool {
        message == nil || message == "also here" || message == words
    }
}

/// The reports of a document that several tools wrote to: a review each, in the order in which they appear.
struct ToolReports {
    private var reports: [ToolReport] = []
    private var places: [String: Int] = [:]
    private var covered: [String] = []
    private let coversProject: Bool
    private let flags: [String]

    init(coversProject: Bool = true, flags: [String]) {
        self.coversProject = coversProject
        self.flags = flags
    }

    /// Each of the tools looked at this file.
    mutating func cover(_ path: String) { covered.append(path) }

    mutating func add(
        _ problem: ToolProblem, of tool: String, category: String? = nil, isSuppressed: Bool = false
    ) {
        let place = places[tool] ?? reports.count
        if place == reports.count {
            places[tool] = place
            reports.append(ToolReport(tool: tool, coversProject: coversProject, flags: flags))
        }
        reports[place].add(problem, category: category, isSuppressed: isSuppressed)
    }

    /// At least one: a document without findings is a review of the tool `name`.
    func reviews(default name: String) -> [Review] {
        let all = reports.isEmpty ? [ToolReport(tool: name, coversProject: coversProject, flags: flags)] : reports
        return all.map { report in
            var report = report
            for path in covered { report.cover(path) }
            return report.review
        }
    }
}

extension Int {
    /// Far from where adding to it would overflow.
    var isCountable: Bool { (-1 << 52...1 << 52).contains(self) }
}

extension InputFormat {
    func malformed(_ document: SourceDocument, _ value: JSONValue, _ why: String) -> IngestionError {
        .malformed(format: id, document.place(byte: value.span.start), why: why)
    }

    /// The report that the document is, without words before and after it.
    func report(_ document: SourceDocument) throws(IngestionError) -> JSONValue {
        if document.pages.count > 1, let second = document.pages.dropFirst().first?.root, second.isObject {
            throw malformed(document, second, "a second report begins here, where one was expected")
        }
        if let report = document.report { return report }
        if case .jsonLines = document.shape, let second = RefrainLinesFormat.lines(document.text, limit: 2).last {
            throw .malformed(
                format: id, document.place(byte: second.lowerBound),
                why: "a second object begins here, where one report was expected")
        }
        return try document.requireJSON()
    }

    /// The elements of a list that may be absent, each an object.
    func optionalObjects(
        _ document: SourceDocument, _ list: JSONValue?, _ name: String, in whole: JSONValue
    ) throws(IngestionError) -> [JSONValue] {
        list == nil ? [] : try objects(document, list, name, in: whole)
    }

    /// The elements of a list, each an object.
    func objects(
        _ document: SourceDocument, _ list: JSONValue?, _ name: String, in whole: JSONValue
    ) throws(IngestionError) -> [JSONValue] {
        guard let list else { throw malformed(document, whole, "\(name) is missing") }
        guard list.isArray else {
            throw malformed(document, list, "\(name) has to be an array, but is \(list.kind.words)")
        }
        var objects: [JSONValue] = []
        for item in list.elements {
            guard item.isObject else {
                throw malformed(document, item, "an element of \(name) has to be an object, but is \(item.kind.words)")
            }
            objects.append(item)
        }
        return objects
    }

    /// The objects of a document that is a list, or one object a line.
    ///
    /// - Parameter isOne: whether a document that is an object is one record: the only line of what may be many.
    func records(
        _ document: SourceDocument, orOne isOne: (JSONValue) -> Bool = { _ in false }
    ) throws(IngestionError) -> [JSONValue] {
        if let root = document.json, root.isObject, isOne(root) { return [root] }
        if case .jsonLines = document.shape {
            var records: [JSONValue] = []
            for line in RefrainLinesFormat.lines(document.text) {
                do {
                    let root = try document.object(inLine: line)
                    guard root.isObject else {
                        throw malformed(document, root, "each line is an object, not \(root.kind.words)")
                    }
                    records.append(root)
                } catch let error as JSONError {
                    throw .malformedJSON(document.place(byte: error.offset), why: error.why)
                } catch let error as IngestionError {
                    throw error
                } catch {
                    throw .malformedJSON(document.place(byte: line.lowerBound), why: "not JSON")
                }
            }
            return records
        }
        if !document.wrappedLines.isEmpty { return document.wrappedLines.map(\.root) }
        var records: [JSONValue] = []
        for root in document.pages.isEmpty ? [try report(document)] : document.pages.map(\.root) {
            if !document.pages.isEmpty, root.isObject {
                records.append(root)
                continue
            }
            // Pages may also lie in one list.
            let isNested = root.elements.first { _ in true }?.isArray == true
            for list in isNested ? Array(root.elements) : [root] {
                records += try objects(document, list, "the report", in: root)
            }
        }
        return records
    }

    /// Whether the document is a list of objects, not empty, each of them with one of these keys' shapes.
    func isList(_ document: SourceDocument, where isItem: (JSONValue) -> Bool) -> Bool {
        let lists = document.pages.isEmpty ? [document.report].compactMap { $0 } : document.pages.map(\.root)
        var left = 50
        for list in lists {
            for item in list.elements where left > 0 {
                left -= 1
                if item.isArray, item.elements.prefix(left).contains(where: { $0.isObject && isItem($0) }) {
                    return true
                }
                // The first may be of another kind, or lack what the others have.
                if item.isObject, isItem(item) { return true }
            }
        }
        return false
    }

    /// What the review of a report with words around it says of them.
    func flags(_ document: SourceDocument) -> [String] {
        document.hasWordsAround ? [document.wordsLeftOut] : []
    }
}
