import FindingsModel
import ProseExtraction
import Synchronization

/// What a run says of one rule (§3.49, reportingDescriptor), and what Refrain makes of it once for all its results.
final class SARIFRule {
    let id: String?
    let descriptor: JSONValue?
    let component: JSONValue?
    /// The level that results without one have, from overrides and the rule's default; `nil` where none is told.
    let level: String?
    let securityScore: Double?
    let summary: String?
    /// Whether the message that came first decided the category of all of its results.
    private(set) var isJudgedByMessage = false
    private var judged: (category: String, basis: CategoryBasis, confidence: Double)?

    init(id: String?, descriptor: JSONValue?, component: JSONValue?, override: String?) {
        self.id = id
        self.descriptor = descriptor
        self.component = component
        level = override ?? descriptor?["defaultConfiguration"]?["level"]?.string
        securityScore = Self.score(descriptor?["properties"])
        summary =
            Self.text(descriptor?["shortDescription"]) ?? Self.text(descriptor?["fullDescription"])
            ?? descriptor?["name"]?.string
    }

    /// `security-severity`, which GitHub reads as a CVSS score; written as text or as a number.
    static func score(_ properties: JSONValue?) -> Double? {
        guard let told = properties?["security-severity"] else { return nil }
        guard let score = told.stringOrNumber.flatMap(Double.init), score >= 0, score <= 10 else {
            told.setNotUnderstood()
            return nil
        }
        return score
    }

    static func text(_ message: JSONValue?) -> String? {
        guard let text = message?["text"]?.string ?? message?["markdown"]?.string, !text.isEmpty else { return nil }
        return text
    }

    /// The category of the rule's results: by the tool's own name for it, a taxon that it is related to, else from the
    /// rule's words. Judged once; a
    /// rule without any words is judged by the first message that it gave.
    func category(
        tool: String, message: String, taxa: SARIFTaxa? = nil
    ) -> (category: String, basis: CategoryBasis, confidence: Double) {
        if let judged { return judged }
        let name = descriptor?["name"]?.string
        for known in [id, name].compactMap({ $0 }) {
            if let found = RuleJudgements.category(tool: tool, rule: known) {
                judged = (found.id, .tool, found.confidence)
                return (found.id, .tool, found.confidence)
            }
        }
        if let found = taxa?.category(of: descriptor) {
            judged = (found.id, .tool, found.confidence)
            return (found.id, .tool, found.confidence)
        }
        let words = Self.words(name ?? id ?? "")
        let remark: RemarkText
        if let summary {
            let detail = Self.text(descriptor?["fullDescription"]) ?? ""
            isJudgedByMessage = detail == summary
            remark = RemarkText(title: "\(words): \(summary)", body: detail == summary ? message : detail)
        } else {
            isJudgedByMessage = true
            remark = RemarkText(title: words.isEmpty ? message : words, body: words.isEmpty ? "" : message)
        }
        let judgement = RuleJudgements.judgement(of: remark)
        let result = (judgement.category, CategoryBasis.inferred, judgement.confidence)
        // Without a rule, results have nothing in common.
        if id != nil { judged = result }
        return result
    }

    /// `no-focused-tests`, `NoFocusedTests` and `no_focused_tests` as words.
    private static func words(_ name: String) -> String {
        if !name.containsByte(where: { $0 >= 0x80 }) { return wordsOfASCII(name) }
        var words = ""
        var wasLower = false
        for scalar in name.unicodeScalars {
            if !scalar.properties.isAlphabetic, scalar.properties.numericType == nil {
                words.append(" ")
                wasLower = false
                continue
            }
            if wasLower, scalar.properties.isUppercase { words.append(" ") }
            wasLower = scalar.properties.isLowercase
            words.unicodeScalars.append(scalar)
        }
        return words.lowercased()
    }

    /// The same of a name as most are, for which Unicode's tables need not be asked.
    private static func wordsOfASCII(_ name: String) -> String {
        var words: [UInt8] = []
        words.reserveCapacity(name.utf8.count + 8)
        var wasLower = false
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                if wasLower { words.append(0x20) }
                words.append(byte | 0x20)
                wasLower = false
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                words.append(byte)
                wasLower = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                words.append(byte)
                wasLower = false
            default:
                words.append(0x20)
                wasLower = false
            }
        }
        return String(decoding: words, as: UTF8.self)
    }
}

/// What rules' words were judged to be about: a tool brings the same rules with every run.
enum RuleJudgements {
    /// With so many texts, or one longer than this, the memory is emptied or not used.
    private static let limit = 5_000
    private static let length = 4_000

    private struct Judged: Hashable {
        /// Of the judge (``RemarkJudge/serial``): a team's own may say otherwise.
        let judge: Int
        let remark: RemarkText
    }

    private static let known = Mutex<[Judged: (category: String, confidence: Double)]>([:])

    private struct Name: Hashable {
        let tool: String
        let rule: String
    }

    private static let named = Mutex<[Name: (id: String, confidence: Double)?]>([:])

