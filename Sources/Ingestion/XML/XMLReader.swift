import CExpat
import FindingsModel

/// What is told of an XML document while it is read.
protocol XMLHandler: AnyObject {
    /// - Parameter byte: where the element's tag begins.
    func start(_ name: String, _ attributes: [String: String], byte: Int)
    func text(_ text: String)
    /// - Parameter byte: where the element ends.
    func end(_ name: String, byte: Int)
}

/// Reads XML with libexpat: no external entity is ever loaded, no document type's own entities are taken, elements nest
/// to a bound.
struct XMLReader {
    /// How deep elements may nest.
    static let depthLimit = 256

    /// An element's name without the prefix of its namespace.
    static func localName(_ name: String) -> String {
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }

    /// - Throws: where it is no XML, or has what is refused, with line, column and byte.
    static func read(_ document: SourceDocument, format: String, _ handler: some XMLHandler) throws(IngestionError) {
        // The bytes are UTF-8 by now, whatever the declaration says.
        guard let parser = XML_ParserCreate("UTF-8") else {
            throw .malformed(format: format, document.place(byte: 0), why: "there is not enough memory for it")
        }
        defer { XML_ParserFree(parser) }
        let start = document.xmlStart
        let state = XMLState(parser, handler)
        let context = Unmanaged.passRetained(state)
        defer { context.release() }
        XML_SetUserData(parser, context.toOpaque())
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let data, let name else { return }
                XMLState.of(data).open(name, attributes)
            },
            { data, name in
                guard let data, let name else { return }
                XMLState.of(data).close(name)
            })
        XML_SetCharacterDataHandler(parser) { data, text, count in
            guard let data, let text, count > 0 else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                XMLState.of(data).handler.text(
                    String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self))
            }
        }
        XML_SetDoctypeDeclHandler(
            parser,
            { data, _, _, _, hasSubset in
                guard let data, hasSubset != 0 else { return }
                XMLState.of(data).refuse("a document type with declarations of its own, which are not read")
            }, { _ in })
        XML_SetEntityDeclHandler(parser) { data, _, _, _, _, _, _, _, _ in
            guard let data else { return }
            XMLState.of(data).refuse("an entity declaration, which is not read")
        }
        // Expat counts sizes in Int32; documents are bounded far below that, and pieces keep it so.
        var at = start
        while at < document.text.count {
            let end = min(at + (1 << 24), document.text.count)
            let status = document.text[at..<end].withUnsafeBytes { piece in
                XML_Parse(
                    parser, piece.bindMemory(to: CChar.self).baseAddress, Int32(piece.count),
                    end == document.text.count ? 1 : 0)
            }
            guard status == XML_STATUS_OK else {
                let byte = state.refusedAt ?? max(0, Int(XML_GetCurrentByteIndex(parser)))
                throw .malformed(
                    format: format, document.place(byte: min(start + byte, document.text.count)),
                    why: state.refusal ?? words(for: XML_GetErrorCode(parser)))
            }
            at = end
        }
    }

    /// What is wrong and how to mend it, where Expat's own words do not tell.
    private static func words(for error: XML_Error) -> String {
        switch error {
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR, XML_ERROR_UNCLOSED_CDATA_SECTION:
            "the XML breaks off before its last element ends. Check that it was written to its end"
        case XML_ERROR_INVALID_TOKEN:
            "a character that XML does not allow here: a bare `&` or `<`, a control character, or an attribute without quotes"
        case XML_ERROR_TAG_MISMATCH: "an end tag that is not that of the element which is open"
        case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
            "more behind the end of the document. Give each document in a file of its own"
        default: XML_ErrorString(error).map { String(cString: $0) } ?? "not well-formed"
        }
    }
}

/// What the C callbacks share.
private final class XMLState {
    let parser: XML_Parser
    let handler: any XMLHandler
    var depth = 0
    var refusal: String?
    var refusedAt: Int?

    init(_ parser: XML_Parser, _ handler: any XMLHandler) {
        self.parser = parser
        self.handler = handler
    }

    static func of(_ data: UnsafeMutableRawPointer) -> XMLState {
        Unmanaged<XMLState>.fromOpaque(data).takeUnretainedValue()
    }

