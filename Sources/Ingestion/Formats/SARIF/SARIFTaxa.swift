import FindingsModel

/// The taxonomies by which a run classifies its results (§3.14.8): a taxon that names a category of the catalogue says what
/// a result is about, whatever its rule is called.
struct SARIFTaxa {
    /// What Refrain calls its catalogue where it exports one.
    static let catalogueName = "Refrain test-quality catalogue"

    private let taxonomies: [JSONValue]

    init(_ run: JSONValue) { taxonomies = run["taxonomies"].map { Array($0.elements) } ?? [] }

    /// The category of the first known taxon among those that `classified` refers to: a result by its `taxa` (§3.27.8), a
    /// rule by the targets of its `relationships` (§3.49.15). `nil` where none is known.
    func category(of classified: JSONValue?) -> (id: String, confidence: Double)? {
        guard let classified else { return nil }
        if let taxa = classified["taxa"] {
            for reference in taxa.elements { if let found = category(named: reference) { return found } }
        }
        if let relationships = classified["relationships"] {
            for relationship in relationships.elements {
                if let found = relationship["target"].flatMap(category(named:)) { return found }
            }
        }
        return nil
    }

    /// A reference (§3.52) tells the taxon's id, or its place in its taxonomy.
    private func category(named reference: JSONValue) -> (id: String, confidence: Double)? {
        let home = reference["toolComponent"]
        let taxonomy = home.flatMap(taxonomy(of:))
        guard let name = (taxonomy?["name"] ?? home?["name"])?.string else { return nil }
        var names = [reference["id"]?.stringOrNumber]
        if let place = reference["index"]?.int, let taxon = taxonomy?["taxa"]?.elements.element(at: place) {
            names += [taxon["id"]?.stringOrNumber, taxon["name"]?.string]
        }
        let tool = name == Self.catalogueName ? "refrain" : name
        for name in names {
            if let found = name.flatMap({ RuleJudgements.category(tool: tool, rule: $0) }) { return found }
        }
        return nil
    }

    private func taxonomy(of reference: JSONValue) -> JSONValue? {
        if let place = reference["index"]?.int, taxonomies.indices.contains(place) { return taxonomies[place] }
        return taxonomies.first { taxonomy in
            (reference["guid"]?.string).map { taxonomy["guid"]?.string == $0 } ?? false
                || (reference["name"]?.string).map { taxonomy["name"]?.string == $0 } ?? false
        }
    }
}
