import CMarkGFM
import FindingsModel

/// A document's blocks, as GitHub's own parser sees them.
struct MarkdownTree: Sendable {
    var blocks: [Block] = []
    /// What was cut because the document is out of all proportion, in fixed words.
    var flags: [String] = []

    /// Deeper blocks than this are left out; people nest three or four deep.
    static let maximumDepth = 24
    static let maximumBlocks = 60_000

    /// Tables and task lists only. Autolinks and strikethrough are left out because they change a table of special
    /// characters that all parsers of the process share, and reviews are read on many threads.
    private static let extensions: [UInt] = {
        cmark_gfm_core_extensions_ensure_registered()
        return (["table", "tasklist"] as [String]).compactMap { name in
            cmark_find_syntax_extension(name).map { UInt(bitPattern: UnsafeRawPointer($0)) }
        }
    }()

    init(_ document: [UInt8]) {
        let extensions = Self.extensions
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return }
        defer { cmark_parser_free(parser) }
        for bits in extensions {
            cmark_parser_attach_syntax_extension(
                parser, OpaquePointer(bitPattern: bits))
        }
        document.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return }
            cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let root = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(root) }
        var builder = Builder(source: SourceLines(document))
        builder.build(root)
        blocks = RecurringLabels.marked(SplitItems.joined(builder.blocks, of: document))
        flags = builder.flags
    }
}

/// Where each line of a document starts, to turn cmark's lines and columns into bytes.
struct SourceLines: Sendable {
    private var starts: [Int] = [0]
    private let end: Int

    init(_ document: [UInt8]) {
        end = document.count
        var index = 0
        while index < document.count {
            let byte = document[index]
            index += 1
            if byte == 13, index < document.count, document[index] == 10 { index += 1 }
            if byte == 10 || byte == 13 { starts.append(index) }
        }
    }

    /// The byte at `column` of `line`, both from 1.
    func offset(line: Int, column: Int) -> Int {
        guard line >= 1, line <= starts.count else { return end }
        let limit = line < starts.count ? starts[line] : end
        return min(starts[line - 1] + max(0, column - 1), limit)
    }
}

extension MarkdownTree {
    /// Walks cmark's tree with a stack of its own, so that no document can exhaust the thread's.
    private struct Builder {
        let source: SourceLines
        var blocks: [Block] = []
        var flags: [String] = []
        private var count = 0

        init(source: SourceLines) { self.source = source }

        mutating func build(_ root: OpaquePointer) {
            guard let iterator = cmark_iter_new(root) else { return }
            defer { cmark_iter_free(iterator) }
            var open: [Block] = []
            var inline = InlineReader()
            var skipped = 0
            while true {
                let event = cmark_iter_next(iterator)
                if event == CMARK_EVENT_DONE { break }
                guard let node = cmark_iter_get_node(iterator) else { continue }
                let isEnter = event == CMARK_EVENT_ENTER
                if cmark_node_get_type(node).rawValue & 0xC000 == 0xC000 {
                    if skipped == 0 { inline.read(node, isEnter: isEnter) }
                    continue
                }
                if cmark_node_get_type(node) == CMARK_NODE_DOCUMENT { continue }
                let isLeaf = Self.isLeaf(node)
                if isEnter {
                    if skipped > 0 || open.count >= maximumDepth || count >= maximumBlocks {
                        note(open.count >= maximumDepth ? "nesting cut" : "blocks cut", unless: skipped > 0)
                        if !isLeaf { skipped += 1 }
                        continue
                    }
                    count += 1
                    var block = Block(kind: kind(of: node), span: span(of: node))
                    if isLeaf {
                        block.text.append(literal(of: node), [])
                        close(block, into: &open)
                    } else {
                        inline = InlineReader()
                        open.append(block)
                    }
                } else {
                    if skipped > 0 {
                        skipped -= 1
                        continue
                    }
                    guard var block = open.popLast() else { continue }
                    if !inline.text.isEmpty {
                        block.text = inline.text
                        inline = InlineReader()
                    }
                    close(block, into: &open)
                }
            }
        }

        private mutating func note(_ flag: String, unless isNoted: Bool) {
            if !isNoted, !flags.contains(flag) { flags.append(flag) }
        }

        private mutating func close(_ block: Block, into open: inout [Block]) {
            if open.isEmpty {
                blocks.append(block)
            } else {
                open[open.count - 1].children.append(block)
            }
        }

        private static func isLeaf(_ node: OpaquePointer) -> Bool {
            let type = cmark_node_get_type(node)
            return type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK
                || type == CMARK_NODE_THEMATIC_BREAK || type == CMARK_NODE_CUSTOM_BLOCK
        }

        private func literal(of node: OpaquePointer) -> [UInt8] {
            guard let literal = cmark_node_get_literal(node) else { return [] }
            return bytes(of: literal)
        }

        private func kind(of node: OpaquePointer) -> Block.Kind {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)))
            case CMARK_NODE_LIST:
                return .list(isOrdered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
            case CMARK_NODE_ITEM:
                if cmark_node_get_type_string(node).map({ String(cString: $0) }) == "tasklist" {
                    return .item(number: nil, isDone: cmark_gfm_extensions_get_tasklist_item_checked(node))
                }
                return .item(number: itemNumber(node), isDone: nil)
            case CMARK_NODE_BLOCK_QUOTE: return .quote
            case CMARK_NODE_CODE_BLOCK:
                return .code(
                    info: cmark_node_get_fence_info(node).map { String(decoding: bytes(of: $0), as: UTF8.self) } ?? "")
            case CMARK_NODE_HTML_BLOCK: return .html
            case CMARK_NODE_THEMATIC_BREAK: return .rule
            default: break
            }
            guard let name = cmark_node_get_type_string(node).map({ String(cString: $0) }) else { return .paragraph }
            switch name {
            case "table": return .table
            case "table_header": return .row(isHeader: true)
            case "table_row": return .row(isHeader: false)
            case "table_cell": return .cell
            default: return .paragraph
            }
        }

        /// The number of an ordered list's item, for a numbered remark is known by it. Counted from the list's start
        /// only for the first item: counting siblings would be quadratic.
        private func itemNumber(_ node: OpaquePointer) -> Int? {
            guard let list = cmark_node_parent(node), cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
                cmark_node_previous(node) == nil
            else { return nil }
            return Int(cmark_node_get_list_start(list))
        }

        private func span(of node: OpaquePointer) -> ByteSpan {
            let start = source.offset(
                line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)))
            let end = source.offset(
                line: Int(cmark_node_get_end_line(node)), column: Int(cmark_node_get_end_column(node)) + 1)
            return ByteSpan(start, max(start, end))
        }
    }
}

/// The bytes of a C string.
func bytes(of string: UnsafePointer<CChar>) -> [UInt8] {
    var length = 0
    while string[length] != 0 { length += 1 }
    return string.withMemoryRebound(to: UInt8.self, capacity: length) {
        Array(UnsafeBufferPointer(start: $0, count: length))
    }
}
