/// The lists, tables and series that a document's remarks stand in.
///
/// Where one group has the marks of remarks (ratings, places, advice), others of another kind beside it mostly hold what was
/// checked, figures, or the parts of a report. What is seen of each remark (``GroupSight``) and of its group beside the others
/// decides (``GroupWeights``).
struct RemarkGroups {
    private let sights: [GroupSight]
    /// The places of the remarks of each group, in the order of their first.
    private let groups: [[Int]]
    /// How much each group has that only remarks have.
    private let marks: [Double]
    /// The group with the most of it, the first of those.
    private let best: Int
    /// The share of its remarks that have each trait.
    private let sharesOfBest: [Double]

    /// - Parameter language: that of the document, as ISO 639-1 has it; `nil` where it is not known.
    init(_ drafts: [FindingBuilder.Draft], language: String?) {
        sights = drafts.map { GroupSight($0, language: language) }
        var numbers: [Int: Int] = [:]
        var groups: [[Int]] = []
        for (place, sight) in sights.enumerated() {
            // Sentences of running text have no group.
            if sight.group >= 0, let number = numbers[sight.group] {
                groups[number].append(place)
            } else {
                numbers[sight.group] = groups.count
                groups.append([place])
            }
        }
        self.groups = groups
        let marks = groups.map { [sights] in $0.reduce(0) { $0 + sights[$1].marks } }
        self.marks = marks
        let best = marks.indices.reduce(0) { marks[$1] > marks[$0] ? $1 : $0 }
        self.best = best
        let there = groups.isEmpty ? [] : groups[best]
        sharesOfBest = Self.traits.map { [sights] trait in
            Double(there.count { trait.holds(sights[$0]) }) / Double(max(1, there.count))
        }
    }

    /// Whether each of the drafts reads as a remark, in their order: as its group does.
    func areRemarks(by weights: GroupWeights = .standard) -> [Bool] {
        var likelihoods = [Double](repeating: 0, count: sights.count)
        for (number, group) in groups.enumerated() {
            let shared = weights.sum(clues(of: number))
            let sum = group.reduce(0) { $0 + weights.sum(sights[$1].clues) }
            for place in group { likelihoods[place] = shared + sum / Double(group.count) }
        }
        // Who rates a remark, marks it as wrong, or gives it a code as he does the others, means it; what advice brings news was
        // chosen already (``NewsAmongAdvice``).
        let areCoded = sights.count(where: \.isCoded) * 2 > sights.count
        return zip(GroupWeights.areKept(likelihoods), sights).map { isKept, sight in
            isKept || sight.isRatedItself || sight.isSigned || sight.isCoded && areCoded || sight.role == .advice
        }
    }

    /// All clues of each draft, those of its group among them, and the group's number.
    var clues: [(group: Int, clues: [GroupClue])] {
        var all = [(group: Int, clues: [GroupClue])](repeating: (0, []), count: sights.count)
        for (number, group) in groups.enumerated() {
            let shared = clues(of: number)
            for place in group { all[place] = (number, sights[place].clues + shared) }
        }
        return all
    }

    // MARK: What is seen of a group

    private struct Trait: Sendable {
        var share: GroupClue.Kind
        /// That the group lacks what most of the best one's remarks have, and that it has it more seldom.
        var lacks: GroupClue.Kind?
        var fewer: GroupClue.Kind?
        var holds: @Sendable (GroupSight) -> Bool
    }

    private static let traits = [
        Trait(share: .shareRated, lacks: .lacksRating, fewer: .fewerRated) { $0.isRatedItself },
        Trait(share: .shareRatedAround, lacks: .lacksRatingAround, fewer: .fewerRatedAround) { $0.isRated },
        Trait(share: .sharePlaced, lacks: .lacksPlace, fewer: .fewerPlaced) { $0.isPlaced },
        Trait(share: .shareBody, lacks: .lacksBody, fewer: .fewerBodies) { $0.hasBody },
        Trait(share: .shareStrong, lacks: .lacksStrong, fewer: .fewerStrong) { $0.isStrong },
        Trait(share: .shareTelling, lacks: .lacksTelling, fewer: .fewerTelling) { $0.isTelling },
        Trait(share: .shareFault) { $0.hasFault },
        Trait(share: .shareAdvice) { $0.hasAdvice },
        Trait(share: .sharePraise) { $0.hasPraise },
        Trait(share: .shareShort) { $0.isShort },
        Trait(share: .shareCode) { $0.hasCode },
    ]

    private func clues(of number: Int) -> [GroupClue] {
        let group = groups[number]
        let others = groups[best]
        var clues: [GroupClue] = []
        func see(_ kind: GroupClue.Kind, _ isSo: Bool = true) { if isSo { clues.append(GroupClue(kind: kind)) } }
        for (trait, there) in zip(Self.traits, sharesOfBest) {
            let count = group.count { trait.holds(sights[$0]) }
            clues.append(.share(trait.share, count, of: group.count))
            guard let lacks = trait.lacks, let fewer = trait.fewer else { continue }
            see(lacks, count == 0 && there > 0.5)
            see(fewer, Double(count) < 0.3 * Double(group.count) && there > 0.8)
        }
        let mean = marks[number] / Double(group.count)
        let meanOfBest = marks[best] / Double(others.count)
        let (first, firstOfBest) = (sights[group[0]], sights[others[0]])
        if groups.count == 1 {
            see(.only)
        } else if number == best {
            see(.best)
        } else {
            see(number < best ? .beforeBest : .afterBest)
            see(.otherLayout, first.layout != firstOfBest.layout)
            see(.otherRole, first.role != firstOfBest.role)
            see(.sameParent, first.headings.dropLast() == firstOfBest.headings.dropLast())
            see(.sameHeading, first.headings == firstOfBest.headings)
            clues.append(.of(.marksAgainstBest, mean / max(0.01, meanOfBest), [0.05, 0.2, 0.4, 0.7]))
        }
        see(.first, number == 0)
        see(.last, number == groups.count - 1)
        clues.append(.of(.size, Double(group.count), [1, 2, 4, 8]))
        clues.append(.share(.ofAll, group.count, of: sights.count))
        clues.append(.of(.groups, Double(groups.count), [1, 2, 4, 8]))
        clues.append(.of(.marks, mean, [0, 0.3, 0.7, 1.2, 2, 3]))
        clues.append(.of(.marksOfBest, meanOfBest, [0.3, 0.7, 1.2, 2, 3]))
        return clues
    }
}
