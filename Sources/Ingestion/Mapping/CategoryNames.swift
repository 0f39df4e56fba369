import FindingsModel

/// Finds a category by any of its names: id, name, or what a test-smell detector calls it, however it is spelt.
struct CategoryNames: Sendable {
    private let catalogue: CategoryCatalogue
    private let byName: [String: String]
    private let byDetectorName: [String: String]

    static let standard = CategoryNames(.standard)

    init(_ catalogue: CategoryCatalogue) {
        self.catalogue = catalogue
        var byName: [String: String] = [:]
        var byDetectorName: [String: String] = [:]
        for category in catalogue.categories {
            byName[Self.key(category.id)] = category.id
            byName[Self.key(category.name)] = category.id
            for detector in category.detectors {
                let parts = detector.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                // Short codes ("C13b") mean something only together with their tool.
                let key = Self.key(String(parts[1]))
                if key.utf8.count > 5, byDetectorName[key] == nil { byDetectorName[key] = category.id }
            }
        }
        self.byName = byName
        self.byDetectorName = byDetectorName
    }

    /// The id of the category that a document names.
    func category(named name: String) -> String? {
        let key = Self.key(name)
        return byName[key] ?? byDetectorName[key]
    }

    /// The id of the category that a tool's rule stands for; surest with the tool's own names.
    func category(tool: String, rule: String) -> (id: String, confidence: Double)? {
        // What Refrain itself exports names the category.
        if tool == "refrain", let known = catalogue[rule] { return (known.id, 1) }
        if let own = catalogue.category(detector: tool, smell: rule) { return (own.id, 1) }
        if let own = RuleCategories.category(tool: tool, rule: rule) { return (own, 1) }
        let key = Self.key(rule)
        guard key.utf8.count > 5, let id = byDetectorName[key] ?? byName[key] else { return nil }
        return (id, 0.9)
    }

    /// Letters and digits alone, lower case: `Magic Number Test`, `magic_number_test` and `MagicNumberTest` are one.
    private static func key(_ name: String) -> String {
        String(
            name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    }
}
