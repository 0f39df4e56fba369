import FindingsModel
import ProseExtraction

/// Bounds on what is read.
public struct DocumentLimits: Hashable, Sendable {
    /// The most bytes of one document.
    public var bytes: Int

    public init(bytes: Int = 64 << 20) { self.bytes = bytes }
}

/// A document, read.
public struct ReadDocument: Sendable {
    /// The file as it was named.
    public var name: String
    /// The id of the format: `prose`, `sarif`.
    public var format: String
    public var encoding: TextEncoding
    /// The text that byte spans count in: valid UTF-8 without a byte order mark.
    public var text: [UInt8]
    /// At least one.
    public var reviews: [Review]
    /// What is worth a word to the user: "read as UTF-16".
    public var notes: [String]
    /// What the team's mapping changed.
    public var mapped: [TeamMapping.Use] = []
}

/// Reads documents of every format: from bytes to reviews.
public struct DocumentReader: Sendable {
    public var limits: DocumentLimits
    /// What a team has settled for its tools: severities, categories, paths, reviewers, tables.
    public var mapping: TeamMapping
    /// What judges the words of remarks; `nil` for what comes with Refrain.
    public var judge: RemarkJudge?

    public init(
        limits: DocumentLimits = DocumentLimits(), mapping: TeamMapping = TeamMapping(), judge: RemarkJudge? = nil
    ) {
        self.limits = limits
        self.mapping = mapping
        self.judge = judge
    }

    /// What was read of one document, or why it could not be.
    public typealias Outcome = Result<ReadDocument, IngestionError>

    /// Reads the document `bytes`, which came from the file `name`.
    ///
    /// - Parameter from: the id of the format to read it as; `nil` to find it by content.
    /// - Throws: why it cannot be read, and where; an archive of several documents is read by ``readAll(bytes:name:from:_:)``.
    public func read(
        bytes: [UInt8], name: String, from: String? = nil
    ) throws(IngestionError) -> ReadDocument {
        let requested: (any InputFormat)? = if let from { try format(from) } else { nil }
        let plain = try unpacked(bytes, name: name)
        guard DocumentArchive.isArchive(plain) else { return try read(plain: plain, name: name, as: requested) }
        let archive = try DocumentArchive(plain, name: name, limit: limits.bytes)
        guard archive.names.count == 1 else {
            throw .notText(
                Place(file: name, byte: 0),
                why: "an archive of \(archive.names.count) documents, where one was expected")
        }
        return try read(plain: unpacked(archive.contents(at: 0), name: archive.names[0]), name: name, as: requested)
    }

    /// Reads the document `bytes`, or each document of the archive that they are, named `archive.zip!entry`.
    ///
    /// Only one entry is unpacked at a time; one that cannot be read does not keep the others from being read.
    ///
    /// - Throws: why nothing of it can be read: no such format, a damaged archive.
    public func readAll(
        bytes: [UInt8], name: String, from: String? = nil, _ sink: (Outcome) throws -> Void
    ) throws {
        let requested: (any InputFormat)? = if let from { try format(from) } else { nil }
        let plain = try unpacked(bytes, name: name)
        guard DocumentArchive.isArchive(plain) else {
            return try sink(.success(read(plain: plain, name: name, as: requested)))
        }
        let archive = try DocumentArchive(plain, name: name, limit: limits.bytes)
        for (place, entry) in archive.names.enumerated() {
            let outcome: Outcome
            do throws(IngestionError) {
                let bytes = try unpacked(archive.contents(at: place), name: entry)
                if DocumentArchive.isArchive(bytes) {
                    throw .notText(Place(file: entry, byte: 0), why: "an archive inside of an archive")
                }
                var document = try read(plain: bytes, name: entry, as: requested)
                if place == 0, !archive.leftOut.isEmpty {
                    let names = archive.leftOut.prefix(3).joined(separator: ", ")
                    let more = archive.leftOut.count > 3 ? " and \(archive.leftOut.count - 3) more" : ""
                    document.notes.append("left out of \(name), no documents by their names: \(names)\(more)")
                }
                outcome = .success(document)
            } catch {
                outcome = .failure(error)
            }
            try sink(outcome)
        }
    }

