import FindingsModel

/// One run of a tool (§3.14): what it says of the whole, and its results, each on its own, as findings.
struct SARIFRun {
    private let run: JSONValue
    private let tool: String
    private let rules: SARIFRules
    private let paths: SARIFPaths
    private let taxa: SARIFTaxa
    private let logicalLocations: [JSONValue]
    private let context: SARIFResultMemory.Context
    /// Its place in the log, from 0.
    let place: Int

    init(_ run: JSONValue, tool: String, place: Int) {
        self.run = run
        self.tool = tool
        self.place = place
        rules = SARIFRules(run)
        paths = SARIFPaths(run)
        taxa = SARIFTaxa(run)
        logicalLocations = run["logicalLocations"].map { Array($0.elements) } ?? []
        context = SARIFResultMemory.Context(run)
    }

    var results: JSONElements {
        run["results"]?.elements ?? JSONElements(document: run.document, container: nil, isObject: false)
    }

    /// What the tool was run for, where several runs of one are told apart (§3.17.3): `lint/tests` of the id
    /// `lint/tests/2026-03-01`, whose last part is the run's own; `nil` for an id without a slash.
    private var category: String? {
        guard let id = run["automationDetails"]?["id"]?.string, let slash = id.lastIndex(of: "/") else { return nil }
        let category = id[..<slash]
        return category.isEmpty ? nil : String(category)
    }

    /// The review without its findings.
    func review() -> Review {
        let driver = run["tool"]?["driver"]
        // What one category's run does not report, another's may: each is a reviewer of its own.
        var review = Review(
            scope: paths.targets, coversProject: true,
            reviewer: Reviewer(
                name: category.map { "\(tool) (\($0))" } ?? tool,
                version: driver?["semanticVersion"]?.stringOrNumber ?? driver?["version"]?.stringOrNumber,
                kind: .tool))
        if let provenance = run["versionControlProvenance"]?.elements.first(where: { _ in true }) {
            review.repository = provenance["repositoryUri"]?.string.flatMap { RepositoryName.normalized($0) }
            review.commit = provenance["revisionId"]?.string
            if let branch = provenance["branch"]?.string {
                review.branch = branch.hasPrefix("refs/heads/") ? String(branch.dropFirst(11)) : branch
            }
        }
        if let invocations = run["invocations"] {
            for invocation in invocations.elements {
                let time = invocation["endTimeUtc"]?.string ?? invocation["startTimeUtc"]?.string
                if let time = time.flatMap(Timestamp.normalized), time > review.reviewedAt ?? "" {
                    review.reviewedAt = time
                }
                if invocation["executionSuccessful"]?.bool == false, review.coversProject {
                    // Silence of a tool that broke down says nothing.
                    review.coversProject = false
                    review.flags.append("the tool did not finish")
                }
                review.flags += Self.errors(of: invocation).filter { !review.flags.contains($0) }
            }
        }
        if run["results"] == nil {
            review.coversProject = false
            review.flags.append("no results computed")
        }
        if run["externalPropertyFileReferences"]?["results"] != nil {
            review.coversProject = false
            review.flags.append("results in external files not read")
        }
        return review
    }

    /// What went wrong with the tool itself (§3.20.21, §3.20.22): its first few notifications of errors.
    private static func errors(of invocation: JSONValue) -> [String] {
        let lists = [invocation["toolExecutionNotifications"], invocation["toolConfigurationNotifications"]]
        let errors = lists.compactMap { $0 }.flatMap { $0.elements.prefix(10_000) }
            .filter { $0["level"]?.string == "error" }
        var flags = errors.prefix(3).compactMap { error in
            SARIFRule.text(error["message"]).map { "the tool reports: \($0.prefix(200))" }
        }
        if errors.count > 3 { flags.append("the tool reports \(errors.count - 3) more errors") }
        return flags
    }

    /// The same as ``finding(_:ordinal:)``, for a log that is likely not the only one of its tool that this process reads:
    /// what was read before is not read again.
    func rememberedFinding(_ result: JSONValue, ordinal: Int) -> Finding? {
        if var known = SARIFResultMemory.find(result, in: context) {
            known.ordinal = ordinal
            known.span = result.span
            return known
        }
        guard let made = finding(result, ordinal: ordinal) else { return nil }
        // What the first message of a run decided does not hold for another run, and what is wrong with a rule is to be told
        // of every run.
        if !result.hasMisreadings, !rules.rule(of: result).isJudgedByMessage {
            SARIFResultMemory.remember(made, of: result, in: context)
        }
        return made
    }

