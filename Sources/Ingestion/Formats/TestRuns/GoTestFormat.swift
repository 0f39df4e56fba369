import FindingsModel
import Foundation

/// `go test -json`: an event a line (https://pkg.go.dev/cmd/test2json), of which the tests that failed are findings.
struct GoTestFormat: InputFormat {
    let id = "go-test"
    let title = "Go test JSON"
    let summary =
        "What `go test -json` prints, an event a line: the tests that failed, and packages that did not build."
    let tellingKeys = TellingKeys(
        ["Action", "Package", "Elapsed", "Output", "Test", "Time"], needed: 3, indispensable: "Action")

    fileprivate static let actions: Set = [
        "start", "run", "pause", "cont", "pass", "bench", "fail", "output", "skip", "build-output", "build-fail",
        "attr",
        "artifacts",
    ]

    func recognizes(_ document: SourceDocument) -> Bool {
        if document.roots.contains(where: Self.isEvent) { return true }
        guard case .text = document.shape else { return false }
        // The compiler's words come first.
        for line in RefrainLinesFormat.lines(document.text, limit: 200) {
            if document.text[line.lowerBound] == UInt8(ascii: "{") {
                return (try? JSONDocument(document.text, in: line)).map { Self.isEvent($0.root) } ?? false
            }
            guard GoTestOutput.isBuilds(document.text[line]) else { return false }
        }
        return false
    }

