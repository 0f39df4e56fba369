/// The rules of a CODEOWNERS file: who owns which paths.
///
/// GitHub: patterns as of gitignore, save that the last rule that fits decides alone
/// (docs.github.com, "About code owners"). GitLab: rules stand in sections, in each of which the last one that fits decides,
/// and the owners of all sections count; a section's heading may name owners for the rules that have none, and `!` takes
/// paths out of a section (docs.gitlab.com, "Code Owners syntax and error handling").
public struct CodeOwners: Hashable, Sendable {
    public enum Dialect: Hashable, Sendable {
        case github, gitlab
    }

    /// The largest file that is read, in bytes: GitHub's own limit.
    public static let largestFile = 3 << 20
    /// How many rules are kept; those beyond are left out and counted in ``ignored``.
    static let mostRules = 100_000
    /// The longest pattern, in bytes.
    static let longestPattern = 4_096

    struct Rule: Hashable, Sendable {
        var pattern: CodeOwnersPattern
        /// `nil`: paths that fit leave the section (`!pattern`).
        var owners: [String]?
    }

    struct Section: Hashable, Sendable {
        var name: String
        var owners: [String]
        var rules: [Rule] = []
    }

    public let dialect: Dialect
    private(set) var sections: [Section]
    /// The lines, from 1, that are no rule: a pattern that cannot be read, or rules beyond what is kept.
    public private(set) var ignored: [Int] = []

    /// - Parameters:
    ///   - text: the file; what is beyond ``largestFile`` is not read.
    ///   - dialect: `nil` to tell by the text: headings of sections are GitLab's.
    public init(_ text: String, dialect: Dialect? = nil) {
        let lines = text.utf8.prefix(Self.largestFile).split(omittingEmptySubsequences: false) { byte in
            byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }.map { String(decoding: $0, as: UTF8.self) }
        let isGitLab = dialect.map { $0 == .gitlab } ?? lines.contains { Self.heading($0) != nil }
        self.dialect = isGitLab ? .gitlab : .github
        sections = [Section(name: "", owners: [])]
        var current = 0
        var count = 0
        for (index, line) in lines.enumerated() {
            if isGitLab, let heading = Self.heading(line) {
                // A section that comes again goes on; its name's case does not count.
                if let found = sections.firstIndex(where: { $0.name == heading.name }) {
                    current = found
                    if !heading.owners.isEmpty { sections[found].owners = heading.owners }
                } else {
                    current = sections.count
                    sections.append(Section(name: heading.name, owners: heading.owners))
                }
                continue
            }
            var words = Self.words(line)
            guard !words.isEmpty else { continue }
            var text = words.removeFirst()
            var isExclusion = false
            if text.hasPrefix("!") {
                // GitHub has no negation.
                guard isGitLab else {
                    ignored.append(index + 1)
                    continue
                }
                isExclusion = true
                text.removeFirst()
            }
            count += 1
            guard count <= Self.mostRules, text.utf8.count <= Self.longestPattern,
                let pattern = CodeOwnersPattern(text, dialect: self.dialect)
            else {
                ignored.append(index + 1)
                continue
            }
            let owners = words.filter(Self.isOwner)
            sections[current].rules.append(
                Rule(
                    pattern: pattern,
                    owners: isExclusion ? nil : owners.isEmpty && isGitLab ? sections[current].owners : owners))
        }
    }

    /// The owners of a path, in the order of the file, each once; empty where nobody owns it.
    public func owners(of path: String) -> [String] {
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
        guard !names.isEmpty else { return [] }
        var found: [String] = []
        for section in sections {
            if section.rules.contains(where: { $0.owners == nil && $0.pattern.matches(names) }) { continue }
            guard let rule = section.rules.last(where: { $0.owners != nil && $0.pattern.matches(names) }) else {
                continue
            }
            for owner in rule.owners ?? [] where !found.contains(owner) { found.append(owner) }
        }
        return found
    }

    /// Whether there is any rule.
    public var isEmpty: Bool { sections.allSatisfy(\.rules.isEmpty) }

    /// Every owner that a rule names, in order.
    public var allOwners: [String] {
        Set(sections.flatMap { $0.rules.flatMap { $0.owners ?? [] } }).sorted()
    }

    // MARK: - Lines

    /// `@name`, `@group/team`, `@@role`, or an address.
    private static func isOwner(_ word: String) -> Bool {
        (word.hasPrefix("@") && word.utf8.count > 1) || word.dropFirst().dropLast().contains("@")
    }

    /// A line's words up to a comment; `\ ` is a space and `\#` a number sign within one.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                // The backslash stays before what has a meaning in a pattern.
                if !" #[]".contains(character) { word.append("\\") }
                word.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "#", word.isEmpty {
                break
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if isEscaped { word.append("\\") }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// `[Name]`, `^[Name][2] @owner`.
    private static func heading(_ line: String) -> (name: String, owners: [String])? {
        var rest = Substring(line.trimmed)
        if rest.hasPrefix("^") { rest.removeFirst() }
        guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return nil }
        let name = rest[rest.index(after: rest.startIndex)..<end]
        guard !name.isEmpty else { return nil }
        rest = rest[rest.index(after: end)...]
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            guard Int(rest.dropFirst().prefix(upTo: end)) != nil else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        let words = words(String(rest))
        guard rest.isEmpty || rest.first?.isWhitespace == true, words.allSatisfy(isOwner) else { return nil }
        return (name.lowercased(), words)
    }
}
