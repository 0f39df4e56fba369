import FindingsModel

/// A document as it came in, with its digest.
public struct SubmittedDocument: Sendable {
    /// The bytes that spans count in.
    public let bytes: [UInt8]
    public let format: String
    /// How the text was encoded: `utf-8`, `utf-16le`, …
    public let encoding: String

    public init(bytes: [UInt8], format: String, encoding: String) {
        self.bytes = bytes
        self.format = format
        self.encoding = encoding
    }
}

/// One review, with all that options, CI and git told of it, ready to be stored.
public struct SubmittedReview: Sendable {
    public var document: SubmittedDocument
    /// The document's name as given: a path, or `-`.
    public var source: String
    /// The review's place in its document, from 1.
    public var part: Int
    public var review: Review
    /// ISO 8601 in UTC; what the order of reviews goes by.
    public var reviewedAt: String
    /// The version of the rules that read it.
    public var extractorVersion: Int
    /// By path, the texts of its files at its commit, where a work tree was at hand.
    public var sources: [String: SourceText] = [:]
    /// By path, what git found a file to have been called before, newest first.
    public var formerPaths: [String: [FormerPath]] = [:]
    /// What another database made of it, where it comes from one.
    var stored: Stored?

    /// What goes along with a review that was stored before.
    struct Stored: Sendable {
        var uid: String
        var ingestedAt: String
        /// The run of ingest that brought it.
        var run: IngestRun?
        /// Its files that were found to go on where another one ended: new path to old path.
        var renames: [String: String]
    }

    public init(
        document: SubmittedDocument, source: String, part: Int, review: Review, reviewedAt: String,
        extractorVersion: Int
    ) {
        self.document = document
        self.source = source
        self.part = part
        self.review = review
        self.reviewedAt = reviewedAt
        self.extractorVersion = extractorVersion
    }
}

/// A path that git followed a file back to.
public struct FormerPath: Hashable, Sendable {
    public var path: String
    /// How much of the text stayed, in percent.
    public var similarity: Int
    /// The commit that moved it.
    public var commit: String

    public init(path: String, similarity: Int, commit: String) {
        self.path = path
        self.similarity = similarity
        self.commit = commit
    }
}

/// What became of a submitted review; told only after its commit.
public struct IngestOutcome: Hashable, Sendable {
    public enum Status: String, Sendable {
        case stored
        /// The same document for the same subject and commit was there: nothing changed.
        case alreadyThere = "already there"
    }

    public var source: String
    public var review: String
    public var status: Status
    public var findings = 0
    public var praise = 0
    /// Issues that this review reported for the first time, saw again, brought back, and no longer mentioned.
    public var new = 0
    public var known = 0
    public var reopened = 0
    public var missing = 0
    public var resolved = 0
    /// The review came later than newer ones of its file, whose history was replayed.
    public var replayed = false
    /// The counts above are those of the replay that its file's history needs, and come with it.
    var awaitsReplay = false
    /// Files that the review shows to be others under a new name.
    public var renames: [Rename] = []
}

/// A file that goes on under another path.
public struct Rename: Hashable, Sendable {
    public var old: String
    public var new: String
    /// How many of the review's findings speak for it; `nil` where it was told, or git found it.
    public var ties: Int?
    /// What git found.
    public var former: FormerPath?

    public init(old: String, new: String, ties: Int? = nil, former: FormerPath? = nil) {
        self.old = old
        self.new = new
        self.ties = ties
        self.former = former
    }
}
