import FindingsModel

/// Artifact locations (§3.4) to paths: artifacts by index, URI bases, `file:` URIs, percent-encoding.
final class SARIFPaths {
    private let artifacts: [JSONValue]
    private let bases: [String: JSONValue]
    /// Absolute folders that paths are made relative to, the outermost first.
    private var roots: [String] = []
    /// Paths by the bytes of their locations as they stand in the log.
    private var known: [JSONValue.SourceHash: String?] = [:]
    /// The last location and its path: neighbours are often in one file.
    private var last: (location: JSONValue, path: String?)?
    /// How many are remembered before the memory is emptied: a log may speak of any number of files.
    private static let limit = 10_000

    init(_ run: JSONValue) {
        artifacts = run["artifacts"].map { Array($0.elements) } ?? []
        bases = Dictionary(
            (run["originalUriBaseIds"]?.fields ?? []).map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first })
        var roots: [String] = []
        for (_, base) in bases {
            if let uri = base["uri"]?.string, let path = Self.absolutePath(uri) { roots.append(path) }
        }
        if let provenance = run["versionControlProvenance"] {
            for item in provenance.elements {
                if let uri = item["mappedTo"]?["uri"]?.string, let path = Self.absolutePath(uri) { roots.append(path) }
            }
        }
        if roots.isEmpty, let invocations = run["invocations"] {
            for item in invocations.elements {
                if let uri = item["workingDirectory"]?["uri"]?.string, let path = Self.absolutePath(uri) {
                    roots.append(path)
                }
            }
        }
        self.roots = Set(roots).filter { $0.utf8.count > 1 }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    /// The path of an artifactLocation: relative to the sources' root where that is known; `nil` where there is none.
    func path(_ location: JSONValue?) -> String? {
        guard let location else { return nil }
        if let last, last.location.hasSameSource(as: location) { return last.path }
        let source = location.sourceHash
        let path: String?
        if let found = known[source] {
            path = found
        } else {
            path = resolved(location)
            // What is wrong with it is to be told wherever it stands.
            if location.hasMisreadings { return path }
            if known.count >= Self.limit { known = [:] }
            known[source] = path
        }
        last = (location, path)
        return path
    }

    private func resolved(_ location: JSONValue) -> String? {
        if let uri = location["uri"]?.string, !uri.isEmpty {
            return resolve(uri, base: location["uriBaseId"]?.string)
        }
        guard let index = location["index"]?.int, artifacts.indices.contains(index),
            let target = artifacts[index]["location"], target["uri"] != nil
        else { return nil }
        return path(target)
    }

    /// The files that the run names as its targets (§3.24.6).
    var targets: [String] {
        artifacts.compactMap { artifact in
            guard let roles = artifact["roles"], roles.elements.contains(where: { $0.string == "analysisTarget" })
            else {
                return nil
            }
            return path(artifact["location"])
        }
    }

    private func resolve(_ uri: String, base: String?) -> String? {
        if let absolute = Self.absolutePath(uri) {
            for root in roots {
                let prefix = root.hasSuffix("/") ? root : root + "/"
                if absolute.utf8.count > prefix.utf8.count, Self.path(absolute, startsWith: prefix) {
                    return SubjectPath.normalized(
                        String(decoding: absolute.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
                }
            }
            return SubjectPath.normalized(absolute)
        }
        if Self.scheme(uri) != nil { return uri }
        var uri = uri
        // Some write the name of the base into the URI: `%SRCROOT%/quay/mast.c`.
        if uri.hasPrefix("%"), let end = uri.byteRange(of: "%/"),
            case let name = uri[..<end.lowerBound].dropFirst(), name.count > 2,
            name.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") })
        {
            uri = String(uri[end.upperBound...])
        }
        // Bases may stand on bases (§3.14.14); a ring of them ends with the bound.
        var path = Self.decoded(uri)
        var base = base
        for _ in 0..<16 {
            guard let id = base, let location = bases[id], let prefix = location["uri"]?.string else { break }
            if Self.scheme(prefix) != nil || prefix.hasPrefix("/") { break }
            path = Self.decoded(prefix.hasSuffix("/") ? prefix : prefix + "/") + path
            base = location["uriBaseId"]?.string
        }
        return SubjectPath.normalized(path)
    }

    /// Drives have no case: `c:/quay/mast.c` lies in `C:/quay/`.
    private static func path(_ path: String, startsWith prefix: String) -> Bool {
        if path.utf8.starts(with: prefix.utf8) { return true }
        guard SubjectPath.drive(of: path) != nil, SubjectPath.drive(of: path) == SubjectPath.drive(of: prefix) else {
            return false
        }
        return path.utf8.dropFirst().starts(with: prefix.utf8.dropFirst())
    }

    /// The path of a `file:` URI or of an absolute path; `nil` for anything else.
    static func absolutePath(_ uri: String) -> String? {
        if SubjectPath.isAbsolute(uri) { return SubjectPath.normalized(decoded(uri)) }
        guard scheme(uri) == "file" else { return nil }
        var rest = uri.dropFirst("file:".count)
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            // Some write a drive where the host stands: `file://C:/quay/mast.c`.
            let path = decoded(String(rest))
            if SubjectPath.drive(of: path) != nil { return SubjectPath.normalized(path) }
            guard let slash = rest.firstIndex(of: "/") else { return nil }
            rest = rest[slash...]
        }
        var path = decoded(String(rest))
        // file:///C:/work is C:/work.
        if path.hasPrefix("/"), SubjectPath.isAbsolute(String(path.dropFirst())), !path.hasPrefix("//") {
            path.removeFirst()
        }
        return SubjectPath.normalized(path)
    }

    /// The scheme in lower case; a single letter is a drive.
    private static func scheme(_ uri: String) -> String? {
        guard let colon = uri.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = uri[..<colon]
        guard scheme.utf8.count > 1,
            scheme.utf8.allSatisfy({
                let lower = $0 | 0x20
                return (lower >= 0x61 && lower <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D
                    || $0 == 0x2E
            })
        else { return nil }
        return scheme.lowercased()
    }

    /// Without percent-encoding; what is not one, or would not be UTF-8, stays as written.
    static func decoded(_ uri: String) -> String {
        guard uri.utf8.contains(UInt8(ascii: "%")) else { return uri }
        let source = Array(uri.utf8)
        var bytes: [UInt8] = []
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let byte = UInt8(String(decoding: source[(index + 1)...(index + 2)], as: UTF8.self), radix: 16),
                byte != 0
            {
                bytes.append(byte)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? uri
    }
}
