import FindingsModel
import FindingsStore

/// JUnit XML: a suite a file, a test case a record. What is to be mended fails, what a person has accepted or rejected is
/// skipped, and praise passes.
struct JUnitExporter: Exporter {
    static let format = ExportFormat.junit

    func export(_ records: [ExportRecord], context: ExportContext) -> ExportText {
        let selection = ExportSelection(records, needsFile: false)
        var suites = ""
        var totals = (tests: 0, failures: 0, skipped: 0)
        for (path, records) in selection.files {
            var counts = (tests: records.count, failures: 0, skipped: 0)
            var cases = ""
            for record in records {
                let outcome = outcome(record, context: context)
                counts.failures += outcome.isFailure ? 1 : 0
                counts.skipped += outcome.isSkipped ? 1 : 0
                cases += testCase(record, outcome.text)
            }
            suites +=
                "  <testsuite name=\"\(XMLText.attribute(path.isEmpty ? "no file" : path))\" \(attributes(counts))>\n"
            suites += cases + "  </testsuite>\n"
            totals.tests += counts.tests
            totals.failures += counts.failures
            totals.skipped += counts.skipped
        }
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"refrain\" \(attributes(totals))>\n"
            + suites + "</testsuites>\n"
        return ExportText(text: text, notes: selection.notes)
    }

    private func attributes(_ counts: (tests: Int, failures: Int, skipped: Int)) -> String {
        "tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"0\" skipped=\"\(counts.skipped)\" time=\"0\""
    }

    private func testCase(_ record: ExportRecord, _ outcome: String) -> String {
        var attributes = [
            ("classname", record.path ?? "no file"), ("name", "\(record.category): \(record.title) [\(record.uid)]"),
        ]
        if let path = record.path { attributes.append(("file", path)) }
        if let line = record.mainPlace?.ordered.first { attributes.append(("line", "\(max(1, line))")) }
        attributes.append(("time", "0"))
        let written = attributes.map { "\($0)=\"\(XMLText.attribute($1))\"" }.joined(separator: " ")
        return outcome.isEmpty
            ? "    <testcase \(written)/>\n" : "    <testcase \(written)>\n\(outcome)    </testcase>\n"
    }

    private func outcome(
        _ record: ExportRecord, context: ExportContext
    ) -> (text: String, isFailure: Bool, isSkipped: Bool) {
        guard record.polarity == .issue else { return ("", false, false) }
        if record.isSuppressed(at: context.now), let decision = record.decision {
            let why = "\(decision.kind) by \(decision.author): \(decision.reason)"
            return ("      <skipped message=\"\(XMLText.attribute(why))\"/>\n", false, true)
        }
        let type = XMLText.attribute("\(record.severity.rawValue).\(record.category)")
        let text = XMLText.content(record.messageWithPlaces)
        return (
            "      <failure message=\"\(XMLText.attribute(record.title))\" type=\"\(type)\">\(text)</failure>\n", true,
            false
        )
    }
}
