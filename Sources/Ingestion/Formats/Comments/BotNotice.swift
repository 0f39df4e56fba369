import FindingsModel

/// What a bot posts on a pull request to keep its books, and in which nothing is said of the code: who has approved, who has
/// to sign what, how much is covered, where a preview stands.
struct BotNotice {
    /// The kind of notice, as a flag names it.
    let kind: String

    /// - Returns: `nil` for a comment that may hold a remark.
    init?(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline).lazy.map { $0.drop { $0 == " " || $0 == "\t" } }
            .filter { !$0.isEmpty && !$0.hasPrefix("<!--") }
        guard let first = lines.first else { return nil }
        let known = Self.kinds.first { kind in
            kind.openings.contains { first.hasPrefix($0) } && (kind.also.isEmpty || kind.also.contains { text.has($0) })
        }
        if let known {
            kind = known.name
        } else if lines.contains(where: { line in Self.anywhere.contains { line.hasPrefix($0) } }) {
            kind = "of a CI job"
        } else {
            return nil
        }
    }

    private struct Kind {
        let name: String
        /// What the first line begins with.
        let openings: [String]
        /// What stands in the text, one of them, where the opening may be anybody's.
        let also: [String]
    }

    private static let kinds = [
        // https://docs.prow.k8s.io/docs/components/plugins/approve/
        Kind(name: "of approvals", openings: ["[APPROVALNOTIFIER]", "[LGTMNOTIFIER]"], also: []),
        Kind(name: "of welcome", openings: ["Welcome @"], also: ["It looks like this is your first PR to"]),
        Kind(
            name: "of a licence agreement", openings: ["<a ", "<br", "[![", "Thank you for your submission!"],
            also: ["alt=\"CLA ", "![CLA assistant check]", "we ask that you sign our [Contributor License Agreement]"]),
        // https://docs.codecov.com/docs/pull-request-comments, https://docs.coveralls.io
        Kind(name: "of coverage", openings: ["# [Codecov](", "## [Codecov]("], also: []),
        Kind(name: "of coverage", openings: ["## Pull Request Test Coverage Report for [Build"], also: []),
        Kind(name: "of a preview", openings: ["### "], also: ["Deploy Preview for *"]),
        Kind(name: "of a preview", openings: ["[vc]: ", "The latest updates on your projects."], also: ["vercel.com"]),
        Kind(name: "of a changeset", openings: ["### "], also: ["🦋  Changeset detected", "No Changeset found"]),
    ]

    /// What Prow writes below all that it says.
    private static let anywhere = ["Instructions for interacting with me using PR comments are available "]
}