    /// Reads a document that is packed no more.
    private func read(
        plain: [UInt8], name: String, as requested: (any InputFormat)?
    ) throws(IngestionError) -> ReadDocument {
        guard plain.count <= limits.bytes else { throw .tooLarge(Place(file: name), limit: limits.bytes) }
        var bytes = plain
        let hadNULs = CodeClimateStream.replaceSeparators(in: &bytes)
        let decoded = try TextDecoder().decode(bytes, name: name)
        let isEmpty = !decoded.bytes.contains { !SourceDocument.isSpace($0) }
        guard !isEmpty || requested?.takesEmpty == true else {
            throw .empty(Place(file: name))
        }
        // The line ends of old, where there are no others; spans stay as they are.
        let isOfOld = !decoded.bytes.hasByte(UInt8(ascii: "\n")) && decoded.bytes.hasByte(UInt8(ascii: "\r"))
        let text =
            isOfOld ? decoded.bytes.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 } : decoded.bytes
        var (document, format) = try recognize(text, name: name, as: requested)
        if mapping.readsSkippedTests, format is JUnitFormat { format = JUnitFormat(readsSkipped: true) }
        if mapping.readsSkippedTests, format is DotNetTestsFormat { format = DotNetTestsFormat(readsSkipped: true) }
        // What formats asked that did not know it says nothing.
        _ = document.takeMisreadings()
        let outcome = RemarkJudge.$own.withValue(judge) { () -> Result<[Review], IngestionError> in
            var reviews: [Review] = []
            do throws(IngestionError) {
                if requested == nil { reviews = try readInside(document, format) }
                if reviews.isEmpty { try format.read(document) { reviews.append(document.located($0)) } }
            } catch {
                return .failure(error)
            }
            do throws(IngestionError) {
                try readFurtherPages(document, format, &reviews)
            } catch {
                return .failure(error)
            }
            if !reviews.isEmpty {
                reviews[0].flags += document.takeMisreadings()
                if let byte = document.furtherValue, format.id != ProseFormat.name {
                    let line = document.place(byte: byte).line.map { " (line \($0))" } ?? ""
                    reviews[0].flags.append("more JSON behind the report was not read\(line)")
                }
                let words = document.wordsLeftOut
                if document.hasWordsAround, format.id != ProseFormat.name, !format.hasWordsAround,
                    !reviews.contains(where: { $0.flags.contains(words) })
                {
                    reviews[0].flags.append(words)
                }
            }
            return .success(reviews)
        }
        var reviews = try outcome.get()
        if format.id == ProseFormat.name, !reviews.isEmpty {
            reviews[0] = ProseDoubts.told(of: document, text: text, reviews[0])
        }
        if requested == nil, format.id == ProseFormat.name {
            try refuseWhatIsNoReport(document, reviews)
        }
        // Known by its keys alone, and nothing is where the format has it.
        if requested == nil, reviews.allSatisfy(\.findings.isEmpty), document.report != nil,
            !format.recognizes(document)
        {
            let first = document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0
            throw .malformed(
                format: format.id, document.place(byte: first),
                why: "its keys are those of one, but no result is where such a report has it")
        }
        var read = ReadDocument(
            name: name, format: format.id, encoding: decoded.encoding, text: text, reviews: reviews,
            notes: decoded.note.map { [$0] } ?? [])
        if document.json == nil, document.xmlRoot != nil, format.id != ProseFormat.name, document.xmlStart > 0,
            document.text[..<document.xmlStart].contains(where: { !SourceDocument.isSpace($0) })
        {
            read.notes.append("the words before the report were left out")
        }
        if hadNULs { read.notes.append("the NUL bytes between its objects were read as line ends") }
        mapping.apply(to: &read)
        return read
    }

    /// The document as it is to be read, and its format: without a terminal's colours, and without the times of a job's log,
    /// the names of Ant's tasks and the words of a task runner where a tool's report is behind them.
    func recognize(
        _ text: [UInt8], name: String, as requested: (any InputFormat)? = nil
    ) throws(IngestionError) -> (SourceDocument, any InputFormat) {
        let uncoloured = TerminalText(withoutEscapes: text).map { [$0] } ?? []
        let plain = uncoloured.last?.text ?? text
        if requested?.id != ProseFormat.name {
            let timeless = uncoloured + (TerminalText(withoutTimes: plain).map { [$0] } ?? [])
            let taskless = TerminalText(withoutTasks: timeless.last?.text ?? text).map { timeless + [$0] }
            for cleaned in [taskless, timeless.count > uncoloured.count ? timeless : nil].compactMap({ $0 }) {
                let document = SourceDocument(name: name, original: text, cleaned: cleaned)
                if let requested { return inside(document, text, cleaned, as: requested) }
                if let format = try? sniff(document), format.id != ProseFormat.name { return (document, format) }
                if let found = recognizeInside(document, text, cleaned) { return found }
            }
        }
        let document = SourceDocument(name: name, original: text, cleaned: uncoloured)
        if let requested { return inside(document, text, uncoloured, as: requested) }
        let found: any InputFormat
        do {
            found = try sniff(document)
        } catch {
            if case .unrecognized = error, let inside = recognizeInside(document, text, uncoloured) { return inside }
            throw error
        }
        if found.id == ProseFormat.name, let inside = recognizeInside(document, text, uncoloured) { return inside }
        return (document, found)
    }

    /// What is read of a document whose format was named: the report among a runner's words, where it has one of that format.
    private func inside(
        _ document: SourceDocument, _ original: [UInt8], _ cleaned: [TerminalText], as requested: any InputFormat
    ) -> (SourceDocument, any InputFormat) {
        guard requested.id != ProseFormat.name, case .text = document.shape, !requested.recognizes(document),
            let found = recognizeInside(document, original, cleaned), found.1.id == requested.id
        else { return (document, requested) }
        return (found.0, requested)
    }

    /// A tool's report of lines among the words of what ran the tool; of a job's log, those steps that wrote one.
    private func recognizeInside(
        _ document: SourceDocument, _ original: [UInt8], _ cleaned: [TerminalText]
    ) -> (SourceDocument, any InputFormat)? {
        guard case .text = document.shape, document.report == nil, !document.isXML else { return nil }
        func known(_ parts: [Range<Int>]) -> (SourceDocument, any InputFormat)? {
            let part = TerminalText(document.text, keeping: parts)
            let inside = SourceDocument(name: document.name, original: original, cleaned: cleaned + [part])
            guard let format = try? sniff(inside), format.id != ProseFormat.name else { return nil }
            return (inside, format)
        }
        if let rest = RunnerOutput.inside(document.text), let found = known([rest]) { return found }
        var parts: [Range<Int>] = []
        var formats: Set<String> = []
        for step in RunnerOutput.steps(of: document.text) {
            let inner = RunnerOutput.inside(Array(document.text[step]))
            let part = inner.map { step.lowerBound + $0.lowerBound..<step.lowerBound + $0.upperBound } ?? step
            guard let found = known([part]) else { continue }
            parts.append(part)
            formats.insert(found.1.id)
        }
        // Reports of two kinds cannot be read as one.
        return formats.count == 1 ? known(parts) : nil
    }

    /// Reads a report that stands in another object (`{"warning": […]}`), or reports in a list, as scripts put them; nothing
    /// where the document itself is one, or nothing in it is.
    private func readInside(_ document: SourceDocument, _ format: any InputFormat) throws(IngestionError) -> [Review] {
        guard let root = document.report, document.pages.isEmpty, !format.recognizes(document) else { return [] }
        let inner: [(name: String, value: JSONValue)] =
            root.isArray
            ? root.elements.prefix(100).filter(\.isObject).map { ("a list", $0) }
            : root.fields.prefix(100).filter { $0.value.isArray || $0.value.isObject }
                .map { ("`\($0.key)`", $0.value) }
        var found: Review?
        var names: [String] = []
        for (name, value) in inner {
            let alone = document.alone(value)
            guard format.recognizes(alone) else { continue }
            var read: [Review] = []
            try format.read(alone) { read.append(document.located($0)) }
            guard !read.allSatisfy(\.findings.isEmpty) else { continue }
            if !names.contains(name) { names.append(name) }
            read[0].flags += alone.takeMisreadings()
            for review in read {
                // One run's: what one part does not say is not gone.
                guard var all = found else {
                    found = review
                    continue
                }
                for var finding in review.findings {
                    finding.ordinal = all.findings.count + 1
                    all.findings.append(finding)
                }
                all.scope += review.scope.filter { !all.scope.contains($0) }
                all.unparsed += review.unparsed
                all.flags += review.flags.filter { !all.flags.contains($0) }
                found = all
            }
        }
        guard var review = found else { return [] }
        review.flags.append("the report stands inside of \(names.prefix(5).joined(separator: ", "))")
        return [review]
    }

    /// Reads the later of several reports, one behind the other, where a format read the first of them alone.
    private func readFurtherPages(
        _ document: SourceDocument, _ format: any InputFormat, _ reviews: inout [Review]
    ) throws(IngestionError) {
        guard (2...50).contains(document.pages.count), let first = document.pages.first?.root, first.isObject,
            format.id != ProseFormat.name, !format.readsPages
        else { return }
        let end = document.located(first.span).end
        let isNone = reviews.allSatisfy(\.findings.isEmpty)
        guard reviews.flatMap(\.findings).allSatisfy({ $0.span.end <= end }) else { return }
        let keys = Set(first.fields.map(\.key))
        var further: [Review] = []
        var flags: [String] = []
        for page in isNone ? document.pages[...] : document.pages.dropFirst() {
            let alone = document.alone(page.root)
            guard format.recognizes(alone) else {
                // One that has the same fields is damaged; others are for those who read the first.
                if keys == Set(page.root.fields.map(\.key)) {
                    let line = document.place(byte: page.root.span.start).line.map { " (line \($0))" } ?? ""
                    flags.append("a further report was not understood\(line)")
                }
                continue
            }
            var read: [Review] = []
            try format.read(alone) { read.append(document.located($0)) }
            let misread = alone.takeMisreadings()
            if read.allSatisfy(\.findings.isEmpty) {
                flags += misread + read.flatMap(\.flags).filter { !flags.contains($0) }
            } else {
                read[0].flags += misread
                further += read
            }
        }
        if isNone, !further.isEmpty { reviews = [] }
        reviews += further
        if !flags.isEmpty, !reviews.isEmpty { reviews[0].flags += flags.filter { !reviews[0].flags.contains($0) } }
    }

    /// A file that is named as a report, and in which neither a report nor a review is, was not written as it should be: a
    /// tool's "command not found", a pointer of Git's large files.
    private func refuseWhatIsNoReport(_ document: SourceDocument, _ reviews: [Review]) throws(IngestionError) {
        if let root = document.roots.first, document.wrapped == nil, document.wrappedLines.isEmpty,
            reviews.allSatisfy({ $0.verdict == nil }), ForeignRecords.areResults(reviews.flatMap(\.findings))
        {
            throw .unrecognized(
                document.place(byte: root.span.start),
                why: "it is JSON whose records tell what came of something, and say nothing of it",
                known: InputFormats.ids + mapping.tables.map(\.id))
        }
        guard reviews.allSatisfy({ $0.findings.isEmpty && $0.verdict == nil && $0.outcome == nil }) else { return }
        let first = document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0
        if document.text.starts(with: Array("version https://git-lfs.github.com/spec/".utf8)) {
            throw .unreadable(
                document.place(byte: first), why: "it is a pointer of Git LFS; `git lfs pull` fetches the file")
        }
        let opening = String(decoding: document.text[first...].prefix(15), as: UTF8.self).lowercased()
        if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html") {
            throw .unrecognized(
                document.place(byte: first),
                why: "it is an HTML page without a remark; a host may have answered with its error or log-in page",
                known: InputFormats.ids + mapping.tables.map(\.id))
        }
        if document.isNamedAsJSON {
            throw .malformedJSON(document.place(byte: first), why: "it is text, and no remark is in it")
        }
        if document.name.lowercased().hasSuffix(".xml") {
            throw .malformedXML(document.place(byte: first), why: "it is text, and no remark is in it")
        }
    }

    /// A review, or a part of one, of a document that is read in parts, as the team's mapping has it.
    public func mapped(_ review: Review, of name: String, format: String) -> Review {
        var read = ReadDocument(name: name, format: format, encoding: .utf8, text: [], reviews: [review], notes: [])
        mapping.apply(to: &read)
        return read.reviews.first ?? review
    }

    /// The content of a gzip file; anything else as it is.
    private func unpacked(_ bytes: [UInt8], name: String) throws(IngestionError) -> [UInt8] {
        guard Compressed.isGzip(bytes) else {
            // An archive's size is that of its documents.
            guard bytes.count <= limits.bytes || DocumentArchive.isArchive(bytes) else {
                throw .tooLarge(Place(file: name), limit: limits.bytes)
            }
            return bytes
        }
        return try Compressed.gunzip(bytes, name: name, limit: limits.bytes)
    }

    /// A built-in format or one of the configuration.
    ///
    /// - Throws: ``IngestionError/unknownFormat(_:known:)``.
    public func format(_ id: String) throws(IngestionError) -> any InputFormat {
        if let own = mapping.tables.first(where: { $0.id == id.lowercased() }) { return own }
        do {
            return try InputFormats.format(id)
        } catch {
            throw .unknownFormat(id, known: InputFormats.ids + mapping.tables.map(\.id))
        }
    }

    private func sniff(_ document: SourceDocument) throws(IngestionError) -> any InputFormat {
        if case .brokenJSON(let error) = document.shape {
            throw .malformedJSON(document.place(byte: error.offset), why: error.why)
        }
        // A team's own tables come first: nothing else is known to have all of their columns.
        if let own = mapping.tables.first(where: { $0.recognizes(document) }) { return own }
        let found = InputFormats.all.first { $0.recognizes(document) }
        // A report with a value that cannot be is not to pass for a model's own answer.
        if found == nil || found?.id == ProseFormat.name, let meant = ReportLikeness.format(of: document) {
            return meant
        }
        if found?.id == ProseFormat.name, let error = document.brokenLine(recognizedBy: isTools) {
            throw .malformedJSON(document.place(byte: error.offset), why: error.why)
        }
        if found?.id == ProseFormat.name, let error = document.brokenInside {
            throw .malformedJSON(document.place(byte: error.offset), why: error.why)
        }
        if found?.id == ProseFormat.name, document.isBrokenJSON, document.pages.isEmpty {
            do throws(JSONError) {
                _ = try JSONDocument(document.text)
            } catch {
                throw .malformedJSON(document.place(byte: error.offset), why: error.why)
            }
        }
        if found?.id == ProseFormat.name, let list = TaskList(document) {
            throw .unrecognized(
                document.place(byte: list.byte), why: list.why, known: InputFormats.ids + mapping.tables.map(\.id))
        }
        if found?.id == ProseFormat.name, ForeignRecords.isMutationTesting(document) {
            throw .unrecognized(
                document.place(byte: document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0),
                why: "it is a report of mutation testing in a form that is not read; mutation-testing-elements' JSON "
                    + "and PIT's XML are",
                known: InputFormats.ids + mapping.tables.map(\.id))
        }
        if found?.id == ProseFormat.name, let output = ToolOutput(document) {
            throw .unrecognized(
                document.place(byte: output.byte), why: output.why, known: InputFormats.ids + mapping.tables.map(\.id))
        }
        guard let format = found,
            format.id != ProseFormat.name || document.strangeTable == nil || ProseReader.isTable(document.text)
        else {
            if document.isXML { try requireWellFormed(document) }
            let first = document.text.firstIndex { !SourceDocument.isSpace($0) } ?? 0
            throw .unrecognized(
                document.place(byte: first), why: "it is \(kind(document))",
                known: InputFormats.ids + mapping.tables.map(\.id))
        }
        return format
    }

    /// Whether a tool's format, and no model's or person's, knows the document.
    private func isTools(_ document: SourceDocument) -> Bool {
        let others = [ProseFormat.name, "refrain", "refrain-jsonl"]
        return InputFormats.all.contains { !others.contains($0.id) && $0.recognizes(document) }
    }

    /// XML that breaks off has no root of its own to be known by: that it does is what is wrong with it.
    private func requireWellFormed(_ document: SourceDocument) throws(IngestionError) {
        final class Nobody: XMLHandler {
            func start(_ name: String, _ attributes: [String: String], byte: Int) {}
            func text(_ text: String) {}
            func end(_ name: String, byte: Int) {}
        }
        do throws(IngestionError) {
            try XMLReader.read(document, format: "XML", Nobody())
        } catch {
            guard case .malformed(_, let place, let why) = error else { throw error }
            throw .malformedXML(place, why: why)
        }
    }

    /// What an interface of a code host answers where it refuses: a message, alone or with fields that no report has.
    private func errorOfHost(_ document: SourceDocument) -> String? {
        guard let root = document.json, root.isObject else { return nil }
        let keys = root.fields.map(\.key)
        let isError =
            ["documentation_url", "typeKey", "errors"].contains(where: keys.contains) || keys == ["message"]
            || root["type"]?.string == "error"
        guard isError else { return nil }
        let nested = root["error"].flatMap { $0.isObject ? $0["message"] : nil }
        let listed = root["errors"].flatMap { $0.isArray ? $0.elements.first { $0.isObject }?["message"] : nil }
        guard var words = [root["message"], nested, listed].lazy.compactMap({ $0?.text }).first else { return nil }
        words = String(words.prefix(200).filter { !$0.isNewline })
        while words.last == "." { words.removeLast() }
        return words
    }

    private func kind(_ document: SourceDocument) -> String {
        if let columns = document.strangeTable {
            return
                "a table whose columns (\(columns.prefix(8).joined(separator: ", "))) are not known; "
                + "ingest.formats of the configuration can tell what they mean"
        }
        if document.isXML, document.xmlRoot == nil { return "XML without a root element" }
        if let unread = UnreadXML(document) { return unread.words }
        if let root = document.xmlRoot { return "XML whose root element `\(root)` is not known" }
        if !document.pages.isEmpty {
            let keys = document.roots.first?.fields.prefix(8).map(\.key) ?? []
            return "several JSON values behind one another" + (keys.isEmpty ? "" : " (\(keys.joined(separator: ", ")))")
                + ", whose shape is not known"
        }
        if case .text = document.shape { return "no text of a review" }
        if let said = errorOfHost(document) { return "the error of a host in place of what was asked for: \(said)" }
        let keys =
            document.roots.first.map { root in
                (root.isObject ? root : root.elements.first { _ in true })?.fields.prefix(8).map(\.key) ?? []
            } ?? []
        return "JSON of a shape that is not known" + (keys.isEmpty ? "" : " (\(keys.joined(separator: ", ")))")
    }
}
