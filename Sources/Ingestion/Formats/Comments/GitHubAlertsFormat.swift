import FindingsModel

/// GitHub's REST lists of alerts: code scanning, Dependabot, secret scanning
/// (https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-alerts-for-a-repository).
struct GitHubAlertsFormat: InputFormat {
    let id = "github-alerts"
    let title = "GitHub alerts"
    let summary = "GitHub's REST lists of code scanning, Dependabot and secret scanning alerts; also several pages."
    let tellingKeys = TellingKeys([
        "most_recent_instance", "security_severity_level", "dismissed_reason", "dismissed_at", "instances_url",
        "fixed_at", "security_advisory", "security_vulnerability", "secret_type", "secret_type_display_name",
        "locations_url", "commit_sha", "start_line",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.report, root.isObject { return document.pages.isEmpty && Self.isAlert(root) }
        return isList(document, where: Self.isAlert)
    }

    private static func isAlert(_ value: JSONValue) -> Bool {
        guard value["number"] != nil, value["state"] != nil else { return false }
        return value["most_recent_instance"] != nil || value["security_advisory"] != nil || value["secret_type"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        var reports = ToolReports(flags: flags(document))
        let root = document.report
        let alerts =
            if let root, root.isObject, document.pages.isEmpty, Self.isAlert(root) { [root] } else {
                try records(document)
            }
        for alert in alerts {
            var (problem, tool) = Self.problem(alert)
            let state = alert["state"]?.text?.lowercased() ?? "open"
            let why = (alert["dismissed_reason"] ?? alert["resolution"])?.text.map { " (\($0))" } ?? ""
            if state != "open" { problem.flags.append("\(state) there\(why)") }
            reports.add(
                problem, of: tool, category: alert["secret_type"] == nil ? nil : "hard-coded-credential",
                isSuppressed: state != "open")
        }
        for review in reports.reviews(default: "GitHub") { sink(review) }
    }

    private static func problem(_ alert: JSONValue) -> (ToolProblem, tool: String) {
        let number = alert["number"]?.text
        if let advisory = alert["security_advisory"] {
            let package = alert["dependency"]?["package"]?["name"]?.text
            let vulnerability = alert["security_vulnerability"]
            let range = vulnerability?["vulnerable_version_range"]?.text
            let problem = ToolProblem(
                rule: advisory["ghsa_id"]?.text ?? advisory["cve_id"]?.text,
                message: [
                    advisory["summary"]?.text,
                    package.map { "Package: \($0)\(range.map { " \($0)" } ?? "")" }, advisory["description"]?.text,
                ].compactMap { $0 }.joined(separator: "\n"),
                path: alert["dependency"]?["manifest_path"]?.text,
                severity: (vulnerability?["severity"] ?? advisory["severity"])?.text,
                fingerprint: number.map { "github-dependabot:\($0)" },
                suggestion: vulnerability?["first_patched_version"]?["identifier"]?.text.map { "Upgrade to \($0)" },
                source: alert, span: alert.span)
            return (problem, "Dependabot")
        }
        if let kind = alert["secret_type"] {
            // Where it is stands in another answer.
            let problem = ToolProblem(
                rule: kind.text, message: (alert["secret_type_display_name"] ?? kind).text,
                fingerprint: number.map { "github-secret-scanning:\($0)" }, source: alert, span: alert.span)
            return (problem, "GitHub secret scanning")
        }
        let rule = alert["rule"]
        let instance = alert["most_recent_instance"]
        let place = instance?["location"]
        let title = rule?["description"]?.text ?? rule?["name"]?.text
        let problem = ToolProblem(
            rule: rule?["id"]?.text ?? rule?["name"]?.text,
            message: [instance?["message"]?["text"]?.text, title].compactMap { $0 }.joined(separator: "\n"),
            path: place?["path"]?.text, firstLine: place?["start_line"]?.number, lastLine: place?["end_line"]?.number,
            column: place?["start_column"]?.number, endColumn: place?["end_column"]?.number,
            severity: (rule?["security_severity_level"] ?? rule?["severity"])?.text,
            fingerprint: number.map { "github-code-scanning:\($0)" }, source: alert, span: alert.span)
        return (problem, alert["tool"]?["name"]?.text ?? "code scanning")
    }
}
