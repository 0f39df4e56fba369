import Foundation
import IssueTracking
import Learning

/// Learns a point for each word, so that the sums of two remarks on one problem have a greater product than those of any
/// other two remarks of a group of files; and so that the sums of remarks of one category lie together.
///
/// A remark's words weigh by their rarity, and their sum has the length 1 at most. Of each remark the likelihood that
/// another one is on the same problem is a softmax over the products with all that are not (an InfoNCE loss; A. van den
/// Oord and others, "Representation learning with contrastive predictive coding", 2018); the category is a softmax over
/// a point for each. Both pull on the same words, and the squares of all coordinates pull back, strongly: the remarks are
/// few, and what is learned of rare words would be of the very remarks that have them. Nothing is left to chance but the
/// start, which is the same each time.
struct MeaningLearner {
    /// In how many remarks, and of how many projects, a word must stand.
    static let leastRemarks = 4
    static let leastProjects = 2
    /// What stands before a product in the softmax.
    private static let sharpness: Float = 8
    /// What a wrong category costs beside a wrong problem.
    private static let categoryCost: Float = 2
    /// How strongly words are pulled back, and categories.
    private static let pull: Float = 3e-3
    private static let categoryPull: Float = 5e-4
    /// So many files' remarks are compared with one another.
    private static let filesTogether = 6
    private static let rounds = 60
    /// How far from 0 words and categories start, on the whole.
    private static let start: Float = 0.3

    private(set) var names: [String] = []
    private(set) var rarities: [Float] = []
    /// Row after row of coordinates, a word each; after them the categories.
    private(set) var weights: [Float] = []
    private var places: [String: Int] = [:]

    /// Words of all remarks behind one another; where a remark's begin is in `starts`.
    private struct Sheet {
        var starts: [Int] = [0]
        var places: [Int] = []
        var values: [Float] = []
        var count: Int { starts.count - 1 }
    }