    func open(_ name: UnsafePointer<CChar>, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        depth += 1
        if depth > XMLReader.depthLimit { return refuse("elements nested deeper than \(XMLReader.depthLimit)") }
        guard refusal == nil else { return }
        var attributes: [String: String] = [:]
        var index = 0
        while let list, let key = list[index], let value = list[index + 1] {
            attributes[String(cString: key)] = String(cString: value)
            index += 2
        }
        handler.start(
            XMLReader.localName(String(cString: name)), attributes, byte: Int(XML_GetCurrentByteIndex(parser)))
    }

    func close(_ name: UnsafePointer<CChar>) {
        depth -= 1
        guard refusal == nil else { return }
        let byte = Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
        handler.end(XMLReader.localName(String(cString: name)), byte: byte)
    }

    func refuse(_ why: String) {
        guard refusal == nil else { return }
        refusal = why
        refusedAt = Int(XML_GetCurrentByteIndex(parser))
        XML_StopParser(parser, 0)
    }
}

extension SourceDocument {
    /// It says so, or it is named so and begins with an element: Markdown may begin with one, too.
    var isXML: Bool {
        if text.drop(while: { Self.isSpace($0) }).starts(with: Array("<?xml".utf8)) { return true }
        return name.lowercased().hasSuffix(".xml") && text.first { !Self.isSpace($0) } == UInt8(ascii: "<")
    }

    /// Where the XML begins: at the first character, or at a declaration that opens one of the first 20 lines, behind what a
    /// tool said before it wrote.
    var xmlStart: Int {
        let first = text.firstIndex { !Self.isSpace($0) } ?? 0
        guard text.indices.contains(first) else { return first }
        // A page in HTML that a host put before it.
        let opening = String(decoding: text[first...].prefix(15), as: UTF8.self).lowercased()
        let isPage = opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html")
        guard text[first] != UInt8(ascii: "<") || isPage else { return first }
        var start = first
        for _ in 0..<20 {
            if text[start...].starts(with: Array("<?xml ".utf8)) || (start > first && opensReport(at: start)) {
                return start
            }
            guard let end = text[start...].firstIndex(of: UInt8(ascii: "\n")),
                !text[start..<end].starts(with: [0x60, 0x60, 0x60]), end + 1 < text.count
            else { return first }
            start = end + 1
        }
        return first
    }

    /// Whether a report's root element begins here, which some tools write without an XML declaration.
    private func opensReport(at start: Int) -> Bool {
        guard text[start] == UInt8(ascii: "<") else { return false }
        let rest = text[(start + 1)...]
        return Self.reports.contains { name in
            rest.starts(with: name)
                && rest.dropFirst(name.count).first.map { Self.isSpace($0) || $0 == UInt8(ascii: ">") } == true
        }
    }

    private static let reports = [
        "checkstyle", "testsuites", "testsuite", "pmd", "pmd-cpd", "results", "issues", "BugCollection", "phpcs",
        "mutations", "problems", "test-run", "test-results", "assemblies", "assembly", "TestRun", "Report", "jslint",
        "csslint", "lint", "testExecutions",
    ].map { Array($0.utf8) }

    /// The name of an XML document's root element, found without reading it; `nil` where the text begins otherwise.
    var xmlRoot: String? {
        var rest = text[xmlStart...]
        for _ in 0..<100 {
            guard rest.first == UInt8(ascii: "<"), rest.count > 2 else { return nil }
            let second = rest[rest.startIndex + 1]
            if second == UInt8(ascii: "?") {
                rest = Self.after(Array("?>".utf8), rest)
            } else if rest.starts(with: Array("<!--".utf8)) {
                rest = Self.after(Array("-->".utf8), rest)
            } else if second == UInt8(ascii: "!") {
                // A document type, and what it declares in brackets.
                guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "[") })
                else { return nil }
                rest = rest[end] == UInt8(ascii: "[") ? Self.after([UInt8(ascii: "]")], rest) : rest[end...]
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            } else {
                let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
                return XMLReader.localName(String(decoding: name.prefix(100), as: UTF8.self))
            }
            rest = rest.drop { Self.isSpace($0) }
        }
        return nil
    }

    private static func after(_ mark: [UInt8], _ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var at = text.startIndex
        while at + mark.count <= text.endIndex {
            if text[at] == mark[0], text[at...].starts(with: mark) { return text[(at + mark.count)...] }
            at += 1
        }
        return []
    }
}
