import FindingsModel

/// What SonarQube's web API answers to `api/issues/search` and `api/hotspots/search`.
struct SonarQubeSearchFormat: InputFormat {
    let id = "sonarqube-api"
    let title = "SonarQube issue search"
    let summary = "What SonarQube's and SonarCloud's web API answers to `api/issues/search` and `api/hotspots/search`."
    let tellingKeys = TellingKeys(
        [
            "component", "components", "paging", "textRange", "startOffset", "effort", "debt", "creationDate", "flows",
            "pageIndex", "effortTotal", "organization", "hotspots", "vulnerabilityProbability",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject else { return false }
        if let hotspots = root["hotspots"], hotspots.isArray {
            guard hotspots.elements.contains(where: { _ in true }) else { return root["paging"] != nil }
            return hotspots.elements.prefix(50).contains { $0["ruleKey"] != nil && $0["component"] != nil }
        }
        guard let issues = root["issues"], issues.isArray else { return false }
        guard issues.elements.contains(where: { _ in true }) else {
            return root["paging"]?.isObject == true || (root["total"]?.int != nil && root["p"]?.int != nil)
        }
        return issues.elements.prefix(50).contains { $0["rule"]?.string != nil && $0["component"]?.string != nil }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try report(document)
        var paths: [String: String] = [:]
        for component in root["components"]?.elements ?? root.elements {
            if let key = component["key"]?.string, let path = component["path"]?.string { paths[key] = path }
        }
        let isOfHotspots = root["issues"] == nil && root["hotspots"] != nil
        let issues =
            try isOfHotspots
            ? objects(document, root["hotspots"], "`hotspots`", in: root)
            : objects(document, root["issues"], "`issues`", in: root)
        let total = root["paging"]?["total"]?.number ?? root["total"]?.number ?? issues.count
        var report = ToolReport(tool: "SonarQube", coversProject: total <= issues.count, flags: flags(document))
        if total > issues.count { report.flag("one page of several") }
        for issue in issues {
            let range = issue["textRange"]
            let status = issue["resolution"]?.text ?? issue["issueStatus"]?.text
            let isClosed = status.map(Self.closed.contains) ?? false
            report.add(
                ToolProblem(
                    rule: (issue["rule"] ?? issue["ruleKey"])?.text, message: issue["message"]?.text,
                    path: Self.path(issue, paths),
                    firstLine: range?["startLine"]?.number ?? issue["line"]?.number,
                    lastLine: range?["endLine"]?.number, column: range?["startOffset"]?.number.map { $0 + 1 },
                    endColumn: range?["endOffset"]?.number.map { $0 + 1 },
                    severity: issue["severity"]?.text ?? SonarQubeFormat.worst(issue["impacts"])
                        ?? issue["vulnerabilityProbability"]?.text,
                    fingerprint: issue["key"]?.text.map { "sonarqube:\($0)" },
                    flags: isClosed ? ["resolved there: \(status ?? "")"] : [], source: issue, span: issue.span),
                isSuppressed: isClosed)
        }
        sink(report.review)
    }

    /// What became of issues and hotspots that are open no more.
    private static let closed: Set = [
        "FIXED", "FALSE-POSITIVE", "FALSE_POSITIVE", "WONTFIX", "ACCEPTED", "REMOVED", "SAFE", "ACKNOWLEDGED",
    ]

    /// A component is `project:path`, or `project:module:path`; a branch's or a project's own issue has no path.
    private static func path(_ issue: JSONValue, _ paths: [String: String]) -> String? {
        guard let component = issue["component"]?.string else { return nil }
        if let path = paths[component] { return path }
        let owners = [issue["subProject"]?.string, issue["project"]?.string].compactMap { $0 }
        if owners.contains(component) { return nil }
        for owner in owners where !owner.isEmpty && component.hasPrefix(owner + ":") {
            let rest = component.dropFirst(owner.utf8.count + 1)
            // A module that nothing else names.
            return rest.split(separator: ":").last.map(String.init)
        }
        return component.split(separator: ":").last.map(String.init)
    }
}