    init(_ remarks: [WordedRemark]) {
        var counts: [String: Int] = [:]
        var projects: [String: Set<String>] = [:]
        for remark in remarks {
            for word in remark.words.keys {
                counts[word, default: 0] += 1
                projects[word, default: []].insert(remark.project)
            }
        }
        names = counts.keys.filter { word in
            counts[word, default: 0] >= Self.leastRemarks && projects[word, default: []].count >= Self.leastProjects
        }.sorted()
        // As it will be written: to hundredths.
        rarities = names.map { word in
            Float((log(Double(1 + remarks.count) / Double(1 + counts[word, default: 0])) * 100).rounded() / 100)
        }
        places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let categories = Set(remarks.map(\.category)).sorted()
        let number = Dictionary(categories.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        weights = Self.beginning((names.count + categories.count) * MeaningWeights.dimensions)
        let groups = Self.groups(remarks)
        let issues = Self.numbers(remarks)
        let sheet = sheet(remarks)
        let kinds = remarks.map { number[$0.category] ?? 0 }
        weights = Descent.least(from: weights, rounds: Self.rounds) { weights in
            loss(weights, sheet, groups: groups, issues: issues, kinds: kinds, kindCount: categories.count)
        }
        weights.removeLast(categories.count * MeaningWeights.dimensions)
    }

    // MARK: - What is learned from

    private func sheet(_ remarks: [WordedRemark]) -> Sheet {
        var sheet = Sheet()
        for remark in remarks {
            var words = remark.words.compactMap { word, value in places[word].map { ($0, value * rarities[$0]) } }
            // In one order: sums of floating-point numbers depend on it.
            words.sort { $0.0 < $1.0 }
            let length = words.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
            for (place, value) in words {
                sheet.places.append(place)
                sheet.values.append(value / max(MeaningWeights.leastLength, length))
            }
            sheet.starts.append(sheet.places.count)
        }
        return sheet
    }

    /// The remarks of so many files at a time of which problems are labelled.
    private static func groups(_ remarks: [WordedRemark]) -> [[Int]] {
        var files: [String: [Int]] = [:]
        for (place, remark) in remarks.enumerated() where remark.issue != nil {
            files[remark.file, default: []].append(place)
        }
        // Mixed, so that a group is not one project's files.
        let order = files.keys.map { (key: scrambled($0), file: $0) }.sorted { ($0.key, $0.file) < ($1.key, $1.file) }
        return stride(from: 0, to: order.count, by: filesTogether).map { first in
            order[first..<min(order.count, first + filesTogether)].flatMap { files[$0.file] ?? [] }
        }
    }

    private static func scrambled(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    private static func numbers(_ remarks: [WordedRemark]) -> [Int] {
        var known: [String: Int] = [:]
        return remarks.map { remark in
            guard let issue = remark.issue else { return -1 }
            let number = known[issue] ?? known.count
            known[issue] = number
            return number
        }
    }

    /// Numbers around 0, the same in each run (SplitMix64; sums of twelve are near enough to a normal distribution).
    private static func beginning(_ count: Int) -> [Float] {
        var state: UInt64 = 0
        func next() -> Float {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Float((mixed ^ (mixed >> 31)) >> 40) / Float(1 << 24)
        }
        let scale = start / Float(MeaningWeights.dimensions).squareRoot()
        return (0..<count).map { _ in ((0..<12).reduce(0) { sum, _ in sum + next() } - 6) * scale }
    }

    // MARK: - The loss

    /// A row of coordinates for each word, remark or category, behind one another.
    private typealias Rows = UnsafeMutablePointer<Float>
    private static let width = MeaningWeights.dimensions

    @inline(__always)
    private static func product(_ one: Rows, _ other: Rows) -> Float {
        var sum = SIMD8<Float>()
        for part in stride(from: 0, to: width, by: 8) {
            let left = UnsafeRawPointer(one + part).loadUnaligned(as: SIMD8<Float>.self)
            sum += left * UnsafeRawPointer(other + part).loadUnaligned(as: SIMD8<Float>.self)
        }
        return sum.sum()
    }

    @inline(__always)
    private static func add(_ row: Rows, times factor: Float, to sum: Rows) {
        for place in 0..<width { sum[place] += row[place] * factor }
    }

    private func loss(
        _ weights: [Float], _ sheet: Sheet, groups: [[Int]], issues: [Int], kinds: [Int], kindCount: Int
    ) -> (Double, [Float]) {
        let width = Self.width
        let firstKind = names.count * width
        var weights = weights
        var gradient = [Float](repeating: 0, count: weights.count)
        var sums = [Float](repeating: 0, count: sheet.count * width)
        var slopes = sums
        var loss = 0.0
        for at in weights.indices {
            let pull = at < firstKind ? Self.pull : Self.categoryPull
            gradient[at] = pull * weights[at]
            loss += 0.5 * Double(pull * weights[at] * weights[at])
        }
        weights.withUnsafeMutableBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                slopes.withUnsafeMutableBufferPointer { slopes in
                    gradient.withUnsafeMutableBufferPointer { gradient in
                        guard let points = weights.baseAddress, let sums = sums.baseAddress,
                            let slopes = slopes.baseAddress, let gradient = gradient.baseAddress
                        else { return }
                        Self.each(sheet) { remark, place, value in
                            Self.add(points + place * width, times: value, to: sums + remark * width)
                        }
                        loss += Self.problemLoss(sums, groups, issues, slopes)
                        loss += Self.categoryLoss(
                            sums, kinds, points + firstKind, kindCount, slopes, gradient + firstKind)
                        Self.each(sheet) { remark, place, value in
                            Self.add(slopes + remark * width, times: value, to: gradient + place * width)
                        }
                    }
                }
            }
        }
        return (loss, gradient)
    }

    private static func each(_ sheet: Sheet, _ use: (_ remark: Int, _ place: Int, _ value: Float) -> Void) {
        for remark in 0..<sheet.count {
            for at in sheet.starts[remark]..<sheet.starts[remark + 1] {
                use(remark, sheet.places[at], sheet.values[at])
            }
        }
    }

