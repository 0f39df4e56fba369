import Foundation
import ProseExtraction

/// How many remarks of projects that were not learned from get their category, and how sure it was.
struct Evaluation {
    /// Of complaints; praise comes after them.
    let categories: [String]
    private var praised: [(sum: Double, isPraise: Bool)] = []
    private var cases: [(sums: [Double], given: Int, right: Int)] = []
    private var named = 0

    init(categories: [String]) { self.categories = categories }

    mutating func add(_ lesson: Lesson, sums: [Double]) {
        if let praise = sums.last { praised.append((praise, lesson.category == categories.count)) }
        guard lesson.category < categories.count else { return }
        let sums = Array(sums.prefix(categories.count))
        let leads = zip(sums, lesson.named).map { $0 + CategoryWeights.outright($1) }
        cases.append((sums, Self.place(leads), lesson.category))
        if let most = lesson.named.max(), most > 0, lesson.named.firstIndex(of: most) == lesson.category { named += 1 }
    }

    private static func place(_ sums: [Double]) -> Int { sums.indices.max { sums[$0] < sums[$1] } ?? 0 }

    /// What would be told of the category at `place`.
    private static func confidence(_ place: Int, of sums: [Double]) -> Double {
        Confidence.ofCategory(score: sums[place], among: sums)
    }

    private func reportPraise() {
        print("praise, by the sum from which a remark is taken for it: right of those taken, found")
        let all = praised.count(where: \.isPraise)
        for least in stride(from: -4.0, through: 2, by: 1) {
            let taken = praised.filter { $0.sum > least }
            let right = taken.count(where: \.isPraise)
            print(
                String(
                    format: "  %4.1f: %.3f  %.3f", least, Double(right) / Double(max(1, taken.count)),
                    Double(right) / Double(max(1, all))))
        }
    }

    func report() {
        let count = Double(max(1, cases.count))
        let right = cases.filter { $0.given == $0.right }.count
        print(
            String(
                format: "right by the terms alone %.3f, with the weights %.3f", Double(named) / count,
                Double(right) / count))
        reportPraise()
        print("by confidence: remarks, right")
        for bin in 0..<10 {
            let inside = cases.filter {
                min(9, Int(Self.confidence($0.given, of: $0.sums) * 10 + 1e-9)) == bin
            }
            let right = inside.filter { $0.given == $0.right }.count
            guard !inside.isEmpty else { continue }
            print(
                String(
                    format: "  from %.1f: %4d, right %.2f", Double(bin) / 10, inside.count,
                    Double(right) / Double(inside.count)))
        }
        print("by category: remarks, found, right of those given")
        for (place, category) in categories.enumerated() {
            let all = cases.filter { $0.right == place }
            let given = cases.filter { $0.given == place }
            let hits = all.filter { $0.given == place }.count
            print(
                "  \(category.padding(toLength: 30, withPad: " ", startingAt: 0))"
                    + String(
                        format: "%4d  %.2f  %.2f", all.count, Double(hits) / Double(max(1, all.count)),
                        Double(hits) / Double(max(1, given.count))))
        }
    }
}
