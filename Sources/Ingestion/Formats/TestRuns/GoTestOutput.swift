import FindingsModel

/// What `go test` prints of packages that it builds, and what a test printed.
enum GoTestOutput {
    /// Whether a line is what `go` prints of packages that it builds: `# quay/berth`, `berth/berth.go:2:23: …`, `FAIL`.
    static func isBuilds(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first != UInt8(ascii: "{") else { return false }
        let words = Substring(decoding: line.prefix(400), as: UTF8.self)
        if ["# ", "FAIL\t", "ok  \t", "?   \t", "go: ", "\t"].contains(where: words.hasPrefix) || words == "FAIL" {
            return true
        }
        guard let end = words.byteRange(of: ".go:"), !words[..<end.lowerBound].contains(" ") else { return false }
        return words[end.upperBound...].first?.isNumber ?? false
    }

    /// Without what the runner prints around a test's own words.
    static func words(_ output: String) -> String {
        output.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
            .filter { line in
                !["=== ", "--- ", "FAIL", "PASS", "exit status "].contains { line.hasPrefix($0) }
            }.joined(separator: "\n")
    }

    /// The first `berth_test.go:12:` of a test's words, or the frame of a panic in a test file.
    static func place(in words: String) -> (path: String, line: Int)? {
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
