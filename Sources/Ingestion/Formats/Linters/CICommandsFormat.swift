import FindingsModel

/// The lines of a job's log by which linters annotate: GitHub's workflow commands, Azure's logging commands, TeamCity's
/// inspections. Other lines of the log mean nothing.
struct CICommandsFormat: InputFormat {
    let id = "ci-commands"
    let title = "Annotations in a job's log"
    let summary =
        "GitHub's `::error file=…::`, Azure's `##vso[task.logissue …]` and TeamCity's `##teamcity[inspection …]` lines."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil else { return false }
        var lines = RefrainLinesFormat.lines(document.text)[...]
        // pylint opens each module with stars.
        if let first = lines.first, document.text[first].starts(with: Array("************* Module".utf8)) {
            lines = lines.dropFirst()
        }
        guard let first = lines.first, Self.isCommand(document.text[first]) else { return false }
        return lines.prefix(1_000).contains { Self.annotation(document.text[$0]) != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.report { throw malformed(document, root, "lines of a log were expected") }
        // Several tools write to one log.
        var reports: [(tool: String, report: ToolReport)] = []
        var odd: [ByteSpan] = []
        var rest: Range<Int>?
        for line in RefrainLinesFormat.lines(document.text) {
            let bytes = document.text[line]
            let span = ByteSpan(line.lowerBound, line.upperBound)
            if var annotation = Self.annotation(bytes) {
                annotation.problem.span = span
                let tool = annotation.tool ?? "CI"
                let place = reports.firstIndex { $0.tool == tool } ?? reports.count
                if place == reports.count { reports.append((tool, ToolReport(tool: tool, coversProject: false))) }
                reports[place].report.add(annotation.problem)
            } else if Self.isIssue(bytes) {
                odd.append(span)
            } else if !Self.isCommand(bytes) {
                rest = rest.map { $0.lowerBound..<line.upperBound } ?? line
            }
        }
        guard !reports.isEmpty else {
            let byte = odd.first?.start ?? rest?.lowerBound ?? 0
            throw .malformed(
                format: id, document.place(byte: byte),
                why: "no line is an annotation like `::error file=a.py,line=1::message`")
        }
        for span in odd { reports[0].report.unparsed(span, "no annotation") }
        if rest != nil { reports[0].report.flag("other lines of the log left out") }
        for (_, report) in reports { sink(report.review) }
    }

    private static let marks = ["::", "##vso[", "##teamcity[", "##["].map { Array($0.utf8) }
    private static let issues = ["::error", "::warning", "::notice", "##vso[task.logissue", "##teamcity[inspection "]
        .map { Array($0.utf8) }

    private static func isCommand(_ line: ArraySlice<UInt8>) -> Bool { marks.contains { line.starts(with: $0) } }
    private static func isIssue(_ line: ArraySlice<UInt8>) -> Bool { issues.contains { line.starts(with: $0) } }