    /// The finding of a result (§3.27); `nil` for one that is absent now, listed only against a baseline.
    func finding(_ result: JSONValue, ordinal: Int) -> Finding? {
        if result["baselineState"]?.string == "absent" { return nil }
        let rule = rules.rule(of: result)
        var finding = Finding(ordinal: ordinal, title: "", span: result.span)
        let message = SARIFMessage.text(result["message"], rule: rule)
        if message == nil { finding.flags.append("message missing") }
        (finding.title, finding.body) = TitleSplitter.split(message ?? rule.summary ?? rule.id ?? "No message")
        finding.rule = rule.id
        finding.fingerprint = Self.fingerprint(result) ?? Self.snippetHash(result)
        if let fix = result["fixes"]?.elements.first(where: { _ in true }) {
            finding.suggestion = SARIFRule.text(fix["description"])
        }
        setPlaces(result, &finding)
        setSeverity(result, rule, &finding)
        setPolarity(result, &finding)
        let told = taxa.category(of: result).map {
            (category: $0.id, basis: CategoryBasis.tool, confidence: $0.confidence)
        }
        let judged = told ?? rule.category(tool: tool, message: message ?? "", taxa: taxa)
        finding.category = judged.category
        finding.categoryBasis = judged.basis
        finding.confidence = judged.confidence
        if result.hasMisreadings {
            finding.flags += result.takeMisreadings().filter { !finding.flags.contains($0) }
        }
        return finding
    }

    // MARK: Severity

    private func setSeverity(_ result: JSONValue, _ rule: SARIFRule, _ finding: inout Finding) {
        let own = result["level"]?.string
        finding.severityBasis = .tool
        finding.statedSeverity = own
        if let score = SARIFRule.score(result["properties"]) ?? rule.securityScore {
            finding.severity = ToolSeverity.severity(securityScore: score)
            finding.statedSeverity = "security-severity \(score)"
            return
        }
        // §3.27.10: the level of what is no failure is "none", whatever its rule says.
        let isFailure = (result["kind"]?.string ?? "fail") == "fail"
        if let word = own ?? (isFailure ? rule.level : "none") {
            switch word.lowercased() {
            case "error": finding.severity = .high
            case "warning": finding.severity = .medium
            case "note": finding.severity = .low
            case "none": finding.severity = .info
            default:
                finding.statedSeverity = word
                finding.severity = ToolSeverity.severity(word) ?? .medium
                finding.severityBasis = ToolSeverity.severity(word) == nil ? .default : .tool
                finding.flags.append("severity not in the table")
            }
        } else if let rank = result["rank"]?.double, rank >= 0 {
            finding.severity = rank >= 80 ? .high : rank >= 40 ? .medium : rank >= 10 ? .low : .info
        } else {
            // §3.27.10: "warning" where nothing else is said.
            finding.severity = .medium
            finding.severityBasis = .default
        }
    }

    // MARK: Polarity

    private func setPolarity(_ result: JSONValue, _ finding: inout Finding) {
        switch result["kind"]?.string {
        case nil, "fail": break
        case "open", "review": finding.flags.append("needs a person's judgement")
        case "pass", "notApplicable", "informational": finding.polarity = .neutral
        default: finding.flags.append("kind not in the table")
        }
        // §3.27.23: one suppression under review or rejected, and the result is not suppressed.
        guard let suppressions = result["suppressions"] else { return }
        var isSuppressed: Bool?
        var isInSource = false
        var reasons: [String] = []
        for suppression in suppressions.elements {
            let status = suppression["status"]?.string ?? suppression["state"]?.string ?? "accepted"
            isSuppressed = (isSuppressed ?? true) && status == "accepted"
            if suppression["kind"]?.string == "inSource" { isInSource = true }
            if let reason = suppression["justification"]?.string, !reason.isEmpty { reasons.append(reason) }
        }
        guard isSuppressed == true else { return }
        finding.polarity = .neutral
        finding.flags.append(isInSource ? "suppressed in the source" : "suppressed")
        if !reasons.isEmpty {
            finding.body += (finding.body.isEmpty ? "" : "\n\n") + "Suppressed: " + reasons.joined(separator: "; ")
        }
    }

    // MARK: Places

    private func setPlaces(_ result: JSONValue, _ finding: inout Finding) {
        var isFirst = true
        if let locations = result["locations"] {
            for location in locations.elements {
                if let physical = location["physicalLocation"] {
                    add(physical, isFirst: isFirst, &finding)
                    isFirst = false
                }
                if let logical = location["logicalLocations"] {
                    for item in logical.elements { addSymbol(item, &finding) }
                }
                // The prerelease's spelling, still written.
                if let name = location["fullyQualifiedLogicalName"]?.string { add(symbol: name, &finding) }
            }
        }
        // A result that says nothing of where it is may say it of what it is about.
        if isFirst || (finding.path == nil && finding.references.isEmpty), let related = result["relatedLocations"] {
            for location in related.elements where location["message"] == nil || isFirst {
                guard let physical = location["physicalLocation"] else { continue }
                add(physical, isFirst: isFirst, &finding)
                isFirst = false
            }
        }
        if finding.path == nil, let target = paths.path(result["analysisTarget"]) { finding.path = target }
        if finding.path == nil { finding.flags.append("no file named") }
    }

