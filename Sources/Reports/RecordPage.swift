import FindingsModel

/// A record in full: its own section as fields, what belongs to it as tables.
public struct RecordPage: Sendable {
    public struct Section: Sendable {
        public var name: String
        public var rows: RowSet

        public init(_ name: String, _ rows: RowSet) {
            self.name = name
            self.rows = rows
        }
    }

    public var sections: [Section]

    public init(sections: [Section]) { self.sections = sections }

    /// The page in the given form. JSON is one object with a member a section; CSV and HTML are the tables one after the
    /// other.
    public func rendered(as format: TableFormat, style: TextStyle = TextStyle()) -> String {
        switch format {
        case .json, .jsonl:
            let members = sections.map { section in
                "\"\(section.name)\": "
                    + section.rows.rendered(as: .json).trimmingTrailingLineBreaks
            }
            return "{\n" + members.joined(separator: ",\n") + "\n}\n"
        case .text:
            return sections.enumerated().filter { !$1.rows.rows.isEmpty }
                .map { text($1, isFirst: $0 == 0, style: style) }.joined(separator: "\n")
        case .markdown:
            return sections.map { "## \($0.name)\n\n" + $0.rows.rendered(as: .markdown) }.joined(separator: "\n")
        case .csv, .html:
            return sections.map { $0.rows.rendered(as: format) }.joined(separator: "\n")
        }
    }

    private func text(_ section: Section, isFirst: Bool, style: TextStyle) -> String {
        // An issue has a row a branch, usually one.
        guard isFirst, section.rows.rows.count == 1, let row = section.rows.rows.first else {
            return section.name + "\n" + section.rows.rendered(as: .text, style: style)
        }
        let filled = zip(section.rows.columns, row).filter { $0.1 != .null }
        let fields = RowSet(columns: [section.name, ""], rows: filled.map { [.text($0.0), $0.1] })
        return fields.rendered(as: .text, style: style)
    }
}

extension String {
    fileprivate var trimmingTrailingLineBreaks: String {
        var text = self[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
