import FindingsModel
import FindingsStore
import Foundation
import Ingestion
import ProseExtraction

/// Where Ingestion and FindingsStore meet: from a document to reviews that are ready to be stored.
struct Intake: Sendable {
    var reader: DocumentReader
    var resolver: SubjectResolver
    /// The format that all documents are read as; `nil` to find it by content.
    var format: String?

    /// The most bytes of a document that is read in parts.
    var streamLimit = 4096 << 20

    /// A document that is to be read.
    struct Source: Sendable {
        var document: InputDocument
        var manifest: Manifest.Entry?
    }

    /// A review, and where what is known of it comes from.
    struct Prepared: Sendable {
        var submitted: SubmittedReview
        var subject: ResolvedSubject
        /// What is worth a word to the user.
        var notes: [String]
        /// What the team's mapping changed in its document.
        var mapped: [TeamMapping.Use] = []

        /// It has findings, and neither it nor they name a file.
        var hasNoFile: Bool {
            let review = submitted.review
            return review.path == nil && !review.findings.isEmpty && review.findings.allSatisfy { $0.path == nil }
        }
    }

    /// What the document holds: to be opened once, since standard input can be read only once.
    func content(of source: Source) throws -> DocumentContent {
        try DocumentContent(
            of: source.document, limits: DocumentContent.Limits(whole: reader.limits.bytes, parts: streamLimit))
    }

    /// The reviews of a document, or of all documents in an archive; those of them that cannot be read beside.
    ///
    /// - Throws: why nothing of it can be read.
    func prepare(
        _ source: Source, _ content: DocumentContent
    ) throws -> (prepared: [Prepared], failures: [IngestionError]) {
        let bytes: [UInt8]
        switch content {
        case .bytes(let whole): bytes = whole
        case .large(let file):
            guard file.size <= reader.limits.bytes else {
                throw IngestionError.tooLarge(Place(file: source.document.name), limit: reader.limits.bytes)
            }
            bytes = try file.bytes(0..<file.size)
        }
        var prepared: [Prepared] = []
        var failures: [IngestionError] = []
        try reader.readAll(
            bytes: bytes, name: source.document.name, from: source.manifest?.format ?? format
        ) { outcome in
            switch outcome {
            case .success(let read): prepared += reviews(of: read, source)
            case .failure(let error): failures.append(error)
            }
        }
        return (prepared, failures)
    }

    private func reviews(of read: ReadDocument, _ source: Source) -> [Prepared] {
        let document = SubmittedDocument(bytes: read.text, format: read.format, encoding: read.encoding.rawValue)
        var counted = 0
        var prepared: [Prepared] = []
        // Each review is changed where it stands, and its findings only where that makes them others: the document holds them,
        // too, and a change copies them all.
        var reviews = read.reviews
        for index in reviews.indices {
            // A finding's ordinal is its place in the document, over all its reviews.
            let findings = reviews[index].findings
            if !findings.indices.allSatisfy({ findings[$0].ordinal == counted + $0 + 1 }) {
                for place in findings.indices { reviews[index].findings[place].ordinal = counted + place + 1 }
            }
            counted += reviews[index].findings.count
            let subject = resolver.resolve(reviews[index], manifest: source.manifest?.subject)
            complete(&reviews[index], with: subject)
            prepared.append(
                Prepared(
                    submitted: SubmittedReview(
                        document: document, source: read.name, part: index + 1, review: reviews[index],
                        reviewedAt: subject.reviewedAt.value ?? resolver.now,
                        extractorVersion: ProseReader.version),
                    subject: subject, notes: index == 0 ? read.notes : [], mapped: index == 0 ? read.mapped : []))
        }
        return prepared
    }

    /// The review with what options, CI and git told of it, its paths in the project's spelling.
    func complete(_ review: inout Review, with subject: ResolvedSubject) {
        review.path = subject.path.value
        review.repository = subject.repository.value
        review.commit = subject.commit.value
        review.branch = subject.branch.value
        review.pullRequest = subject.pullRequest.value
        review.reviewer = subject.reviewer.value
        review.runURL = subject.runURL.value
        complete(&review)
    }

