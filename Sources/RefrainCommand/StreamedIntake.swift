import FindingsModel
import FindingsStore
import Ingestion
import ProseExtraction

/// A document too large for memory, ready to be stored: its reviews, whose findings are read while they are stored.
struct StreamedIntake {
    var name: String
    var document: StreamedDocument
    var reviews: [StreamedReview]
    /// Where what is known of each review comes from.
    var subjects: [ResolvedSubject]
    fileprivate let progress: Progress

    /// Findings were read, and neither they nor their reviews name a file.
    var hasNoFile: Bool { progress.findings > 0 && !progress.namesFile }

    /// Reads all findings, and forgets them.
    ///
    /// - Returns: how many of each polarity, a review each.
    /// - Throws: why the document cannot be read.
    func counts() throws -> [[Polarity: Int]] {
        defer { progress.findings = 0 }
        return try reviews.map { review in
            var counts: [Polarity: Int] = [:]
            _ = try review.findings { for finding in $0 { counts[finding.polarity, default: 0] += 1 } }
            return counts
        }
    }

    /// How far the findings of the document were read.
    fileprivate final class Progress {
        var findings = 0
        var namesFile = false
    }
}

extension Intake {
    /// The document as one that is read in parts; `nil` where it is not of that size, or not of a format that can be.
    ///
    /// - Throws: why it cannot be read, as far as its outline tells.
    func stream(_ source: Source, _ content: DocumentContent) throws -> StreamedIntake? {
        let requested = source.manifest?.format ?? format
        guard case .large(let file) = content, requested == nil || requested?.lowercased() == "sarif" else {
            return nil
        }
        guard file.size <= streamLimit else {
            throw IngestionError.tooLarge(Place(file: source.document.name), limit: streamLimit)
        }
        guard let stream = try SARIFStream(file, limits: reader.limits) else { return nil }
        let reader = reader
        func mapped(_ review: Review) -> Review {
            reader.mapped(review, of: source.document.name, format: stream.format)
        }
        let progress = StreamedIntake.Progress()
        var subjects: [ResolvedSubject] = []
        let reviews = stream.reviews.enumerated().map { index, original in
            var review = mapped(original)
            let subject = resolver.resolve(review, manifest: source.manifest?.subject)
            complete(&review, with: subject)
            subjects.append(subject)
            if review.path != nil { progress.namesFile = true }
            let submitted = SubmittedReview(
                document: SubmittedDocument(bytes: [], format: stream.format, encoding: TextEncoding.utf8.rawValue),
                source: source.document.name, part: index + 1, review: review,
                reviewedAt: subject.reviewedAt.value ?? resolver.now, extractorVersion: ProseReader.version)
            return StreamedReview(submitted: submitted) { sink in
                try stream.findings(ofReview: index) { findings in
                    var part = original
                    part.findings = findings
                    part = mapped(part)
                    complete(&part, with: subject)
                    for place in part.findings.indices {
                        part.findings[place].ordinal = progress.findings + place + 1
                        if part.findings[place].path != nil { progress.namesFile = true }
                    }
                    progress.findings += part.findings.count
                    try sink(part.findings)
                }
            }
        }
        let document = StreamedDocument(format: stream.format, encoding: TextEncoding.utf8.rawValue) { body in
            try file.forEachWindow(in: stream.textStart..<file.size) { window, _ in
                try body(window)
                return true
            }
        }
        return StreamedIntake(
            name: source.document.name, document: document, reviews: reviews, subjects: subjects, progress: progress)
    }
}
