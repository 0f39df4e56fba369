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
        document.roots.contains { event in
            guard event.isObject, let action = event["Action"]?.string, Self.actions.contains(action) else {
                return false
            }
            return event["Package"] != nil || event["ImportPath"] != nil
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var run = Run()
        for event in try records(document, orOne: { _ in true }) { run.add(event) }
        sink(run.review(flags(document)))
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

        func review(_ flags: [String]) -> Review {
            var report = ToolReport(tool: "go test", flags: flags)
            if let time { report.tell(time: time) }
            let module = GoModule(packages)
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
                let words = Self.words(output[subject] ?? "")
                if isTold || (parents.contains(subject) && Self.place(in: words) == nil) { continue }
                var problem = ToolProblem(
                    message: [subject.test ?? subject.package, words].filter { !$0.isEmpty }.joined(separator: "\n"),
                    severity: "failure", symbols: subject.test.map { [$0] } ?? [], source: event, span: event.span)
                if let place = Self.place(in: words) {
                    let isBare = !place.path.contains("/")
                    problem.path = isBare ? module.path(of: place.path, in: subject.package) : place.path
                    problem.firstLine = place.line
                    problem.flags.append(FailurePlace.flag)
                }
                if subject.test == nil { report.add(problem) } else { report.addFailure(problem) }
            }
            return report.review
        }

        /// Without what the runner prints around a test's own words.
        private static func words(_ output: String) -> String {
            output.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
                .filter { line in
                    !["=== ", "--- ", "FAIL", "PASS", "exit status "].contains { line.hasPrefix($0) }
                }.joined(separator: "\n")
        }

        /// The first `berth_test.go:12:` of a test's words, or the frame of a panic in a test file.
        private static func place(in words: String) -> (path: String, line: Int)? {
            for line in words.split(whereSeparator: \.isNewline).prefix(500) {
                guard let end = line.byteRange(of: ".go:") else { continue }
                let path = line[..<end.upperBound].dropLast()
                let number = Int(line[end.upperBound...].prefix { $0.isASCII && $0.isNumber })
                let isFrame = path.hasPrefix("/")
                guard let number, number > 0, !path.contains(" "), !isFrame || path.hasSuffix("_test.go") else {
                    continue
                }
                return (String(path), number)
            }
            return nil
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
