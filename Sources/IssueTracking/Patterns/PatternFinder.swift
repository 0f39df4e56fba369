import FindingsModel

/// An issue, as patterns are looked for over many.
public struct PatternIssue: Hashable, Sendable {
    public var uid: String
    public var project: String
    public var path: String
    public var category: String
    /// The words of a remark that reported it: title and body.
    public var text: String
    /// Functions and classes that its remarks name.
    public var symbols: [String]

    public init(uid: String, project: String, path: String, category: String, text: String, symbols: [String]) {
        self.uid = uid
        self.project = project
        self.path = path
        self.category = category
        self.text = text
        self.symbols = symbols
    }
}

/// Issues of several files that are of one kind and speak of the same code: one fixture, helper, call or literal. What
/// mends them is one change or one guideline.
public struct Pattern: Hashable, Sendable {
    /// Sixteen hexadecimal digits, made from project, category and shared code: the same as long as these are shared.
    public var id: String
    public var project: String
    public var category: String
    /// What they share, most telling first; empty for all issues of a category.
    public var shared: [String]
    /// Uids, sorted.
    public var issues: [String]
    public var files: Int
}

/// Finds patterns among issues. Pure and deterministic; linear in the length of the texts, but for sorting.
public struct PatternFinder: Sendable {
    /// In how many files a pattern must be.
    public var leastFiles: Int
    /// Code that is shared by a larger part of a project's issues of all kinds than this tells nothing of one kind.
    private static let commonShare = 0.34

    public init(leastFiles: Int = 2) { self.leastFiles = max(2, leastFiles) }

    /// The widest first: by files, then by issues, then by name.
    public func patterns(among issues: [PatternIssue]) -> [Pattern] {
        struct Key: Hashable {
            var project: String
            var category: String
            var code: String
        }
        var groups: [Key: [Int]] = [:]
        var spread: [Key: Set<String>] = [:]
        var total: [String: Int] = [:]
        for (place, issue) in issues.enumerated() where issue.category != "other" {
            total[issue.project, default: 0] += 1
            for code in SharedCode.tokens(of: issue.text, symbols: issue.symbols) {
                groups[Key(project: issue.project, category: issue.category, code: code), default: []].append(place)
                spread[Key(project: issue.project, category: "", code: code), default: []].insert(issue.uid)
            }
        }
        var found: [(key: Key, places: [Int], files: Int)] = []
        for (key, places) in groups where places.count >= leastFiles {
            let files = Set(places.map { issues[$0].path }).count
            let uses = spread[Key(project: key.project, category: "", code: key.code)]?.count ?? 0
            let all = total[key.project] ?? 0
            guard files >= leastFiles, all < 12 || Double(uses) <= Double(all) * Self.commonShare else { continue }
            found.append((key, places, files))
        }
        // Two names of the same issues are one pattern; the longer name tells more.
        found.sort { a, b in
            if a.files != b.files { return a.files > b.files }
            if a.places.count != b.places.count { return a.places.count > b.places.count }
            if a.key.code.utf8.count != b.key.code.utf8.count { return a.key.code.utf8.count > b.key.code.utf8.count }
            return (a.key.project, a.key.category, a.key.code) < (b.key.project, b.key.category, b.key.code)
        }
        var patterns: [Pattern] = []
        var taken: [[String]: [Int]] = [:]
        for (key, places, files) in found {
            let uids = Set(places.map { issues[$0].uid }).sorted()
            let kind = [key.project, key.category]
            let double = (taken[kind] ?? []).first { known in
                let others = Set(patterns[known].issues)
                return others.intersection(uids).count * 5 >= max(others.count, uids.count) * 4
            }
            if let double {
                if patterns[double].shared.count < 4 { patterns[double].shared.append(key.code) }
                continue
            }
            taken[kind, default: []].append(patterns.count)
            patterns.append(
                Pattern(
                    id: Self.id(key.project, key.category, key.code), project: key.project, category: key.category,
                    shared: [key.code], issues: uids, files: files))
        }
        return patterns
    }

    /// FNV-1a, 64 bits, over the parts with their ends (http://www.isthe.com/chongo/tech/comp/fnv/).
    private static func id(_ parts: String...) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
