import FindingsModel

/// Findings that a script printed for its CI to read, among the lines of a log:
/// `::warning file=a.rb,line=4,title=No check::The test looks at nothing.` (GitHub's workflow commands),
/// `##vso[task.logissue type=warning;sourcepath=a.rb;linenumber=4]The test …` (Azure Pipelines' logging commands), and what
/// both print of them, `##[warning]a.rb:4: The test …`, where it names a place.
struct CommandLines {
    static let maximumLines = 5_000

    /// The lines as a list of objects; `nil` where fewer than two stand in the document.
    static func value(_ document: [UInt8]) -> AnswerValue? {
        var values: [AnswerValue] = []
        var index = 0
        while index < document.count, values.count < maximumLines {
            var end = index
            while end < document.count, document[end] != .lineFeed { end += 1 }
            if let value = workflow(document, index, end) ?? logIssue(document, index, end)
                ?? printed(document, index, end)
            {
                values.append(value)
            }
            index = end + 1
        }
        return values.count > 1 ? .object([("findings", .array(values))], ByteSpan(0, document.count)) : nil
    }

    private static func workflow(_ document: [UInt8], _ start: Int, _ end: Int) -> AnswerValue? {
        // A time stamp may stand before the command.
        var index = start
        while index + 2 < end, index - start < 48, !document.has("::", at: index) { index += 1 }
        guard index + 2 < end, document.has("::", at: index) else { return nil }
        var word = index + 2
        while word < end, document[word].isLetter { word += 1 }
        let level = String(decoding: document[index + 2..<word].map(\.lowered), as: UTF8.self)
        guard levels.contains(level), word < end, document[word] == .space else { return nil }
        var close = word + 1
        while close + 1 < end, !document.has("::", at: close) { close += 1 }
        guard close + 1 < end else { return nil }
        return object(
            level, pairs(document[word + 1..<close], separator: UInt8(ascii: ",")), document, close + 2, end, start)
    }

    private static func logIssue(_ document: [UInt8], _ start: Int, _ end: Int) -> AnswerValue? {
        let mark: StaticString = "##vso[task.logissue "
        var index = start
        while index < end, index - start < 48, !document.has(mark, at: index) { index += 1 }
        guard document.has(mark, at: index), let close = document[index..<end].firstIndex(of: UInt8(ascii: "]")) else {
            return nil
        }
        let fields = pairs(document[index + mark.utf8CodeUnitCount..<close], separator: UInt8(ascii: ";"))
        let level = fields.first { $0.0 == "type" }?.1 ?? "warning"
        return object(level, fields, document, close + 1, end, start)
    }

    private static func printed(_ document: [UInt8], _ start: Int, _ end: Int) -> AnswerValue? {
        // A time stamp may stand before the mark.
        var index = start
        while index + 3 < end, index - start < 48, !document.has("##[", at: index) { index += 1 }
        guard index + 3 < end, document.has("##[", at: index),
            let close = document[index..<end].prefix(16).firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let level = String(decoding: document[(index + 3)..<close].map(\.lowered), as: UTF8.self)
        guard levels.contains(level) else { return nil }
        let text = StyledText(String(decoding: document[(close + 1)..<end], as: UTF8.self).trimmingSpaces)
        // Without a place it tells how the job went: "Process completed with exit code 1."
        guard let label = LocationLabel(text), label.end < text.count else { return nil }
        var message = text.flat(label.end..<text.count).trimmingSpaces
        var object: [(key: String, value: AnswerValue)] = [
            ("severity", .text(level)), ("location", .text(text.flat(0..<label.end).trimmingColon)),
        ]
        // The linter's rule ends the line.
        if message.hasSuffix("]"), let open = message.lastIndex(of: "["), open > message.startIndex,
            !message[open...].contains(" ")
        {
            object.append(("rule", .text(String(message[message.index(after: open)...].dropLast()))))
            message = String(message[..<open]).trimmingSpaces
        }
        object.append(("message", .text(message)))
        return .object(object, ByteSpan(start, end))
    }

    private static let levels: Set<String> = ["error", "warning", "notice"]

    private static func pairs(_ bytes: ArraySlice<UInt8>, separator: UInt8) -> [(String, String)] {
        bytes.split(separator: separator).prefix(20).compactMap { pair in
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let name = String(decoding: pair[..<equals].filter { !$0.isBlank }.map(\.lowered), as: UTF8.self)
            return (name, unescaped(pair[(equals + 1)...]))
        }
    }

    private static func object(
        _ level: String, _ fields: [(String, String)], _ document: [UInt8], _ text: Int, _ end: Int, _ start: Int
    ) -> AnswerValue? {
        var object: [(key: String, value: AnswerValue)] = [("severity", .text(level))]
        let names = [
            "file": "file", "sourcepath": "file", "line": "start line", "linenumber": "start line",
            "endline": "end line",
            "title": "title",
        ]
        for (name, value) in fields {
            guard let known = names[name], !value.isEmpty else { continue }
            object.append((known, Int(value).map(AnswerValue.number) ?? .text(value)))
        }
        let message = unescaped(document[text..<end])
        guard !message.isEmpty else { return nil }
        object.append((object.contains { $0.key == "title" } ? "description" : "message", .text(message)))
        return .object(object, ByteSpan(start, end))
    }

    /// `%0A`, `%0D`, `%25`, `%3A` and `%2C` as the signs that they stand for.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        let bytes = Array(bytes)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                out.append(value)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self).trimmingNewlines.trimmingSpaces
    }
}
