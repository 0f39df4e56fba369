/// A list of things to do, with a box to tick before each: a plan, and no review of anything, though each item reads like a
/// remark. Known by its title; a review's checklist has another, and cites places.
struct TaskList {
    /// Where its first item begins.
    let byte: Int
    let why = "it is a list of things to do, and no review; `--from prose` reads it as one"

    private static let titles: Set = [
        "todo", "todos", "to do", "to do list", "todo list", "task list", "tasks", "roadmap", "backlog", "open tasks",
    ]

    /// - Returns: `nil` for a text that has other lines than headings and items, or one with a place.
    init?(_ document: SourceDocument) {
        guard case .text = document.shape, !document.isXML else { return nil }
        var isTitled = false
        var items = 0
        var first: Int?
        for (index, range) in RefrainLinesFormat.lines(document.text).enumerated() {
            let line = Substring(decoding: document.text[range].prefix(2_000), as: UTF8.self)
            let words = line.drop { $0 == " " || $0 == "\t" }
            if words.first == "#" {
                if index == 0 { isTitled = Self.isTitle(words) }
            } else if ["- [ ] ", "- [x] ", "- [X] ", "* [ ] ", "* [x] ", "+ [ ] "].contains(where: words.hasPrefix) {
                items += 1
                first = first ?? range.lowerBound
                if LinePlace.leading(words.dropFirst(6)) != nil || words.lowercased().contains("line ") { return nil }
            } else {
                return nil
            }
            guard isTitled, index < 5_000 else { return nil }
        }
        guard items > 1, let first else { return nil }
        byte = first
    }

    private static func isTitle(_ heading: Substring) -> Bool {
        let words = heading.lowercased().split { !$0.isLetter }.joined(separator: " ")
        return titles.contains(words) || words.hasPrefix("todo ") || words.hasPrefix("to do ")
    }
}
