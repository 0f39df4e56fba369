import FindingsModel

/// `npm audit --json` of npm 7 and later, and what npm 6, pnpm and Yarn 1 print
/// (https://docs.npmjs.com/cli/commands/npm-audit): a finding a vulnerable package, or an advisory in the older ones.
struct NPMAuditFormat: InputFormat {
    let id = "npm-audit"
    let title = "npm audit JSON"
    let summary = "What `npm audit --json`, `pnpm audit --json` and `yarn audit --json` print."
    let tellingKeys = TellingKeys([
        "auditReportVersion", "fixAvailable", "isDirect", "effects", "advisories", "vulnerable_versions",
        "patched_versions", "muted", "module_name",
    ])

    func recognizes(_ document: SourceDocument) -> Bool {
        if let root = document.json, root.isObject {
            if root["auditReportVersion"] != nil, root["vulnerabilities"] != nil { return true }
            if let advisories = root["advisories"], root["metadata"] != nil || root["actions"] != nil {
                return advisories.isObject
            }
            if let error = root["error"], Self.isNPMs(error) { return true }
        }
        return document.roots.contains { $0.isObject && Self.isYarns($0) }
    }

    private static func isNPMs(_ error: JSONValue) -> Bool {
        error.isObject && error["code"]?.string?.hasPrefix("E") == true && error["summary"] != nil
    }

    private static func isYarns(_ line: JSONValue) -> Bool {
        line["type"]?.string == "auditAdvisory" && line["data"] != nil
            || line["type"]?.string == "auditSummary" && line["data"]?["vulnerabilities"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        if let root = document.json ?? document.wrapped?.root, root.isObject, !Self.isYarns(root) {
            var report = ToolReport(tool: "npm audit", flags: flags(document))
            if let packages = root["vulnerabilities"] {
                for package in try values(document, packages, "`vulnerabilities`") {
                    report.add(Self.package(package), category: Self.category)
                }
            } else if let advisories = root["advisories"] {
                for advisory in try values(document, advisories, "`advisories`") {
                    report.add(Self.advisory(advisory), category: Self.category)
                }
            } else if let error = root["error"], Self.isNPMs(error) {
                throw malformed(
                    document, error, String("npm could not audit: \(error["summary"]?.text ?? "")".prefix(400)))
            } else {
                throw malformed(document, root, "neither `vulnerabilities` nor `advisories` is there")
            }
            return sink(report.review)
        }
        var report = ToolReport(tool: "yarn audit", flags: flags(document))
        for line in try records(document, orOne: { _ in true }) where line["type"]?.string == "auditAdvisory" {
            guard let advisory = line["data"]?["advisory"], advisory.isObject else {
                throw malformed(document, line, "`data.advisory` is missing")
            }
            report.add(Self.advisory(advisory), category: Self.category)
        }
        sink(report.review)
    }

    private static let category = "insecure-practice"

    private func values(
        _ document: SourceDocument, _ object: JSONValue, _ name: String
    ) throws(IngestionError) -> [JSONValue] {
        guard object.isObject else {
            throw malformed(document, object, "\(name) has to be an object, but is \(object.kind.words)")
        }
        var values: [JSONValue] = []
        for value in object.fieldValues {
            guard value.isObject else {
                throw malformed(document, value, "a value of \(name) has to be an object, but is \(value.kind.words)")
            }
            values.append(value)
        }
        return values
    }

    /// npm 7's: a package, with the advisories that it is vulnerable by, or the names of the packages that it is so through.
    private static func package(_ package: JSONValue) -> ToolProblem {
        var reasons: [String] = []
        var advisory: JSONValue?
        let via = package["via"].map { Array($0.elements.prefix(50)) } ?? []
        for reason in via {
            if reason.isObject {
                advisory = advisory ?? reason
                let range = reason["range"]?.text
                let parts: [String?] = [reason["title"]?.text, range.map { "(\($0))" }, reason["url"]?.text]
                let told = parts.compactMap { $0 }
                if told.isEmpty { reason.setNotUnderstood() } else { reasons.append(told.joined(separator: " ")) }
            } else if let name = reason.text {
                reasons.append("through \(name)")
            }
        }
        let name = package["name"]?.text ?? "a package"
        let title = advisory?["title"]?.text.map { "\(name): \($0)" } ?? "\(name) depends on vulnerable packages"
        let range = package["range"]?.text.map { "Versions: \($0)" }
        var fix: String?
        if let available = package["fixAvailable"] {
            if available.isObject {
                let version = [available["name"]?.text, available["version"]?.text].compactMap { $0 }
                fix = version.isEmpty ? nil : "Update to \(version.joined(separator: " "))"
            } else if available.bool == true {
                fix = "`npm audit fix` updates it"
            }
        }
        return ToolProblem(
            rule: advisory?["url"]?.text.flatMap { $0.split(separator: "/").last.map(String.init) },
            message: ([title] + reasons + [range].compactMap { $0 }).joined(separator: "\n"),
            severity: package["severity"]?.text, suggestion: fix, source: package, span: package.span)
    }

    /// npm 6's, pnpm's and Yarn's.
    private static func advisory(_ advisory: JSONValue) -> ToolProblem {
        let name = (advisory["module_name"] ?? advisory["name"])?.text ?? "a package"
        let title = advisory["title"]?.text.map { "\(name): \($0)" } ?? name
        let versions = (advisory["vulnerable_versions"] ?? advisory["range"])?.text.map { "Versions: \($0)" }
        let parts = [title, versions, advisory["url"]?.text, advisory["overview"]?.text]
        return ToolProblem(
            rule: (advisory["github_advisory_id"] ?? advisory["id"])?.text,
            message: parts.compactMap { $0 }.joined(separator: "\n"), severity: advisory["severity"]?.text,
            suggestion: advisory["recommendation"]?.text, source: advisory, span: advisory.span)
    }
}
