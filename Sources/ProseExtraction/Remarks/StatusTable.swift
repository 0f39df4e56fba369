import FindingsModel

/// A table that ticks what was looked at, and crosses what is missing: "| Case | Status | Notes |".
///
/// The rows with a cross are remarks, and beside them those with a warning; what is ticked is none. A table without a
/// cross tells how the checks went, and lists no remarks.
struct StatusTable {
    private enum Status { case met, doubtful, unmet }
    private let column: Int
    private let lead: Int

    /// `nil` for a table without such a column.
    init?(_ table: Block) {
        guard let header = table.children.first, case .row(true) = header.kind, header.children.count > 1 else {
            return nil
        }
        let rows = table.children.dropFirst().prefix(TableLayout.maximumRows)
        let columns = header.children.indices.filter { column in
            let statuses = rows.map { row in
                row.children.indices.contains(column) ? Self.status(row.children[column].text) : nil
            }
            return statuses.count > 1 && statuses.allSatisfy { $0 != nil } && statuses.contains(.unmet)
        }
        // Several such columns make a matrix, whose rows are no remarks each.
        guard columns.count == 1, let found = columns.first,
            let lead = header.children.indices.first(where: { column in
                column != found
                    && rows.contains { $0.children.indices.contains(column) && Self.names($0.children[column].text) }
            })
        else { return nil }
        column = found
        self.lead = lead
    }

    /// The sign that a cell begins with; `nil` for a cell without one.
    private static func status(_ cell: StyledText) -> Status? {
        let bytes = cell.trimmed().bytes
        for (signs, status) in [(crosses, Status.unmet), (warnings, .doubtful), (ticks, .met)]
        where signs.contains(where: { bytes.has($0, at: 0) }) {
            return status
        }
        return nil
    }
    private static let crosses: [StaticString] = ["❌", "✗", "✘", "✖"]
    private static let warnings: [StaticString] = ["⚠", "🟡", "🟠", "🔶"]
    private static let ticks: [StaticString] = ["✅", "✔", "✓", "☑", "🟢"]

    /// More than a number.
    private static func names(_ cell: StyledText) -> Bool { cell.bytes.contains { $0.isLetter || $0.isWide } }

    /// What the row is on is ticked.
    func isMet(_ row: Block) -> Bool {
        row.children.indices.contains(column) && Self.status(row.children[column].text) == .met
    }

    func remarks(of table: Block, context: Remark.Context, group: Int) -> [Remark] {
        table.children.dropFirst().prefix(TableLayout.maximumRows).compactMap { row in
            let cells = row.children
            guard cells.indices.contains(max(lead, column)), let status = Self.status(cells[column].text),
                status != .met, Self.names(cells[lead].text)
            else { return nil }
            var remark = Remark(
                layout: .row, lead: cells[lead].text.trimmed(), context: context, span: row.span, group: group)
            remark.context.role = .remarks
            for (index, cell) in cells.enumerated() where index != lead && Self.names(cell.text) {
                remark.blocks.append(Block(kind: .paragraph, text: cell.text.trimmed(), span: cell.span))
            }
            return remark
        }
    }
}