    /// Of each remark that has another on the same problem: how much less likely that is than one on another problem.
    private static func problemLoss(_ sums: Rows, _ groups: [[Int]], _ issues: [Int], _ slopes: Rows) -> Double {
        var loss = 0.0
        let counts = Dictionary(issues.filter { $0 >= 0 }.map { ($0, 1) }, uniquingKeysWith: +)
        let asking = groups.joined().reduce(0) { $0 + (counts[issues[$1], default: 0] > 1 ? 1 : 0) }
        guard asking > 0 else { return 0 }
        var odds: [Float] = []
        for group in groups {
            for one in group {
                let partners = counts[issues[one], default: 0] - 1
                guard partners > 0 else { continue }
                let own = sums + one * width
                odds.removeAll(keepingCapacity: true)
                var most: Float = -.infinity
                for other in group {
                    let product = other == one ? -.infinity : sharpness * Self.product(own, sums + other * width)
                    odds.append(product)
                    most = max(most, product)
                }
                var others: Float = 0
                for (place, other) in group.enumerated() {
                    odds[place] = exp(odds[place] - most)
                    if issues[other] != issues[one] { others += odds[place] }
                }
                let share = 1 / Float(partners)
                var push: Float = 0
                for (place, other) in group.enumerated() where other != one && issues[other] == issues[one] {
                    let all = odds[place] + others
                    loss -= Double(share * log(max(1e-12, odds[place] / all)))
                    push += share / all
                }
                for (place, other) in group.enumerated() where other != one {
                    let isPartner = issues[other] == issues[one]
                    let slope = isPartner ? -share * others / (odds[place] + others) : odds[place] * push
                    let step = sharpness * slope / Float(asking)
                    add(sums + other * width, times: step, to: slopes + one * width)
                    add(own, times: step, to: slopes + other * width)
                }
            }
        }
        return loss / Double(asking)
    }

    private static func categoryLoss(
        _ sums: Rows, _ kinds: [Int], _ points: Rows, _ count: Int, _ slopes: Rows, _ kindSlopes: Rows
    ) -> Double {
        var loss = 0.0
        let cost = categoryCost / Float(max(1, kinds.count))
        var odds = [Float](repeating: 0, count: count)
        for (place, own) in kinds.enumerated() {
            let sum = sums + place * width
            var most: Float = -.infinity
            for kind in 0..<count {
                odds[kind] = sharpness * product(points + kind * width, sum)
                most = max(most, odds[kind])
            }
            var all: Float = 0
            for kind in 0..<count {
                odds[kind] = exp(odds[kind] - most)
                all += odds[kind]
            }
            loss -= Double(cost * log(max(1e-12, odds[own] / all)))
            for kind in 0..<count {
                let step = cost * sharpness * (odds[kind] / all - (kind == own ? 1 : 0))
                add(points + kind * width, times: step, to: slopes + place * width)
                add(sum, times: step, to: kindSlopes + kind * width)
            }
        }
        return loss
    }

    // MARK: - What is written

    /// The table that ``MeaningWeights`` reads.
    var table: String {
        var lines = [
            "# Learned by train-meaning (make train-meaning) from Benchmarks/Remarks. Do not edit. A word's stem, its rarity,",
            "# and a letter a dimension: a to z one way, A to Z the other.",
        ]
        let width = Self.width
        for (place, name) in names.enumerated() {
            let letters = weights[(place * width)..<((place + 1) * width)].map { weight -> Character in
                let level = Int((weight / MeaningWeights.step).rounded())
                guard level != 0 else { return "." }
                return Character(
                    Unicode.Scalar(UInt8((level > 0 ? 0x60 : 0x40) + min(MeaningWeights.steps, abs(level)))))
            }
            lines.append(
                "\(name)\t\(rarities[place])\t\(String(String(letters).reversed().drop { $0 == "." }.reversed()))")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
