import FindingsModel

/// Moves the states of one issue on one branch. It knows nothing of matching.
///
/// Only the branch of the review is touched, so a pull request never changes what holds on the default branch.
struct Lifecycle {
    let policy: TrackingPolicy

    /// The issue was reported by `review`, at `severity`: the gravest of the findings tied to it.
    func report(_ issue: inout TrackedIssue, by review: ReviewObservation, severity: Severity) -> IssueEvent? {
        guard let before = issue.branches.change(on: review.branch, { $0.see(review, severity: severity) }) else {
            let state = BranchState(
                state: .open, severity: severity, firstReview: review.uid, firstSeen: review.reviewedAt,
                lastReview: review.uid, lastSeen: review.reviewedAt, timesSeen: 1, reviewsInScope: 1, missedInARow: 0,
                timesReopened: 0, since: review.reviewedAt, reviewers: [review.reviewer])
            issue.branches.set(state, on: review.branch)
            let elsewhere = issue.branches.count > 1
            return event(
                .opened, after: nil, issue.uid, review,
                elsewhere ? "reported on this branch for the first time" : "first report")
        }
        switch before.state {
        case .open: return nil
        case .missing:
            return event(.found, after: .missing, issue.uid, review, "reported again after \(silent(before.missed))")
        case .resolved:
            return event(.reopened, after: .resolved, issue.uid, review, "reported again after it was resolved")
        }
    }

    /// What a review's silence on an issue means.
    enum Silence {
        /// Nothing: another kind of reviewer reported the issue.
        case nothing
        /// One that could have reported it did not.
        case doubt
        /// One that could have reported it did not, and the lines that were cited are changed or gone.
        case changed
        /// The only one that ever reported it is a tool, and it ran and did not.
        case proof
    }

    /// What it means that `review` does not report the issue.
    func silence(of review: ReviewObservation, on issue: TrackedIssue) -> Silence {
        guard let state = issue.branches[review.branch], state.state != .resolved else { return .nothing }
        if review.kind == .tool {
            guard state.reviewers.contains(review.reviewer) else { return .nothing }
            let own = issue.members.contains { $0.kind == .tool && $0.reviewer == review.reviewer }
            return state.reviewers.count == 1 && own ? .proof : .doubt
        }
        // Members are bounded; those of reviewers that reported on this branch tell most exactly who did.
        let known = issue.members.filter { state.reviewers.contains($0.reviewer) }
        let telling = known.isEmpty ? issue.members : known
        return telling.isEmpty || telling.contains { $0.kind == review.kind } ? .doubt : .nothing
    }

    /// The issue was in the scope of `review`, which did not report it. `nil` when the state stays as it was;
    /// the counters of the issue may have moved all the same.
    func miss(_ issue: inout TrackedIssue, by review: ReviewObservation, silence: Silence) -> IssueEvent? {
        guard silence != .nothing, var state = issue.branches[review.branch] else { return nil }
        state.reviewsInScope += 1
        state.missedInARow += 1
        let was = state.state
        var happened: IssueEvent?
        if silence == .proof {
            state.state = .resolved
            happened = event(.resolved, after: was, issue.uid, review, "the tool that reported it no longer does")
        } else if silence == .changed {
            state.state = .resolved
            happened = event(.resolved, after: was, issue.uid, review, "the cited code was changed or deleted since")
        } else if state.missedInARow >= max(1, policy.silentReviewsToResolve) {
            state.state = .resolved
            happened = event(.resolved, after: was, issue.uid, review, "\(silent(state.missedInARow)) in a row")
        } else if state.state == .open {
            state.state = .missing
            happened = event(.missing, after: was, issue.uid, review, "the review does not mention it")
        }
        if happened != nil { state.since = review.reviewedAt }
        issue.branches.set(state, on: review.branch)
        return happened
    }

    private func silent(_ count: Int) -> String { "\(count) silent review\(count == 1 ? "" : "s")" }

    private func event(
        _ kind: IssueEvent.Kind, after was: IssueState?, _ issue: String, _ review: ReviewObservation,
        _ reason: String
    ) -> IssueEvent {
        IssueEvent(
            issue: issue, kind: kind, was: was, branch: review.branch, review: review.uid, at: review.reviewedAt,
            reason: reason)
    }
}

extension BranchState {
    /// The issue was reported once more.
    ///
    /// - Returns: what it was before, and how many reviews in a row had missed it.
    fileprivate mutating func see(_ review: ReviewObservation, severity: Severity) -> (state: IssueState, missed: Int) {
        let before = (state, missedInARow)
        if state == .resolved { timesReopened += 1 }
        if state != .open { since = review.reviewedAt }
        state = .open
        self.severity = severity
        lastReview = review.uid
        lastSeen = review.reviewedAt
        timesSeen += 1
        reviewsInScope += 1
        missedInARow = 0
        if !reviewers.contains(review.reviewer) { reviewers.append(review.reviewer) }
        return before
    }
}
