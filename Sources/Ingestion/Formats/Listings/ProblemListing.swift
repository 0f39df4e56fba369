import FindingsModel

/// The JSON report of a tool, declared: where its problems lie, what they are known by, and which key tells what.
///
/// For tools whose problems are objects in lists, which is most of them. ``ToolListings`` has the declarations; what needs
/// more than a declaration has a format of its own.
struct ProblemListing: InputFormat {
    let id: String
    let title: String
    let summary: String
    /// The reviewer's name.
    let tool: String
    /// The tool's version in the report.
    var version: JSONPath?
    /// When it ran.
    var time: JSONPath?
    /// The tool says nothing of files in which it found nothing, and looked at all of them.
    var coversProject = true
    /// The tool prints nothing where it finds nothing.
    var takesEmpty = false
    /// What a report without problems is known by.
    var marks: [JSONPath] = []
    /// What one of these marks has to say.
    var word: (path: JSONPath, says: String)?
    /// What only others have beside these marks.
    var strangers: [JSONPath] = []
    /// What the report counts that the tool could not look at, by what it counts.
    var troubles: [(count: JSONPath, of: String)] = []
    let lists: [ProblemList]
    let tellingKeys: TellingKeys

    func recognizes(_ document: SourceDocument) -> Bool {
        var isAny = false
        for list in lists where !list.isFailure {
            for item in list.sample(document) {
                isAny = true
                if list.isProblem(item) { return true }
            }
        }
        guard !isAny, !marks.isEmpty, missingMark(document) == nil else { return false }
        if let word, document.report?[at: word.path]?.string != word.says { return false }
        return strangers.isEmpty || document.report.map { root in !strangers.contains { root[at: $0] != nil } } ?? true
    }

    /// The first of ``marks`` that the report, or the first of several, does not have.
    private func missingMark(_ document: SourceDocument) -> JSONPath? {
        guard let root = document.report else { return marks.first }
        let one = root.isArray ? root.elements.element(at: 0) : root
        return marks.first { path in one.map { $0.isObject && $0[at: path] != nil } != true }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if !recognizes(document), let mark = missingMark(document) {
            throw malformed(document, try self.report(document), "`\(mark)` is missing")
        }
        var report = ToolReport(tool: tool, coversProject: coversProject, flags: flags(document))
        if takesEmpty, document.text.allSatisfy(SourceDocument.isSpace) { return sink(report.review) }
        if let root = document.report, root.isObject {
            if let told = version.flatMap({ root[at: $0] })?.text { report.tell(version: told) }
            if let told = time.flatMap({ root[at: $0] })?.string.flatMap(Timestamp.normalized) {
                report.tell(time: told)
            }
        }
        // A tool may write a list in one place and an object of files in another.
        let fitting = lists.filter { $0.fits(document) }
        for list in fitting.isEmpty ? lists : fitting { try read(list, document, into: &report) }
        for trouble in troubles {
            guard let count = document.report?[at: trouble.count]?.number, count > 0 else { continue }
            report.didNotFinish()
            report.flag("the tool did not finish: \(count) \(trouble.of)")
        }
        sink(report.review)
    }

    private func read(
        _ list: ProblemList, _ document: SourceDocument, into report: inout ToolReport
    ) throws(IngestionError) {
        var steps = list.steps[...]
        guard steps.first == .elements(name: nil) else {
            let root = try self.report(document)
            return try walk(ProblemPlace(root), steps, list, document, &report)
        }
        steps.removeFirst()
        let root = document.report
        // One report of what may be several, or one problem of what may be many lines.
        let isOne =
            document.pages.isEmpty && root.map { $0.isObject && (!steps.isEmpty || list.isProblem($0)) } == true
        for item in isOne ? [root].compactMap({ $0 }) : try records(document) {
            try walk(ProblemPlace(item), steps, list, document, &report)
        }
    }

    private func walk(
        _ place: ProblemPlace, _ steps: ArraySlice<ProblemList.Step>, _ list: ProblemList, _ document: SourceDocument,
        _ report: inout ToolReport
    ) throws(IngestionError) {
        guard let step = steps.first else {
            if place.value.isObject, list.others.contains(where: { place.value[at: $0] != nil }) { return }
            // What has no field of a problem may be one that is damaged.
            if place.value.isObject, !list.marks.isEmpty, place.value.fields.contains(where: { _ in true }),
                list.marks.allSatisfy({ group in group.allSatisfy { place.value[at: $0] == nil } }),
                !lists.contains(where: { other in other.marks.contains { $0.contains { place.value[at: $0] != nil } } })
            {
                return report.unparsed(place.value.span, "an object without any field of a problem")
            }
            return list.add(place, to: &report)
        }
        let rest = steps.dropFirst()
        switch step {
        case .key(let name, let key):
            guard place.value.isObject else {
                throw malformed(
                    document, place.value, "what holds `\(name)` has to be an object, but is \(place.value.kind.words)")
            }
            guard let value = place.value[key] else {
                if list.isRequired { throw malformed(document, place.value, "`\(name)` is missing") }
                return
            }
            try walk(place.inside(value), rest, list, document, &report)
        case .elements(let name):
            let name = (name ?? place.key).map { "`\($0)`" } ?? "the list"
            for item in try objects(document, place.value, name, in: place.value) {
                try walk(place.inside(item), rest, list, document, &report)
            }
        case .nested(let name, let key):
            guard place.value.isObject else {
                throw malformed(
                    document, place.value,
                    "an element of `\(name)` has to be an object, but is \(place.value.kind.words)")
            }
            try walk(place, rest, list, document, &report)
            for item in try optionalObjects(document, place.value[key], "`\(name)`", in: place.value) {
                try walk(place.inside(item), steps, list, document, &report)
            }
        case .values(let name):
            guard place.value.isObject else {
                let name = name.map { "`\($0)`" } ?? "the report"
                throw malformed(
                    document, place.value, "\(name) has to be an object, but is \(place.value.kind.words)")
            }
            for field in place.value.fields {
                try walk(place.inside(field.value, key: field.key), rest, list, document, &report)
            }
        }
    }
}

/// A value of a report, with what it stands in.
struct ProblemPlace {
    let value: JSONValue
    /// The objects around it, the outermost first.
    private(set) var around: [JSONValue] = []
    /// The key that it, or the list it is in, has in an object whose keys are no names of fields: a path, as a rule.
    private(set) var key: String?

    init(_ value: JSONValue) { self.value = value }

    func inside(_ inner: JSONValue, key: String? = nil) -> ProblemPlace {
        var place = ProblemPlace(inner)
        place.around = around + (value.isObject ? [value] : [])
        place.key = key ?? self.key
        return place
    }
}
