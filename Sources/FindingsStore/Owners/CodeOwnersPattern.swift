/// A pattern of a CODEOWNERS file, taken apart once and matched against many paths.
struct CodeOwnersPattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        /// `**`: any number of folders.
        case folders
        /// `*`: any one name.
        case any
        case name([UInt8])
        /// A name with `*` and `?`.
        case glob([UInt8])
    }

    private let parts: [Part]
    /// What lies below a folder that matches, matches too.
    private let takesFolders: Bool

    /// - Returns: `nil` for a pattern without a name.
    init?(_ text: String, dialect: CodeOwners.Dialect) {
        let bytes = Array(text.utf8)
        let slash = UInt8(ascii: "/")
        let isFolder = bytes.last == slash
        var parts = bytes.split(separator: slash).map { name -> Part in
            if name.elementsEqual("**".utf8) { return .folders }
            if name.elementsEqual("*".utf8) { return .any }
            return name.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
                ? .glob(Array(name)) : .name(Array(name))
        }
        if parts.isEmpty {
            // A slash alone is the whole of the project for GitLab.
            guard isFolder, dialect == .gitlab else { return nil }
            parts = [.folders]
        }
        let isAnchored: Bool
        switch dialect {
        case .github: isAnchored = bytes.dropLast(isFolder ? 1 : 0).contains(slash)
        case .gitlab: isAnchored = bytes.first == slash
        }
        if !isAnchored, parts.first != .folders { parts.insert(.folders, at: 0) }
        if isFolder, parts.last != .folders { parts.append(.folders) }
        // GitHub: `docs/*` is what lies in docs itself, without the folders in it.
        takesFolders = dialect == .github && parts.last != .any && parts.last != .folders
        self.parts = parts
    }

    /// - Parameter names: the path, parted at its slashes.
    func matches(_ names: [[UInt8]]) -> Bool {
        // Most patterns differ in their first name already.
        if case .name(let first) = parts[0], first != names[0] { return false }
        var part = 0
        var name = 0
        var retry: (part: Int, name: Int)?
        while name < names.count {
            if part < parts.count, parts[part] == .folders {
                // At the end it needs something below it.
                if part == parts.count - 1 { return true }
                retry = (part, name)
                part += 1
            } else if part < parts.count, Self.matches(parts[part], names[name]) {
                part += 1
                name += 1
                if part == parts.count, takesFolders { return true }
            } else if let back = retry {
                retry = (back.part, back.name + 1)
                part = back.part + 1
                name = back.name + 1
            } else {
                return false
            }
        }
        return part == parts.count
    }

    private static func matches(_ part: Part, _ name: [UInt8]) -> Bool {
        switch part {
        case .folders, .any: true
        case .name(let literal): literal == name
        case .glob(let pattern): matches(glob: pattern, name)
        }
    }

    private static func matches(glob pattern: [UInt8], _ text: [UInt8]) -> Bool {
        let star = UInt8(ascii: "*")
        let one = UInt8(ascii: "?")
        var p = 0
        var t = 0
        var retry: (p: Int, t: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == star {
                retry = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == one {
                p += 1
                t += 1
                // One character, however many bytes it has.
                while t < text.count, text[t] & 0xC0 == 0x80 { t += 1 }
            } else if p < pattern.count, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let back = retry {
                retry = (back.p, back.t + 1)
                p = back.p + 1
                t = back.t + 1
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == star { p += 1 }
        return p == pattern.count
    }
}
