import FindingsModel
import FindingsStore
import Ingestion
import Yams

extension YAMLReader {
    /// The key `ingest`: what words, rules, paths, names and tables of the team's tools mean here.
    func mapping(_ node: Node) throws -> TeamMapping {
        var mapping = TeamMapping()
        let known = ["severities", "categories", "paths", "reviewers", "skippedTests", "formats"]
        for (name, value) in try entries(node, known: known) {
            switch name {
            case "severities":
                for (word, target) in try names(value, of: name) {
                    mapping.severities[word.lowercased()] = try severity(target)
                }
            case "categories":
                for (rule, target) in try names(value, of: name) {
                    mapping.categories[rule.lowercased()] = try category(target)
                }
            case "reviewers":
                for (from, target) in try names(value, of: name) {
                    mapping.reviewers[from] = try text(target, of: from)
                }
            case "paths": try paths(value, &mapping)
            case "skippedTests":
                guard let flag = value.bool else { throw failure("skippedTests is true or false", at: value) }
                mapping.readsSkippedTests = flag
            default: mapping.tables = try list(value, of: name).map { try table($0, others: mapping.tables) }
            }
        }
        return mapping
    }

    private func severity(_ node: Node) throws -> Severity {
        let word = try text(node, of: "a severity")
        guard let severity = Severity(rawValue: word) else {
            let all = Severity.allCases.reversed().map(\.rawValue).joined(separator: ", ")
            throw failure("'\(word)' is no severity: \(all)", at: node)
        }
        return severity
    }

    private func category(_ node: Node) throws -> String {
        let word = try text(node, of: "a category")
        guard let category = CategoryCatalogue.standard.category(named: word) else {
            let ids = CategoryCatalogue.standard.categories.map(\.id)
            let near = Spelling.nearest(to: word, among: ids).map { ": did you mean \($0)?" } ?? ""
            throw failure("'\(word)' is no category\(near) (`refrain categories` lists them)", at: node)
        }
        return category.id
    }

    private func paths(_ node: Node, _ mapping: inout TeamMapping) throws {
        for (name, value) in try entries(node, known: ["roots", "prefixes"]) {
            if name == "roots" {
                mapping.pathRoots = try list(value, of: name).map { try text($0, of: "a root") }
            } else {
                mapping.pathPrefixes = try names(value, of: name).map {
                    ($0, try $1.null == nil ? text($1, of: $0) : "")
                }
            }
        }
    }

    /// Keys that the team chooses, with their values.
    private func names(_ node: Node, of key: String) throws -> [(String, Node)] {
        guard let mapping = node.mapping else { throw failure("\(key) has keys with values", at: node) }
        return try mapping.map { key, value in
            guard let name = key.string, !name.isEmpty else { throw failure("a name is expected here", at: key) }
            return (name, value)
        }
    }

    // MARK: Tables

    private func table(_ node: Node, others: [TableFormat]) throws -> TableFormat {
        var id: String?
        var form = "csv"
        var separator: UInt8 = 0x2C
        var columns: [TableFormat.Field: String] = [:]
        var reviewer: String?
        var kind = ReviewerKind.tool
        var coversProject = false
        let known = ["id", "form", "separator", "columns", "reviewer", "reviewerKind", "coversProject"]
        for (name, value) in try entries(node, known: known) {
            switch name {
            case "id": id = try self.id(value)
            case "form":
                form = try text(value, of: name)
                guard form == "csv" || form == "jsonl" else { throw failure("form is csv or jsonl", at: value) }
            case "separator": separator = try self.separator(value)
            case "columns": columns = try self.columns(value)
            case "reviewer": reviewer = try text(value, of: name)
            case "reviewerKind":
                guard let known = ReviewerKind(rawValue: try text(value, of: name)) else {
                    throw failure("reviewerKind is llm, tool or person", at: value)
                }
                kind = known
            default:
                guard let flag = value.bool else { throw failure("coversProject is true or false", at: value) }
                coversProject = flag
            }
        }
        guard let id else { throw failure("a format needs an id: what --from takes", at: node) }
        guard columns[.title] != nil || columns[.body] != nil else {
            throw failure("format '\(id)' needs a column for title or body", at: node)
        }
        return TableFormat(
            id: id, form: form == "csv" ? .csv(separator: separator) : .jsonLines, columns: columns,
            reviewer: Reviewer(name: reviewer ?? id, kind: kind), coversProject: coversProject)
    }

    private func id(_ node: Node) throws -> String {
        let id = try text(node, of: "id").lowercased()
        guard !id.isEmpty,
            id.utf8.allSatisfy({ ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D })
        else { throw failure("an id is made of letters, digits and '-'", at: node) }
        guard !InputFormats.ids.contains(id) else { throw failure("'\(id)' is a format of Refrain's own", at: node) }
        return id
    }

    private func separator(_ node: Node) throws -> UInt8 {
        let word = try text(node, of: "separator")
        if word == "tab" || word == "\t" { return 0x09 }
        guard word.utf8.count == 1, let byte = word.utf8.first, byte > 0x20, byte != UInt8(ascii: "\"") else {
            throw failure("separator is one character, or tab", at: node)
        }
        return byte
    }

    private func columns(_ node: Node) throws -> [TableFormat.Field: String] {
        var columns: [TableFormat.Field: String] = [:]
        for (name, value) in try entries(node, known: TableFormat.Field.allCases.map(\.rawValue)) {
            guard let field = TableFormat.Field(rawValue: name) else { continue }
            columns[field] = try text(value, of: name)
        }
        return columns
    }
}
