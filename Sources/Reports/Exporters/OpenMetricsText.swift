import FindingsModel

/// The named query `metrics` as OpenMetrics text (OpenMetrics 1.0), which Prometheus and node_exporter read.
public enum OpenMetricsText {
    private struct Family {
        var row: String
        var name: String
        var type: String
        var unit: String?
        var help: String
        var labels: [String]
    }

    private static let families = [
        Family(
            row: "issues", name: "refrain_issues", type: "gauge",
            help: "Issues by where they stand on a branch.",
            labels: ["project", "branch", "state", "severity", "category"]),
        Family(
            row: "findings", name: "refrain_findings", type: "counter", help: "Findings stored.",
            labels: ["project", "branch", "severity", "polarity"]),
        Family(
            row: "reviews", name: "refrain_reviews", type: "counter", help: "Reviews stored.",
            labels: ["project", "branch"]),
        Family(
            row: "last_review", name: "refrain_last_review_timestamp_seconds", type: "gauge", unit: "seconds",
            help: "When the newest review of the branch was made.", labels: ["project", "branch"]),
    ]

    /// - Parameter rows: of the query `metrics`.
    public static func text(_ rows: RowSet) -> String {
        let reader = RowReader(rows)
        let groups = Dictionary(grouping: 0..<reader.count) { reader.text($0, "metric") }
        var text = ""
        for family in families {
            text += "# TYPE \(family.name) \(family.type)\n"
            if let unit = family.unit { text += "# UNIT \(family.name) \(unit)\n" }
            text += "# HELP \(family.name) \(family.help)\n"
            for row in groups[family.row] ?? [] {
                let labels = family.labels.map { "\($0)=\"\(escaped(reader.text(row, $0)))\"" }.joined(separator: ",")
                let name = family.name + (family.type == "counter" ? "_total" : "")
                text += "\(name){\(labels)} \(reader.integer(row, "value"))\n"
            }
        }
        return text + "# EOF\n"
    }

    /// A label's value: backslash, quotation mark and line feed are escaped.
    static func escaped(_ value: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": out.append(contentsOf: "\\\\".unicodeScalars)
            case "\"": out.append(contentsOf: "\\\"".unicodeScalars)
            case "\n": out.append(contentsOf: "\\n".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
