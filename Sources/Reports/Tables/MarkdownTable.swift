import FindingsModel

/// A table of GitHub Flavored Markdown; text of reviews is escaped so that nothing in it acts.
struct MarkdownTable: TableRenderer {
    static let format = TableFormat.markdown

    func render(_ rows: RowSet, style: TextStyle) -> String {
        guard !rows.columns.isEmpty else { return "" }
        let numeric = rows.columns.indices.map { index in
            rows.rows.contains { index < $0.count && $0[index].isNumber }
        }
        var out = "| " + rows.columns.map(MarkdownText.inline).joined(separator: " | ") + " |\n"
        out += "|" + numeric.map { $0 ? " ---: |" : " --- |" }.joined() + "\n"
        for row in rows.rows {
            out += "| " + row.map { MarkdownText.inline($0.cellText) }.joined(separator: " | ") + " |\n"
        }
        if rows.isTruncated {
            out += "\n*More rows were left out\(rows.howToSeeMore.map { ": `\($0)`" } ?? "").*\n"
        }
        return out
    }
}
