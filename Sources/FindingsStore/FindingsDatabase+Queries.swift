import FindingsModel
import GRDB

extension FindingsDatabase {
    /// The rows of a named query.
    ///
    /// - Parameters:
    ///   - parameters: by name, without the colon; those left out take their defaults.
    ///   - limit: at most so many rows; the result tells whether there were more.
    public func rows(
        _ query: String, _ parameters: [String: Value] = [:], limit: Int? = nil
    ) throws(StoreError) -> RowSet {
        try rows(of: NamedQuery.named(query), parameters, limit: limit)
    }

    public func rows(
        of query: NamedQuery, _ parameters: [String: Value] = [:], limit: Int? = nil
    ) throws(StoreError) -> RowSet {
        try rows(of: query, binding: query.values(parameters), limit: limit)
    }

    /// The rows of a named query for a reader who shall know when there were more, be it `limit` that left them out or
    /// the query's own parameter of that name, given or by default.
    ///
    /// - Parameters:
    ///   - parameters: by name, without the colon; those left out take their defaults. Uids may be unique beginnings.
    ///   - limit: at most so many rows, whatever the query's own default; 0 for all, `nil` for the query's own.
    public func listing(
        of query: NamedQuery, _ parameters: [String: Value] = [:], limit: Int? = nil
    ) throws(StoreError) -> RowSet {
        let most = limit.flatMap { $0 > 0 ? $0 : nil }
        var parameters = parameters
        if query.cutsByItsLimit, let limit, parameters["limit"] == nil {
            parameters["limit"] = .integer(most == nil ? -1 : Int64(limit))
        }
        let values = try query.values(identified(parameters, of: query))
        func cut(_ rows: RowSet, to limit: String) -> RowSet {
            var rows = rows
            rows.isTruncated = true
            rows.howToSeeMore = limit
            return rows
        }
        guard query.cutsByItsLimit, case .integer(let own)? = values.first(where: { $0.name == "limit" })?.value,
            own >= 0, own < Int64.max
        else {
            let rows = try rows(of: query, binding: values, limit: most)
            return rows.isTruncated ? cut(rows, to: "--limit N") : rows
        }
        // One row more than asked for tells whether there are more.
        let probing = values.map { $0.name == "limit" ? ($0.name, Value.integer(own + 1)) : $0 }
        var rows = try rows(of: query, binding: probing, limit: most)
        if rows.isTruncated { return cut(rows, to: "--limit N") }
        guard rows.rows.count > own else { return rows }
        if rows.rows.count == own + 1 {
            rows.rows.removeLast()
        } else {
            // A team's query whose limit is not one of rows.
            let count = rows.rows.count
            rows = try self.rows(of: query, binding: values, limit: nil)
            if rows.rows.count == count { return rows }
        }
        return cut(rows, to: "-p limit=N")
    }

    /// Whole uids in place of their beginnings.
    private func identified(
        _ parameters: [String: Value], of query: NamedQuery
    ) throws(StoreError) -> [String: Value] {
        var parameters = parameters
        for parameter in query.parameters {
            guard let kind = parameter.type.record else { continue }
            let id: String
            switch parameters[parameter.name] {
            case .text(let text)?: id = text
            // Of digits alone.
            case .integer(let number)?: id = String(number)
            default: continue
            }
            let found = try identify(id)
            guard found.kind == kind else {
                throw .badParameter(
                    query: query.name, name: parameter.name,
                    why: "\(id) is \(found.kind.withArticle), not \(kind.withArticle)")
            }
            parameters[parameter.name] = .text(found.uid)
        }
        return parameters
    }

    private func rows(
        of query: NamedQuery, binding values: [(name: String, value: Value)], limit: Int?
    ) throws(StoreError) -> RowSet {
        do {
            return try queue.read { db in
                let statement = try db.makeStatement(sql: query.sql)
                let bound = Dictionary(
                    values.map { ($0.name, $0.value.databaseValue) }, uniquingKeysWith: { first, _ in first })
                let used = Set(statement.parameterNames)
                statement.setUncheckedArguments(StatementArguments(bound.filter { used.contains($0.key) }))
                return try RowSet(statement, limit: limit)
            }
        } catch {
            throw .sqlFailed(why: "\(query.name): \(error)")
        }
    }
}

extension Value: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue {
        switch self {
        case .null, .blob: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Value? {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob(byteCount: data.count)
        }
    }
}

extension RowSet {
    init(_ statement: Statement, limit: Int?) throws {
        self.init(columns: statement.columnNames, rows: [])
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            if let limit, rows.count >= limit {
                isTruncated = true
                break
            }
            rows.append(row.databaseValues.map { Value.fromDatabaseValue($0) ?? .null })
        }
    }
}
