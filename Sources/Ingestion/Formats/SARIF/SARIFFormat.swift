import FindingsModel

/// SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format): one review a tool and category of its runs.
struct SARIFFormat: InputFormat {
    static let name = "sarif"

    let id = SARIFFormat.name
    let title = "SARIF 2.1.0"
    let summary = "Static Analysis Results Interchange Format, as linters, scanners and test-smell detectors write it."
    let tellingKeys = TellingKeys(
        [
            "runs", "driver", "ruleId", "physicalLocation", "artifactLocation", "startLine", "informationUri",
            "semanticVersion", "partialFingerprints",
        ], needed: 3)

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.report, root.isObject else { return false }
        if let runs = root["runs"], runs.isArray || root["version"] != nil { return true }
        let keys = Set(root.fields.map(\.key))
        if root["version"]?.stringOrNumber?.hasPrefix("2.") == true, keys.contains("runs") { return true }
        // A field that would tell it may be wrong itself; what is called SARIF then hears what is wrong.
        let name = document.name.lowercased()
        let isNamed = name.hasSuffix(".sarif") || name.hasSuffix(".sarif.json")
        if isNamed, !keys.isDisjoint(with: Self.telling) { return true }
        if let schema = root["$schema"]?.string?.lowercased(), schema.contains("sarif") { return true }
        return root["version"]?.string?.hasPrefix("2.1") == true && root["findings"] == nil
            && root["inlineExternalProperties"] != nil
    }

    /// Fields of a log's root (§3.13).
    private static let telling: Set<String> = ["$schema", "version", "runs"]

    func read(_ came: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let own = SnakeCaseKeys.renamed(came.text)
        let document = own.map { SourceDocument(name: came.name, text: $0) } ?? came
        for part in try parts(of: document) {
            var review = part.review
            if own != nil { Self.flag(&review, "names with underscores were read as SARIF's") }
            for run in part.runs {
                // Rules are read as results need them, so what is wrong with one is known at the end.
                defer { review.flags += document.takeMisreadings().filter { !review.flags.contains($0) } }
                for result in run.results {
                    guard result.isObject else {
                        throw Self.malformed(result, document, "a result is an object, not \(result.kind.words)")
                    }
                    if let finding = run.rememberedFinding(result, ordinal: review.findings.count + 1) {
                        review.findings.append(finding)
                    } else {
                        Self.flag(&review, Self.absentLeftOut)
                    }
                }
            }
            sink(review)
        }
    }

    /// A review without its findings, and the runs that have them.
    struct Part {
        var review: Review
        var runs: [SARIFRun]
    }

    static let absentLeftOut = "absent results left out"
    private static let noRuns = "no tool's run is in it"

    /// The reviews of a log. Runs of one tool with one category, on one commit, are one review: a build writes one for each
    /// of its modules, and what one of them does not report is not gone.
    ///
    /// - Throws: where the log is none as specified.
    func parts(of document: SourceDocument) throws(IngestionError) -> [Part] {
        let root = try report(document)
        guard root.isObject else {
            throw Self.malformed(root, document, "a SARIF log is an object, not \(root.kind.words)")
        }
        let version = root["version"]?.stringOrNumber
        guard let runs = root["runs"] else {
            // §3.13.4: null, where the tool tried to write runs and failed.
            if version?.hasPrefix("2.") == true, root.fields.contains(where: { $0.key == "runs" }) {
                return [Part(review: Review(flags: ["the tool did not finish", Self.noRuns]), runs: [])]
            }
            throw Self.malformed(root, document, "`runs` is missing: no tool's run is in it")
        }
        guard runs.isArray else { throw Self.malformed(runs, document, "`runs` is an array, not \(runs.kind.words)") }
        let isKnown = version == nil || version?.hasPrefix("2.1") == true || version?.hasPrefix("2.2") == true
        guard isKnown else {
            throw .unsupportedVersion(
                format: id, document.place(byte: (root["version"] ?? root).span.start), version: version ?? "",
                supported: "SARIF 2.1.0 (the SARIF SDK: `sarif transform --sarif-output-version Current`)")
        }
        var parts: [Part] = []
        for (place, run) in runs.elements.enumerated() {
            guard run.isObject else {
                throw Self.malformed(run, document, "a run is an object, not \(run.kind.words)")
            }
            guard let driver = run["tool"]?["driver"], let name = driver["name"]?.string, !name.isEmpty else {
                throw Self.malformed(run, document, "the run does not name its tool (`tool.driver.name`)")
            }
            if let results = run["results"], !results.isArray {
                throw Self.malformed(results, document, "`results` is an array, not \(results.kind.words)")
            }
            let reader = SARIFRun(run, tool: name, place: place)
            var review = reader.review()
            if version == nil { review.flags.append("SARIF version missing") }
            review.flags += flags(document)
            if root["inlineExternalProperties"] != nil { Self.flag(&review, "inline external properties not read") }
            if let index = parts.firstIndex(where: { Self.isOne($0.review, review) }) {
                Self.join(review, to: &parts[index].review)
                parts[index].runs.append(reader)
            } else {
                parts.append(Part(review: review, runs: [reader]))
            }
        }
        // §3.13.4: empty, where there was nothing to write.
        return parts.isEmpty ? [Part(review: Review(flags: [Self.noRuns]), runs: [])] : parts
    }

    static func flag(_ review: inout Review, _ words: String) {
        if !review.flags.contains(words) { review.flags.append(words) }
    }

    static func malformed(_ value: JSONValue, _ document: SourceDocument, _ why: String) -> IngestionError {
        .malformed(format: name, document.place(byte: value.span.start), why: why)
    }

    private static func isOne(_ one: Review, _ other: Review) -> Bool {
        one.reviewer == other.reviewer && one.repository == other.repository && one.commit == other.commit
            && one.branch == other.branch
    }

    private static func join(_ other: Review, to review: inout Review) {
        review.scope += other.scope.filter { !review.scope.contains($0) }
        // What one of them did not look at may still be there.
        review.coversProject = review.coversProject && other.coversProject
        if let time = other.reviewedAt, time > review.reviewedAt ?? "" { review.reviewedAt = time }
        for words in other.flags { flag(&review, words) }
    }
}
