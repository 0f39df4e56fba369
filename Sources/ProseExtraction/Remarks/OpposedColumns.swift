/// A table of two columns that set praise against blame, "Pros | Cons", "👍 | 👎": each cell is a remark.
enum OpposedColumns {
    /// What each column holds; `nil` for any other table.
    static func roles(of table: Block) -> [SectionRole]? {
        guard let header = table.children.first, case .row(true) = header.kind, header.children.count == 2,
            table.children.count > 1
        else { return nil }
        let roles = header.children.map { role(of: $0.text.flat) }
        return roles.contains(.praise) && roles.contains(.remarks) ? roles : nil
    }

    private static func role(of name: String) -> SectionRole {
        let key = PhraseKey(name)
        guard key.count <= 5 else { return .neutral }
        for (sign, role) in [("👎", SectionRole.remarks), ("❌", .remarks), ("👍", .praise), ("✅", .praise)]
        where name.contains(sign) {
            return role
        }
        return key.contains(anyOf: blames) ? .remarks : SectionRole(heading: name)
    }
    private static let blames: PhraseSet = [
        "what doesnt", "what does not", "what didnt", "what did not", "doesnt work", "weak points", "nachteile",
        "contras", "inconvénients", "points faibles", "puntos débiles", "pontos fracos", "минусы",
    ]
}

extension RemarkFinder {
    /// Adds the cells of a table whose columns hold `roles`.
    mutating func addOpposed(_ table: Block, _ roles: [SectionRole], _ context: Remark.Context) {
        guard let header = table.children.first else { return }
        let contexts = zip(header.children, roles).map { cell, role in
            var own = themed(cell.text.trimmed(), context)
            own.role = role
            return own
        }
        group += 1
        for row in table.children.dropFirst().prefix(TableLayout.maximumRows) {
            for (cell, own) in zip(row.children, contexts) {
                let text = cell.text.trimmed()
                guard !PhraseKey(text.bytes[...]).isEmpty else { continue }
                add(Remark(layout: .row, lead: text, context: own, span: row.span, group: group))
            }
        }
    }
}
