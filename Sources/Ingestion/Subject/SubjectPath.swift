/// Paths of reviewed files in their one spelling: relative to the work tree, with `/`, without `./` and `..`.
public enum SubjectPath {
    /// `path` in that spelling; absolute only where it lies outside `root`, and `nil` where nothing is left of it.
    public static func normalized(_ path: String, root: String? = nil) -> String? {
        var text = path
        // A backslash separates only where no slash does: on Linux it may be part of a name.
        if text.utf8.contains(UInt8(ascii: "\\")), !text.utf8.contains(UInt8(ascii: "/")) || isWindowsAbsolute(text) {
            text = String(decoding: text.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
        }
        guard let clean = collapsed(text) else { return nil }
        if let root, let cleanRoot = collapsed(root), isAbsolute(clean) {
            if clean == cleanRoot { return nil }
            let prefix = cleanRoot.hasSuffix("/") ? cleanRoot : cleanRoot + "/"
            if clean.utf8.starts(with: prefix.utf8) { return String(clean.dropFirst(prefix.count)) }
        }
        return clean
    }

    /// Whether `path`, normalized, names the file `subject`: it is the same, or one ends with the other at a `/`.
    public static func names(_ path: String, subject: String) -> Bool {
        let (short, long) = path.utf8.count <= subject.utf8.count ? (path, subject) : (subject, path)
        guard !short.isEmpty, long.utf8.count > short.utf8.count else { return short == long }
        return long.utf8.suffix(short.utf8.count).elementsEqual(short.utf8)
            && long.utf8.dropLast(short.utf8.count).last == UInt8(ascii: "/")
    }

    static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") || isWindowsAbsolute(path) }

    private static func isWindowsAbsolute(_ path: String) -> Bool { drive(of: path) != nil }

    /// The letter of the drive that an absolute path of Windows begins with, in lower case; `nil` for other paths.
    static func drive(of path: String) -> UInt8? {
        let head = Array(path.utf8.prefix(3))
        guard head.count == 3, head[1] == UInt8(ascii: ":"),
            head[2] == UInt8(ascii: "/") || head[2] == UInt8(ascii: "\\")
        else { return nil }
        let letter = head[0] | 0x20
        return (0x61...0x7A).contains(letter) ? letter : nil
    }

    /// Nothing in it is to be collapsed: the usual path needs no work.
    private static func isCollapsed(_ path: String) -> Bool {
        var path = path
        return path.withUTF8 { bytes in
            let slash = UInt8(ascii: "/")
            let dot = UInt8(ascii: ".")
            guard let last = bytes.last, last != slash else { return false }
            var previous = slash
            for (place, byte) in bytes.enumerated() {
                // An empty part, or one that begins with a dot: what it means is seen below.
                if previous == slash, byte == dot || (byte == slash && place > 0) { return false }
                previous = byte
            }
            return true
        }
    }

    private static func collapsed(_ path: String) -> String? {
        if isCollapsed(path) { return path }
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            if part == "." { continue }
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part == "..", isRooted {
                continue
            } else {
                parts.append(part)
            }
        }
        if parts.isEmpty { return isRooted ? "/" : nil }
        return (isRooted ? "/" : "") + parts.joined(separator: "/")
    }
}
