import FindingsModel

/// Repositories by their short name: `owner/name`, from any address that git takes.
public enum RepositoryName {
    /// `owner/name` (or `group/sub/name`) of `https://host/owner/name.git`, `git@host:owner/name` and the like; what has
    /// no host is kept as it is. Credentials never survive. `nil` where nothing is left.
    public static func normalized(_ address: String) -> String? {
        var text = Substring(address.filter { !$0.isWhitespace })
        if let scheme = text.byteRange(of: "://") {
            text = text[scheme.upperBound...]
            guard let slash = text.firstIndex(of: "/") else { return nil }
            text = text[text.index(after: slash)...]
        } else if let at = text.firstIndex(of: "@"), let colon = text[at...].firstIndex(of: ":") {
            text = text[text.index(after: colon)...]
        }
        if let mark = text.firstIndex(where: { $0 == "?" || $0 == "#" }) { text = text[..<mark] }
        let parts = text.split(separator: "/")
        guard var last = parts.last else { return nil }
        if last.hasSuffix(".git") { last = last.dropLast(4) }
        let name = (parts.dropLast().filter { $0 != "_git" } + [last]).joined(separator: "/")
        return name.isEmpty ? nil : name
    }
}
