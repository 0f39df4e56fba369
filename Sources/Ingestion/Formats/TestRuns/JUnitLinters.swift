import FindingsModel

/// What linters that write JUnit put into the name of a test, its message and its text, where the report does not tell them by
/// itself.
enum JUnitLinters {
    /// The problems that a failure stands for, and the linter; `nil` for a test runner's.
    static func problems(
        _ failure: ToolProblem, test: [String: String], suite: [String: String], _ words: String
    ) -> (tool: String, problems: [ToolProblem])? {
        let name = suite["name"] ?? ""
        if name == "rubocop" { return ("RuboCop", [ruboCops(failure, test)]) }
        if name == "CloudFormation Lint", let found = cfnLints(failure, test) { return ("cfn-lint", [found]) }
        if name == "cpplint" { return cpplints(failure, test, words).map { ("cpplint", $0) } }
        if name == "mypy", test["classname"] == "mypy" { return mypys(failure, words).map { ("mypy", $0) } }
        if name.hasPrefix("flake8."), let found = flake8s(failure) { return ("flake8", [found]) }
        if name.hasPrefix("prospector-"), let found = prospectors(failure, words) { return ("Prospector", [found]) }
        if let found = kics(failure, test) { return ("KICS", [found]) }
        return checkovs(failure, test, words).map { ("Checkov", [$0]) }
    }

    /// KICS' test `Query's name: path file in line 11`, and its message `[Severity: HIGH, Query description: …] Problem found on
    /// 'path' file in line 11. Expected value: …`.
    private static func kics(_ failure: ToolProblem, _ test: [String: String]) -> ToolProblem? {
        guard let message = failure.message, message.hasPrefix("[Severity: "), let end = message.byteRange(of: "] "),
            let name = test["name"], let at = name.lastByteRange(of: " file in line "),
            let colon = name[..<at.lowerBound].byteRange(of: ": "), let line = Int(name[at.upperBound...])
        else { return nil }
        var problem = failure
        problem.rule = String(name[..<colon.lowerBound])
        problem.path = String(name[colon.upperBound..<at.lowerBound])
        problem.firstLine = line
        problem.severity = message.dropFirst("[Severity: ".count).prefix { $0.isLetter }.lowercased()
        problem.message = [failure.rule, String(message[end.upperBound...])].compactMap { $0 }.joined(separator: "\n\n")
        problem.symbols = []
        return problem
    }

    /// The file that a test looks at, where it says that it is of `file`: mypy names itself there, and Checkov's paths begin at
    /// the folder that was looked at.
    static func covered(_ file: String?, by test: [String: String]) -> String? {
        if test["classname"] == "mypy" { return nil }
        guard let file, file.first == "/", test["name"]?.first == "[", test["name"]?.contains("][") == true else {
            return file
        }
        return String(file.dropFirst())
    }

    /// https://docs.rubocop.org/rubocop/formatters.html#junit-style-formatter: a test a cop.
    private static func ruboCops(_ failure: ToolProblem, _ test: [String: String]) -> ToolProblem {
        var problem = failure
        problem.rule = test["name"] ?? failure.rule
        problem.symbols = []
        if let rule = problem.rule, let said = problem.message, said.hasPrefix(rule + ": ") {
            problem.message = String(said.dropFirst(rule.count + 2))
        }
        return problem
    }

