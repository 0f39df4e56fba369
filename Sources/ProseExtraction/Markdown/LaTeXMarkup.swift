/// Makes LaTeX's sections, items and fonts readable to a Markdown parser, line by line: what a command's marks leave over
/// is blank at the line's end, so that no line moves.
struct LaTeXMarkup {
    private let document: [UInt8]
    private var line: [UInt8] = []
    private var index = 0
    /// What stands for each brace that is open.
    private var closings: [StaticString] = []

    /// `document` rewritten; `nil` where no `\section{` or two `\item`s open lines.
    static func normalized(_ document: [UInt8]) -> [UInt8]? {
        guard isLaTeX(document) else { return nil }
        var markup = LaTeXMarkup(document: document)
        return markup.rewritten()
    }

    private init(document: [UInt8]) { self.document = document }

    private static func isLaTeX(_ document: [UInt8]) -> Bool {
        var items = 0
        var start = 0
        var lines = 0
        while start < document.count, lines < 400 {
            lines += 1
            var index = start
            while index < document.count, document[index] == .space || document[index] == 9 { index += 1 }
            if index < document.count, document[index] == UInt8(ascii: "\\") {
                if document.has("\\section", at: index) || document.has("\\begin{document}", at: index) { return true }
                if document.has("\\item", at: index) { items += 1 }
                if items > 1 { return true }
            }
            guard let end = document[index...].firstIndex(of: .lineFeed) else { break }
            start = end + 1
        }
        return false
    }

    private mutating func rewritten() -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(document.count)
        var start = 0
        func close(_ markup: inout LaTeXMarkup) {
            let length = markup.index - start
            out += markup.line.prefix(length)
            out += [UInt8](repeating: .space, count: length - min(length, markup.line.count))
            markup.line = []
        }
        while index < document.count {
            switch document[index] {
            case .lineFeed:
                close(&self)
                out.append(.lineFeed)
                index += 1
                start = index
            case UInt8(ascii: "\\"): command()
            case UInt8(ascii: "~"): take(" ", 1)
            case UInt8(ascii: "{"):
                closings.append("}")
                take("{", 1)
            case UInt8(ascii: "}"): take(closings.popLast() ?? "}", 1)
            case UInt8(ascii: "`") where document.has("``", at: index): take("\"", 2)
            case UInt8(ascii: "'") where document.has("''", at: index): take("\"", 2)
            default:
                line.append(document[index])
                index += 1
            }
        }
        close(&self)
        return out
    }

    /// Writes `mark` for the next `length` bytes.
    private mutating func take(_ mark: StaticString, _ length: Int) {
        mark.withUTF8Buffer { line.append(contentsOf: $0) }
        index = min(document.count, index + length)
    }

    private mutating func command() {
        var name = index + 1
        while name < document.count, document[name].isLetter { name += 1 }
        let length = name - index
        // "\%", "\_": the sign itself.
        guard length > 1 else {
            if name < document.count, document[name] != .lineFeed { line.append(document[name]) }
            index = min(document.count, index + (name < document.count && document[name] == .lineFeed ? 1 : 2))
            return
        }
        let word = String(decoding: document[(index + 1)..<name], as: UTF8.self)
        let hasBrace = name < document.count && document[name] == UInt8(ascii: "{")
        switch word {
        case "section", "chapter", "title", "subsection", "subsubsection", "paragraph":
            guard hasBrace else { return take("", length) }
            closings.append("")
            take(word == "title" ? "# " : word.hasPrefix("sub") ? "### " : "## ", length + 1)
        case "item": take("-", length)
        case "textbf":
            guard hasBrace else { return take("", length) }
            closings.append("**")
            take("**", length + 1)
        case "emph", "textit", "underline", "textsc":
            guard hasBrace else { return take("", length) }
            closings.append("*")
            take("*", length + 1)
        case "texttt", "verb":
            guard hasBrace else { return take("", length) }
            closings.append("`")
            take("`", length + 1)
        case "begin", "end", "documentclass", "usepackage", "maketitle", "author", "date", "label":
            let rest = document[name...].prefix(200)
            let close = hasBrace ? rest.firstIndex(of: UInt8(ascii: "}")) : nil
            let isOneLine = close.map { !document[name..<$0].contains(.lineFeed) } ?? false
            take("", isOneLine ? (close ?? name) + 1 - index : length)
        default: take("", 1)
        }
    }
}
