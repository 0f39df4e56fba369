import FindingsModel

/// The part of YAML 1.2 that a model is asked to answer in: mappings, lists of mappings, and texts, plain, quoted or as
/// blocks (`|`, `>`). Plain texts may hold colons and other marks that YAML proper would refuse, for models write them.
///
/// No anchors, tags or flow collections but `[]`: what has them is read as text. Linear in the size, nested to a bound.
struct ModelYAML {
    /// A value and where it stands.
    struct Node {
        enum Value {
            case text(String)
            case list([Node])
            case map([(key: String, value: Node)])
        }

        var value: Value
        var span: ByteSpan

        subscript(key: String) -> Node? {
            guard case .map(let entries) = value else { return nil }
            return entries.first { $0.key == key }?.value
        }

        /// Trimmed; `nil` for a list or a mapping.
        var text: String? {
            guard case .text(let text) = value else { return nil }
            let start = text.drop(while: \.isWhitespace)
            return String(Substring(start.reversed()).drop(while: \.isWhitespace).reversed())
        }

        /// The first number of "12" or "L12".
        var number: Int? {
            text.flatMap { Int($0.drop { !("0"..."9").contains($0) }.prefix { ("0"..."9").contains($0) }.prefix(9)) }
        }

        init(value: Value, span: ByteSpan) {
            self.value = value
            self.span = span
        }

        /// JSON in the same terms; numbers and booleans are texts.
        init(_ json: JSONValue) {
            span = json.span
            if json.isArray {
                value = .list(json.elements.map(Node.init))
            } else if json.isObject {
                value = .map(json.fields.map { ($0.key, Node($0.value)) })
            } else {
                value = .text(json.stringOrNumber ?? json.bool.map { $0 ? "true" : "false" } ?? "")
            }
        }
    }

    private struct Line {
        var range: Range<Int>
        var indent: Int
    }

    /// How deep mappings and lists may nest.
    static let depthLimit = 16

    private let document: SourceDocument
    private let format: String

    init(_ document: SourceDocument, format: String) {
        self.document = document
        self.format = format
    }

    /// The YAML of a text: the inside of its first code block, if one begins in its first 20 lines, else all of it.
    static func block(in text: [UInt8]) -> Range<Int>? {
        var start = 0
        for _ in 0..<20 where start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            if text[start..<end].starts(with: [0x60, 0x60, 0x60]) {
                var at = end + 1
                while at < text.count, !text[at...].starts(with: [0x60, 0x60, 0x60]) {
                    at = (text[at...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count) + 1
                }
                return end < text.count ? end + 1..<min(at, text.count) : nil
            }
            start = end + 1
        }
        return text.isEmpty ? nil : 0..<text.count
    }

