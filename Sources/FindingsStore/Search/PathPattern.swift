/// A path, the folder above paths, or a pattern of paths.
///
/// `*` stands for any characters but a slash, `?` for one, and `**` as a whole part for any number of folders. Without
/// wildcards it is a file, or a folder with all that is in it. Without a slash it may lie in any folder; a slash at the
/// beginning means the project's root.
struct PathPattern: Hashable, Sendable {
    /// As typed.
    let text: String
    /// The parts between the slashes.
    let parts: [String]
    /// The parts are taken literally.
    let isLiteral: Bool
    /// It may begin in any folder.
    let floats: Bool

    init(_ text: String, isQuoted: Bool = false) {
        self.text = text
        var parts = text.split(separator: "/").map(String.init).filter { $0 != "." }
        isLiteral = isQuoted || !text.contains { $0 == "*" || $0 == "?" }
        floats = !text.hasPrefix("/") && !text.hasPrefix("./") && parts.count == 1 && parts != ["**"]
        // A pattern that ends in a slash means what is in the folder.
        if !isLiteral, text.hasSuffix("/"), parts.last != "**" { parts.append("**") }
        self.parts = parts
    }

    /// The whole path without wildcards, with which a file or folder can be looked up.
    var literal: String? { isLiteral ? parts.joined(separator: "/") : nil }

    /// For SQLite's GLOB, where that alone matches no more than this: no wildcard that must stop at a slash.
    var exactGlob: String? {
        guard !isLiteral, !floats, let last = parts.last, last == "**" else { return nil }
        let folders = parts.dropLast()
        guard !folders.contains(where: { $0.contains { $0 == "*" || $0 == "?" } }) else { return nil }
        return (folders.map(NamePattern.glob) + ["*"]).joined(separator: "/")
    }

    /// For SQLite's GLOB: matches at least what this matches.
    var wideGlob: String {
        var glob = floats ? "*" : ""
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            if part == "**" {
                glob += "*"
            } else {
                glob += NamePattern.glob(part) + (isLast ? "" : "/")
            }
        }
        return glob
    }

    /// The number of slashes that a matching path has, where the pattern says it.
    var slashes: Int? { floats || parts.contains("**") ? nil : parts.count - 1 }

    func matches(_ path: String) -> Bool {
        let names = path.split(separator: "/", omittingEmptySubsequences: true)
        if isLiteral {
            guard !parts.isEmpty, names.count >= parts.count else { return false }
            let starts = floats ? 0...(names.count - parts.count) : 0...0
            return starts.contains { start in zip(parts, names[start...]).allSatisfy { $0 == $1 } }
        }
        return Self.matches(floats ? ["**"] + parts : parts, names)
    }

    /// Two pointers and one place to go back to, so that the time is at most parts times names.
    private static func matches(_ parts: [String], _ names: [Substring]) -> Bool {
        var part = 0
        var name = 0
        var retry: (part: Int, name: Int)?
        while name < names.count {
            if part < parts.count, parts[part] == "**" {
                // At the end it needs something below it: `tests/**` is what lies in tests.
                if part == parts.count - 1 { return true }
                retry = (part, name)
                part += 1
            } else if part < parts.count, matches(part: parts[part], name: names[name]) {
                part += 1
                name += 1
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

    private static func matches(part: String, name: Substring) -> Bool {
        let pattern = Array(part.unicodeScalars)
        let text = Array(name.unicodeScalars)
        var p = 0
        var t = 0
        var retry: (p: Int, t: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == "*" {
                retry = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == "?" || pattern[p] == text[t] {
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
        while p < pattern.count, pattern[p] == "*" { p += 1 }
        return p == pattern.count
    }
}
