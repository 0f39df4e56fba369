/// Where a finding's category comes from.
public enum CategoryBasis: String, Codable, CaseIterable, Sendable {
    /// The document gave it, by id, name or alias.
    case stated
    /// A tool's rule maps to it.
    case tool
    /// The classifier read it from the words.
    case inferred
}

/// A kind of test-quality issue.
public struct Category: Codable, Hashable, Sendable {
    /// Lower case with hyphens: `hard-coded-value`.
    public let id: String
    /// The family: data, doubles, oracle, coverage, isolation, determinism, structure, clarity, hygiene, speed, security,
    /// praise, other.
    public let group: String
    /// The id of the broader category that this one narrows; `nil` for a broad one.
    public let broader: String?
    public let name: String
    public let meaning: String
    /// What test-smell detectors call it, as `Detector:Name`.
    public let detectors: [String]

    public init(id: String, group: String, broader: String?, name: String, meaning: String, detectors: [String]) {
        self.id = id
        self.group = group
        self.broader = broader
        self.name = name
        self.meaning = meaning
        self.detectors = detectors
    }
}

/// The categories that Refrain knows, in the catalogue's order.
public struct CategoryCatalogue: Sendable {
    public let categories: [Category]
    private let byID: [String: Category]
    private let byDetector: [String: Category]
    private let byName: [String: Category]

    public init(_ categories: [Category]) {
        self.categories = categories
        byID = Dictionary(categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byName = Dictionary(
            categories.flatMap { [(Self.key($0.id), $0), (Self.key($0.name), $0)] },
            uniquingKeysWith: { first, _ in first })
        byDetector = Dictionary(
            categories.flatMap { category in category.detectors.map { ($0.lowercased(), category) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The category of that id or name, whatever the case and whatever stands between the words; `nil` for any other text.
    public func category(named text: String) -> Category? { byName[Self.key(text)] }

    /// The letters and digits of a name, in lower case.
    private static func key(_ name: String) -> String {
        String(
            decoding: name.utf8.prefix(80).compactMap { byte -> UInt8? in
                switch byte {
                case 0x41...0x5A: byte | 0x20
                case 0x30...0x39, 0x61...0x7A, 0x80...: byte
                default: nil
                }
            }, as: UTF8.self)
    }

    public subscript(id: String) -> Category? { byID[id] }

    /// The category that a detector's own name stands for, whatever the letters' case: `("tsDetect", "Eager Test")`.
    public func category(detector: String, smell: String) -> Category? {
        byDetector["\(detector):\(smell)".lowercased()]
    }

    /// The catalogue that comes with Refrain (`Catalogue/categories.tsv`).
    public static let standard = CategoryCatalogue(
        (EmbeddedText.files.first { $0.name == "categories.tsv" }?.text ?? "")
            .split(separator: "\n").dropFirst()
            .compactMap { row in
                let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                guard cells.count >= 5 else { return nil }
                return Category(
                    id: cells[0], group: cells[1], broader: cells[2].isEmpty ? nil : cells[2], name: cells[3],
                    meaning: cells[4],
                    detectors: cells.count > 5
                        ? cells[5].split(separator: ";").map { String($0.drop { $0 == " " }) } : [])
            })
}
