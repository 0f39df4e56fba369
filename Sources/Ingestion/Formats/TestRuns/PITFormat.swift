import FindingsModel

/// PIT's `mutations.xml` (https://pitest.org): each mutant that no test noticed is a finding.
struct PITFormat: InputFormat {
    let id = "pit"
    let title = "PIT XML"
    let summary = "What PIT writes as `mutations.xml`: mutants of Java's code that no test noticed or ran."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "mutations" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isPIT else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `mutations`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "PIT")
        var isPIT = false
        private var isRoot = true
        private var start: Int?
        private var status = ""
        private var fields: [String: String] = [:]
        private var open: [String] = []

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isPIT = name == "mutations"
            } else if name == "mutation" {
                (start, fields, open) = (byte, [:], [])
                status = attributes["status"] ?? (attributes["detected"] == "false" ? "SURVIVED" : "")
            } else {
                open.append(name)
            }
        }

        func text(_ text: String) {
            guard start != nil, let name = open.last, fields[name, default: ""].utf8.count < 1 << 12 else { return }
            fields[name, default: ""] += text
        }

        func end(_ name: String, byte: Int) {
            guard name == "mutation" else {
                _ = open.popLast()
                return
            }
            guard let start else { return }
            self.start = nil
            let path = path
            report.cover(path)
            // What was noticed, and what PIT could not try, is no finding.
            let isUnnoticed = status == "SURVIVED"
            guard isUnnoticed || status == "NO_COVERAGE" else {
                if !Self.others.contains(status) { report.flag("a mutation's status `\(status)` is not known") }
                return
            }
            let number = XMLNumber(fields, "lineNumber")
            let what = field("description") ?? field("mutator").map(Self.lastPart) ?? "a mutation"
            report.add(
                ToolProblem(
                    rule: field("mutator").map(Self.lastPart),
                    message: "No test \(isUnnoticed ? "noticed" : "runs") the mutant: \(what)", path: path,
                    firstLine: number.value, symbols: symbol.map { [$0] } ?? [], flags: number.flags,
                    span: ByteSpan(start, byte)),
                category: isUnnoticed ? "weak-assertion" : "missing-coverage")
        }

        private static let others: Set = [
            "KILLED", "TIMED_OUT", "NON_VIABLE", "MEMORY_ERROR", "RUN_ERROR", "NOT_STARTED", "STARTED", "",
        ]

        private func field(_ name: String) -> String? {
            fields[name].flatMap { text in
                let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return words.isEmpty ? nil : words
            }
        }

        /// The package's folders before the file's name, as the class tells them.
        private var path: String? {
            guard let file = field("sourceFile") else { return nil }
            let parts = field("mutatedClass")?.split(separator: ".").dropLast() ?? []
            return (parts + [file[...]]).joined(separator: "/")
        }

        private var symbol: String? {
            guard let type = field("mutatedClass").map(Self.lastPart) else { return field("mutatedMethod") }
            return field("mutatedMethod").map { "\(type).\($0)" } ?? type
        }

        private static func lastPart(_ name: String) -> String {
            String(name.split(separator: ".").last ?? name[...])
        }
    }
}
