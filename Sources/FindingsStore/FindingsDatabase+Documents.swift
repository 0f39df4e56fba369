import Foundation
import GRDB

extension FindingsDatabase {
    /// The document that a review was read from, as it came in (decoded to UTF-8).
    ///
    /// - Throws: ``StoreError/notFound(kind:id:)`` when there is no such review or its document cannot be unpacked.
    public func document(ofReview uid: String) throws(StoreError) -> [UInt8] {
        do {
            return try queue.read { db in
                guard
                    let row = try PreparedStatement(db, "document_of_review").row(["uid": uid]),
                    let bytes = DocumentArchive.unpack(
                        row["content"], isCompressed: row["is_compressed"] == 1, byteCount: row["byte_count"])
                else { throw StoreError.notFound(kind: "document of review", id: uid) }
                return bytes
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
