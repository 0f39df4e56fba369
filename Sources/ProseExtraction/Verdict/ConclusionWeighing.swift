/// Which sentence around the remarks is the reviewer's conclusion, and how likely there is one at all.
///
/// A conclusion judges the review's whole or says what to do with it; what only counts the remarks, tells what the file
/// is, or advises on one place is none. No single word tells: each of a sentence's features counts by a learned weight
/// (``ConclusionWeights``), where it stands among them. The sums of all candidates and of "there is none", whose sum is
/// zero, are weighed against each other: each one's likelihood is its share of their exponentials.
struct ConclusionWeighing {
    /// The place of the likeliest candidate; `nil` where there is hardly a conclusion among them.
    static func likeliest(
        among candidates: [ConclusionCandidate], in paragraphs: [Leftover], by weights: ConclusionWeights = .standard
    ) -> Int? {
        let sums = candidates.map { candidate in
            weights.sum(
                ConclusionFeatures(
                    sentence: paragraphs[candidate.order].text.slice(candidate.range), place: candidate.place))
        }
        guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }),
            ConclusionWeights.likelihood(of: sums) >= ConclusionWeights.least
        else { return nil }
        return best
    }
}
