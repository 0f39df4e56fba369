import FindingsModel
import Foundation

/// A list of reviews with what CI knew of each: JSON Lines, one object a line.
///
/// Fields: `review` (the document, relative to the manifest), `path`, `repository`, `commit`, `branch`, `pullRequest`,
/// `reviewedAt`, `reviewer` (a name, or an object of `name`, `version`, `kind`), `runUrl`, `format`.
public struct Manifest: Sendable {
    public struct Entry: Sendable, Hashable {
        /// As the manifest names it.
        public var name: String
        /// The document's path, the manifest's folder before it.
        public var file: String
        public var subject: SubjectOptions
        /// The id of the format to read it as; `nil` to find it by content.
        public var format: String?
        /// 1-based.
        public var line: Int
    }

    public var entries: [Entry]
    /// Fields that mean nothing here, in fixed words.
    public var notes: [String]

    private static let known: Set<String> = [
        "review", "path", "repository", "commit", "branch", "pullRequest", "reviewedAt", "reviewer", "runUrl", "format",
    ]

    /// Reads a manifest's text.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - file: the manifest's path, to which its documents are relative.
    /// - Throws: ``IngestionError/manifest(_:why:)`` with the line that is not as it should be.
    public init(_ bytes: [UInt8], file: String) throws(IngestionError) {
        let folder = (file as NSString).deletingLastPathComponent
        var entries: [Entry] = []
        var strays: [String: Int] = [:]
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            number += 1
            let range = start..<end
            start = end + 1
            if bytes[range].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
            let place = Place(file: file, line: number)
            let json: JSONDocument
            do {
                json = try JSONDocument(bytes, in: range)
            } catch {
                throw .manifest(place, why: "it is not JSON: \(error.why)")
            }
            guard json.root.isObject else { throw .manifest(place, why: "it is not an object") }
            let entry = try Self.entry(json.root, folder: folder, place: place, line: number)
            entries.append(entry)
            for field in json.root.fields where !Self.known.contains(field.key) {
                strays[field.key, default: 0] += 1
            }
        }
        if entries.isEmpty { throw .manifest(Place(file: file), why: "it lists no review") }
        self.entries = entries
        notes = strays.keys.sorted().map {
            "\(file): the field '\($0)' means nothing to Refrain (\(strays[$0] ?? 0) lines)"
        }
    }

    private static func entry(
        _ root: JSONValue, folder: String, place: Place, line: Int
    ) throws(IngestionError) -> Entry {
        func text(_ key: StaticString) throws(IngestionError) -> String? {
            guard let value = root[key], !value.isNull else { return nil }
            guard let text = value.string else { throw .manifest(place, why: "'\(key)' is not a string") }
            return text.isEmpty ? nil : text
        }
        guard let name = try text("review") else {
            throw .manifest(place, why: "it has no 'review', the path of the document")
        }
        var subject = SubjectOptions()
        subject.path = try text("path")
        subject.repository = try text("repository").flatMap(RepositoryName.normalized)
        subject.commit = try text("commit")
        subject.branch = try text("branch")
        subject.runURL = try text("runUrl")
        if let number = root["pullRequest"]?.int {
            subject.pullRequest = String(number)
        } else {
            subject.pullRequest = try text("pullRequest")
        }
        if let time = try text("reviewedAt") {
            guard let normalized = Timestamp.normalized(time) else {
                throw .manifest(place, why: "'reviewedAt' is no time: '\(time)'; write 2026-11-22T21:25:14Z")
            }
            subject.reviewedAt = normalized
        }
        if let reviewer = root["reviewer"], reviewer.isObject {
            subject.reviewer = reviewer["name"]?.string
            subject.reviewerVersion = reviewer["version"]?.string
            subject.reviewerKind = reviewer["kind"]?.string.flatMap(ReviewerKind.init(rawValue:))
        } else {
            subject.reviewer = try text("reviewer")
        }
        return Entry(
            name: name, file: folder.isEmpty || name.hasPrefix("/") ? name : folder + "/" + name, subject: subject,
            format: try text("format"), line: line)
    }
}
