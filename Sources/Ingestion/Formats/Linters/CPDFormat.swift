import FindingsModel

/// PMD's Copy/Paste Detector as XML (https://docs.pmd-code.org/latest/pmd_userdocs_cpd_report_formats.html): duplications,
/// each with the places where the same code stands. PHPCPD writes it, too.
struct CPDFormat: InputFormat {
    let id = "cpd"
    let title = "CPD XML"
    let summary = "What PMD's CPD writes as XML: a finding a duplication, with all its places."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "pmd-cpd" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isCPD else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `pmd-cpd`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "CPD")
        var isCPD = false
        private var isRoot = true
        /// The duplication that is open.
        private var pending: ToolProblem?
        private var counts: (lines: Int?, tokens: Int?) = (nil, nil)
        private var places: [(path: String?, line: Int?, last: Int?)] = []

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isCPD = name == "pmd-cpd"
                if let version = attributes["pmdVersion"] { report.tell(version: version) }
                return
            }
            switch name {
            case "duplication":
                let (lines, tokens) = (XMLNumber(attributes, "lines"), XMLNumber(attributes, "tokens"))
                counts = (lines.value, tokens.value)
                places = []
                pending = ToolProblem(flags: lines.flags + tokens.flags, span: ByteSpan(byte, byte))
            case "file" where pending != nil:
                let (line, last) = (XMLNumber(attributes, "line"), XMLNumber(attributes, "endline"))
                let known = pending?.flags ?? []
                pending?.flags += (line.flags + last.flags).filter { !known.contains($0) }
                places.append((attributes["path"], line.value, last.value))
            case "error":
                report.didNotFinish()
                let path = attributes["filename"]
                report.add(
                    ToolProblem(
                        message: attributes["msg"], path: path, severity: "error",
                        flags: ["the tool failed on the file"], span: ByteSpan(byte, byte + 1)))
            default: break
            }
        }

        func text(_ text: String) {}

        func end(_ name: String, byte: Int) {
            guard name == "duplication", var problem = pending else { return }
            pending = nil
            problem.span = ByteSpan(problem.span.start, byte)
            let size = counts.lines.map { "\($0) lines" } ?? "Code"
            let tokens = counts.tokens.map { " (\($0) tokens)" } ?? ""
            problem.message = "\(size) of duplicated code\(tokens) in \(places.count) places"
            if counts.lines == nil { problem.message = "Duplicated code\(tokens) in \(places.count) places" }
            if let first = places.first {
                problem.path = first.path
                (problem.firstLine, problem.lastLine) = range(first)
            }
            for place in places.dropFirst() {
                let (first, last) = range(place)
                guard let first, first > 0 else { continue }
                let end = max(first, min(last ?? first, RefrainReview.lineLimit))
                problem.further.append(
                    LineReference(LineRange(first, end), path: place.path.flatMap(ToolReport.path)))
            }
            report.add(problem, category: "duplicated-code")
        }

        /// Older versions tell where the code begins, and how long it is.
        private func range(_ place: (path: String?, line: Int?, last: Int?)) -> (Int?, Int?) {
            let length = counts.lines ?? 1
            return (place.line, place.last ?? place.line.map { length > 0 ? $0 + length - 1 : $0 })
        }
    }
}
