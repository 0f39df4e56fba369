import ProseExtraction

/// The learned weights as the text that `CategoryWeights` reads.
struct WeightTable {
    let text: String

    init(_ learner: Learner, categories: [String]) {
        var lines = [
            "# Learned by train-categories (make train) from Benchmarks/Remarks. Do not edit: terms of your own go to a",
            "# lexicon. Feature, rarity, and a letter a category: a to z speak for it, A to Z against it.",
            "feature\trarity\t\(categories.joined(separator: " "))",
        ]
        func row(_ place: Int) -> String {
            let count = categories.count
            let letters = learner.weights[place * count..<(place + 1) * count].map { weight -> Character in
                let level = CategoryWeights.level(of: weight)
                guard level != 0 else { return "." }
                return Character(Unicode.Scalar(UInt8((level > 0 ? 0x60 : 0x40) + Int(level.magnitude))))
            }
            return String(String(letters).reversed().drop { $0 == "." }.reversed())
        }
        lines.append("\(CategoryWeights.prior)\t1\t\(row(learner.names.count + categories.count))")
        for (place, category) in categories.enumerated() {
            lines.append("\(CategoryWeights.named)\(category)\t1\t\(row(learner.names.count + place))")
        }
        for (place, name) in learner.names.enumerated() {
            let letters = row(place)
            if !letters.isEmpty { lines.append("\(name)\t\(learner.rarities[place])\t\(letters)") }
        }
        text = lines.joined(separator: "\n") + "\n"
    }
}
