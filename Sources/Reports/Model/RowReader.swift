import FindingsModel

/// Reads rows by the names of their columns; what is not there reads as zero or empty.
struct RowReader {
    private let places: [String: Int]
    private let rows: [[Value]]

    init(_ set: RowSet) {
        places = Dictionary(set.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        rows = set.rows
    }

    var count: Int { rows.count }

    func value(_ row: Int, _ column: String) -> Value {
        guard let place = places[column], rows.indices.contains(row), rows[row].indices.contains(place) else {
            return .null
        }
        return rows[row][place]
    }

    func integer(_ row: Int, _ column: String) -> Int { Int(number(row, column)) }

    /// Finite and of a size that any chart can take.
    func number(_ row: Int, _ column: String) -> Double {
        let number: Double =
            switch value(row, column) {
            case .integer(let number): Double(number)
            case .real(let number): number
            default: 0
            }
        return number.isFinite ? min(max(number, -1e12), 1e12) : 0
    }

    func text(_ row: Int, _ column: String) -> String {
        if case .text(let text) = value(row, column) { text } else { "" }
    }

    func sum(_ column: String) -> Int { (0..<count).reduce(0) { $0 + integer($1, column) } }

    func texts(_ column: String) -> [String] { (0..<count).map { text($0, column) } }

    func numbers(_ column: String) -> [Double] { (0..<count).map { number($0, column) } }
}
