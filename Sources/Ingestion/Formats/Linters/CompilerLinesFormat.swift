import FindingsModel
import Foundation

/// What compilers and many linters print, a line a problem (GNU Coding Standards, "Formatting Error Messages"; MSBuild's
/// canonical form), with the source, notes and sums around it.
struct CompilerLinesFormat: InputFormat {
    let id = "compiler"
    let title = "Compiler lines"
    let summary =
        "`path:line:column: warning: message [rule]` as gcc, clang, clang-tidy, mypy, yamllint, ShellCheck, RuboCop and others print it; MSBuild's and tsc's `path(line,column): error CODE: message`."
    let takesEmpty = true

    func recognizes(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, document.report == nil, document.xmlRoot == nil else { return false }
        if let first = FramedDiagnostic.all(in: document).first,
            RefrainLinesFormat.lines(document.text).first(where: { !Self.isBlank(document.text[$0]) }) == first.head
                || Self.opensAsCargo(document)
        {
            return true
        }
        if DialectReading(document) != nil { return true }
        var found = 0
        var others = 0
        var logged = 0
        var isFirst = true
        var wasDiagnostic = false
        for (place, line) in RefrainLinesFormat.lines(document.text).enumerated() {
            // A build may print much before it meets a problem.
            if place >= 2_000, found > 0 || others > 2 + logged / 8 { break }
            let bytes = document.text[line]
            if DiagnosticLine(bytes) != nil || Self.isAllClear(bytes) {
                found += 1
                wasDiagnostic = true
            } else if BuildLogLine(bytes) != nil {
                logged += 1
                wasDiagnostic = false
            } else if Self.isChrome(bytes), !isFirst || bytes.first != 0x20 {
                wasDiagnostic = false
            } else {
                // What opens with other words is a person's, or a log. RuboCop shows the line without an indent.
                if isFirst || (!wasDiagnostic && Self.isMarkdown(bytes)) { return false }
                if !wasDiagnostic { others += 1 }
                wasDiagnostic = false
            }
            isFirst = false
        }
        return found > 0 && others <= found + 2 + logged / 8
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.report { throw malformed(document, root, "lines of text were expected") }
        let framed = FramedDiagnostic.all(in: document)
        guard framed.isEmpty else { return sink(Self.review(framed)) }
        if let reading = DialectReading(document) { return sink(reading.review()) }
        var found: [(line: DiagnosticLine, span: ByteSpan)] = []
        var others: [ByteSpan] = []
        var isMypy = false
        var isCpplint = false
        var isClear = false
        var told: Set<String> = []
        var sum = StatedSum()
        // What stands below a diagnostic, up to the next line of another kind.
        var below: [Range<Int>] = []
        var isRepeated = false
        // A sum or a step of the build ends it.
        var isBelow = false
        func finish() {
            defer { (below, isRepeated) = ([], false) }
            guard !isRepeated, let last = found.indices.last else { return }
            let read = DiagnosticContext(below.map { document.text[$0] }, of: found[last].line)
            found[last].line = read.diagnostic
            if let end = read.taken.last { found[last].span.end = max(found[last].span.end, below[end].upperBound) }
            others += read.strange.map { ByteSpan(below[$0].lowerBound, below[$0].upperBound) }
        }
        /// Whether it has the level of the diagnostic above, which may go on in it.
        func isOfLevel(_ line: ArraySlice<UInt8>) -> Bool {
            guard let level = BuildLogLine.level(line), let start = found.last?.span.start else { return false }
            return document.text[start...].starts(with: level)
        }
        let isHLint = Self.isHLints(document)
        for line in RefrainLinesFormat.lines(document.text) {
            let bytes = document.text[line]
            let span = ByteSpan(line.lowerBound, line.upperBound)
            if let diagnostic = DiagnosticLine(bytes).map({ isHLint ? $0.asHLints : $0 }) {
                finish()
                isBelow = true
                guard diagnostic.isNote, let last = found.indices.last else {
                    // Maven and MSBuild tell all problems once more in the end.
                    let isTold =
                        [.maven, .msbuild, .typescript].contains(diagnostic.form)
                        && !told.insert(diagnostic.identity).inserted
                    if isTold { isRepeated = true } else { found.append((diagnostic, span)) }
                    continue
                }
                // What it says of another place belongs to the diagnostic before it.
                let note = Self.note(diagnostic)
                if found[last].line.message.utf8.count < 1 << 14 { found[last].line.message += "\n" + note }
                found[last].span.end = line.upperBound
                continue
            }
            if Self.isAllClear(bytes) { isClear = true }
            isCpplint = isCpplint || Self.isDoneByCpplint(bytes)
            sum.add(String(decoding: bytes.prefix(200), as: UTF8.self))
            isMypy = isMypy || bytes.starts(with: Array("Success: no issues found".utf8)) || Self.isMypysSum(bytes)
            if Self.isMSBuildsSum(bytes) {
                finish()
                isBelow = false
            } else if DiagnosticContext.isIndented(bytes) || DiagnosticContext.isMark(bytes) {
                if isBelow { below.append(line) }
            } else if isHLint, bytes.starts(with: Array("Note: ".utf8)), let last = found.indices.last {
                finish()
                isBelow = false
                found[last].line.message += "\n" + String(decoding: bytes, as: UTF8.self)
                found[last].span.end = line.upperBound
            } else if Self.isChrome(bytes) || Self.isAllClear(bytes) {
                finish()
                // HLint's code stands below such a line.
                if bytes.last != UInt8(ascii: ":") { isBelow = false }
            } else if let log = BuildLogLine(bytes) {
                if log.continuation != nil || (isBelow && log.isTrouble && isOfLevel(bytes)) {
                    if isBelow { below.append(line) }
                } else {
                    finish()
                    isBelow = false
                    if log.isTrouble { others.append(span) }
                }
            } else if !isBelow {
                others.append(span)
            } else {
                below.append(line)
            }
        }
        finish()
        others.sort { $0.start < $1.start }
        if found.isEmpty, !isClear, let first = others.first ?? Self.firstLine(document) {
            throw .malformed(
                format: id, document.place(byte: first.start),
                why: "no line reads `path:line:column: warning: message`")
        }
        let (tool, coversProject) =
            found.isEmpty && isCpplint ? ("cpplint", true) : Self.tool(found.map(\.line), isMypy: isMypy)
        var report = ToolReport(tool: tool, coversProject: coversProject)
        for (line, span) in found {
            if !coversProject { report.cover(line.path) }
            let severity = Self.meaning[line.severity] ?? line.severity
            report.add(
                ToolProblem(
                    rule: line.rule, message: line.message, path: line.path, firstLine: line.line,
                    lastLine: line.lastLine, column: line.column, endColumn: line.endColumn, severity: severity,
                    statedSeverity: line.severity, span: span))
        }
        sum.check(&report)
        for span in others { report.unparsed(span, "no line of a diagnostic") }
        sink(report.review)
    }

