import FindingsModel
import FindingsStore

/// What a run changed, in Markdown for a job's page or a comment on the pull request.
public struct RunSummary: Sendable {
    /// Rows of issues: issue, severity, category, path, line, title.
    public var new: RowSet
    public var newCount = 0
    public var knownCount = 0
    public var acceptedCount = 0
    /// Rows as of ``new``, the worst of those that are known: named where nothing else is.
    public var known = RowSet(columns: [], rows: [])
    /// Rows of `run_changes`.
    public var changes: RowSet
    /// Rows of `trend` by week.
    public var trend: RowSet
    public var branch: String?
    /// Where lines of a commit stand on the code host.
    public var links: LineLinks?
    /// At most so many issues are named a list.
    public var shown = 3

    public init(new: RowSet, changes: RowSet, trend: RowSet) {
        self.new = new
        self.changes = changes
        self.trend = trend
    }

    /// By this a later run finds the comment that it is to bring up to date.
    public static let marker = "<!-- refrain:summary -->"
    /// What a comment on GitHub and the like can hold, in characters.
    public static let limit = 65_536
    private static let titleLimit = 200

    public var markdown: String {
        let changed = RowReader(changes)
        func rows(_ kind: String) -> [Int] { (0..<changed.count).filter { changed.text($0, "kind") == kind } }
        let returned = rows("reopened")
        let fixed = rows("resolved")
        let missing = rows("missing")
        var text = "\(Self.marker)\n### \(headline(returned: returned.count, fixed: fixed.count))\n\n"
        let place = branch.map { " on \(MarkdownText.code($0))" } ?? ""
        text += "**\(newCount)** new, **\(returned.count)** returned, **\(fixed.count)** fixed, "
        text += "**\(knownCount)** known\(place)"
        if missing.count > 0 { text += "; **\(missing.count)** not mentioned this time" }
        if acceptedCount > 0 { text += "; **\(acceptedCount)** accepted" }
        text += ".\n"
        text += list("New", Array(0..<RowReader(new).count), of: RowReader(new), total: newCount)
        text += list("Returned", returned, of: changed, total: returned.count)
        text += list("Fixed", fixed, of: changed, total: fixed.count)
        if newCount == 0, returned.isEmpty {
            text += list("Known, the worst", Array(0..<RowReader(known).count), of: RowReader(known), total: knownCount)
        }
        text += trendLine
        return text.count <= Self.limit ? text : String(text.prefix(Self.limit - 20)) + "\n\n(cut)\n"
    }

    private func headline(returned: Int, fixed: Int) -> String {
        if newCount > 0 { return "Review findings: \(newCount) new \(newCount == 1 ? "issue" : "issues")" }
        if returned > 0 { return "Review findings: \(returned) returned" }
        return fixed > 0 ? "Review findings: nothing new, \(fixed) fixed" : "Review findings: nothing new"
    }

    /// The worst come first, as the rows do.
    private func list(_ name: String, _ rows: [Int], of reader: RowReader, total: Int) -> String {
        guard !rows.isEmpty, shown > 0 else { return "" }
        var text = "\n| \(name) | Severity | Category | Where |\n| --- | --- | --- | --- |\n"
        for row in rows.prefix(shown) {
            let path = reader.text(row, "path")
            let line = reader.integer(row, "line")
            var title = reader.text(row, "title")
            if title.count > Self.titleLimit { title = title.prefix(Self.titleLimit - 1) + "…" }
            var place = MarkdownText.code(line > 0 ? "\(path):\(line)" : path)
            if let link = links?.link(path: path, line: line) { place = "[\(place)](\(link))" }
            text += "| \(MarkdownText.inline(title)) | \(reader.text(row, "severity")) "
            text += "| \(MarkdownText.inline(reader.text(row, "category"))) | \(place) |\n"
        }
        let shownRows = min(shown, rows.count)
        if total > shownRows { text += "\n… and \(total - shownRows) more.\n" }
        return text
    }

    private var trendLine: String {
        let reader = RowReader(trend)
        guard reader.count > 1 else { return "" }
        let live = (0..<reader.count).map { reader.number($0, "open") + reader.number($0, "missing") }
        let line = Sparkline.draw(live, width: live.count)
        return "\nOpen and missing issues, by week: `\(line)` \(Int(live.first ?? 0)) → \(Int(live.last ?? 0))\n"
    }
}

/// Addresses of lines on a code host.
public struct LineLinks: Hashable, Sendable {
    /// An address with `{path}`, `{line}` and, where it is known, `{commit}`.
    public var template: String
    public var commit: String?

    /// `nil` unless `template` is an https or http address that has `{path}`.
    public init?(template: String, commit: String?) {
        guard template.hasPrefix("https://") || template.hasPrefix("http://"), template.contains("{path}"),
            !template.contains("{commit}") || commit != nil,
            template.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"()<>\"`\\|".utf8.contains($0) })
        else { return nil }
        self.template = template
        self.commit = commit
    }

    /// The way GitHub writes it.
    public static func gitHub(server: String, repository: String) -> String {
        "\(server)/\(repository)/blob/{commit}/{path}#L{line}"
    }

    /// The way GitLab writes it.
    public static func gitLab(project: String) -> String { "\(project)/-/blob/{commit}/{path}#L{line}" }

    public func link(path: String, line: Int) -> String {
        var address = template.replacing("{path}", with: Self.encoded(path, keeping: "/"))
            .replacing("{commit}", with: Self.encoded(commit ?? "", keeping: ""))
        if line > 0 {
            address = address.replacing("{line}", with: String(line))
        } else if let anchor = address.firstIndex(of: "#") {
            address = String(address[..<anchor])
        }
        return address
    }

    /// RFC 3986: all but unreserved characters as percent signs.
    static func encoded(_ text: String, keeping kept: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
            case _ where kept.utf8.contains(byte): out.append(byte)
            default: out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
