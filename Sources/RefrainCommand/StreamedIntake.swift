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

    /// What its reviews and their findings were flagged with, once they were read.
    var flags: [[String]] { progress.flags }
    var notes: [String] { progress.notes.notes(in: []) }

    /// Reads all findings, and forgets them.
    ///
    /// - Returns: how many of each polarity, a review each.
    /// - Throws: why the document cannot be read.
    func counts() throws -> [[Polarity: Int]] {
        defer { progress.forget() }
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
        var flags: [[String]] = []
        var notes: FlagNotes
        private let empty: FlagNotes

        init(_ notes: FlagNotes) {
            self.notes = notes
            empty = notes
        }

        func forget() {
            findings = 0
            flags = []
            notes = empty
        }
    }
}

extension Intake {
    /// The document as one that is read in parts; `nil` where it is not of that size, or not of a format that can be.
    ///
    /// - Throws: why it cannot be read, as far as its outline tells.
    func stream(_ source: Source, _ content: DocumentContent, isVerbose: Bool) throws -> StreamedIntake? {
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
        let progress = StreamedIntake.Progress(FlagNotes(source: source.document.name, isVerbose: isVerbose))
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
                progress.flags.append([])
                let flags = try stream.findings(ofReview: index) { findings in
                    var part = original
                    part.findings = findings
                    part = mapped(part)
                    complete(&part, with: subject)
                    for place in part.findings.indices {
                        part.findings[place].ordinal = progress.findings + place + 1
                        if part.findings[place].path != nil { progress.namesFile = true }
                    }
                    progress.findings += part.findings.count
                    progress.notes.add(part.findings)
                    // Memory stays flat whatever a tool wrote.
                    if progress.flags[index].count < FlagNotes.limit {
                        progress.flags[index] += FlagNotes.texts(part.findings)
                    }
                    try sink(part.findings)
                }
                let all = original.flags + flags.filter { !original.flags.contains($0) }
                progress.notes.add(flags: all)
                progress.flags[index] = all + progress.flags[index]
                return flags
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
