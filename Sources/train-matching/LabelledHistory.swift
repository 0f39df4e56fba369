import FindingsModel
import Foundation
import Ingestion
import IssueTracking

/// Labelled reviews as matching sees them: the history of each file, and which findings are truly one issue.
struct LabelledHistory {
    let corpus: LabelledCorpus
    /// The reviews of each file, oldest first; a file that moved is one.
    private(set) var files: [[ReviewObservation]] = []
    /// By a finding's uid.
    private(set) var labels: [String: LabelledCorpus.Label] = [:]

    init(folder: String) throws {
        let reader = DocumentReader()
        var reviews: [Review] = []
        corpus = try LabelledCorpus(folder: folder) { files in
            var text = Data()
            for file in files {
                let document = try reader.read(bytes: Array(Data(contentsOf: URL(filePath: file))), name: file)
                reviews.append(document.reviews.first ?? Review())
                let findings: [[String: Any]] = (reviews.last?.findings ?? []).map { finding in
                    [
                        "ordinal": finding.ordinal, "title": finding.title, "body": finding.body,
                        "lines": finding.references.map { [$0.range.first, $0.range.last] },
                    ]
                }
                text += try JSONSerialization.data(withJSONObject: ["findings": findings]) + [0x0A]
            }
            return text
        }
        var byPath: [String: [ReviewObservation]] = [:]
        for (number, item) in corpus.items.enumerated() {
            let path = item.manifest["path"] as? String ?? ""
            byPath[path, default: []].append(
                ReviewObservation(
                    uid: "\(number)", reviewedAt: item.manifest["reviewedAt"] as? String ?? "", branch: "main",
                    reviewer: item.manifest["reviewer"] as? String ?? "", kind: .llm,
                    commit: item.manifest["commit"] as? String,
                    findings: reviews[number].findings.map {
                        FindingEvidence($0, path: path, uid: Self.uid(number, $0.ordinal))
                    }))
            for (ordinal, label) in item.labelOf { labels[Self.uid(number, ordinal)] = label }
        }
        files = Self.joined(byPath, labels).map { $0.sorted { ($0.reviewedAt, $0.uid) < ($1.reviewedAt, $1.uid) } }
    }

    static func uid(_ review: Int, _ ordinal: Int) -> String { "\(review).\(ordinal)" }

    /// Two paths that share a true issue are one file.
    private static func joined(
        _ byPath: [String: [ReviewObservation]], _ labels: [String: LabelledCorpus.Label]
    ) -> [[ReviewObservation]] {
        var files: [(issues: Set<String>, reviews: [ReviewObservation])] = []
        for (_, reviews) in byPath.sorted(by: { $0.key < $1.key }) {
            let issues = Set(reviews.flatMap { $0.findings.compactMap { labels[$0.uid]?.issue } })
            if let known = files.firstIndex(where: { !$0.issues.isDisjoint(with: issues) }) {
                files[known].issues.formUnion(issues)
                files[known].reviews += reviews
            } else {
                files.append((issues, reviews))
            }
        }
        return files.map(\.reviews)
    }

    /// What speaks for each finding and each earlier issue, and whether they are one, while every finding before was tied as
    /// the labels say. Pairs of which one merges the other's issue are left out.
    func cases(_ policy: TrackingPolicy) -> [LogisticFit.Case] {
        var cases: [LogisticFit.Case] = []
        for reviews in files {
            var tracker = IssueTracker(policy: policy)
            var first: [String: String] = [:]
            for review in reviews {
                var places: [String: Int] = [:]
                for pair in tracker.comparedPairs(of: review) {
                    guard let now = labels[pair.finding], let before = labels[pair.earlier], let issue = now.issue,
                        let other = before.issue
                    else { continue }
                    if issue != other, now.also.contains(other) || before.also.contains(issue) { continue }
                    let values = PairWeights.kinds.map { $0.amount(in: pair.evidence) }
                    if let place = places[pair.finding + " " + pair.issue] {
                        cases[place].values.append(values)
                    } else {
                        places[pair.finding + " " + pair.issue] = cases.count
                        cases.append(LogisticFit.Case(values: [values], isTrue: issue == other))
                    }
                }
                for finding in review.findings where finding.polarity == .issue {
                    guard let issue = labels[finding.uid]?.issue else { continue }
                    tracker.taught[finding.uid] = first[issue, default: finding.uid]
                    first[issue] = tracker.taught[finding.uid]
                }
                _ = tracker.observe(review)
            }
        }
        return cases
    }

    /// How well findings are tied with these weights.
    func score(_ policy: TrackingPolicy) -> IdentityScore {
        var issues: [String: String] = [:]
        for reviews in files {
            for decision in IssueTracker.replay(reviews, policy: policy).results.flatMap(\.decisions) {
                issues[decision.finding] = decision.issue
            }
        }
        return IdentityScore(corpus) { issues[Self.uid($0, $1)] }
    }
}