    /// Whose diagnostics in frames are.
    private static func tool(of diagnostics: [FramedDiagnostic]) -> String {
        func all(_ holds: (FramedDiagnostic) -> Bool) -> Bool { diagnostics.allSatisfy(holds) }
        if all({ $0.rule?.hasSuffix(")") == true }) { return "Oxlint" }
        if all(\.isPyreflys) { return "Pyrefly" }
        if all({ $0.message.hasPrefix("`") && $0.message.has("` should be `") }) { return "typos" }
        if diagnostics.contains(where: { $0.severity == nil }) {
            return all({ RuffFormat.isFortran($0.path) }) ? "Fortitude" : "Ruff"
        }
        if all({ $0.path.hasSuffix(".py") || $0.path.hasSuffix(".pyi") }) { return "ty" }
        return all({ $0.path.hasSuffix(".yml") || $0.path.hasSuffix(".yaml") }) ? "zizmor" : "rustc"
    }

    /// What stands between the diagnostics is their source and help.
    private static func review(_ diagnostics: [FramedDiagnostic]) -> Review {
        let tool = Self.tool(of: diagnostics)
        var report = ToolReport(tool: tool, coversProject: tool != "rustc")
        for item in diagnostics {
            if tool == "rustc" { report.cover(item.path) }
            report.add(
                ToolProblem(
                    rule: item.rule, message: item.message, path: item.path, firstLine: item.line,
                    column: item.column, severity: item.severity,
                    span: ByteSpan(item.range.lowerBound, item.range.upperBound)))
        }
        return report.review
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy(SourceDocument.isSpace) }

    private static func opensAsCargo(_ document: SourceDocument) -> Bool {
        guard let first = RefrainLinesFormat.lines(document.text, limit: 1).first else { return false }
        let words = document.text[first].drop { $0 == 0x20 }
        return ["Compiling ", "Checking ", "Updating ", "Downloaded ", "Blocking "]
            .contains { words.starts(with: Array($0.utf8)) }
    }

    private static func firstLine(_ document: SourceDocument) -> ByteSpan? {
        RefrainLinesFormat.lines(document.text, limit: 1).first.map { ByteSpan($0.lowerBound, $0.upperBound) }
    }

    private static func note(_ line: DiagnosticLine) -> String {
        guard let path = line.path else { return line.message }
        return "\(path)\(line.line.map { ":\($0)" } ?? ""): \(line.message)"
    }