    private static func isEvent(_ event: JSONValue) -> Bool {
        guard event.isObject, let action = event["Action"]?.string, actions.contains(action) else { return false }
        return event["Package"] != nil || event["ImportPath"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var run = Run()
        let lines = RefrainLinesFormat.lines(document.text)
        guard document.json == nil, lines.contains(where: { GoTestOutput.isBuilds(document.text[$0]) }) else {
            for event in try records(document, orOne: { _ in true }) { run.add(event) }
            sink(run.review(flags(document)))
            return
        }
        // Before version 1.24 what the compiler says stands between the events.
        for line in lines {
            if GoTestOutput.isBuilds(document.text[line]) {
                run.add(
                    building: Substring(decoding: document.text[line], as: UTF8.self),
                    ByteSpan(line.lowerBound, line.upperBound))
                continue
            }
            let event: JSONValue
            do throws(JSONError) {
                event = try document.object(inLine: line)
            } catch {
                throw .malformedJSON(document.place(byte: error.offset), why: error.why)
            }
            guard event.isObject else {
                throw malformed(document, event, "each line is an object, not \(event.kind.words)")
            }
            run.add(event)
        }
        sink(run.review([]))
    }

    /// A test, or a package where no test is named.
    private struct Subject: Hashable {
        var package: String
        var test: String?
    }

    private struct Run {
        private var output: [Subject: String] = [:]
        private var failures: [(subject: Subject, event: JSONValue)] = []
        private var packages: [String] = []
        private var known: Set<String> = []
        private var failed: Set<String> = []
        private var time: String?
        /// Packages that did not build, as the compiler's own lines tell.
        private var builds: [(package: String, words: String, span: ByteSpan)] = []

        /// A text that is kept of a test.
        private static let limit = 1 << 14

        mutating func add(_ event: JSONValue) {
            guard let action = event["Action"]?.string else { return }
            time = event["Time"]?.string.flatMap(Timestamp.normalized) ?? time
            // `quay/berth [quay/berth.test]`
            let name = (event["Package"] ?? event["ImportPath"])?.string ?? ""
            let package = String(name.prefix { $0 != " " })
            if !package.isEmpty, known.insert(package).inserted { packages.append(package) }
            let subject = Subject(package: package, test: event["Test"]?.string)
            switch action {
            case "output", "build-output":
                guard let text = event["Output"]?.string, output[subject, default: ""].utf8.count < Self.limit else {
                    return
                }
                output[subject, default: ""] += text
            case "fail", "build-fail":
                if subject.test != nil || action == "build-fail" { failed.insert(package) }
                failures.append((subject, event))
            default:
                if !GoTestFormat.actions.contains(action) { event["Action"]?.setNotUnderstood() }
            }
        }

        /// `# quay/berth [quay/berth.test]`, its errors below it, and `FAIL quay/berth [build failed]` later on.
        mutating func add(building line: Substring, _ span: ByteSpan) {
            if line.hasPrefix("# ") {
                let package = String(line.dropFirst(2).prefix { $0 != " " })
                builds.append((package, "", span))
            } else if line.hasPrefix("FAIL\t"), line.hasSuffix("failed]") {
                let package = String(line.dropFirst(5).prefix { $0 != " " })
                if known.insert(package).inserted { packages.append(package) }
                if !builds.contains(where: { $0.package == package }) {
                    builds.append((package, String(line.drop { $0 != "[" }), span))
                }
            } else if let last = builds.indices.last, !line.hasPrefix("FAIL"), !line.hasPrefix("ok "),
                builds[last].words.utf8.count < Self.limit
            {
                builds[last].words += (builds[last].words.isEmpty ? "" : "\n") + line
                builds[last].span = ByteSpan(builds[last].span.start, span.end)
            }
        }

        func review(_ flags: [String]) -> Review {
            var report = ToolReport(tool: "go test", flags: flags)
            if let time { report.tell(time: time) }
            let module = GoModule(packages)
            for build in builds {
                var problem = ToolProblem(
                    message: "\(build.package)\n\(build.words)", severity: "failure", span: build.span)
                if let place = GoTestOutput.place(in: build.words) {
                    (problem.path, problem.firstLine) = (place.path, place.line)
                    problem.flags.append(FailurePlace.flag)
                }
                report.add(problem)
            }
            var parents: Set<Subject> = []
            for (subject, _) in failures {
                var parts = (subject.test ?? "").split(separator: "/", omittingEmptySubsequences: false)
                while parts.count > 1 {
                    parts.removeLast()
                    parents.insert(Subject(package: subject.package, test: parts.joined(separator: "/")))
                }
            }
            for (subject, event) in failures {
                // A test fails with its subtests, a package with its tests.
                let isTold =
                    subject.test == nil ? failed.contains(subject.package) && event["Action"]?.string == "fail" : false
                let words = GoTestOutput.words(output[subject] ?? "")
                if isTold || (parents.contains(subject) && GoTestOutput.place(in: words) == nil) { continue }
                var problem = ToolProblem(
                    message: [subject.test ?? subject.package, words].filter { !$0.isEmpty }.joined(separator: "\n"),
                    severity: "failure", symbols: subject.test.map { [$0] } ?? [], source: event, span: event.span)
                if let place = GoTestOutput.place(in: words) {
                    let isBare = !place.path.contains("/")
                    problem.path = isBare ? module.path(of: place.path, in: subject.package) : place.path
                    problem.firstLine = place.line
                    problem.flags.append(FailurePlace.flag)
                }
                if subject.test == nil { report.add(problem) } else { report.addFailure(problem) }
            }
            return report.review
        }
    }

    /// What of a package's name is a folder: it begins with the module's name, which the events do not tell.
    struct GoModule {
        private let name: [Substring]

        init(_ packages: [String]) {
            let paths = packages.map { $0.split(separator: "/") }
            guard var common = paths.first else {
                name = []
                return
            }
            let hosts: Set<Substring> = ["github.com", "gitlab.com", "bitbucket.org"]
            if let host = common.first, hosts.contains(host), common.count >= 3 {
                let next = common.dropFirst(3).first
                let isVersion = next.map { $0.first == "v" && Int($0.dropFirst()) != nil } ?? false
                name = Array(common.prefix(isVersion ? 4 : 3))
                return
            }
            for path in paths.dropFirst() {
                common = Array(zip(common, path).prefix { $0 == $1 }.map(\.0))
            }
            name = common
        }

        func path(of file: String, in package: String) -> String {
            let parts = package.split(separator: "/")
            guard parts.starts(with: name) else { return file }
            return (parts.dropFirst(name.count) + [file[...]]).joined(separator: "/")
        }
    }
}
