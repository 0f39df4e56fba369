import FindingsModel

/// The failures of Go's tests in a JUnit report, as gotestsum and go-junit-report write them: their text is what the test
/// printed, their message "Failed", and a test fails with each of its subtests.
struct JUnitGoFailures {
    /// Set where the report itself tells that Go wrote it.
    var isGo = false
    private var packages: [String] = []
    private var failures: [(problem: ToolProblem, words: String, package: String, test: String)] = []

    /// A suite, which is named after its package.
    mutating func meet(package: String) {
        if package.contains("/"), packages.count < 10_000 { packages.append(package) }
    }

    /// - Returns: whether the failure is of a test of Go's, and so is told by ``problems()``.
    mutating func take(_ problem: ToolProblem, _ printed: String, package: String, test: String?) -> Bool {
        guard let test, problem.path == nil, isGo || Self.isOfGo(printed) else { return false }
        failures.append((problem, GoTestOutput.words(printed), package, test))
        return true
    }

    /// What `go test` prints of a test, or the first line that one logs.
    private static func isOfGo(_ printed: String) -> Bool {
        if printed.byteRange(of: "--- FAIL: ") != nil || printed.hasPrefix("=== RUN ") { return true }
        let line = printed.drop(while: \.isWhitespace)
        guard let end = line.prefix(200).byteRange(of: "_test.go:") else { return false }
        let number = line[end.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return !number.isEmpty && line[number.endIndex...].hasPrefix(":") && !line[..<end.lowerBound].contains(" ")
    }

    /// The failures, a test with its subtests once, each with its place.
    func problems() -> [ToolProblem] {
        let module = GoTestFormat.GoModule(packages)
        var parents: Set<[String]> = []
        for failure in failures {
            var parts = failure.test.split(separator: "/", omittingEmptySubsequences: false)
            while parts.count > 1 {
                parts.removeLast()
                parents.insert([failure.package, parts.joined(separator: "/")])
            }
        }
        return failures.compactMap { failure in
            var problem = failure.problem
            let place = GoTestOutput.place(in: failure.words)
            if place == nil, parents.contains([failure.package, failure.test]) { return nil }
            problem.message = failure.words.isEmpty ? problem.message : "\(failure.test)\n\(failure.words)"
            problem.symbols = [failure.test]
            if let place {
                problem.path = place.path.contains("/") ? place.path : module.path(of: place.path, in: failure.package)
                problem.firstLine = place.line
                problem.flags.append(FailurePlace.flag)
            }
            return problem
        }
    }
}