    /// Words of severity that mean one of the table's.
    private static let meaning = [
        "fatal error": "fatal", "internal compiler error": "fatal", "sorry, unimplemented": "error", "remark": "info",
        "performance": "low", "portability": "low",
    ]

    // MARK: The tool

    /// Whose lines they are, and whether it looks at all files each time: a compiler looks at those that changed.
    private static func tool(_ lines: [DiagnosticLine], isMypy: Bool) -> (name: String, coversProject: Bool) {
        if isMypy { return ("mypy", true) }
        func all(_ holds: (DiagnosticLine) -> Bool) -> Bool { !lines.isEmpty && lines.allSatisfy(holds) }
        func endings(_ names: Set<String>) -> Bool {
            lines.contains { $0.path != nil }
                && all { line in line.path.map { names.contains(String($0.split(separator: ".").last ?? "")) } ?? true }
        }
        let rules = lines.compactMap(\.rule)
        // stylelint's formatter of that name writes what ESLint's does.
        if all({ $0.form == .eslint }), endings(["css", "scss", "sass", "less", "pcss", "sss"]),
            lines.contains(where: { $0.path != nil })
        {
            return ("stylelint", true)
        }
        if all({ $0.form == .eslint }), endings(["sol"]), !lines.isEmpty { return ("solhint", true) }
        for (form, name) in [
            (DiagnosticLine.Form.yamllint, "yamllint"), (.rubocop, "RuboCop"), (.checkstyle, "Checkstyle"),
            (.eslint, "ESLint"), (.phpcs, PHPCodeSnifferFormat.tool), (.typescript, "TypeScript"),
            (.swiftlint, "SwiftLint"), (.golangci, Self.isStaticcheck(rules) ? "staticcheck" : "golangci-lint"),
            (.cpplint, "cpplint"), (.psalm, "Psalm"), (.semgrep, "Semgrep"), (.sorbet, "Sorbet"), (.tslint, "TSLint"),
            (.protolint, "protolint"), (.scalastyle, "Scalastyle"), (.puppetLint, "puppet-lint"), (.hlint, "HLint"),
            (.template, Self.template(lines)), (.pyre, "Pyre"), (.vulture, "Vulture"),
            (.codespell, "codespell"), (.isort, "isort"), (.ty, "ty"), (.bandit, "Bandit"), (.htmlhint, "HTMLHint"),
            (.pyrefly, "Pyrefly"),
        ] where all({ $0.form == form }) {
            return (name, true)
        }
        if all({ $0.form == .msbuild }), endings(["proto"]) { return ("Buf", true) }
        if all({ $0.form == .msbuild }), !rules.isEmpty, rules.allSatisfy({ $0.first?.isLowercase == true }),
            endings(["js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx", "vue"])
        {
            return ("ESLint", true)
        }
        if all({ $0.form == .msbuild }) { return ("MSBuild", false) }
        if all({ $0.form == .sbt }) { return ("scalac", false) }
        if !rules.isEmpty, rules.allSatisfy({ $0.hasPrefix("SC") && Int($0.dropFirst(2)) != nil }) {
            return ("ShellCheck", true)
        }
        if endings(["py", "pyi"]) { return ("mypy", true) }
        if all({ $0.form == .kotlin || $0.form == .maven }), endings(["kt", "kts"]) { return ("kotlinc", false) }
        if endings(["java"]) { return ("javac", false) }
        if endings(["swift"]) { return ("swiftc", false) }
        let families = [
            "clang-diagnostic-", "clang-analyzer-", "bugprone-", "modernize-", "readability-", "cppcoreguidelines-",
            "misc-", "performance-", "google-", "llvm-", "cert-", "hicpp-", "fuchsia-", "altera-", "portability-",
            "concurrency-", "android-", "abseil-", "boost-", "darwin-", "llvmlibc-", "linuxkernel-", "mpi-", "objc-",
            "openmp-", "zircon-",
        ]
        if !rules.isEmpty, rules.allSatisfy({ rule in families.contains { rule.hasPrefix($0) } }) {
            return ("clang-tidy", false)
        }
        let checkers = [
            "core.", "unix.", "deadcode.", "security.", "cplusplus.", "optin.", "nullability.", "osx.", "alpha.",
            "valist.",
        ]
        if !rules.isEmpty, rules.allSatisfy({ rule in checkers.contains { rule.hasPrefix($0) } }) {
            return ("clang-analyzer", false)
        }
        if endings(["c", "cc", "cpp", "cxx", "h", "hh", "hpp"]), all({ $0.form == .gnu }), !rules.isEmpty,
            rules.count * 2 > lines.count, rules.allSatisfy({ !$0.contains("-") })
        {
            return ("Cppcheck", true)
        }
        return ("compiler", false)
    }

