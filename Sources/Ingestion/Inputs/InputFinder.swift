import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A document to read, and the name that it is known by.
public struct InputDocument: Sendable, Hashable {
    /// As given, or found below what was given; `-` for standard input.
    public var name: String
    /// `nil` for standard input.
    public var file: String?

    public init(name: String, file: String?) {
        self.name = name
        self.file = file
    }
}

/// Finds the documents that arguments name: files, folders, globs, `-` for standard input.
public struct InputFinder: Sendable {
    /// What is taken from a folder: files whose names end so.
    public static let endings: Set<String> = [
        "md", "markdown", "txt", "text", "json", "jsonl", "ndjson", "sarif", "xml", "csv", "gz", "tgz", "zip", "tar",
    ]
    /// At most so many documents below one folder or glob.
    public static let limit = 1_000_000

    public init() {}

    /// The documents of one argument, sorted by name.
    ///
    /// - Throws: ``IngestionError`` when there is nothing of that name, or no review in a folder.
    public func documents(for argument: String) throws(IngestionError) -> [InputDocument] {
        if argument == "-" { return [InputDocument(name: "-", file: nil)] }
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: argument, isDirectory: &isDirectory)
        if let isFolder = exists ? isDirectory.boolValue : RepairedPath.isFolder(argument) {
            guard isFolder else { return [InputDocument(name: argument, file: argument)] }
            let found = files(below: argument) { Self.endings.contains(($0 as NSString).pathExtension.lowercased()) }
            if found.isEmpty {
                throw .nothingFound(
                    Place(file: argument),
                    why:
                        "the folder holds no review: no file that ends in \(Self.endings.sorted().map { "." + $0 }.joined(separator: " "))"
                )
            }
            return found
        }
        guard argument.contains(where: { "*?[".contains($0) }) else {
            throw .unreadable(Place(file: argument), why: "there is no such file or folder")
        }
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        let fixed = parts.prefix { part in !part.contains { "*?[".contains($0) } }.joined(separator: "/")
        let root = argument.hasPrefix("/") && fixed.isEmpty ? "/" : fixed.isEmpty ? "." : fixed
        let pattern = Glob(argument)
        let found = files(below: root) { pattern.matches($0.hasPrefix("./") ? String($0.dropFirst(2)) : $0) }
        if found.isEmpty { throw .nothingFound(Place(file: argument), why: "no file matches the pattern") }
        return found
    }

    /// Hidden files and folders are left out; links are not followed, so that a loop of them ends.
    private func files(below folder: String, where isWanted: (String) -> Bool) -> [InputDocument] {
        let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
        var found: [InputDocument] = []
        var waiting = [""]
        while let inner = waiting.popLast(), found.count < Self.limit {
            for (name, kind) in Self.entries(of: inner.isEmpty ? folder : prefix + inner) where !name.hasPrefix(".") {
                switch kind {
                case .folder: waiting.append(inner + name + "/")
                case .file:
                    let name = prefix + inner + name
                    if isWanted(name) { found.append(InputDocument(name: name, file: name)) }
                }
            }
        }
        return found.prefix(Self.limit).sorted { $0.name < $1.name }
    }

    private enum EntryKind { case file, folder }

    /// What a folder holds, by names; nothing of one that cannot be read, and neither links nor pipes.
    private static func entries(of folder: String) -> [(name: String, kind: EntryKind)] {
        guard let stream = opendir(folder) ?? RepairedPath(folder).flatMap({ opendir($0.bytes) }) else { return [] }
        defer { closedir(stream) }
        var entries: [(name: String, kind: EntryKind)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                    String(cString: $0)
                }
            }
            var type = Int32(entry.pointee.d_type)
            if type == Int32(DT_UNKNOWN) {
                // Not every file system tells.
                var about = stat()
                guard fstatat(dirfd(stream), &entry.pointee.d_name.0, &about, AT_SYMLINK_NOFOLLOW) == 0 else {
                    continue
                }
                let kind = about.st_mode & S_IFMT
                type = Int32(kind == S_IFREG ? DT_REG : kind == S_IFDIR ? DT_DIR : DT_LNK)
            }
            if type == Int32(DT_REG) { entries.append((name, .file)) }
            if type == Int32(DT_DIR) { entries.append((name, .folder)) }
        }
        return entries
    }
}

