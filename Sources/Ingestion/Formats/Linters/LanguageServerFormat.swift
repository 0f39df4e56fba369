import FindingsModel

/// A language server's diagnostics, as clients save them and as servers write them that check a whole project
/// (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#diagnostic). Lines and
/// characters count from 0, and the end of a range is exclusive.
struct LanguageServerFormat: InputFormat {
    let id = "lsp"
    let title = "LSP diagnostics"
    let summary =
        "What language servers publish or answer, as JSON; `lua-language-server --check --check_format=json` writes it."
    let tellingKeys = TellingKeys([
        "uri", "diagnostics", "character", "relatedInformation", "codeDescription", "jsonrpc", "resultId",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        let isOne = document.pages.isEmpty && document.report?.isArray != true
        return document.roots.contains { root in
            if root.isArray { return root.elements.prefix(50).contains(where: Self.isTold) }
            return Self.isTold(root) || (isOne && Self.isMap(root))
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = document.report
        let isOne = document.pages.isEmpty && root?.isObject == true
        var session = Session()
        for item in isOne ? [root].compactMap({ $0 }) : try records(document) {
            try add(item, of: document, to: &session)
        }
        var reports = ToolReports(coversProject: session.coversProject, flags: flags(document) + session.flags)
        for file in session.files {
            if let path = file.path { reports.cover(path) }
            for item in file.diagnostics { Self.add(item, of: file.path, to: &reports) }
        }
        for review in reports.reviews(default: Self.unnamed) { sink(review) }
    }

    // MARK: What it is known by

    /// A range whose places have characters is the protocol's own; other tools count columns. Spectral, which has such
    /// ranges, too, says by a list where in a document they are.
    static func isDiagnostic(_ value: JSONValue) -> Bool {
        value.isObject && value["message"] != nil && range(of: value)?["start"]?["character"] != nil
            && value["path"]?.isArray != true
    }

    /// Beside the message, or in a location, as coc.nvim lists it.
    private static func range(of item: JSONValue) -> JSONValue? {
        guard let location = item["location"] else { return item["range"] }
        return location["uri"] == nil ? nil : location["range"]
    }

    /// A file's diagnostics, as they are published.
    static func isPublished(_ value: JSONValue) -> Bool {
        guard value.isObject, let list = list("diagnostics", of: value), list.isArray || list.isNull else {
            return false
        }
        if list.elements.prefix(50).contains(where: isDiagnostic) { return true }
        return value["uri"]?.string != nil && list.elements.allSatisfy { $0["location"] == nil }
    }

    /// A list that Go's servers write as `null` where it is empty.
    private static func list(_ name: String, of value: JSONValue) -> JSONValue? {
        value.fields.first { $0.key == name }?.value
    }

    /// The answer of a server that was asked: the diagnostics of a file, or of all files.
    private static func isAnswer(_ value: JSONValue) -> Bool {
        guard value.isObject else { return false }
        if value["kind"]?.string == "unchanged", value["resultId"] != nil { return true }
        guard let items = value["items"] else { return false }
        if value["kind"]?.string == "full" { return true }
        return items.elements.prefix(50).contains { item in
            isDiagnostic(item) || (item["uri"] != nil && ["full", "unchanged"].contains(item["kind"]?.string))
        }
    }

    private static func isTold(_ value: JSONValue) -> Bool {
        guard value.isObject else { return false }
        if value["jsonrpc"] != nil {
            return value["method"]?.string == published || value["result"].map(isAnswer) == true
        }
        return isDiagnostic(value) || isPublished(value) || isAnswer(value)
    }

    /// An object of files, each with a list of its diagnostics.
    private static func isMap(_ value: JSONValue) -> Bool {
        guard value.isObject, value.fieldValues.contains(where: { $0.isArray }) else { return false }
        let isOfLists = value.fieldValues.allSatisfy { $0.isArray || $0.isNull }
        if isOfLists, value.fieldValues.contains(where: { $0.elements.prefix(10).contains(where: isDiagnostic) }) {
            return true
        }
        return value.fields.allSatisfy { scheme($0.key) == "file" }
    }

    private static let published = "textDocument/publishDiagnostics"

    // MARK: What was told

    private struct File {
        var path: String?
        var diagnostics: [JSONValue]
    }

    /// What a document tells of files, in its order.
    private struct Session {
        var files: [File] = []
        /// Whether files that are not mentioned are in order.
        var coversProject = false
        var flags: [String] = []
        /// The files of the messages of one connection: what is told of a file later stands instead of what was before.
        private var told: [String: Int] = [:]
        /// Which file a request was about.
        var requests: [String: String] = [:]

        mutating func add(_ file: File, replacing uri: String? = nil) {
            guard let uri else { return files.append(file) }
            if let place = told[uri] {
                files[place] = file
            } else {
                told[uri] = files.count
                files.append(file)
            }
        }

        mutating func leftOut() {
            let words = "diagnostics that are unchanged since an earlier answer are not in the document"
            if !flags.contains(words) { flags.append(words) }
        }
    }

    private func add(_ item: JSONValue, of document: SourceDocument, to session: inout Session) throws(IngestionError) {
        if item["jsonrpc"] != nil { return try addMessage(item, of: document, to: &session) }
        if Self.list("diagnostics", of: item) != nil {
            try addPublished(item, of: document, to: &session)
        } else if item["items"] != nil || item["kind"] != nil {
            try addAnswer(item, uri: nil, of: document, to: &session)
        } else if item["range"] != nil || item["location"] != nil || item["message"] != nil {
            session.add(File(path: Self.path(of: item), diagnostics: [item]))
        } else if Self.isMap(item) {
            // A server that checks a project leaves out the files that are in order.
            session.coversProject = item.fieldValues.allSatisfy { $0.elements.contains { _ in true } }
            for (uri, list) in item.fields {
                let found = list.isNull ? [] : try objects(document, list, "`\(uri)`", in: item)
                session.add(File(path: Self.path(uri), diagnostics: found))
            }
        } else {
            throw malformed(document, item, "neither a diagnostic nor the diagnostics of a file")
        }
    }

    /// A message of JSON-RPC; those that tell of no diagnostics are passed over.
    private func addMessage(
        _ message: JSONValue, of document: SourceDocument, to session: inout Session
    ) throws(IngestionError) {
        let number = message["id"]?.stringOrNumber
        if message["method"]?.string == Self.published {
            guard let params = message["params"], params.isObject else {
                throw malformed(document, message["params"] ?? message, "`params` has to be an object")
            }
            try addPublished(params, of: document, isMessage: true, to: &session)
        } else if message["method"]?.string == "textDocument/diagnostic", let number {
            session.requests[number] = message["params"]?["textDocument"]?["uri"]?.string
        } else if let result = message["result"] {
            let uri = number.flatMap { session.requests[$0] }
            if Self.isAnswer(result) {
                try addAnswer(result, uri: uri, of: document, to: &session)
            } else if uri != nil {
                result.setNotUnderstood()
            }
        }
    }

    private func addPublished(
        _ item: JSONValue, of document: SourceDocument, isMessage: Bool = false, to session: inout Session
    ) throws(IngestionError) {
        let isNull = Self.list("diagnostics", of: item)?.isNull == true
        let found = isNull ? [] : try objects(document, item["diagnostics"], "`diagnostics`", in: item)
        session.add(
            File(path: Self.path(of: item), diagnostics: found), replacing: isMessage ? item["uri"]?.string : nil)
    }

    private func addAnswer(
        _ answer: JSONValue, uri: String?, of document: SourceDocument, to session: inout Session
    ) throws(IngestionError) {
        if answer["kind"]?.string == "unchanged" { return session.leftOut() }
        let items = try objects(document, answer["items"], "`items`", in: answer)
        // All files' has a report of each, with its own kind.
        if answer["kind"] == nil, !items.contains(where: Self.isDiagnostic) {
            for item in items {
                let name = item["uri"]?.string
                if item["uri"] == nil { throw malformed(document, item, "`uri` is missing") }
                try addAnswer(item, uri: name, of: document, to: &session)
            }
            return
        }
        session.add(File(path: uri.flatMap(Self.path), diagnostics: items), replacing: uri)
        for (name, report) in answer["relatedDocuments"]?.fields ?? [] {
            guard report.isObject else {
                report.setNotUnderstood()
                continue
            }
            try addAnswer(report, uri: name, of: document, to: &session)
        }
    }

    // MARK: Places

    /// The file that it is about; tools that use the protocol's diagnostics in reports of their own name a path.
    private static func path(of item: JSONValue) -> String? {
        (item["uri"] ?? item["location"]?["uri"] ?? item["file"] ?? item["path"] ?? item["filename"])?.string
            .flatMap(path)
    }

    /// What is no file (`untitled:`, `git:`) has no path.
    private static func path(_ uri: String) -> String? {
        if let scheme = scheme(uri), scheme != "file" { return nil }
        return ToolReport.path(uri)
    }

    /// `nil` for a path; a single letter is a drive.
    private static func scheme(_ uri: String) -> String? {
        let name = uri.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard (2...40).contains(name.count), name.count < uri.utf8.count,
            name.allSatisfy({ byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || [0x2B, 0x2D, 0x2E].contains(byte)
            })
        else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// Lines and columns from 1.
    struct Lines {
        var first: Int?
        var last: Int?
        var column: Int?
        var endColumn: Int?

        init(first: Int?, last: Int?, column: Int?, endColumn: Int?) {
            (self.first, self.last, self.column, self.endColumn) = (first, last, column, endColumn)
            // The end is exclusive: at the beginning of a line it lies before that line.
            if let first, let last, last > first, endColumn == 1 { (self.last, self.endColumn) = (last - 1, nil) }
        }

        /// A range that counts from 0.
        init(_ range: JSONValue?) {
            let (start, end) = (range?["start"], range?["end"])
            self.init(
                first: start?["line"]?.numberFromZero, last: end?["line"]?.numberFromZero,
                column: start?["character"]?.numberFromZero, endColumn: end?["character"]?.numberFromZero)
        }

        /// A place of something else in the file `other`, as one more of what is in `path`.
        func reference(in other: String?, besides path: String?) -> LineReference? {
            var flags: [String] = []
            guard let other, let first, first > 0, let range = RefrainReview.checked(first, last ?? first, &flags)
            else { return nil }
            return LineReference(
                range, path: other == path ? nil : other, startColumn: column, endColumn: endColumn)
        }
    }

    // MARK: A diagnostic

    private static func add(_ item: JSONValue, of path: String?, to reports: inout ToolReports) {
        let related = item["relatedInformation"]?.elements.prefix(1_000).compactMap { place in
            let other = place["location"]?["uri"]?.string.flatMap(Self.path)
            return Lines(place["location"]?["range"]).reference(in: other, besides: path)
        }
        add(item, of: path, Lines(range(of: item)), related ?? [], severities, to: &reports)
    }

    /// A diagnostic whose places were read, with what its numbers for severities mean.
    static func add(
        _ item: JSONValue, of path: String?, _ lines: Lines, _ further: [LineReference], _ severities: [Int: String],
        by nobody: String = unnamed, to reports: inout ToolReports
    ) {
        let told = item["source"]?.text ?? nobody
        let tool = tools[told.lowercased()] ?? told
        var rule = item["code"].flatMap(words)
        if tool == typeScript, let code = rule, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            rule = "TS\(code)"
        }
        let severity = item["severity"]
        let number = severity?.kind == .number ? severity?.number : nil
        let tags = item["tags"]?.elements.prefix(10).compactMap(\.number) ?? []
        let category = tags.contains(1) ? "dead-code" : tags.contains(2) ? "outdated-api" : nil
        let isNamed = rule.flatMap { RuleJudgements.category(tool: tool, rule: $0) } != nil
        reports.add(
            ToolProblem(
                rule: rule, message: item["message"].flatMap(words), path: path, firstLine: lines.first,
                lastLine: lines.last, column: lines.column, endColumn: lines.endColumn, further: further,
                severity: number.map { severities[$0] ?? String($0) } ?? severity?.text, source: item,
                span: item.span),
            of: tool, category: isNamed ? nil : category)
    }

    /// Text, or an object that has it: marked text, an editor's code with its link.
    private static func words(_ value: JSONValue) -> String? {
        guard value.isObject else { return value.text }
        let text = value["value"]?.text
        if text == nil { value.setNotUnderstood() }
        return text
    }

    private static let severities = [1: "error", 2: "warning", 3: "information", 4: "hint"]
    /// Whose a diagnostic is that does not tell its source.
    static let unnamed = "language server"
    private static let typeScript = "TypeScript"

    /// Sources by other names than the tools have elsewhere; a server's several parts are one tool.
    private static let tools = [
        "ts": typeScript, "js": typeScript, "typescript": typeScript, "javascript": typeScript, "deno-ts": typeScript,
        "tsserver": typeScript,
        "lua diagnostics.": "lua-language-server", "lua syntax check.": "lua-language-server", "eslint": "ESLint",
    ]
}

extension JSONValue {
    /// A number that counts from 0, as one that counts from 1.
    var numberFromZero: Int? { number.map { $0 >= -1 && $0 < Int.max ? $0 + 1 : $0 } }
}
