import FindingsStore
import Foundation
import Ingestion
import Yams

/// What a team settles once for all runs: `.refrain/config.yml`. Every key has a default.
struct Configuration: Sendable {
    /// The branch that others are compared with, where neither CI nor git tell it.
    var defaultBranch: String?
    /// Silent reviews in a row that resolve a model's issue.
    var resolveAfter: Int?
    /// The rules of `refrain gate`.
    var gate: [GateRule] = []
    /// What documents of the team's tools mean.
    var mapping = TeamMapping()

    /// The most bytes of a configuration file.
    private static let limit = 1 << 20

    /// Reads the file that `--config` names, else REFRAIN_CONFIG, else `.refrain/config.yml` in this folder or above it;
    /// where there is none, the defaults.
    ///
    /// - Throws: ``CommandFailure`` with file and line.
    static func load(
        _ named: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: String = FileManager.default.currentDirectoryPath
    ) throws -> Configuration {
        let told = named ?? environment["REFRAIN_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        guard let file = told ?? ProjectFolder.file("config.yml", from: folder) else { return Configuration() }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("\(file): cannot be read. Check the path of the configuration.")
        }
        guard data.count <= limit else { throw CommandFailure("\(file): larger than a configuration can be (1 MB).") }
        return try Configuration(String(decoding: data, as: UTF8.self), file: file)
    }

    init() {}

    init(_ text: String, file: String) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw CommandFailure("\(file): not YAML: \(error)")
        }
        guard let root, root.null == nil else { return }
        var reader = YAMLReader(file: file)
        for (name, value) in try reader.entries(root, known: ["defaultBranch", "resolveAfter", "gate", "ingest"]) {
            switch name {
            case "defaultBranch": defaultBranch = try reader.text(value, of: name)
            case "ingest": mapping = try reader.mapping(value)
            case "resolveAfter": resolveAfter = try reader.number(value, of: name, in: 1...1_000)
            default: gate = try reader.list(value, of: name).enumerated().map { try rule($1, number: $0 + 1, &reader) }
            }
        }
    }

    private func rule(_ node: Node, number: Int, _ reader: inout YAMLReader) throws -> GateRule {
        var rule = GateRule(name: "", search: "", max: 0, scope: .new)
        for (name, value) in try reader.entries(node, known: ["name", "search", "max", "scope"]) {
            switch name {
            case "name": rule.name = try reader.text(value, of: name)
            case "search": rule.search = try reader.text(value, of: name)
            case "max": rule.max = try reader.number(value, of: name, in: 0...1_000_000_000)
            default:
                let text = try reader.text(value, of: name)
                guard let scope = GateRule.Scope(rawValue: text) else {
                    throw reader.failure("scope is new or all, not '\(text)'", at: value)
                }
                rule.scope = scope
            }
        }
        do {
            rule.query = try rule.parsed()
        } catch {
            throw reader.failure("search of gate rule \(number): \(error)", at: node)
        }
        if rule.name.isEmpty { rule.name = rule.search.isEmpty ? "any issue" : rule.search }
        return rule
    }
}

/// Reads YAML nodes with errors that tell their line.
struct YAMLReader {
    let file: String

    func failure(_ what: String, at node: Node) -> CommandFailure {
        let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
        return CommandFailure("\(file)\(place): \(what)")
    }

    func entries(_ node: Node, known: [String]) throws -> [(String, Node)] {
        guard let mapping = node.mapping else { throw failure("keys with values are expected here", at: node) }
        return try mapping.map { key, value in
            let name = key.string ?? ""
            guard known.contains(name) else {
                let near = Spelling.nearest(to: name, among: known).map { ": did you mean \($0)?" } ?? ""
                let all = known.joined(separator: ", ")
                throw failure("unknown key '\(name)'\(near) (known here: \(all))", at: key)
            }
            return (name, value)
        }
    }

    func list(_ node: Node, of key: String) throws -> [Node] {
        guard let sequence = node.sequence else {
            throw failure("\(key) is a list: lines that begin with '-'", at: node)
        }
        return Array(sequence)
    }

    func text(_ node: Node, of key: String) throws -> String {
        guard let scalar = node.scalar, node.null == nil else { throw failure("\(key) is a text", at: node) }
        return scalar.string
    }

    func number(_ node: Node, of key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let number = node.int, range.contains(number) else {
            throw failure("\(key) is a whole number from \(range.lowerBound) to \(range.upperBound)", at: node)
        }
        return number
    }
}

/// The folder `.refrain`, in this folder or above it.
enum ProjectFolder {
    /// A file in the nearest `.refrain` that has it.
    static func file(_ name: String, from folder: String) -> String? {
        var level = URL(filePath: folder).standardizedFileURL
        while true {
            let candidate = level.appending(path: ".refrain/\(name)").path(percentEncoded: false)
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            let above = level.deletingLastPathComponent()
            if above.path(percentEncoded: false).count >= level.path(percentEncoded: false).count { return nil }
            level = above
        }
    }
}
