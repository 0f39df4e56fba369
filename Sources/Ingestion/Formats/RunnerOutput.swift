import FindingsModel

/// What a task runner prints around the report of a tool that it ran: npm's and yarn's banners, the lines of tox, nox and
/// pre-commit, the steps of a job's log. Nothing of it is the tool's, and a report that opens with it is known by none of its
/// own marks.
enum RunnerOutput {
    /// Where the text is without a runner's lines at its beginning and its end; `nil` where there are none, or nothing else is.
    static func inside(_ text: [UInt8]) -> Range<Int>? {
        let lines = RefrainLinesFormat.lines(text)
        var state = State()
        guard let first = lines.firstIndex(where: { !isRunners(text[$0], isOpening: true, &state) }) else { return nil }
        state = State()
        var last = lines.count - 1
        while last > first, isRunners(text[lines[last]], isOpening: false, &state) { last -= 1 }
        guard first > 0 || last < lines.count - 1 else { return nil }
        return lines[first].lowerBound..<min(lines[last].upperBound + 1, text.count)
    }

    /// What each step of a job's log on GitHub printed, from behind `##[endgroup]` of `##[group]Run …` to the next; none for
    /// other texts.
    static func steps(of text: [UInt8]) -> [Range<Int>] {
        guard text.count > 9, contains(text, stepOpening) else { return [] }
        var steps: [Range<Int>] = []
        var start: Int?
        var isInHead = false
        for line in RefrainLinesFormat.lines(text) {
            let bytes = text[line]
            if bytes.starts(with: stepOpening) || bytes.starts(with: cleanUp) {
                if let begun = start, begun < line.lowerBound { steps.append(begun..<line.lowerBound) }
                (start, isInHead) = (nil, true)
            } else if isInHead, bytes.starts(with: groupEnd) {
                (start, isInHead) = (min(line.upperBound + 1, text.count), false)
            }
        }
        if let start, start < text.count { steps.append(start..<text.count) }
        return steps.count <= 500 ? steps : []
    }

    private static let stepOpening = Array("##[group]Run ".utf8)
    private static let groupEnd = Array("##[endgroup]".utf8)
    private static let cleanUp = Array("Post job cleanup.".utf8)

    private static func contains(_ text: [UInt8], _ mark: [UInt8]) -> Bool {
        RefrainLinesFormat.lines(text).contains { text[$0].starts(with: mark) }
    }

    // MARK: Lines

    private struct State {
        /// Between `##[group]Run …` and its end.
        var isInStep = false
        /// Behind npm's `> quay@1.0.0 test`, which the script follows.
        var isBelowBanner = false
    }

    private static func isRunners(_ bytes: ArraySlice<UInt8>, isOpening: Bool, _ state: inout State) -> Bool {
        if state.isInStep {
            if bytes.starts(with: groupEnd) { state.isInStep = false }
            return true
        }
        if isOpening, bytes.starts(with: stepOpening) {
            state.isInStep = true
            return true
        }
        let isMarked = bytes.starts(with: Array("> ".utf8))
        if state.isBelowBanner, isMarked { return true }
        let line = Substring(decoding: bytes.prefix(600), as: UTF8.self)
        let words = line.drop { $0 == " " }
        if endings.contains(where: words.hasPrefix) { return true }
        if isOpening, isAnnouncement(words) { return true }
        if isToxLine(words) || isPreCommitLine(words) || isNoxLine(words) { return true }
        // dotnet's are indented, and name what they made: `  Quay -> /quay/bin/Quay.dll`.
        if line.hasPrefix("  "), words.has(" -> /") || words.has(":\\"), words.has(".dll") { return true }
        guard let log = BuildLogLine(bytes.drop { $0 == 0x20 }) else { return false }
        state.isBelowBanner = isMarked
        return !log.isTrouble && log.continuation == nil
    }

    /// What a script or a shell says of the tool that it is about to run: the command, also behind `#`, or `Running RuboCop...`.
    private static func isAnnouncement(_ line: Substring) -> Bool {
        let line = line.trimmedEnd
        if line == "#" { return true }
        if line.hasSuffix("...") || line.hasSuffix("…") {
            let words = line.split(separator: " ")
            return words.count <= 8 && words.count > 1 && words[0].hasSuffix("ing")
                && words[0].first?.isUppercase == true
        }
        return BuildLogLine.isToolRun(line.hasPrefix("# ") ? line.dropFirst(2) : line)
    }

    /// How runners say that a command failed, which its report says better.
    private static let endings = [
        "##[error]Process completed with exit code ", "Error: Process completed with exit code ", "npm ERR!",
        "npm error", "ELIFECYCLE", "error Command failed with exit code ",
    ]

    /// `lint: commands[0]> flake8 src`, `lint: exit 1 (0.41 seconds) …`, `  lint: FAIL code 1 (…)`; of version 3, `lint
    /// run-test: commands[0] | flake8`.
    private static func isToxLine(_ line: Substring) -> Bool {
        if line.hasPrefix("evaluation failed :(") || line.hasPrefix("congratulations :)")
            || line.hasPrefix("GLOB sdist")
        {
            return true
        }
        guard let colon = line.byteRange(of: ": ") else {
            return line.hasPrefix("____") && line.has(" summary ____")
        }
        let name = line[..<colon.lowerBound]
        let said = line[colon.upperBound...]
        if name == "ERROR", said.hasPrefix("InvocationError for command ") || said.hasSuffix(": commands failed") {
            return true
        }
        let isName = { (text: Substring) in
            !text.isEmpty && text.count <= 60
                && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".,_-".contains($0)) }
        }
        let old = name.split(separator: " ")
        if old.count == 2, isName(old[0]),
            ["run-test", "run-test-pre", "inst-nodeps", "create"].contains(String(old[1]))
        {
            return true
        }
        guard isName(name) else { return false }
        let word = said.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || "_[]".contains($0)) }
        if !word.isEmpty, said[word.endIndex...].hasPrefix("> ") { return true }
        if ["OK", "SKIP", "commands succeeded", "commands failed"].contains(said) { return true }
        return ["exit ", "OK (", "OK ✔", "FAIL code ", "FAIL ✖", "recreate env", "remove tox env", "skipped because "]
            .contains(where: said.hasPrefix)
    }

    /// `flake8..........Failed`, `- hook id: flake8`, `- exit code: 1`.
    private static func isPreCommitLine(_ line: Substring) -> Bool {
        if ["- hook id: ", "- exit code: ", "- duration: ", "- files were modified by this hook"]
            .contains(where: line.hasPrefix)
        {
            return true
        }
        guard let dots = line.byteRange(of: "...") else { return false }
        let rest = line[dots.upperBound...].drop { $0 == "." }
        return ["Failed", "Passed", "Skipped", "(no files to check)Skipped"].contains { rest.trimmedEnd == $0 }
    }

    /// `nox > Running session lint`.
    private static func isNoxLine(_ line: Substring) -> Bool { line.hasPrefix("nox > ") }
}

extension Substring {
    fileprivate var trimmedEnd: Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
