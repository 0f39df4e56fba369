import FindingsModel

/// A table as a fragment of HTML, every cell escaped.
struct HTMLTable: TableRenderer {
    static let format = TableFormat.html

    func render(_ rows: RowSet, style: TextStyle) -> String {
        var out = "<table>\n<thead>\n<tr>"
        for column in rows.columns { out += "<th scope=\"col\">\(HTMLText.escape(column))</th>" }
        out += "</tr>\n</thead>\n<tbody>\n"
        for row in rows.rows {
            out += "<tr>"
            for value in row {
                out += value.isNumber ? "<td class=\"number\">" : "<td>"
                out += HTMLText.escape(value.cellText) + "</td>"
            }
            out += "</tr>\n"
        }
        out += "</tbody>\n</table>\n"
        if rows.isTruncated {
            let how = rows.howToSeeMore.map { ": \(HTMLText.escape($0))" } ?? ""
            out += "<p>More rows were left out\(how).</p>\n"
        }
        return out
    }
}