    /// Its paths in the project's spelling, and its scope.
    private func complete(_ review: inout Review) {
        var spellings: [String: String?] = [:]
        // Neighbours are often of one file.
        var last: (path: String, spelled: String?)?
        func spelledOnce(_ path: String) -> String? {
            if let last, last.path == path { return last.spelled }
            let made = spellings[path] ?? spelled(path, subject: review.path)
            spellings[path] = made
            last = (path, made)
            return made
        }
        // Those that are spelled otherwise first: the compiler would have the list copied before it is known whether any is.
        let respelled = review.findings.indices.filter { index in
            review.findings[index].path.map { spelledOnce($0) != $0 } ?? false
        }
        // A remark that names the file under review, in whatever spelling, is about the file under review.
        for index in respelled { review.findings[index].path = review.findings[index].path.flatMap(spelledOnce) }
        let elsewhere = review.findings.indices.filter { index in
            review.findings[index].references.contains { $0.path != nil }
        }
        for index in elsewhere {
            for place in review.findings[index].references.indices {
                guard let path = review.findings[index].references[place].path else { continue }
                review.findings[index].references[place].path = spelled(
                    path, subject: review.findings[index].path ?? review.path)
            }
        }
        if let path = review.path, !review.coversProject {
            review.scope = [path]
        } else if review.scope.isEmpty {
            review.scope = unique(review.findings.compactMap(\.path))
        } else {
            review.scope = unique(review.scope.compactMap { spelled($0, subject: review.path) ?? review.path })
        }
    }

    /// A stored review, read again from its document by this build's rules, as the database would give it back.
    ///
    /// - Returns: `nil` where the document cannot be read any more.
    func reread(_ stored: SubmittedReview) -> Review? {
        let document = stored.document
        guard
            let read = try? reader.read(bytes: document.bytes, name: stored.source, from: document.format),
            read.reviews.indices.contains(stored.part - 1)
        else { return nil }
        var review = read.reviews[stored.part - 1]
        let before = read.reviews.prefix(stored.part - 1).reduce(0) { $0 + $1.findings.count }
        for place in review.findings.indices { review.findings[place].ordinal = before + place + 1 }
        let old = stored.review
        if let only = old.scope.first, old.scope.count == 1, !old.coversProject { review.path = only }
        complete(&review)
        let paths = Set(old.scope + old.findings.compactMap(\.path))
        // The work tree that made absolute paths relative may be gone.
        func known(_ path: String) -> String {
            guard path.hasPrefix("/"), !paths.contains(path) else { return path }
            return paths.filter { path.hasSuffix("/" + $0) }.max { $0.utf8.count < $1.utf8.count } ?? path
        }
        let subject = review.coversProject || review.scope.count != 1 ? nil : review.path
        for place in review.findings.indices {
            let path = (review.findings[place].path ?? subject ?? review.path).map(known)
            review.findings[place].path = path
            review.findings[place].symbols = Set(review.findings[place].symbols).sorted()
            if review.findings[place].suggestion?.isEmpty == true { review.findings[place].suggestion = nil }
            for reference in review.findings[place].references.indices {
                let other = review.findings[place].references[reference].path.map(known)
                review.findings[place].references[reference].path = other == path ? nil : other
            }
        }
        review.scope = review.scope.map(known).sorted()
        return review
    }

    private func spelled(_ path: String, subject: String?) -> String? {
        let path = resolver.normalized(path)
        if let subject, SubjectPath.names(path, subject: subject) { return nil }
        return path
    }

    private func unique(_ paths: [String]) -> [String] {
        var seen = Set<String>()
        return paths.filter { seen.insert($0).inserted }
    }

    /// The bytes of a document.
    static func read(_ document: InputDocument, limit: Int) throws -> [UInt8] {
        let place = Place(file: document.name)
        guard let file = document.file else {
            return try bytes(of: .standardInput, limit: limit, place: place)
        }
        // A file of the system may tell no size, and have content all the same.
        if let window = FileWindow(path: file, name: document.name), window.size > 0 {
            guard window.size <= limit else { throw IngestionError.tooLarge(place, limit: limit) }
            return try window.bytes(0..<window.size)
        }
        guard let handle = FileHandle(forReadingAtPath: file) else {
            let exists = FileManager.default.fileExists(atPath: file)
            throw IngestionError.unreadable(place, why: exists ? "it cannot be read" : "there is no such file")
        }
        defer { try? handle.close() }
        return try bytes(of: handle, limit: limit, place: place)
    }

    /// All bytes, no more than `limit`: what they are read from may have no end.
    private static func bytes(of handle: FileHandle, limit: Int, place: Place) throws -> [UInt8] {
        let data: Data?
        do {
            data = try handle.read(upToCount: limit + 1)
        } catch {
            throw IngestionError.unreadable(place, why: "it cannot be read")
        }
        guard let data else { return [] }
        if data.count > limit { throw IngestionError.tooLarge(place, limit: limit) }
        return Array(data)
    }
}
