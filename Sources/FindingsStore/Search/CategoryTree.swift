import FindingsModel
import GRDB

/// The categories of a database, a team's own among them, for looking them up by any of their names.
struct CategoryTree {
    private var groups: [String: String] = [:]
    private var narrower: [String: [String]] = [:]
    private var aliases: [String: String] = [:]
    private var ids: [String] = []

    init(_ db: Database) throws {
        for row in try PreparedStatement(db, "categories").rows() {
            let id: String = row["id"]
            ids.append(id)
            groups[id] = row["family"]
            if let broader: String = row["broader"], !broader.isEmpty { narrower[broader, default: []].append(id) }
        }
        for row in try PreparedStatement(db, "category_aliases").rows() {
            let alias: String = row["alias"]
            aliases[alias.lowercased()] = row["category"]
        }
    }

    func ids(matching patterns: [NamePattern]) throws(SearchError) -> [String] {
        var found: Set<String> = []
        for pattern in patterns {
            let typed = pattern.text.lowercased()
            var matches: [String]
            if pattern.isPattern {
                let part = PathPattern(typed.replacing("/", with: " "))
                matches = ids.filter { part.matches($0) }
            } else {
                let hyphened = typed.replacing("_", with: "-").replacing(" ", with: "-")
                matches = [typed, hyphened].filter { groups[$0] != nil }
                if matches.isEmpty, let category = aliases[typed] { matches = [category] }
            }
            guard !matches.isEmpty else {
                let nearest = Spelling.nearest(to: typed, among: ids)
                throw SearchError(
                    "unknown category '\(pattern.text)'"
                        + (nearest == nil
                            ? " (`refrain categories` lists them; category:*\(typed)* looks for parts of a name)" : ""),
                    column: pattern.column, suggestion: nearest)
            }
            // A category that has come round to itself is not gone through again.
            while let id = matches.popLast() {
                if found.insert(id).inserted { matches += narrower[id] ?? [] }
            }
        }
        return found.sorted()
    }

    func ids(inGroups patterns: [NamePattern]) throws(SearchError) -> [String] {
        var found: Set<String> = []
        let known = Set(groups.values)
        for pattern in patterns {
            let part = PathPattern(pattern.text.lowercased(), isQuoted: !pattern.isPattern)
            let matches = known.filter { part.matches($0) }
            guard !matches.isEmpty else {
                throw SearchError(
                    "unknown group '\(pattern.text)' (\(known.sorted().joined(separator: ", ")))",
                    column: pattern.column,
                    suggestion: Spelling.nearest(to: pattern.text.lowercased(), among: known.sorted()))
            }
            found.formUnion(ids.filter { groups[$0].map(matches.contains) ?? false })
        }
        return found.sorted()
    }
}