    private static func isStaticcheck(_ rules: [String]) -> Bool {
        !rules.isEmpty && rules.allSatisfy { $0.first?.isUppercase == true && $0.last?.isNumber == true }
    }

    /// The linters of templates share a form.
    private static func template(_ lines: [DiagnosticLine]) -> String {
        let endings = Set(lines.compactMap { $0.path?.split(separator: ".").last.map(String.init) })
        return endings == ["haml"] ? "HAML-Lint" : endings == ["slim"] ? "Slim-Lint" : "linter"
    }

    /// HLint shows what it found, and what it would put there; its words of severity are also those of old versions of GHC.
    private static func isHLints(_ document: SourceDocument) -> Bool {
        let lines = RefrainLinesFormat.lines(document.text)
        return lines.contains { line in
            ["Found:", "Found:\r", "Why not remove it.", "Perhaps:", "Perhaps:\r"].contains { name in
                document.text[line].elementsEqual(name.utf8)
            }
        } && lines.contains { DiagnosticLine(document.text[$0])?.path?.hasSuffix("hs") == true }
    }

    // MARK: What stands around

    /// The tool found nothing, and says so.
    private static func isAllClear(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: Array("Success: no issues found in ".utf8)) || isDoneByCpplint(line)
    }

    /// `Done processing mast.cc`, which cpplint says of each file.
    private static func isDoneByCpplint(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 1_000, line.starts(with: Array("Done processing ".utf8)) else { return false }
        let path = String(decoding: line.dropFirst(16), as: UTF8.self).lowercased()
        return [".cc", ".cpp", ".cxx", ".c++", ".c", ".cu", ".h", ".hh", ".hpp", ".hxx", ".h++", ".cuh"]
            .contains { path.hasSuffix($0) || path.hasSuffix($0 + "\r") }
    }

    /// `    2 Warning(s)`.
    private static func isMSBuildsSum(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == 0x20, line.count < 60 else { return false }
        let words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.count == 2 && Int(words[0]) != nil && (words[1] == "Warning(s)" || words[1] == "Error(s)")
    }

    private static func isMypysSum(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: Array("Found ".utf8)) else { return false }
        let words = String(decoding: line.prefix(200), as: UTF8.self)
        return words.has(" error") && (words.has("checked ") || words.has("errors prevented"))
    }

    private static let openings = [
        "In file included from ", "Found ", "Suppressed ", "Use -header-filter", "Use -system-headers",
        "compilation terminated", "cc1", "make:", "make[", "ninja:", "Error while processing", "Inspecting ",
        "Starting audit", "Audit done", "Checkstyle ends with", "Checking ", "Note: ", "Build succeeded",
        "Build FAILED",
        "Offenses:", "Perhaps:", "Found:", "Why not:", "Processed ", "Linting ", "MSBuild version", "Microsoft (R)",
        "Copyright (C)", "warning: ", "error: ", "nofile:", "ƛ ", "No type errors found",
        "Skipped ", "Done processing ", "Total errors found: ",
    ].map { Array($0.utf8) }

    /// What the tools print around their lines: the source, its marks, sums, what they are about to do.
    private static func isChrome(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first else { return true }
        if first == 0x20 || first == 0x09 || first == UInt8(ascii: "^") || first == UInt8(ascii: "~") { return true }
        if openings.contains(where: { line.starts(with: $0) }) { return true }
        if line.allSatisfy({ $0.isOne(of: ".CWEFRI") || SourceDocument.isSpace($0) }) { return true }
        let words = String(decoding: line.prefix(400), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        if words.hasSuffix(":"), [": In ", ": At ", ": in "].contains(where: { words.contains($0) }) { return true }
        if words.hasSuffix(" warnings found") || words.hasSuffix(" errors found") || words.hasSuffix(" error found")
            || words.hasSuffix(" warning found")
        {
            return words.split(separator: " ").count == 3
        }
        // golangci-lint's sums of its linters: `* errcheck: 1`.
        if words.hasPrefix("* "), words.split(separator: " ").count == 3, words.last?.isNumber == true { return true }
        // `3 warnings generated.`, `2 errors`, `12 files inspected, 3 offenses detected`, `50% done`.
        let digits = line.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "/") }
        guard !digits.isEmpty else { return false }
        return [
            "warning", "error", "problem", "file", "files checked", "% done", " |", " issues:", " hint", "suggestion",
        ].contains { words.contains($0) }
    }

    private static func isMarkdown(_ line: ArraySlice<UInt8>) -> Bool {
        ["# ", "## ", "### ", "```", "- ", "* ", "> ", "| ", "**"].contains { line.starts(with: Array($0.utf8)) }
    }
}
