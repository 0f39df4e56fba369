import FindingsModel

/// GoogleTest's `--gtest_output=json`: suites, their tests, and the assertions that failed in each
/// (https://google.github.io/googletest/advanced.html#generating-a-json-report).
struct GoogleTestFormat: InputFormat {
    let id = "googletest"
    let title = "GoogleTest JSON"
    let summary = "What a GoogleTest program writes with `--gtest_output=json`: the assertions that failed."
    let tellingKeys = TellingKeys(
        ["testsuites", "testsuite", "failures", "disabled", "classname", "value_param", "type_param", "failure"],
        needed: 4, indispensable: "testsuites")

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject, let suites = root["testsuites"], suites.isArray else {
            return false
        }
        return root["tests"] != nil
            && (root["failures"] != nil
                || suites.elements.prefix(50).contains { $0.isObject && $0["testsuite"] != nil })
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        let suites = try objects(document, root["testsuites"], "`testsuites`", in: root)
        guard root["failures"] != nil else {
            throw malformed(document, root, "it lists tests and none was run, as `--gtest_list_tests` has it")
        }
        var report = ToolReport(tool: "GoogleTest", flags: flags(document))
        if let time = root["timestamp"]?.string.flatMap(Timestamp.normalized) { report.tell(time: time) }
        var failed = 0
        for suite in suites {
            for test in try objects(document, suite["testsuite"], "`testsuite`", in: suite) {
                report.cover(test["file"]?.string)
                let failures = try optionalObjects(document, test["failures"], "`failures`", in: test)
                if !failures.isEmpty { failed += 1 }
                for failure in failures { report.addFailure(Self.problem(failure, of: test)) }
            }
        }
        if let stated = root["failures"]?.number, stated > failed {
            report.flag("only \(failed) of the \(stated) failed tests that the report counts were read")
        }
        sink(report.review)
    }

    /// An assertion tells its place above what happened; the test's own is where it begins.
    private static func problem(_ failure: JSONValue, of test: JSONValue) -> ToolProblem {
        let names = [test["classname"]?.text, test["name"]?.text].compactMap { $0 }.filter { !$0.isEmpty }
        var problem = ToolProblem(
            message: failure["failure"]?.text, path: test["file"]?.text, firstLine: test["line"]?.number,
            severity: "failure", symbols: names.isEmpty ? [] : [names.joined(separator: ".")], source: failure,
            span: failure.span)
        problem.takeAssertion()
        return problem
    }
}

extension ToolProblem {
    /// Takes the place that GoogleTest tells on the first line of a failure, `mast_test.cc:12` or `unknown file`, and leaves what
    /// happened, which stands below it.
    ///
    /// An assertion may fail in a helper: then the test's own place stays, and the helper's behind the words.
    mutating func takeAssertion() {
        guard let message, let end = message.firstIndex(where: \.isNewline),
            message[end...].contains(where: { !$0.isWhitespace })
        else { return }
        let head = String(message[..<end])
        let place = FailurePlace(in: head)
        guard head == "unknown file" || place != nil else { return }
        self.message = String(message[message.index(after: end)...])
        guard let place else { return }
        let isOwn = path.map { $0 == place.path || $0.hasSuffix("/" + place.path) || place.path.hasSuffix("/" + $0) }
        guard isOwn ?? true else { return self.message = (self.message ?? "") + "\n" + head }
        if path == nil { flags.append(FailurePlace.flag) }
        (path, firstLine) = (path ?? place.path, place.line)
    }
}
