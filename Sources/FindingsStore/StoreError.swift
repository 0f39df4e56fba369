/// What can go wrong with the database, each case with its place; ``description`` says how to mend it.
public enum StoreError: Error, Hashable, Sendable {
    case databaseNotFound(path: String)
    case notADatabase(path: String)
    case notARefrainDatabase(path: String)
    case newerSchema(path: String, found: Int, known: Int)
    case olderSchema(path: String, found: Int, known: Int, why: String)
    case cannotOpen(path: String, why: String)
    case cannotWrite(path: String, why: String)
    case busy(path: String)
    case sameDatabase(path: String)
    case damagedDocument(path: String, row: Int64)
    case unknownQuery(name: String, known: [String])
    case malformedQuery(name: String, line: Int, why: String)
    case badParameter(query: String, name: String, why: String)
    case sqlRefused(why: String)
    case sqlFailed(why: String)
    case sqlTimedOut(seconds: Double)
    case notUnique(prefix: String, matches: [String])
    case notFound(kind: String, id: String)
    /// Too few characters to be the beginning of an id.
    case idTooShort(String)
    case unknownStatement(String)
    case cannotTeach(why: String)
    case nothingAsOf(moment: String, first: String)
    case badSearch(SearchError)
    case unknownColumn(String, of: String, known: [String], suggestion: String?)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .databaseNotFound(let path):
            "there is no database at \(path). `refrain ingest` makes one; --db or REFRAIN_DB names another place"
        case .notADatabase(let path):
            "\(path) is not an SQLite database. Name another file with --db, or move this one away"
        case .notARefrainDatabase(let path):
            "\(path) is no database of Refrain's. Name another file with --db"
        case .newerSchema(let path, let found, let known):
            "\(path) was written by a newer Refrain (schema \(found); this one knows \(known)). Use that Refrain, or newer"
        case .olderSchema(let path, let found, let known, let why):
            "\(path) has schema \(found), this Refrain needs \(known), and it could not be migrated: \(why)"
        case .cannotOpen(let path, let why):
            "\(path) cannot be opened: \(why)"
        case .cannotWrite(let path, let why):
            "\(path) cannot be written: \(why). Check that the file and its folder are writable"
        case .busy(let path):
            "\(path) is locked by another process that did not finish in time. Try again when it has ended"
        case .sameDatabase(let path):
            "\(path) is the database itself. Name the others that shall go into it"
        case .damagedDocument(let path, let row):
            "\(path): document \(row) is damaged, its content does not have its digest. Restore the file from a backup"
        case .unknownQuery(let name, let known):
            "there is no query '\(name)'."
                + (Spelling.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? "")
                + " Known: \(known.joined(separator: ", "))"
        case .malformedQuery(let name, let line, let why):
            "\(name).sql:\(line): \(why)"
        case .badParameter(let query, let name, let why):
            "parameter \(name) of \(query): \(why)"
        case .sqlRefused(let why):
            "refused: \(why). `refrain sql` only reads"
        case .sqlFailed(let why):
            "SQL: \(why)" + Self.hint(on: why)
        case .sqlTimedOut(let seconds):
            "the query was stopped after \(seconds.formatted) second\(seconds == 1 ? "" : "s"). Narrow it, or allow more with --timeout"
        case .notUnique(let prefix, let matches):
            "'\(prefix)' could be \(matches.prefix(5).joined(separator: ", "))\(matches.count > 5 ? ", …" : ""). Give more of it"
        case .notFound(let kind, let id):
            "there is no \(kind) '\(id)'. `refrain reviews`, `refrain findings` and `refrain issues` list ids"
        case .idTooShort(let id):
            "'\(id)' is too short for an id: give four characters of it or more. `refrain reviews`, `refrain findings` and "
                + "`refrain issues` list ids"
        case .unknownStatement(let name):
            "statement '\(name)' is missing from this build"
        case .cannotTeach(let why):
            why
        case .nothingAsOf(let moment, let first):
            "nothing had been taken in by \(moment): the first review came at \(first). --as-of goes by when reviews were "
                + "taken in, not by when they were made. How an imported history stood on a day, tell "
                + "`refrain report trend --until \(moment.prefix(10))` and `refrain report compare \(moment.prefix(10)) today`"
        case .badSearch(let error):
            error.description
        case .unknownColumn(let name, let subject, let known, let suggestion):
            "\(subject) have no column '\(name)'"
                + (suggestion.map { ": did you mean \($0)?" } ?? ". Known: \(known.joined(separator: ", "))")
        }
    }
}

extension StoreError {
    /// Where to look for what a statement named wrongly.
    private static func hint(on why: String) -> String {
        if why.hasPrefix("no such column") { return ". `refrain schema` lists the views with their columns" }
        if why.hasPrefix("no such table") { return ". `refrain schema` lists the views that can be asked" }
        if why.hasPrefix("no such function") {
            return ". There are SQLite's own, path_matches(path, pattern) and path_owners(path)"
        }
        return ""
    }
}

extension Double {
    /// Without a needless fraction: 5, 0.5.
    fileprivate var formatted: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
