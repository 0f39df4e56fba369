import FindingsModel

/// What a tool's own sums say that its report holds: `✖ 7 problems (6 errors, 1 warning)`, `Found 5 errors in 3 files`.
///
/// Where fewer were read, the report was cut, or not all of it was understood.
struct StatedSum {
    private var stated = 0

    /// Takes a line that may be a sum; sums of several runs add up.
    mutating func add(_ line: String) {
        let words = line.drop { $0.isWhitespace || "✖✗✘⚠×".contains($0) }
        let parts = words.prefix(200).split(separator: " ")
        guard parts.count >= 2 else { return }
        if parts[0] == "Found", parts.count >= 3, let count = Self.count(parts[1]) {
            let noun = parts[2].prefix { $0.isLetter }
            if noun.hasPrefix("error") {
                // mypy and tsc count errors alone; Ruff's "Found 5 errors (2 fixed, 3 remaining)." counts all that it has.
                let remaining = words.byteRange(of: " remaining)").flatMap { end in
                    words[..<end.lowerBound].split { $0 == " " || $0 == "(" }.last.flatMap { Self.count($0) }
                }
                stated += remaining ?? count
            } else if noun.hasPrefix("violation") || noun.hasPrefix("diagnostic") || noun == "dependency" {
                stated += count
            }
            return
        }
        // HTMLHint's `Scanned 9 files, found 2 errors in 1 files`.
        if parts[0] == "Scanned", let found = parts.firstIndex(of: "found"), found + 2 < parts.count,
            parts[found + 2].hasPrefix("error")
        {
            stated += Self.count(parts[found + 1]) ?? 0
            return
        }
        // `Cfn-lint scanned 1 templates against 307 rules and found 4 errors, 1 warnings, and 0 informational violations`.
        if parts[0] == "Cfn-lint", let found = parts.firstIndex(of: "found") {
            stated += parts[found...].compactMap { Self.count($0) }.reduce(0, +)
            return
        }
        guard let count = Self.count(parts[0]) else { return }
        let noun = parts[1].prefix { $0.isLetter }
        // ESLint's and stylelint's; RuboCop's and remark's count files or warnings before.
        if noun == "problem" || noun == "problems" {
            stated += count
        } else if noun.hasPrefix("file"), let offenses = words.byteRange(of: " offense"),
            let number = words[..<offenses.lowerBound].split(separator: " ").last.flatMap({ Self.count($0) })
        {
            stated += number
        }
    }

    private static func count(_ text: Substring) -> Int? {
        text.count < 10 && text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
    }

    /// Flags a report that holds fewer problems than its sums say.
    func check(_ report: inout ToolReport) {
        // What is no error may be told besides, and is in no sum of errors.
        let read = report.review.findings.count
        guard read < stated else { return }
        report.flag("only \(read) of the \(stated) problems that the report counts were read")
    }
}
