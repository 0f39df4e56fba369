import Foundation

/// The documents of a zip or tar archive, unpacked one at a time and bounded.
struct DocumentArchive {
    /// All documents of an archive together may be so many times as large as one.
    static let growth = 16

    /// What is read, named `archive.zip!folder/entry`, in the archive's order.
    let names: [String]
    /// Files that are no documents by the end of their name.
    let leftOut: [String]
    private let unpack: @Sendable (Int) throws(IngestionError) -> [UInt8]

    static func isArchive(_ bytes: [UInt8]) -> Bool { ZipArchive.isZip(bytes) || TarArchive.isTar(bytes) }

    /// - Parameter limit: the most bytes of one document.
    init(_ bytes: [UInt8], name: String, limit: Int) throws(IngestionError) {
        var entries: [(name: String, size: Int, index: Int)] = []
        if ZipArchive.isZip(bytes) {
            let archive = try ZipArchive(bytes, name: name)
            entries = archive.entries.enumerated().map { ($1.name, $1.size, $0) }
            unpack = { index throws(IngestionError) in
                try archive.contents(of: archive.entries[index], limit: limit)
            }
        } else {
            let archive = try TarArchive(bytes, name: name)
            entries = archive.entries.enumerated().map { ($1.name, $1.bytes.count, $0) }
            unpack = { index throws(IngestionError) in
                let entry = archive.entries[index]
                guard entry.bytes.count <= limit else {
                    throw .tooLarge(Place(file: "\(name)!\(entry.name)"), limit: limit)
                }
                return Array(bytes[entry.bytes])
            }
        }
        // A single file is what the archive is about, whatever its name.
        let documents = entries.count == 1 ? entries : entries.filter { Self.isDocument($0.name) }
        guard !documents.isEmpty else {
            throw .nothingFound(
                Place(file: name),
                why: entries.isEmpty
                    ? "the archive is empty" : "none of the archive's \(entries.count) files is a document by its name")
        }
        let (total, isOver) = documents.reduce((0, false)) { sum, entry in
            let (next, overflow) = sum.0.addingReportingOverflow(entry.size)
            return (overflow ? Int.max : next, sum.1 || overflow)
        }
        guard !isOver, total <= limit.multipliedReportingOverflow(by: Self.growth).partialValue else {
            throw .tooLarge(Place(file: name), limit: limit * Self.growth)
        }
        names = documents.map { "\(name)!\($0.name)" }
        indices = documents.map(\.index)
        leftOut = entries.count == 1 ? [] : entries.map(\.name).filter { !Self.isDocument($0) }
    }

    private let indices: [Int]

    /// The bytes of the document at `place` in ``names``.
    func contents(at place: Int) throws(IngestionError) -> [UInt8] { try unpack(indices[place]) }

    private static func isDocument(_ name: String) -> Bool {
        InputFinder.endings.contains((name as NSString).pathExtension.lowercased())
    }
}
