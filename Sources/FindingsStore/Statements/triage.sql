-- Decisions of people. Each stands on the finding that it was made on, and goes with it when the history is replayed.

-- name: issue_to_decide
SELECT
  issue.id,
  (
    SELECT review.uid || '.' || finding.ordinal
    FROM issue_member
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue_member.issue_id = issue.id
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS finding
FROM issue WHERE issue.uid = :issue;

-- name: issue_of_finding
SELECT finding.issue_id
FROM review JOIN finding ON finding.review_id = review.id
WHERE review.uid = :review AND finding.ordinal = :ordinal;

-- name: find_decision
SELECT id FROM triage
WHERE finding_uid = :finding AND decision = :decision AND decided_at = :decided_at AND author = :author
  AND reason = :reason AND value IS :value AND expires_at IS :expires_at;

-- name: insert_decision
INSERT INTO triage (issue_id, finding_uid, decision, value, reason, author, decided_at, expires_at)
VALUES (:issue, :finding, :decision, :value, :reason, :author, :decided_at, :expires_at);

-- name: all_decisions
SELECT finding_uid, decision, value, reason, author, decided_at, expires_at
FROM triage ORDER BY decided_at, finding_uid, id;
