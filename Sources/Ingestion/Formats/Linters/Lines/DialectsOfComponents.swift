import FindingsModel

/// The lines of what checks components with TypeScript: svelte-check, for people and for machines
/// (https://github.com/sveltejs/language-tools/blob/master/packages/svelte-check/README.md), and `astro check`.
enum DialectsOfComponents {
    static let all: [LineDialect] = [machine, human, astro]

    private static let tool = "svelte-check"

    // MARK: Astro

    /// `src/mast.astro:4:5 - error ts(2304): message` and the source, below `14:20:01 [check] Getting diagnostics …`.
    private static let astro = LineDialect(tool: "astro check", sourceBelow: 8) { line in
        if isAstroLog(line) { return .chrome }
        // What stands above its sums, which a person's list may have, too.
        if line.hasPrefix("Result ("), line.hasSuffix(" files):") || line.hasSuffix(" file):") { return .clear }
        let sums = [" error", " errors", " warning", " warnings", " hint", " hints"]
        if line.hasPrefix("- "), sums.contains(where: line.hasSuffix) { return .chrome }
        guard let (place, rest) = LinePlace.leading(line), place.numbers.count == 2, rest.hasPrefix(" - ") else {
            return nil
        }
        let words = rest.dropFirst(3)
        let level = words.prefix { $0.isLowercase }
        guard ["error", "warning", "hint"].contains(level), words[level.endIndex...].hasPrefix(" ts("),
            let end = words.byteRange(of: "): ")
        else { return nil }
        let code = words[..<end.lowerBound].dropFirst(level.count + 4)
        guard !code.isEmpty, code.allSatisfy({ LineDialects.isDigit($0) }) else { return nil }
        return .problem(
            LineDialects.problem(place, words[end.upperBound...], severity: level, rule: "TS\(code)"))
    }

    /// `14:20:01 [check] …`.
    private static func isAstroLog(_ line: Substring) -> Bool {
        let time = line.prefix(8)
        return time.count == 8 && time.split(separator: ":").count == 3
            && time.allSatisfy { $0 == ":" || LineDialects.isDigit($0) } && line.dropFirst(8).hasPrefix(" [")
    }

    // MARK: Svelte

    /// `1590680326283 ERROR "src/Mast.svelte" 4:17 "message"`, and, as `machine-verbose`, an object behind the time.
    private static let machine = LineDialect(tool: tool) { line in
        let time = line.prefix { LineDialects.isDigit($0) }
        guard (12...14).contains(time.count), line[time.endIndex...].first == " " else { return nil }
        let words = line[time.endIndex...].dropFirst()
        if words.hasPrefix("START ") { return .mark }
        if words.hasPrefix("COMPLETED ") { return words.has(" 0 ERRORS 0 WARNINGS ") ? .clear : .mark }
        if words.hasPrefix("{") { return object(words).map { .problem($0) } }
        let level = words.prefix { $0.isUppercase }
        guard level == "ERROR" || level == "WARNING", let (path, behind) = text(words[level.endIndex...].dropFirst())
        else { return nil }
        let parts = behind.dropFirst().split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let place = LinePlace.leading("-:" + parts[0])?.place, place.numbers.count == 2,
            let (message, _) = text(parts[1])
        else { return nil }
        return .problem(
            LineDialect.Problem(
                path: path, lines: [place.numbers[0]], column: place.numbers[1], severity: level, message: message))
    }

    /// Its lines and characters count from 0, as language servers count.
    private static func object(_ words: Substring) -> LineDialect.Problem? {
        guard let item = (try? JSONDocument(Array(words.utf8)))?.root, let path = item["filename"]?.string,
            let message = item["message"]?.string, let level = item["type"]?.string
        else { return nil }
        let lines = LanguageServerFormat.Lines(item)
        let isTypeScript = ["ts", "js"].contains(item["source"]?.string)
        let code = item["code"]?.text
        let isNumber = code?.allSatisfy { LineDialects.isDigit($0) } == true
        return LineDialect.Problem(
            path: path[...], lines: [lines.first].compactMap { $0 }, column: lines.column, endColumn: lines.endColumn,
            lastLine: lines.last, severity: level[...], message: message[...],
            rule: code.map { isTypeScript && isNumber ? "TS\($0)" : $0[...] })
    }

    /// A string of JSON at the beginning, and what follows.
    private static func text(_ line: Substring) -> (text: Substring, rest: Substring)? {
        guard line.first == "\"" else { return nil }
        var isEscaped = false
        var end = line.index(after: line.startIndex)
        while end < line.endIndex, isEscaped || line[end] != "\"" {
            isEscaped = !isEscaped && line[end] == "\\"
            end = line.index(after: end)
        }
        guard end < line.endIndex else { return nil }
        let rest = line[line.index(after: end)...]
        let quoted = Array("[".utf8) + Array(line[...end].utf8) + Array("]".utf8)
        guard let text = (try? JSONDocument(quoted))?.root.elements.element(at: 0)?.string else { return nil }
        return (text[...], rest)
    }

    /// `/srv/quay/src/Mast.svelte:4:17`, below it `Error: message (ts)` and the source.
    private static let human = LineDialect(tool: tool, needsMark: true, sourceBelow: 40) { line in
        if line.hasPrefix("svelte-check found ") {
            return line.has(" 0 errors and 0 warnings") || line.has(" no errors and no warnings") ? .clear : .mark
        }
        if line.hasPrefix("Loading svelte-check in workspace") { return .mark }
        if line.hasPrefix("Getting Svelte diagnostics") || (line.count > 20 && line.allSatisfy { $0 == "=" }) {
            return .chrome
        }
        if let (place, rest) = LinePlace.leading(line), rest.isEmpty, place.numbers.count == 2,
            place.path.last != " ", place.path.contains(".")
        {
            return .heading(LineDialect.Place(path: place.path, line: place.numbers[0]))
        }
        for (level, severity) in [("Error: ", "error"), ("Warn: ", "warning")] where line.hasPrefix(level) {
            var message = line.dropFirst(level.count)
            // The source behind it: `(ts)`, `(svelte)`, `(css)`.
            if message.hasSuffix(")"), let open = message.lastIndex(of: "("),
                message[open...].dropFirst().dropLast().allSatisfy(\.isLowercase)
            {
                message = message[..<open]
                while message.last == " " { message.removeLast() }
            }
            return .problem(LineDialect.Problem(severity: severity[...], message: message))
        }
        return nil
    }
}
