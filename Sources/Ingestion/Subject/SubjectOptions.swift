import FindingsModel

/// What is said about a review from outside of its document: by options, or by a line of a manifest.
public struct SubjectOptions: Hashable, Sendable {
    public var path: String?
    /// `owner/name`.
    public var repository: String?
    public var commit: String?
    public var branch: String?
    public var pullRequest: String?
    /// The reviewer's name.
    public var reviewer: String?
    public var reviewerVersion: String?
    public var reviewerKind: ReviewerKind?
    public var runURL: String?
    /// In UTC, `2026-11-22T21:25:14Z`.
    public var reviewedAt: String?

    public init() {}

    /// A commit's hash in lower case: 4 to 64 hexadecimal digits; `nil` for anything else, such as "HEAD".
    static func commit(_ text: String) -> String? {
        let isHash =
            (4...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || (($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x66) }
        return isHash ? text.lowercased() : nil
    }
}
