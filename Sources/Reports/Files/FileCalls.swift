import FindingsModel

/// What the report of a file asks. Without a path the same queries answer for every file at once, each row with its path.
struct FileCalls {
    let reviews, records, course, totals, praise, symbols: QueryCall

    /// - Parameter path: a glob; `nil` for the selection's own.
    init(_ selection: ReportSelection, path: String?) {
        var selection = selection
        if let path { selection.path = path }
        let few: ReportSelection.Parameters = [("per_file", .integer(10)), ("limit", .integer(-1))]
        reviews = QueryCall("file_reviews", selection.place + [("per_file", .integer(Int64(selection.limit)))])
        records = QueryCall("issue_records", selection.place)
        course = QueryCall("file_course", selection.length + selection.time + selection.place)
        totals = QueryCall("file_totals", selection.time + selection.place)
        praise = QueryCall("praise", selection.sinceDay + selection.place + few)
        symbols = QueryCall("hot_symbols", selection.place + few)
    }

    var all: [QueryCall] { [reviews, records, course, totals, praise, symbols] }
}

/// The answers for all files of a selection, asked once, given file by file.
struct AllFilesSource: QuerySource {
    private let columns: [String: [String]]
    /// By query and path.
    private let rows: [String: [String: [[Value]]]]

    init(_ source: any QuerySource, _ selection: ReportSelection) throws {
        var columns: [String: [String]] = [:]
        var rows: [String: [String: [[Value]]]] = [:]
        for call in FileCalls(selection, path: nil).all {
            let answer = try call.run(on: source)
            columns[call.name] = answer.columns
            guard let place = answer.columns.firstIndex(of: "path") else { continue }
            for row in answer.rows {
                guard case .text(let path) = row[place] else { continue }
                rows[call.name, default: [:]][GlobPattern.exact(path), default: []].append(row)
            }
        }
        self.columns = columns
        self.rows = rows
    }

    func rows(_ query: String, _ parameters: [String: Value]) throws -> RowSet {
        guard case .text(let path) = parameters["path"] else { return RowSet(columns: columns[query] ?? [], rows: []) }
        return RowSet(columns: columns[query] ?? [], rows: rows[query]?[path] ?? [])
    }
}
