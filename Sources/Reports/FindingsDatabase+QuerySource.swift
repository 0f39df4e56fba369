import FindingsModel
import FindingsStore

extension FindingsDatabase: QuerySource {
    public func rows(_ query: String, _ parameters: [String: Value]) throws -> RowSet {
        try rows(query, parameters, limit: nil)
    }
}
