#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path whose bytes are no UTF-8, as Linux allows them: text has a sign for each of them, and the file is found by looking
/// which name in its folder is repaired to the same text.
struct RepairedPath {
    /// With the zero at its end; of an existing file or folder.
    let bytes: [CChar]

    /// - Returns: `nil` for a path without such signs, and where no entry of a folder, or more than one, is repaired to it.
    init?(_ path: String) {
        guard path.contains(Self.sign) else { return nil }
        var found: [CChar] = path.hasPrefix("/") ? [Self.slash] : []
        for part in path.split(separator: "/") {
            let folder = found.isEmpty ? [CChar(bitPattern: UInt8(ascii: "."))] : found
            guard let name = part.contains(Self.sign) ? Self.entry(of: folder + [0], named: part) : Self.bytes(part)
            else {
                return nil
            }
            if !found.isEmpty, found.last != Self.slash { found.append(Self.slash) }
            found += name
        }
        bytes = found + [0]
    }

    /// Opens a file for reading, whatever its name; less than 0 where there is none.
    ///
    /// - Parameter isRegular: nothing but a regular file: who writes into a pipe would find it closed again.
    static func open(_ path: String, isRegular: Bool = false) -> Int32 {
        func opened(_ name: UnsafePointer<CChar>) -> Int32 {
            var about = stat()
            if isRegular {
                guard fstatat(AT_FDCWD, name, &about, 0) == 0, about.st_mode & S_IFMT == S_IFREG else { return -1 }
            }
            return systemOpen(name)
        }
        let descriptor = path.withCString(opened)
        if descriptor >= 0 { return descriptor }
        guard let repaired = RepairedPath(path) else { return -1 }
        return repaired.bytes.withUnsafeBufferPointer { $0.baseAddress.map(opened) ?? -1 }
    }

    /// Whether there is a file or folder of this name, and whether it is a folder; `nil` where there is none.
    static func isFolder(_ path: String) -> Bool? {
        guard let repaired = RepairedPath(path) else { return nil }
        var about = stat()
        guard fstatat(AT_FDCWD, repaired.bytes, &about, 0) == 0 else { return nil }
        return about.st_mode & S_IFMT == S_IFDIR
    }

    private static let sign: Character = "\u{FFFD}"
    private static let slash = CChar(bitPattern: UInt8(ascii: "/"))

    private static func bytes(_ text: Substring) -> [CChar] { text.utf8.map { CChar(bitPattern: $0) } }

    /// The bytes of the only entry that is repaired to `name`.
    private static func entry(of folder: [CChar], named name: Substring) -> [CChar]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var found: [CChar]?
        while let entry = readdir(stream) {
            let bytes = withUnsafePointer(to: &entry.pointee.d_name) { start in
                let size = MemoryLayout.size(ofValue: start.pointee)
                return start.withMemoryRebound(to: CChar.self, capacity: size) { pointer in
                    Array(UnsafeBufferPointer(start: pointer, count: strnlen(pointer, size)))
                }
            }
            guard String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self) == name else { continue }
            guard found == nil else { return nil }
            found = bytes
        }
        return found
    }
}

/// `open(2)`, which the function of that name would hide.
private func systemOpen(_ name: UnsafePointer<CChar>) -> Int32 { open(name, O_RDONLY | O_CLOEXEC) }
