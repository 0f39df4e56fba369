/// Where the lines of a repository's commits can be looked at.
public struct CodeHost: Hashable, Sendable {
    private enum Form: Hashable {
        case gitHub, gitLab, bitbucket, gitea, azure
        case template(String)
    }

    private let form: Form
    /// The repository's page, without a slash at the end.
    private let base: String

    /// The host of a repository's address, as git takes it: `https://host/owner/name.git`, `git@host:owner/name`.
    ///
    /// `nil` where the host's way of writing lines is not known: it is told by the name of the host (github, gitlab,
    /// bitbucket, dev.azure.com and visualstudio.com, gitea, forgejo, codeberg).
    public init?(repository address: String) {
        guard let (scheme, host, path) = Self.parts(address) else { return nil }
        let name = host.lowercased()
        if name.contains("github") {
            form = .gitHub
        } else if name.contains("gitlab") {
            form = .gitLab
        } else if name.contains("bitbucket") {
            form = .bitbucket
        } else if name.hasSuffix("dev.azure.com") || name.hasSuffix("visualstudio.com") {
            form = .azure
        } else if ["gitea", "forgejo", "codeberg"].contains(where: name.contains) {
            form = .gitea
        } else {
            return nil
        }
        base = "\(scheme)://\(host)/\(path)"
    }

    /// The host that the address of a CI run tells of.
    ///
    /// - Parameter repository: the project's name, which Azure's addresses of runs do not hold.
    public init?(run address: String, repository: String) {
        guard address.hasPrefix("http"), Self.isPlain(address) else { return nil }
        for (mark, form) in [
            ("/-/jobs/", Form.gitLab), ("/-/pipelines/", .gitLab), ("/pipelines/results/", .bitbucket),
            ("/actions/runs/", .gitHub),
        ] {
            guard let place = address.firstRange(of: mark),
                let (scheme, host, path) = Self.parts(
                    String(address[..<place.lowerBound]))
            else { continue }
            base = "\(scheme)://\(host)/\(path)"
            let isGitea = ["gitea", "forgejo", "codeberg"].contains(where: host.lowercased().contains)
            self.form = form == .gitHub && isGitea ? .gitea : form
            return
        }
        if let place = address.firstRange(of: "/_build/"), let name = repository.split(separator: "/").last,
            let (scheme, host, path) = Self.parts(String(address[..<place.lowerBound]))
        {
            base = "\(scheme)://\(host)/\(path)/_git/\(LineLinks.encoded(String(name), keeping: ""))"
            form = .azure
            return
        }
        return nil
    }

    /// An address with `{path}` and, if it has them, `{commit}` and `{line}`; `nil` for one that could act in a page.
    public init?(template: String) {
        guard LineLinks(template: template, commit: "HEAD") != nil else { return nil }
        form = .template(template)
        base = ""
    }

    /// Whether this is the place of the project `owner/name`; a template is taken for it.
    func holds(_ project: String) -> Bool {
        if case .template = form { return true }
        let plain = base.replacing("/_git", with: "").lowercased()
        return project == "unknown" || plain.hasSuffix("/" + project.lowercased())
    }

    /// The page of the lines; `nil` where the path or the commit is not known.
    ///
    /// - Parameters:
    ///   - first, last: 1-based and inclusive; 0 for the whole file.
    public func address(path: String, commit: String, first: Int, last: Int) -> String? {
        let isHash =
            (4...64).contains(commit.utf8.count)
            && commit.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
            }
        if case .template(let template) = form {
            guard !path.isEmpty, isHash || !template.contains("{commit}") else { return nil }
            return LineLinks(template: template, commit: isHash ? commit : nil)?.link(path: path, line: first)
        }
        guard !path.isEmpty, isHash else { return nil }
        let file = LineLinks.encoded(path, keeping: "/")
        let end = max(first, last)
        switch form {
        case .gitHub:
            return "\(base)/blob/\(commit)/\(file)"
                + (first < 1 ? "" : end > first ? "#L\(first)-L\(end)" : "#L\(first)")
        case .gitLab:
            return "\(base)/-/blob/\(commit)/\(file)"
                + (first < 1 ? "" : end > first ? "#L\(first)-\(end)" : "#L\(first)")
        case .bitbucket:
            return "\(base)/src/\(commit)/\(file)"
                + (first < 1 ? "" : end > first ? "#lines-\(first):\(end)" : "#lines-\(first)")
        case .gitea:
            return "\(base)/src/commit/\(commit)/\(file)"
                + (first < 1 ? "" : end > first ? "#L\(first)-L\(end)" : "#L\(first)")
        case .azure:
            let lines =
                first < 1
                ? "" : "&line=\(first)&lineEnd=\(end + 1)&lineStartColumn=1&lineEndColumn=1&lineStyle=plain"
            return "\(base)?path=/\(file)&version=GC\(commit)\(lines)&_a=contents"
        case .template: return nil
        }
    }

    /// Scheme, host with port, and path without `.git`; credentials are left out.
    private static func parts(_ address: String) -> (scheme: String, host: String, path: String)? {
        guard isPlain(address) else { return nil }
        var scheme = "https"
        var rest = Substring(address)
        if let mark = rest.firstRange(of: "://") {
            let told = rest[..<mark.lowerBound].lowercased()
            guard ["http", "https", "ssh", "git"].contains(told) else { return nil }
            if told == "http" { scheme = "http" }
            rest = rest[mark.upperBound...]
            if let slash = rest.firstIndex(of: "/"), let at = rest[..<slash].lastIndex(of: "@") {
                rest = rest[rest.index(after: at)...]
            }
        } else if let at = rest.firstIndex(of: "@"), let colon = rest[at...].firstIndex(of: ":") {
            rest = rest[rest.index(after: at)..<colon] + "/" + rest[rest.index(after: colon)...]
        } else {
            return nil
        }
        guard let slash = rest.firstIndex(of: "/") else { return nil }
        var host = String(rest[..<slash])
        // An SSH port is not that of the pages.
        if !address.hasPrefix("http"), let colon = host.firstIndex(of: ":") { host = String(host[..<colon]) }
        var path = rest[rest.index(after: slash)...]
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix(".git") { path.removeLast(4) }
        guard !host.isEmpty, !path.isEmpty, !path.contains(where: { $0 == "?" || $0 == "#" }) else { return nil }
        return (scheme, host, String(path))
    }

    /// Nothing that could end an attribute or a link of Markdown.
    private static func isPlain(_ address: String) -> Bool {
        address.utf8.count <= 2_048
            && address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>\"`\\|'{}[]^".utf8.contains($0) }
    }
}
