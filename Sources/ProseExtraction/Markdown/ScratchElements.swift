/// What a model wrote down for itself before its answer: `<draft>` and `<critique>` before `<final>`, `<thinking>` before an
/// answer without a tag of its own.
enum ScratchElements {
    /// These are nothing but what a model says to itself, also where no tag opens the answer.
    private static let thoughts: Set<String> = [
        "scratchpad", "thinking", "thoughts", "thought", "think", "reasoning", "inner_monologue",
    ]
    private static let scratch: Set<String> = [
        "draft", "drafts", "critique", "scratchpad", "scratch", "thinking", "thoughts", "thought", "think", "reasoning",
        "reflection", "analysis", "plan", "planning", "inner_monologue",
    ]
    private static let answers: Set<String> = [
        "final", "final_answer", "final_review", "answer", "result", "output", "response", "review",
    ]

    /// `document` with blanks for such elements, where each tag has a line of its own and the answer comes after them.
    static func blanked(_ document: [UInt8]) -> [UInt8] {
        guard document.contains(UInt8(ascii: "<")) else { return document }
        var closed: [(name: String, range: Range<Int>)] = []
        var open: (name: String, start: Int)?
        var answer: Int?
        var tags: [Range<Int>] = []
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            defer { start = end + 1 }
            guard document[start] == UInt8(ascii: "<"), let (name, isEnd) = tag(document[start..<end]) else { continue }
            if let own = open {
                if isEnd, own.name == name {
                    closed.append((name, own.start..<end))
                    open = nil
                }
            } else if answers.contains(name) {
                if !isEnd, !closed.isEmpty { answer = answer ?? start }
                tags.append(start..<end)
            } else if !isEnd, scratch.contains(name) {
                open = (name, start)
            }
        }
        if answer == nil, let last = closed.last, thoughts.contains(last.name),
            document[last.range.upperBound...].contains(where: { !$0.isBlank && $0 != .lineFeed && $0 != 13 })
        {
            answer = last.range.upperBound
        }
        guard let answer else { return document }
        var out = document
        for range in closed.map(\.range).filter({ $0.upperBound <= answer }) + tags {
            for index in range where out[index] != .lineFeed { out[index] = .space }
        }
        return out
    }

    /// The name in lower case of the tag that the line is.
    private static func tag(_ line: ArraySlice<UInt8>) -> (name: String, isEnd: Bool)? {
        let line = line.trimmingBlanks
        guard (3...24).contains(line.count), line.last == UInt8(ascii: ">") else { return nil }
        let isEnd = line.dropFirst().first == UInt8(ascii: "/")
        let name = line.dropFirst(isEnd ? 2 : 1).dropLast()
        guard name.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "_") }) else { return nil }
        return (String(decoding: name.map(\.lowered), as: UTF8.self), isEnd)
    }
}
