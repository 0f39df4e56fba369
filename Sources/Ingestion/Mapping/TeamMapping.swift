import FindingsModel
import Foundation

/// What a team has settled for the documents of its tools, beside the tables that come with Refrain.
public struct TeamMapping: Sendable {
    /// Words of severity in lower case, or `tool/word` for one tool's.
    public var severities: [String: Severity] = [:]
    /// Category ids by `tool/rule`, or by the rule alone; keys in lower case.
    public var categories: [String: String] = [:]
    /// Folders of builds that paths are made relative to: `/builds/acme/ferry`.
    public var pathRoots: [String] = []
    /// Beginnings of paths and what stands for them in the repository; the first that fits is taken.
    public var pathPrefixes: [(from: String, to: String)] = []
    /// Names of reviewers in documents, and what they are called here.
    public var reviewers: [String: String] = [:]
    /// Skipped tests of JUnit reports are findings, too.
    public var readsSkippedTests = false
    /// Tables of tools that Refrain does not know.
    public var tables: [TableFormat] = []

    public init() {}

    /// One thing that was mapped in a document.
    public struct Use: Hashable, Sendable {
        /// `severity`, `category`, `path` or `reviewer`.
        public var kind: String
        public var from: String
        public var to: String
        /// How many findings it changed; for a reviewer, how many reviews.
        public var count: Int
    }

    /// Whether it changes anything but for knowing more tables.
    var isEmpty: Bool {
        severities.isEmpty && categories.isEmpty && pathRoots.isEmpty && pathPrefixes.isEmpty && reviewers.isEmpty
    }

    /// Maps what was read, and notes down what was changed.
    func apply(to document: inout ReadDocument) {
        guard !isEmpty else { return }
        var uses: [Use] = []
        func note(_ kind: String, _ from: String, _ to: String) {
            if let known = uses.firstIndex(where: { $0.kind == kind && $0.from == from && $0.to == to }) {
                uses[known].count += 1
            } else {
                uses.append(Use(kind: kind, from: from, to: to, count: 1))
            }
        }
        for place in document.reviews.indices {
            let isTool = document.reviews[place].reviewer?.kind == .tool
            // A tool that runs for several categories bears them behind its name: `Lint (units)`.
            let name = document.reviews[place].reviewer?.name ?? ""
            let base = isTool && name.hasSuffix(")") ? name.range(of: " (").map { String(name[..<$0.lowerBound]) } : nil
            let tool = (base ?? name).lowercased()
            for index in document.reviews[place].findings.indices {
                mapSeverity(&document.reviews[place].findings[index], tool: tool, isTool: isTool, note)
                mapCategory(&document.reviews[place].findings[index], tool: tool, note)
                mapPaths(&document.reviews[place].findings[index], note)
            }
            document.reviews[place].path = document.reviews[place].path.map(path)
            var seen = Set<String>()
            document.reviews[place].scope = document.reviews[place].scope.map(path).filter { seen.insert($0).inserted }
            if let here = reviewers[name]
                ?? base.flatMap({ base in
                    reviewers[base].map { $0 + name.dropFirst(base.count) }
                })
            {
                document.reviews[place].reviewer?.name = here
                note("reviewer", name, here)
            }
        }
        document.mapped = uses
    }

    private func mapSeverity(
        _ finding: inout Finding, tool: String, isTool: Bool, _ note: (String, String, String) -> Void
    ) {
        guard let word = finding.statedSeverity else { return }
        let key = ToolSeverity.key(word)
        guard let severity = severities["\(tool)/\(key)"] ?? severities[key] else { return }
        if finding.severity != severity || finding.flags.contains(Self.unknownSeverity) {
            note("severity", word, severity.rawValue)
        }
        finding.severity = severity
        finding.severityBasis = isTool ? .tool : .stated
        finding.flags.removeAll { $0 == Self.unknownSeverity }
    }

    private func mapCategory(_ finding: inout Finding, tool: String, _ note: (String, String, String) -> Void) {
        guard let rule = finding.rule else { return }
        let key = rule.lowercased()
        guard let category = categories["\(tool)/\(key)"] ?? categories[key] else { return }
        if finding.category != category { note("category", rule, category) }
        finding.category = category
        finding.categoryBasis = .tool
        finding.confidence = 1
    }

    private func mapPaths(_ finding: inout Finding, _ note: (String, String, String) -> Void) {
        if let old = finding.path {
            let new = path(old)
            if new != old {
                finding.path = new
                note("path", common(old, new).from, common(old, new).to)
            }
        }
        for place in finding.references.indices {
            finding.references[place].path = finding.references[place].path.map(path)
        }
    }

    /// The path in the repository.
    func path(_ path: String) -> String {
        var text = path
        for root in pathRoots {
            let prefix = root.hasSuffix("/") ? root : root + "/"
            if text.utf8.count > prefix.utf8.count, text.utf8.starts(with: prefix.utf8) {
                text = String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
                break
            }
        }
        for (from, to) in pathPrefixes where text.utf8.starts(with: from.utf8) {
            text = to + String(decoding: text.utf8.dropFirst(from.utf8.count), as: UTF8.self)
            break
        }
        return SubjectPath.normalized(text) ?? path
    }

    /// The beginnings that differ, without the end that two spellings share.
    private func common(_ old: String, _ new: String) -> (from: String, to: String) {
        let parts = (old.split(separator: "/", omittingEmptySubsequences: false), new.split(separator: "/"))
        var shared = 0
        while shared < parts.0.count, shared < parts.1.count,
            parts.0[parts.0.count - 1 - shared] == parts.1[parts.1.count - 1 - shared]
        {
            shared += 1
        }
        func head(_ parts: [Substring]) -> String {
            let kept = parts.dropLast(shared).joined(separator: "/")
            return kept.isEmpty ? "" : kept + "/"
        }
        return (head(parts.0), head(parts.1))
    }

    static let unknownSeverity = "severity not in the table"
}
