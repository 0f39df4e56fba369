/// What a team can adopt so that a kind of issue is not written again; a table of `Guidelines/`, one sentence a category.
enum Guideline {
    private static let byCategory: [String: String] = {
        let text = EmbeddedText.files.first { $0.name == "guidelines.tsv" }?.text ?? ""
        var guidelines: [String: String] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: "\t")
            if fields.count == 2 { guidelines[String(fields[0])] = String(fields[1]) }
        }
        return guidelines
    }()

    /// The ids of the categories that have one.
    static var categories: Set<String> { Set(byCategory.keys) }

    /// `nil` for a category that a team has added, and for those that are nothing to guide by.
    static func text(for category: String) -> String? { byCategory[category] }
}
