import Foundation
import GRDB

/// A document as the database keeps it.
public struct StoredDocument: Sendable {
    /// Decoded to UTF-8.
    public var bytes: [UInt8]
    /// The id of its format.
    public var format: String
    /// The version of the rules that read it.
    public var extractorVersion: Int
}

extension FindingsDatabase {
    /// The document that a review was read from, as it came in (decoded to UTF-8).
    ///
    /// - Throws: ``StoreError/notFound(kind:id:)`` when there is no such review or its document cannot be unpacked.
    public func document(ofReview uid: String) throws(StoreError) -> [UInt8] {
        try storedDocument(ofReview: uid).bytes
    }

    /// The same, with what it was read as and by which version of the rules.
    public func storedDocument(ofReview uid: String) throws(StoreError) -> StoredDocument {
        do {
            return try queue.read { db in
                guard
                    let row = try PreparedStatement(db, "document_of_review").row(["uid": uid]),
                    let bytes = DocumentArchive.unpack(
                        row["content"], isCompressed: row["is_compressed"] == 1, byteCount: row["byte_count"])
                else { throw StoreError.notFound(kind: "document of review", id: uid) }
                return StoredDocument(
                    bytes: bytes, format: row["format"], extractorVersion: row["extractor_version"])
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
