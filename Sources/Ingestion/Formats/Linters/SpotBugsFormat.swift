import FindingsModel

/// SpotBugs' and FindBugs' XML (`bugcollection.xsd`): bugs with the classes, methods and lines that they concern.
struct SpotBugsFormat: InputFormat {
    let id = "spotbugs"
    let title = "SpotBugs XML"
    let summary = "What SpotBugs, FindBugs and fb-contrib write as XML: `BugCollection` with its bugs."

    func recognizes(_ document: SourceDocument) -> Bool { document.xmlRoot == "BugCollection" }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let handler = Handler()
        try XMLReader.read(document, format: id, handler)
        guard handler.isOwn else {
            throw .malformed(format: id, document.place(byte: 0), why: "the root element is not `BugCollection`")
        }
        sink(handler.report.review)
    }

    private final class Handler: XMLHandler {
        var report = ToolReport(tool: "SpotBugs")
        var isOwn = false
        private var isRoot = true
        private var sources: [String] = []
        private var bug: Bug?
        private var toldErrors = 0
        private var toldClasses = 0
        /// Elements inside of a bug.
        private var inside: [String] = []
        private var words: String?

        /// A bug before its end is seen.
        private struct Bug {
            var problem: ToolProblem
            var short: String?
            var long: String?
            /// The line told for the bug itself, else for the method or field, else for the class.
            var places: [(rank: Int, source: [String: String])] = []
        }

        func start(_ name: String, _ attributes: [String: String], byte: Int) {
            if isRoot {
                isRoot = false
                isOwn = name == "BugCollection"
                if let version = attributes["version"] { report.tell(version: version) }
                return
            }
            guard bug != nil else {
                switch name {
                case "SrcDir", "ErrorMessage", "MissingClass": words = ""
                case "BugInstance": begin(attributes, byte)
                case "Errors":
                    if let count = XMLNumber(attributes, "errors").value, count > 0 { report.didNotFinish() }
                default: break
                }
                return
            }
            inside.append(name)
            switch name {
            case "ShortMessage" where inside.count == 1, "LongMessage" where inside.count == 1: words = ""
            case "Method" where inside.count == 1, "Field" where inside.count == 1:
                let parts = [attributes["classname"], attributes["name"]].compactMap { $0 }.filter { !$0.isEmpty }
                if !parts.isEmpty, bug?.problem.symbols.isEmpty == true {
                    bug?.problem.symbols = [parts.joined(separator: ".")]
                }
            case "SourceLine":
                let rank = inside.count == 1 ? 0 : ["Method", "Field"].contains(inside.first) ? 1 : 2
                bug?.places.append((rank, attributes))
            default: break
            }
        }

        func text(_ text: String) {
            if let known = words, known.utf8.count < 1 << 14 { words = known + text }
        }

        func end(_ name: String, byte: Int) {
            if bug == nil {
                if name == "SrcDir", let found = words, !found.isEmpty { sources.append(found) }
                // What it says of its own failures, the first of many.
                if name == "ErrorMessage", let found = words?.prefix(300), !found.isEmpty, toldErrors < 5 {
                    toldErrors += 1
                    report.flag("the tool did not finish: \(found)")
                }
                if name == "MissingClass", let found = words?.prefix(300), !found.isEmpty, toldClasses < 5 {
                    toldClasses += 1
                    report.flag("the tool did not find the class \(found)")
                }
                words = nil
                return
            }
            guard let last = inside.last else {
                finish(byte)
                return
            }
            if inside.count == 1, let found = words {
                if last == "ShortMessage" { bug?.short = found }
                if last == "LongMessage" { bug?.long = found }
                words = nil
            }
            inside.removeLast()
        }

        private func begin(_ attributes: [String: String], _ byte: Int) {
            let rank = XMLNumber(attributes, "rank").value
            let priority = attributes["priority"]
            var problem = ToolProblem(
                rule: attributes["type"], message: nil, severity: Self.severity(rank: rank) ?? Self.severity(priority),
                statedSeverity: rank.map { "rank \($0)" } ?? priority.map { "priority \($0)" },
                span: ByteSpan(byte, byte))
            problem.fingerprint = attributes["instanceHash"].map { "spotbugs:\($0)" }
            bug = Bug(problem: problem)
        }

        private func finish(_ byte: Int) {
            guard var bug else { return }
            self.bug = nil
            bug.problem.span = ByteSpan(bug.problem.span.start, byte)
            bug.problem.message = bug.long ?? bug.short ?? bug.problem.rule
            let main = bug.places.min { left, right in
                // Of several lines, the one that is marked.
                (left.rank, left.source["primary"] == "true" ? 0 : 1)
                    < (right.rank, right.source["primary"] == "true" ? 0 : 1)
            }
            if let main {
                bug.problem.path = path(main.source)
                let line = XMLNumber(main.source, "start")
                // A class's lines are all of it: they place nothing.
                if main.rank < 2 {
                    bug.problem.firstLine = line.value
                    bug.problem.lastLine = XMLNumber(main.source, "end").value
                    bug.problem.flags += line.flags
                }
                let further = bug.places.filter { $0.rank == 0 }.map(\.source).filter { $0 != main.source }
                for source in main.rank == 0 ? further.prefix(100) : [] {
                    var flags: [String] = []
                    guard let first = XMLNumber(source, "start").value,
                        let range = RefrainReview.checked(first, XMLNumber(source, "end").value ?? first, &flags)
                    else { continue }
                    let other = path(source)
                    bug.problem.further.append(
                        LineReference(range, path: other == bug.problem.path ? nil : other.flatMap(ToolReport.path)))
                }
            }
            report.add(bug.problem)
        }

        /// `com/x/Mast.java` below the folder of sources, where it is told which.
        private func path(_ source: [String: String]) -> String? {
            if let whole = source["relSourcepath"], !whole.isEmpty { return whole }
            guard let path = source["sourcepath"] ?? source["sourcefile"], !path.isEmpty else { return nil }
            if let file = sources.first(where: { $0.hasSuffix("/" + path) }) { return file }
            guard sources.count == 1, let folder = sources.first, !folder.hasSuffix(".java"), !folder.hasSuffix(".kt"),
                !folder.hasSuffix(".jar")
            else { return path }
            return folder.hasSuffix("/") ? folder + path : folder + "/" + path
        }

        /// Ranks from 1 to 20: scariest, scary, troubling, of concern ("Bug rank" of SpotBugs' manual).
        private static func severity(rank: Int?) -> String? {
            guard let rank else { return nil }
            switch rank {
            case 1...4: return "critical"
            case 5...9: return "high"
            case 10...14: return "medium"
            case 15...20: return "low"
            default: return "rank \(rank)"
            }
        }

        /// How sure it is, where no rank is told: 1 high to 3 low, 4 and 5 what is usually left out.
        private static func severity(_ priority: String?) -> String? {
            switch priority {
            case "1": "high"
            case "2": "medium"
            case "3": "low"
            case "4", "5": "info"
            default: priority
            }
        }
    }
}