    private static func annotation(_ line: ArraySlice<UInt8>) -> (tool: String?, problem: ToolProblem)? {
        guard isIssue(line), line.count <= 1 << 17 else { return nil }
        var text = String(decoding: line, as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return github(text) ?? azure(text) ?? teamCity(text)
    }

    // MARK: GitHub

    /// `::error file=a.py,line=1,title=Ruff (F401)::message`, escaped as the toolkit does.
    private static func github(_ line: String) -> (tool: String?, problem: ToolProblem)? {
        for word in ["error", "warning", "notice"] where line.hasPrefix("::\(word)") {
            let rest = line.dropFirst(word.count + 2)
            guard rest.first == " " || rest.hasPrefix("::"), let end = rest.byteRange(of: "::") else { return nil }
            var properties: [String: String] = [:]
            for part in rest[..<end.lowerBound].drop(while: { $0 == " " }).split(separator: ",") {
                guard let equals = part.firstIndex(of: "=") else { continue }
                properties[part[..<equals].lowercased().trimmed] =
                    unescaped(String(part[part.index(after: equals)...]), github: true)
            }
            var message = unescaped(String(rest[end.upperBound...]), github: true)
            let title = properties["title"].flatMap { $0.isEmpty ? nil : $0 }
            var tool: String?
            var rule: String?
            var words = [title, message].compactMap { $0 }
            if let title, title.last == ")", let open = title.byteRange(of: " (") {
                (tool, rule) = (String(title[..<open.lowerBound]), String(title[open.upperBound...].dropLast()))
                words = [message]
            } else if let title, title.hasPrefix("Pyrefly "), !title.dropFirst(8).contains(" ") {
                (tool, rule) = ("Pyrefly", String(title.dropFirst(8)))
                words = [message]
            } else if let title, Self.isRule(title) {
                rule = title
                words = [message]
            }
            // zizmor, ty and Fortitude say the place again, some of them the rule.
            if let path = properties["file"], let (place, rest) = LinePlace.leading(message[...]),
                rest.hasPrefix(": "), path == place.path || path.hasSuffix("/" + place.path)
            {
                message = String(rest.dropFirst(2))
                if rule == nil, let title, !title.contains(" ") { rule = title }
                for mark in [": ", " "] where rule.map({ message.hasPrefix($0 + mark) }) ?? false {
                    message = String(message.dropFirst((rule?.count ?? 0) + mark.count))
                }
                if rule != nil || title == nil { words = [message] }
            }
            if let title, message.hasPrefix(title) { words = [message] }
            // Ruff says the place and the rule again.
            if let rule, let path = properties["file"], message.hasPrefix(path + ":"),
                let place = message.byteRange(of: ": \(rule) ")
            {
                message = String(message[place.upperBound...])
                words = [message]
            }
            if rule == nil, let found = Self.ruled(message) {
                rule = found.rule
                // yamllint says the place again; SQLFluff's title is its name.
                if let title, !title.contains(" ") { tool = title }
                if title == nil || tool != nil { words = [found.message] }
            }
            func number(_ name: String) -> XMLNumber { XMLNumber(properties, name) }
            let lines = number("line")
            var problem = ToolProblem(
                rule: rule, message: words.joined(separator: "\n"), path: properties["file"],
                firstLine: lines.value, lastLine: number("endline").value, column: number("col").value,
                endColumn: number("endcolumn").value, severity: word, flags: lines.flags, span: ByteSpan(0, 0))
            // A tool's own line, with its place, where the annotation names none.
            if problem.path == nil, let own = DiagnosticLine(Array(message.utf8)[...]), own.line != nil {
                (problem.path, problem.firstLine, problem.column) = (own.path, own.line, own.column)
                problem.rule = rule ?? own.rule
                problem.message = own.message
            }
            return (tool, problem)
        }
        return nil
    }

    /// Whether a title is a rule's name: `E501`, `operation-4xx-response`, `excessive-permissions`.
    private static func isRule(_ title: String) -> Bool {
        guard title.count <= 60, !title.contains(" ") else { return false }
        if title.contains(where: \.isNumber) { return true }
        return title.contains("-") && title.utf8.allSatisfy { (0x61...0x7A).contains($0) || "-/_".utf8.contains($0) }
            && title.first?.isLetter == true && title.last?.isLetter == true
    }

    /// `4:1 [document-start] message` of yamllint, `LT05: message`, RuboCop's `Style/Name: message`.
    private static func ruled(_ message: String) -> (rule: String, message: String)? {
        if let colon = message.byteRange(of: ": "), case let name = message[..<colon.lowerBound], name.contains("/"),
            name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ part in
                part.first?.isUppercase == true && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            })
        {
            return (String(name), String(message[colon.upperBound...]))
        }
        if let open = message.byteRange(of: " ["), let close = message.byteRange(of: "] "),
            open.upperBound < close.lowerBound, !message[open.upperBound..<close.lowerBound].contains(" "),
            message[..<open.lowerBound].allSatisfy({ $0.isNumber || $0 == ":" })
        {
            return (String(message[open.upperBound..<close.lowerBound]), String(message[close.upperBound...]))
        }
        let code = message.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        guard (3...10).contains(code.count), code.first?.isLetter == true, code.contains(where: \.isNumber),
            message[code.endIndex...].hasPrefix(": ")
        else { return nil }
        return (String(code), String(message[code.endIndex...].dropFirst(2)))
    }

    // MARK: Azure

    /// `##vso[task.logissue type=error;sourcepath=a.py;linenumber=1;columnnumber=2;code=F401;]message`.
    private static func azure(_ line: String) -> (tool: String?, problem: ToolProblem)? {
        let mark = "##vso[task.logissue"
        guard line.hasPrefix(mark), let close = line.firstIndex(of: "]") else { return nil }
        var properties: [String: String] = [:]
        for part in line[line.index(line.startIndex, offsetBy: mark.count)..<close].split(separator: ";") {
            guard let equals = part.firstIndex(of: "=") else { continue }
            properties[part[..<equals].lowercased().trimmed] =
                unescaped(String(part[part.index(after: equals)...]), github: false)
        }
        guard let type = properties["type"] else { return nil }
        let number = XMLNumber(properties, "linenumber")
        return (
            nil,
            ToolProblem(
                rule: properties["code"].flatMap { $0.isEmpty ? nil : $0 },
                message: unescaped(String(line[line.index(after: close)...]), github: false),
                path: properties["sourcepath"], firstLine: number.value,
                column: XMLNumber(properties, "columnnumber").value, severity: type, flags: number.flags,
                span: ByteSpan(0, 0))
        )
    }

    private static func unescaped(_ text: String, github: Bool) -> String {
        var text = text.replacing("%0D", with: "\r").replacing("%0A", with: "\n")
        if github {
            text = text.replacing("%3A", with: ":").replacing("%2C", with: ",").replacing("%25", with: "%")
        } else {
            text = text.replacing("%5D", with: "]").replacing("%3B", with: ";").replacing("%AZP25", with: "%")
        }
        return text
    }

    // MARK: TeamCity

    /// `##teamcity[inspection typeId='F401' message='…' file='a.py' line='1' SEVERITY='ERROR']`.
    private static func teamCity(_ line: String) -> (tool: String?, problem: ToolProblem)? {
        let mark = "##teamcity[inspection "
        guard line.hasPrefix(mark) else { return nil }
        var attributes: [String: String] = [:]
        var rest = line.unicodeScalars.dropFirst(mark.unicodeScalars.count)
        while let equals = rest.firstIndex(of: "=") {
            let name = String(rest[..<equals]).trimmed
            rest = rest[rest.index(after: equals)...]
            guard rest.first == "'" else { return nil }
            rest = rest.dropFirst()
            var value = String.UnicodeScalarView()
            var isClosed = false
            while let scalar = rest.popFirst() {
                if scalar == "'" {
                    isClosed = true
                    break
                }
                guard scalar == "|" else {
                    value.append(scalar)
                    continue
                }
                guard let escaped = rest.popFirst() else { return nil }
                switch escaped {
                case "n": value.append("\n")
                case "r": value.append("\r")
                case "x": value.append("\u{85}")
                case "l": value.append("\u{2028}")
                case "p": value.append("\u{2029}")
                default: value.append(escaped)
                }
            }
            guard isClosed else { return nil }
            attributes[name] = String(value)
        }
        guard rest.first == "]", let message = attributes["message"] ?? attributes["typeId"] else { return nil }
        let number = XMLNumber(attributes, "line")
        // What `refrain annotations teamcity` writes.
        let isOwn = attributes["typeId"]?.hasPrefix("refrain.") == true
        return (
            isOwn ? "refrain" : nil,
            ToolProblem(
                rule: attributes["typeId"].map { isOwn ? String($0.dropFirst(8)) : $0 }, message: message,
                path: attributes["file"], firstLine: number.value,
                severity: attributes["SEVERITY"], flags: number.flags, span: ByteSpan(0, 0))
        )
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.prefix { !$0.isWhitespace }) }
}
