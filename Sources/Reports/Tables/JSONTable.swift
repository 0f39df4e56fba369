import FindingsModel

/// One JSON array of objects, an object a line.
struct JSONTable: TableRenderer {
    static let format = TableFormat.json

    func render(_ rows: RowSet, style: TextStyle) -> String {
        let objects = rows.jsonObjects
        return objects.isEmpty ? "[]\n" : "[\n  " + objects.map(\.compact).joined(separator: ",\n  ") + "\n]\n"
    }
}
