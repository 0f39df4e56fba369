import FindingsModel

/// SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): one review a run.
struct SARIFFormat: InputFormat {
    let id = "sarif"
    let title = "SARIF 2.1.0"
    let summary = "Static Analysis Results Interchange Format, as linters, scanners and test-smell detectors write it."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.json, root.isObject else { return false }
        if let runs = root["runs"], runs.isArray || root["version"] != nil { return true }
        if let schema = root["$schema"]?.string?.lowercased(), schema.contains("sarif") { return true }
        return root["version"]?.string?.hasPrefix("2.1") == true && root["findings"] == nil
            && root["inlineExternalProperties"] != nil
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try document.requireJSON()
        func malformed(_ value: JSONValue, _ why: String) -> IngestionError {
            .malformed(format: id, document.place(byte: value.span.start), why: why)
        }
        guard root.isObject else { throw malformed(root, "a SARIF log is an object, not \(root.kind.words)") }
        let version = root["version"]?.stringOrNumber
        guard let runs = root["runs"] else {
            throw malformed(root, "`runs` is missing: no tool's run is in it")
        }
        guard runs.isArray else { throw malformed(runs, "`runs` is an array, not \(runs.kind.words)") }
        let isKnown = version == nil || version?.hasPrefix("2.1") == true || version?.hasPrefix("2.2") == true
        guard isKnown else {
            throw .unsupportedVersion(
                format: id, document.place(byte: (root["version"] ?? root).span.start), version: version ?? "",
                supported: "SARIF 2.1.0 (the SARIF SDK: `sarif transform --sarif-output-version Current`)")
        }
        var isEmpty = true
        for run in runs.elements {
            isEmpty = false
            guard run.isObject else { throw malformed(run, "a run is an object, not \(run.kind.words)") }
            guard let driver = run["tool"]?["driver"], let name = driver["name"]?.string, !name.isEmpty else {
                throw malformed(run, "the run does not name its tool (`tool.driver.name`)")
            }
            if let results = run["results"], !results.isArray {
                throw malformed(results, "`results` is an array, not \(results.kind.words)")
            }
            let reader = SARIFRun(run, tool: name)
            var review = reader.review()
            if version == nil { review.flags.append("SARIF version missing") }
            for result in run["results"]?.elements ?? run.elements {
                guard result.isObject else {
                    throw malformed(result, "a result is an object, not \(result.kind.words)")
                }
                if let finding = reader.finding(result, ordinal: review.findings.count + 1) {
                    review.findings.append(finding)
                } else if !review.flags.contains("absent results left out") {
                    review.flags.append("absent results left out")
                }
            }
            sink(review)
        }
        if isEmpty { throw malformed(runs, "`runs` is empty: no tool's run is in it") }
    }
}