    /// - Throws: where a line is neither a key, nor an element, nor part of a text.
    func node(_ range: Range<Int>) throws(IngestionError) -> Node {
        var lines: [Line] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(
                document.text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound, range.upperBound)
            let indent = document.text[start..<end].prefix { $0 == 0x20 }.count
            lines.append(Line(range: start..<end, indent: indent))
            start = end + 1
        }
        var at = 0
        let root = try value(&lines, &at, indent: 0, depth: 0)
        skipBlank(lines, &at)
        if at < lines.count { throw malformed(lines[at], "neither a key nor an element of a list stands here") }
        return root
    }

    // MARK: Structure

    private func value(_ lines: inout [Line], _ at: inout Int, indent: Int, depth: Int) throws(IngestionError) -> Node {
        skipBlank(lines, &at)
        guard at < lines.count else {
            throw .malformed(format: format, document.place(byte: document.text.count), why: "it ends early")
        }
        guard depth < Self.depthLimit else { throw malformed(lines[at], "nested deeper than \(Self.depthLimit)") }
        return isElement(lines[at])
            ? try list(&lines, &at, indent: lines[at].indent, depth: depth)
            : try map(&lines, &at, indent: lines[at].indent, depth: depth)
    }

    private func list(_ lines: inout [Line], _ at: inout Int, indent: Int, depth: Int) throws(IngestionError) -> Node {
        let start = lines[at].range.lowerBound + indent
        var items: [Node] = []
        while true {
            skipBlank(lines, &at)
            guard at < lines.count, lines[at].indent == indent, isElement(lines[at]) else { break }
            // The element's first key stands behind the dash, at the column of its others.
            let dash = lines[at].range.lowerBound + indent
            var content = dash + 1
            while content < lines[at].range.upperBound, document.text[content] == 0x20 { content += 1 }
            if content == lines[at].range.upperBound {
                at += 1
                items.append(try value(&lines, &at, indent: indent + 1, depth: depth + 1))
            } else if key(content..<lines[at].range.upperBound) != nil {
                lines[at].indent = content - lines[at].range.lowerBound
                items.append(try map(&lines, &at, indent: lines[at].indent, depth: depth + 1))
            } else {
                items.append(try text(&lines, &at, content, indent: indent))
            }
        }
        let end = at > 0 ? lines[at - 1].range.upperBound : start
        return Node(value: .list(items), span: ByteSpan(start, max(start, end)))
    }

    private func map(_ lines: inout [Line], _ at: inout Int, indent: Int, depth: Int) throws(IngestionError) -> Node {
        let start = lines[at].range.lowerBound + indent
        var entries: [(key: String, value: Node)] = []
        var end = lines[at].range.upperBound
        while true {
            skipBlank(lines, &at)
            guard at < lines.count, lines[at].indent == indent else { break }
            let line = lines[at]
            guard let found = key(line.range.lowerBound + indent..<line.range.upperBound) else {
                if entries.isEmpty || !isElement(line) { throw malformed(line, "a key and a colon were expected") }
                break
            }
            let value: Node
            if found.content == line.range.upperBound {
                at += 1
                skipBlank(lines, &at)
                // A list may stand at its key's own column.
                let isInside =
                    at < lines.count
                    && (lines[at].indent > indent || (lines[at].indent == indent && isElement(lines[at])))
                if !isInside {
                    value = Node(value: .text(""), span: ByteSpan(line.range.lowerBound, line.range.upperBound))
                } else if isElement(lines[at])
                    || key(lines[at].range.lowerBound + lines[at].indent..<lines[at].range.upperBound) != nil
                {
                    value = try self.value(&lines, &at, indent: lines[at].indent, depth: depth + 1)
                } else {
                    value = try text(&lines, &at, lines[at].range.lowerBound + lines[at].indent, indent: indent)
                }
            } else {
                value = try text(&lines, &at, found.content, indent: indent)
            }
            entries.append((found.key, value))
            end = lines[max(0, at - 1)].range.upperBound
        }
        if at < lines.count, lines[at].indent > indent { throw malformed(lines[at], "the line is indented too far") }
        return Node(value: .map(entries), span: ByteSpan(start, max(start, end)))
    }

    private func isElement(_ line: Line) -> Bool {
        let start = line.range.lowerBound + line.indent
        guard start < line.range.upperBound, document.text[start] == UInt8(ascii: "-") else { return false }
        return start + 1 == line.range.upperBound || document.text[start + 1] == 0x20
    }

    /// The key that a line opens with, and where its value begins.
    private func key(_ range: Range<Int>) -> (key: String, content: Int)? {
        var at = range.lowerBound
        while at < range.upperBound, at - range.lowerBound < 80, document.text[at] != UInt8(ascii: ":") {
            // Keys are words; `[1-5]` belongs to one of them.
            let byte = document.text[at]
            guard
                byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                    || byte.isOne(of: "_-[]\"'")
            else { return nil }
            at += 1
        }
        guard at > range.lowerBound, at < range.upperBound, document.text[at] == UInt8(ascii: ":") else { return nil }
        let key = String(decoding: document.text[range.lowerBound..<at], as: UTF8.self).filter {
            $0 != "\"" && $0 != "'"
        }
        at += 1
        guard at == range.upperBound || SourceDocument.isSpace(document.text[at]) else { return nil }
        while at < range.upperBound, SourceDocument.isSpace(document.text[at]) { at += 1 }
        return (key, at)
    }

    // MARK: Texts

    /// The text that begins at `content` in the line at `at`, and goes on in lines indented further than `indent`.
    private func text(
        _ lines: inout [Line], _ at: inout Int, _ content: Int, indent: Int
    ) throws(IngestionError) -> Node {
        let first = lines[at]
        let head = String(decoding: document.text[content..<first.range.upperBound], as: UTF8.self)
        let plain = head.last == "\r" ? String(head.dropLast()) : head
        at += 1
        if let mark = plain.first, mark == "|" || mark == ">",
            plain.dropFirst().allSatisfy({ "+-0123456789 ".contains($0) })
        {
            return block(&lines, &at, from: content, indent: indent, isFolded: mark == ">")
        }
        var parts = [plain]
        var end = first.range.upperBound
        while at < lines.count, lines[at].indent > indent || isBlank(lines[at]) {
            if isBlank(lines[at]) {
                // A blank line inside of a text; one behind it ends it.
                var next = at
                skipBlank(lines, &next)
                guard next < lines.count, lines[next].indent > indent else { break }
            }
            parts.append(words(lines[at]))
            end = lines[at].range.upperBound
            at += 1
        }
        return Node(value: .text(Self.unquoted(parts.joined(separator: "\n"))), span: ByteSpan(content, end))
    }

    private func block(
        _ lines: inout [Line], _ at: inout Int, from content: Int, indent: Int, isFolded: Bool
    ) -> Node {
        var parts: [String] = []
        var margin: Int?
        var end = content
        while at < lines.count, lines[at].indent > indent || isBlank(lines[at]) {
            if isBlank(lines[at]) {
                parts.append("")
            } else {
                let cut = min(margin ?? lines[at].indent, lines[at].indent)
                margin = margin ?? cut
                var line = String(
                    decoding: document.text[lines[at].range.lowerBound + cut..<lines[at].range.upperBound],
                    as: UTF8.self)
                if line.last == "\r" { line.removeLast() }
                parts.append(line)
                end = lines[at].range.upperBound
            }
            at += 1
        }
        while parts.last?.isEmpty == true { parts.removeLast() }
        let text =
            isFolded ? parts.map { $0.isEmpty ? "\n" : $0 }.joined(separator: " ") : parts.joined(separator: "\n")
        return Node(value: .text(text), span: ByteSpan(content, max(content, end)))
    }

    private func words(_ line: Line) -> String {
        var text = String(
            decoding: document.text[line.range.lowerBound + line.indent..<line.range.upperBound], as: UTF8.self)
        if text.last == "\r" { text.removeLast() }
        return text
    }

    /// Without the quotes around it and the escapes inside of them.
    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            return text
        }
        let inner = text.dropFirst().dropLast()
        if quote == "'" { return String(inner).replacing("''", with: "'") }
        var out = ""
        var isEscaped = false
        for character in inner {
            if isEscaped {
                out.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                out.append(character)
            }
        }
        return out
    }

    private func isBlank(_ line: Line) -> Bool {
        document.text[line.range].allSatisfy(SourceDocument.isSpace)
    }

    /// Blank lines, comments and the mark of a document's beginning.
    private func skipBlank(_ lines: [Line], _ at: inout Int) {
        while at < lines.count {
            let words = document.text[lines[at].range].drop { $0 == 0x20 }
            guard
                words.allSatisfy(SourceDocument.isSpace) || words.first == UInt8(ascii: "#")
                    || words.elementsEqual(Array("---".utf8))
            else { return }
            at += 1
        }
    }

    private func malformed(_ line: Line, _ why: String) -> IngestionError {
        .malformed(format: format, document.place(byte: line.range.lowerBound + line.indent), why: why)
    }
}