/// A path pattern: `*` and `?` within a part, `**` over parts, `[abc]` and `[a-z]` one of these, `[!abc]` none of them.
public struct Glob: Sendable {
    private enum Part: Sendable {
        /// `**`
        case any
        case plain(String)
        /// `*.md`
        case ending(String)
        case pattern([Character])

        init(_ part: Substring) {
            let rest = part.drop { $0 == "*" }
            if part == "**" {
                self = .any
            } else if rest.contains(where: { "*?[".contains($0) }) {
                self = .pattern(Array(part))
            } else {
                self = rest.startIndex == part.startIndex ? .plain(String(part)) : .ending(String(rest))
            }
        }

        func matches(_ name: Substring) -> Bool {
            switch self {
            case .any: true
            case .plain(let text): name == text
            case .ending(let text): name.hasSuffix(text)
            case .pattern(let pattern): Glob.matches(pattern, Array(name))
            }
        }
    }

    private let parts: [Part]

    public init(_ pattern: String) {
        let plain = pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern
        parts = plain.split(separator: "/").map(Part.init)
    }

    public func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/")
        // reach[j]: the pattern's parts so far match the first j names.
        var reach = [Bool](repeating: false, count: names.count + 1)
        reach[0] = true
        for part in parts {
            var next = [Bool](repeating: false, count: names.count + 1)
            if case .any = part {
                var isOpen = false
                for index in 0...names.count {
                    isOpen = isOpen || reach[index]
                    next[index] = isOpen
                }
            } else {
                for index in names.indices where reach[index] && part.matches(names[index]) {
                    next[index + 1] = true
                }
            }
            reach = next
        }
        return reach[names.count]
    }

    private static func matches(_ pattern: [Character], _ name: [Character]) -> Bool {
        var (p, n) = (0, 0)
        var retry: (p: Int, n: Int)?
        while n < name.count {
            if p < pattern.count, pattern[p] == "*" {
                retry = (p + 1, n)
                p += 1
                continue
            }
            if p < pattern.count, let after = step(pattern, p, name[n]) {
                p = after
                n += 1
                continue
            }
            guard let last = retry else { return false }
            retry = (last.p, last.n + 1)
            (p, n) = (last.p, last.n + 1)
        }
        return pattern[p...].allSatisfy { $0 == "*" }
    }

    /// Where the pattern goes on when its element at `p` takes `character`; `nil` when it does not.
    private static func step(_ pattern: [Character], _ p: Int, _ character: Character) -> Int? {
        if pattern[p] == "?" { return p + 1 }
        if pattern[p] == "[", let close = pattern[(p + 1)...].firstIndex(of: "]"), close > p + 1 {
            return isOne(of: pattern[(p + 1)..<close], character) ? close + 1 : nil
        }
        return pattern[p] == character ? p + 1 : nil
    }

    /// What stands between brackets, as shells read it.
    private static func isOne(of choice: ArraySlice<Character>, _ character: Character) -> Bool {
        let isNegated = choice.count > 1 && (choice.first == "!" || choice.first == "^")
        let choice = isNegated ? choice.dropFirst() : choice
        var at = choice.startIndex
        while at < choice.endIndex {
            let isRange = at + 2 < choice.endIndex && choice[at + 1] == "-"
            let last = isRange ? choice[at + 2] : choice[at]
            if choice[at] <= last, (choice[at]...last).contains(character) { return !isNegated }
            at += isRange ? 3 : 1
        }
        return isNegated
    }
}
