import FindingsModel
import FindingsStore
import Foundation
import Ingestion
import Yams

/// Decisions as a file that can be committed, `.refrain/triage.yml`: a list, the oldest first.
enum TriageFile {
    /// The most bytes of such a file.
    private static let limit = 64 << 20
    private static let keys = ["finding", "decision", "value", "reason", "author", "decidedAt", "until", "findings"]

    /// YAML whose texts are quoted as in JSON, which YAML reads as well.
    static func text(_ decisions: [TriageDecision]) -> String {
        decisions.map { decision in
            let fields: [(String, String?)] = [
                ("finding", decision.finding), ("decision", decision.kind.rawValue), ("value", decision.value),
                ("reason", decision.reason), ("author", decision.author), ("decidedAt", decision.decidedAt),
                ("until", decision.expiresAt),
            ]
            var lines = fields.compactMap { name, value in value.map { "\(name): \(quoted($0))" } }
            if !decision.findings.isEmpty {
                lines.append("findings: [\(decision.findings.map(quoted).joined(separator: ", "))]")
            }
            return "- " + lines.joined(separator: "\n  ") + "\n"
        }.joined()
    }

    /// - Throws: ``CommandFailure`` with file and line.
    static func read(_ file: String) throws -> [TriageDecision] {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("\(file): cannot be read. Check the path and its permissions.")
        }
        guard data.count <= limit else {
            throw CommandFailure("\(file): larger than a file of decisions can be (64 MB)")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw CommandFailure("\(file): not YAML: \(error)")
        }
        guard let root, root.null == nil else { return [] }
        let reader = YAMLReader(file: file)
        return try reader.list(root, of: "the file").map { try decision($0, reader) }
    }

    private static func decision(_ node: Node, _ reader: YAMLReader) throws -> TriageDecision {
        var texts: [String: String] = [:]
        var findings: [String] = []
        for (name, value) in try reader.entries(node, known: keys) {
            if name == "findings" {
                findings = try reader.list(value, of: name).map { try reader.text($0, of: "a finding") }
            } else {
                texts[name] = try reader.text(value, of: name)
            }
        }
        func required(_ name: String) throws -> String {
            guard let text = texts[name], !text.isEmpty else { throw reader.failure("\(name) is missing", at: node) }
            return text
        }
        func time(_ name: String, _ text: String) throws -> String {
            guard let time = Timestamp.normalized(text) else {
                throw reader.failure("\(name) '\(text)' is no time: write 2026-09-01T10:30:00Z", at: node)
            }
            return time
        }
        let word = try required("decision")
        guard let kind = TriageDecision.Kind(rawValue: word) else {
            let words = TriageDecision.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.failure("decision is one of \(words), not '\(word)'", at: node)
        }
        if [.merged, .split].contains(kind), findings.isEmpty {
            throw reader.failure("findings are missing: those that the decision moves", at: node)
        }
        if kind == .merged { _ = try required("value") }
        return TriageDecision(
            finding: try required("finding"), kind: kind, value: texts["value"], reason: texts["reason"] ?? "",
            author: try required("author"), decidedAt: try time("decidedAt", required("decidedAt")),
            expiresAt: try texts["until"].map { try time("until", $0) }, findings: findings)
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
                || scalar.value == 0x2029 || scalar.value == 0xFEFF:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
