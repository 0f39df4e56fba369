/// Where the pages of a site are: the names of files, relative to its root.
struct SitePages {
    /// Path of a reviewed file to its page.
    private(set) var fileOf: [String: String] = [:]
    /// Uid of an issue to the path of its file.
    var pathOfIssue: [String: String] = [:]
    /// Uids of the reviews that have a page.
    var reviews: Set<String> = []
    private var taken: Set<String> = []

    /// Gives the file a page. Names are of plain characters, and differ on file systems that know no upper case.
    mutating func add(file path: String) {
        guard fileOf[path] == nil else { return }
        var plain = ""
        for scalar in path.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            plain.unicodeScalars.append(isPlain || scalar == "_" || scalar == "." ? scalar : "-")
        }
        while plain.first == "." || plain.first == "-" { plain.removeFirst() }
        let stem = plain.isEmpty ? "file" : String(plain.suffix(100))
        var name = stem
        var number = 1
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            name = "\(stem)-\(number)"
        }
        fileOf[path] = "files/\(name).html"
    }

    /// - Parameter root: the way from the page that has the link to the site's root: `""` or `"../"`.
    func address(of link: RecordLink, root: String) -> String? {
        switch link {
        case .address(let address): address
        case .file(let path): fileOf[path].map { root + $0 }
        case .review(let uid): reviews.contains(uid) ? "\(root)reviews/\(uid).html" : nil
        case .issue(let uid): pathOfIssue[uid].flatMap { fileOf[$0] }.map { "\(root)\($0)#issue-\(uid)" }
        }
    }
}
