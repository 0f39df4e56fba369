/// A tag that a model or a bot made up to set its answer apart: `<location path="a.kt" line_range="4-9" />`,
/// `<finding severity="high" file="a.kt" line="4">`.
struct AnswerElement {
    /// What its attributes say, as a line of text: "a.kt:4-9", "Severity: high"; empty for none.
    let text: [UInt8]
    /// A path is among it.
    let hasPath: Bool

    private static let names: Set<String> = [
        "location", "finding", "findings", "issue", "issues", "comment", "comments", "remark", "remarks", "suggestion",
        "suggestions", "severity", "title", "description", "file", "path", "line", "lines", "message", "review",
        "summary_text", "verdict", "conclusion", "decision", "problem", "recommendation", "fix", "body", "text",
        "place", "answer", "result", "violation", "violations",
    ]
    private static let paths: [StaticString] = ["path", "file", "filename", "file_path", "location"]
    private static let lines: [StaticString] = ["line_range", "lines", "line", "line_number", "start_line", "start"]
    private static let ends: [StaticString] = ["end_line", "line_end", "end"]
    private static let severities: [StaticString] = ["severity", "priority", "level"]

    /// `nil` for what is no such tag.
    init?(_ literal: [UInt8]) {
        guard literal.count >= 3, literal.first == UInt8(ascii: "<"), literal.last == UInt8(ascii: ">") else {
            return nil
        }
        var index = literal[1] == UInt8(ascii: "/") ? 2 : 1
        let start = index
        while index < literal.count, literal[index].isLetter || literal[index] == 95 || literal[index] == 45,
            index - start < 40
        { index += 1 }
        let name = literal[start..<index].map(\.lowered)
        guard !name.isEmpty, index < literal.count,
            literal[index] == UInt8(ascii: ">") || literal[index] == UInt8(ascii: "/") || literal[index].isBlank
        else { return nil }
        // "<issue_to_address>" is nobody's type parameter.
        guard Self.names.contains(String(decoding: name, as: UTF8.self)) || name.contains(95) else { return nil }
        func value(_ names: [StaticString]) -> [UInt8]? {
            names.lazy.compactMap { HTMLTag.attribute($0, in: literal) }.first { !$0.isEmpty }
        }
        var out: [UInt8] = []
        if literal[1] != UInt8(ascii: "/"),
            ["verdict", "conclusion", "decision"].contains(String(decoding: name, as: UTF8.self))
        {
            out += Array("Verdict: ".utf8)
        }
        let range = value(Self.lines).map { first in
            value(Self.ends).map { first + [UInt8(ascii: "-")] + $0 } ?? first
        }
        // "<file name="a.js">" holds what is said of the file.
        let file = name.elementsEqual("file".utf8) ? value(["name"]) : nil
        let path = value(Self.paths) ?? file
        hasPath = path != nil
        if let path {
            out += path
            if let range { out += [UInt8(ascii: ":")] + range }
            out.append(.lineFeed)
        } else if let range {
            out += Array("line ".utf8) + range + [.lineFeed]
        }
        if let severity = value(Self.severities) { out += Array("Severity: ".utf8) + severity + [.lineFeed] }
        text = out
    }
}
