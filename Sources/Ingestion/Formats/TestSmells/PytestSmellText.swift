import FindingsModel

/// What `pytest-smell --verbose` prints: a line a smell, with its place, then why and the code.
enum PytestSmellText {
    static func isOne(_ document: SourceDocument) -> Bool {
        guard case .text = document.shape, let first = RefrainLinesFormat.lines(document.text, limit: 1).first else {
            return false
        }
        return problem(String(decoding: document.text[first].prefix(2_000), as: UTF8.self)) != nil
    }

    static func read(_ document: SourceDocument) -> Review {
        var report = ToolReport(tool: "pytest-smell", coversProject: false)
        var pending: (problem: ToolProblem, details: [String])?
        func finish() {
            guard let (known, details) = pending else { return }
            pending = nil
            var problem = known
            problem.message = ([problem.message] + details).compactMap { $0 }.joined(separator: "\n")
            report.cover(problem.path)
            report.add(problem)
        }
        for line in RefrainLinesFormat.lines(document.text) {
            let words = String(decoding: document.text[line].prefix(2_000), as: UTF8.self)
            if var problem = Self.problem(words) {
                finish()
                problem.span = ByteSpan(line.lowerBound, line.upperBound)
                pending = (problem, [])
            } else if words.hasPrefix("Test "), words.has(" suffers from ") {
                finish()
                report.unparsed(ByteSpan(line.lowerBound, line.upperBound), "no place like `File \"a.py\", line 3`")
            } else {
                let detail = words.hasPrefix("Explanation: ") ? words.dropFirst(13) : words[...]
                if (pending?.details.count ?? 0) < 50 { pending?.details.append(String(detail)) }
                pending?.problem.span.end = line.upperBound
            }
        }
        finish()
        return report.review
    }

    /// `Test test_bends located at File "./test_mast.py", line 7 suffers from "Magic Number". `
    private static func problem(_ line: String) -> ToolProblem? {
        guard line.hasPrefix("Test "), let file = line.byteRange(of: " located at File \""),
            let place = line[file.upperBound...].byteRange(of: "\", line "),
            let smell = line[place.upperBound...].byteRange(of: " suffers from \""),
            let end = line[smell.upperBound...].firstIndex(of: "\""),
            let number = Int(line[place.upperBound..<smell.lowerBound]), number.isCountable
        else { return nil }
        let name = String(line[smell.upperBound..<end])
        let test = String(line[line.index(line.startIndex, offsetBy: 5)..<file.lowerBound])
        return ToolProblem(
            rule: name, message: name.replacing("_", with: " "),
            path: String(line[file.upperBound..<place.lowerBound]), firstLine: number, symbols: [test],
            span: ByteSpan(0, 0))
    }
}