    /// cfn-lint's test `E3006 What the rule looks at`, and its message `… at template.yaml:8:5`.
    private static func cfnLints(_ failure: ToolProblem, _ test: [String: String]) -> ToolProblem? {
        guard let rule = test["name"]?.prefix(while: { $0 != " " }), let message = failure.message,
            let at = message.lastByteRange(of: " at "),
            case let parts = message[at.upperBound...].split(separator: ":", omittingEmptySubsequences: false),
            parts.count >= 3, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1])
        else { return nil }
        var problem = failure
        problem.rule = String(rule)
        problem.message = String(message[..<at.lowerBound])
        problem.path = parts.dropLast(2).joined(separator: ":")
        (problem.firstLine, problem.column) = (line, column)
        problem.symbols = []
        return problem
    }

    /// cpplint's test of a file, with a line a problem: `5: Lines should be short [whitespace/line_length] [2]`.
    private static func cpplints(_ failure: ToolProblem, _ test: [String: String], _ words: String) -> [ToolProblem]? {
        var problems: [ToolProblem] = []
        for line in words.split(whereSeparator: \.isNewline) {
            guard let colon = line.byteRange(of: ": "), let row = Int(line[..<colon.lowerBound]), line.last == "]",
                let sure = line.lastByteRange(of: "] ["), let open = line[..<sure.lowerBound].lastByteRange(of: " [")
            else { continue }
            problems.append(
                ToolProblem(
                    rule: String(line[open.upperBound..<sure.lowerBound]),
                    message: String(line[colon.upperBound..<open.lowerBound]), path: test["name"], firstLine: row,
                    span: failure.span))
        }
        return problems.isEmpty ? nil : problems
    }

    /// `mypy --junit-xml`: one failure with all the lines that mypy prints.
    private static func mypys(_ failure: ToolProblem, _ words: String) -> [ToolProblem]? {
        var problems: [ToolProblem] = []
        for line in words.split(whereSeparator: \.isNewline) {
            guard let found = DiagnosticLine(Array(line.utf8)[...]) else { continue }
            if found.isNote, let last = problems.indices.last {
                problems[last].message = (problems[last].message ?? "") + "\n\n" + found.message
                continue
            }
            problems.append(
                ToolProblem(
                    rule: found.rule, message: found.message, path: found.path, firstLine: found.line,
                    column: found.column, severity: found.severity, span: failure.span))
        }
        return problems.isEmpty ? nil : problems
    }

    /// flake8-formatter-junit-xml: `./quay/mast.py:1:10: E401 multiple imports on one line`.
    private static func flake8s(_ failure: ToolProblem) -> ToolProblem? {
        guard let message = failure.message, let (place, rest) = LinePlace.leading(message[...]), rest.hasPrefix(": "),
            case let code = rest.dropFirst(2).prefix(while: { $0.isLetter || $0.isNumber }), !code.isEmpty,
            rest[code.endIndex...].hasPrefix(" ")
        else { return nil }
        var problem = failure
        problem.rule = String(code)
        problem.message = String(rest[code.endIndex...].dropFirst())
        problem.path = failure.path ?? String(place.path)
        problem.firstLine = place.numbers.first
        problem.column = place.numbers.count > 1 ? place.numbers[1] : nil
        problem.symbols = []
        // The format says the same of all.
        problem.severity = nil
        return problem
    }

    /// prospector's `xunit`: `quay/mast.py:1: [unused-import(pylint), None] Unused import os`.
    private static func prospectors(_ failure: ToolProblem, _ words: String) -> ToolProblem? {
        guard let open = words.byteRange(of: ": ["), let close = words.byteRange(of: "] "),
            open.upperBound < close.lowerBound,
            let colon = words[..<open.lowerBound].lastIndex(of: ":"),
            case let named = words[open.upperBound..<close.lowerBound].prefix(while: { $0 != "(" }), !named.isEmpty
        else { return nil }
        var problem = failure
        problem.rule = String(named)
        problem.message = String(words[close.upperBound...])
        problem.path = String(words[..<colon])
        problem.firstLine = Int(words[words.index(after: colon)..<open.lowerBound])
        problem.symbols = []
        problem.severity = nil
        problem.flags.removeAll { $0 == FailurePlace.flag }
        return problem
    }

    /// Checkov's test `[HIGH][CKV_AWS_24] What has to hold`, of the class `/main.tf.aws_s3_bucket.quay`; its text tells the
    /// lines: `File: /main.tf: 5-12`.
    private static func checkovs(_ failure: ToolProblem, _ test: [String: String], _ words: String) -> ToolProblem? {
        guard let name = test["name"], name.first == "[", let middle = name.byteRange(of: "]["),
            let end = name.byteRange(of: "] "), middle.upperBound < end.lowerBound,
            case let word = name[..<middle.lowerBound].dropFirst(), word.allSatisfy({ $0.isUppercase }),
            case let rule = name[middle.upperBound..<end.lowerBound], rule.contains("_")
        else { return nil }
        var problem = failure
        problem.rule = String(rule)
        problem.message = "\(name[end.upperBound...])\n\n\(words.drop(while: \.isWhitespace))"
        problem.severity = word == "NONE" ? nil : word.lowercased()
        problem.symbols = []
        for line in words.split(whereSeparator: \.isNewline).prefix(20) {
            if line.hasPrefix("Resource: ") { problem.symbols = [String(line.dropFirst(10))] }
            guard line.hasPrefix("File: "), let colon = line.lastByteRange(of: ": "), colon.lowerBound > line.startIndex
            else { continue }
            let range = line[colon.upperBound...].split(separator: "-").compactMap { Int($0) }
            if range.count == 2 { (problem.firstLine, problem.lastLine) = (range[0], range[1]) }
        }
        // Paths begin at the folder that was looked at.
        problem.path = problem.path.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
        problem.flags.removeAll { $0 == FailurePlace.flag }
        return problem
    }
}