    private func add(_ physical: JSONValue, isFirst: Bool, _ finding: inout Finding) {
        let path = paths.path(physical["artifactLocation"])
        if isFirst { finding.path = path }
        let isElsewhere = path != nil && path != finding.path
        guard let region = physical["region"], let first = region["startLine"]?.number else {
            if isElsewhere { finding.flags.append("another file without lines") }
            return
        }
        // §3.30.7: one line where no end is given. 0 means "unknown" to several tools.
        let last = region["endLine"]?.number ?? first
        guard first != 0, let range = RefrainReview.checked(first, last == 0 ? first : last, &finding.flags) else {
            return
        }
        let reference = LineReference(
            range, path: isElsewhere ? path : nil, startColumn: column(region["startColumn"]),
            endColumn: column(region["endColumn"]))
        // Several marks on one line are one place: Clang tells a problem's point and its ranges.
        let isKnown = finding.references.contains { $0.range == range && $0.path == reference.path }
        if !isKnown { finding.references.append(reference) }
    }

    private func column(_ value: JSONValue?) -> Int? {
        value?.int.flatMap { (1...RefrainReview.lineLimit).contains($0) ? $0 : nil }
    }

    private func addSymbol(_ location: JSONValue, _ finding: inout Finding) {
        var location = location
        if location["name"] == nil, location["fullyQualifiedName"] == nil, let index = location["index"]?.int,
            logicalLocations.indices.contains(index)
        {
            location = logicalLocations[index]
        }
        // Functions, members and types; what encloses them all (module, namespace, file) tells no place.
        switch location["kind"]?.string {
        case "namespace", "module", "package", "resource", "file": return
        default: break
        }
        guard let name = location["fullyQualifiedName"]?.string ?? location["name"]?.string else { return }
        add(symbol: name, &finding)
    }

    private func add(symbol: String, _ finding: inout Finding) {
        let name = symbol.containsByte { $0 == UInt8(ascii: "(") } ? String(symbol.prefix { $0 != "(" }) : symbol
        if !name.isEmpty, !finding.symbols.contains(name) { finding.symbols.append(name) }
    }

    // MARK: Fingerprint

    /// The result's own stable identity: `fingerprints` (§3.27.17) before `partialFingerprints`, of those the newest
    /// version of the first kind, GitHub's kind before others; else its `correlationGuid`.
    private static func fingerprint(_ result: JSONValue) -> String? {
        if let own = result["fingerprints"].flatMap(best) ?? result["partialFingerprints"].flatMap(best) { return own }
        return result["correlationGuid"]?.string.map { "correlationGuid:\($0)" }
    }

    /// The text of the region that the result points at, where nothing else identifies it: it stays when lines above it
    /// are added. White space does not count; too short a text says too little.
    private static func snippetHash(_ result: JSONValue) -> String? {
        guard let first = result["locations"]?.elements.first(where: { _ in true }),
            let text = first["physicalLocation"]?["region"]?["snippet"]?["text"]?.string
        else { return nil }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var count = 0
        for byte in text.utf8.prefix(20_000) where byte > 0x20 {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
            count += 1
        }
        guard count >= 8 else { return nil }
        let digits = String(hash, radix: 16)
        return "snippet/v1:" + String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func best(_ prints: JSONValue) -> String? {
        var best: (rank: (Int, String, Int), text: String)?
        for field in prints.fields {
            // Semgrep says to who is not logged in that it tells none.
            guard let value = field.value.stringOrNumber, !value.isEmpty, value != "requires login" else { continue }
            // `contextRegionHash/v2`: kind and version (§3.5.4).
            var kind = Substring(field.key)
            var version = 0
            if let slash = kind.lastIndex(of: "/"), kind[kind.index(after: slash)...].hasPrefix("v"),
                let number = Int(kind[kind.index(slash, offsetBy: 2)...])
            {
                kind = kind[..<slash]
                version = number
            }
            let rank = (kind == "primaryLocationLineHash" ? 0 : 1, String(kind), -version)
            if best.map({ rank < $0.rank }) ?? true { best = (rank, "\(field.key):\(value)") }
        }
        return best?.text
    }
}