    /// What ``CategoryNames`` says of a tool's rule.
    static func category(tool: String, rule: String) -> (id: String, confidence: Double)? {
        let name = Name(tool: tool, rule: rule)
        if let found = named.withLock({ $0[name] }) { return found }
        let made = CategoryNames.standard.category(tool: tool, rule: rule)
        guard tool.utf8.count + rule.utf8.count <= length else { return made }
        named.withLock {
            if $0.count >= limit { $0 = [:] }
            $0[name] = .some(made)
        }
        return made
    }

    static func judgement(of remark: RemarkText) -> (category: String, confidence: Double) {
        let isShort = remark.title.utf8.count + remark.body.utf8.count <= length
        let judge = RemarkJudge.current
        let key = Judged(judge: judge.serial, remark: remark)
        if isShort, let found = known.withLock({ $0[key] }) { return found }
        let judgement = judge.judge(remark)
        let made = (judgement.category, judgement.confidence)
        if isShort {
            known.withLock {
                if $0.count >= limit { $0 = [:] }
                $0[key] = made
            }
        }
        return made
    }
}

/// The rules of a run: of the driver and of its extensions.
final class SARIFRules {
    private let driver: JSONValue?
    private let extensions: [JSONValue]
    private let overrides: [(id: String?, index: Int?, level: String)]
    private var byID: [[String: JSONValue]] = []
    private var byIndex: [[JSONValue]] = []
    private var known: [Reference: SARIFRule] = [:]

    /// How a result names its rule.
    private struct Reference: Hashable {
        var component: Int?
        var index: Int?
        var id: String?
    }

    init(_ run: JSONValue) {
        driver = run["tool"]?["driver"]
        extensions = run["tool"]?["extensions"].map { Array($0.elements) } ?? []
        for component in [driver].compactMap({ $0 }) + extensions {
            let rules = component["rules"].map { Array($0.elements) } ?? []
            byIndex.append(rules)
            byID.append(
                Dictionary(
                    rules.compactMap { rule in rule["id"]?.string.map { ($0, rule) } },
                    uniquingKeysWith: { first, _ in first }))
        }
        // §3.20.5: what a run changed about its rules.
        var overrides: [(id: String?, index: Int?, level: String)] = []
        if let invocations = run["invocations"] {
            for invocation in invocations.elements {
                guard let list = invocation["ruleConfigurationOverrides"] else { continue }
                for item in list.elements {
                    guard let level = item["configuration"]?["level"]?.string else { continue }
                    overrides.append((item["descriptor"]?["id"]?.string, item["descriptor"]?["index"]?.int, level))
                }
            }
        }
        self.overrides = overrides
    }

    /// The rule of a result (§3.27.5 to 3.27.7): by index, else by id, in the component that it names, else in the
    /// driver, else in any; a hierarchical id (`CA1000/1`) by its beginning.
    func rule(of result: JSONValue) -> SARIFRule {
        let reference = result["rule"]
        let id = result["ruleId"]?.stringOrNumber ?? reference?["id"]?.stringOrNumber
        let index = result["ruleIndex"]?.int ?? reference?["index"]?.int
        let component = reference?["toolComponent"].flatMap(place(of:))
        let key = Reference(component: component, index: index, id: id)
        if let rule = known[key] { return rule }
        let found = find(id: id, index: index, component: component)
        let descriptor = found?.rule
        let effective = id ?? descriptor?["id"]?.stringOrNumber
        let override = overrides.first {
            ($0.id != nil && $0.id == effective) || ($0.index != nil && $0.index == index)
        }
        let home = found.map { $0.component == 0 ? driver : extensions[$0.component - 1] } ?? driver
        let rule = SARIFRule(id: effective, descriptor: descriptor, component: home, override: override?.level)
        known[key] = rule
        return rule
    }

    /// 0 for the driver, from 1 for the extensions.
    private func place(of reference: JSONValue) -> Int? {
        if let index = reference["index"]?.int, extensions.indices.contains(index) { return index + 1 }
        let name = reference["name"]?.string
        let guid = reference["guid"]?.string
        func matches(_ component: JSONValue) -> Bool {
            (guid != nil && component["guid"]?.string == guid) || (name != nil && component["name"]?.string == name)
        }
        if let index = extensions.firstIndex(where: matches) { return index + 1 }
        return 0
    }

    private func find(id: String?, index: Int?, component: Int?) -> (rule: JSONValue, component: Int)? {
        let home = component ?? 0
        if let index, byIndex.indices.contains(home), byIndex[home].indices.contains(index) {
            let rule = byIndex[home][index]
            let own = rule["id"]?.stringOrNumber
            // An index that contradicts the id is a mistake of the tool; the id is what people see.
            if id == nil || own == nil || id == own || id?.hasPrefix("\(own ?? "")/") == true { return (rule, home) }
        }
        guard var id else { return nil }
        let order = [home] + byID.indices.filter { $0 != home }
        while true {
            for place in order where byID.indices.contains(place) {
                if let rule = byID[place][id] { return (rule, place) }
            }
            guard let slash = id.lastIndex(of: "/") else { return nil }
            id = String(id[..<slash])
        }
    }
}
