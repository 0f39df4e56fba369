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
  AND reason = :reason AND value IS :value AND expires_at IS :expires_at
  AND findings IS :findings;

-- name: insert_decision
INSERT INTO triage (issue_id, finding_uid, decision, value, reason, author, decided_at, expires_at, findings)
VALUES (:issue, :finding, :decision, :value, :reason, :author, :decided_at, :expires_at, :findings);

-- name: all_decisions
SELECT finding_uid, decision, value, reason, author, decided_at, expires_at, findings
FROM triage ORDER BY decided_at, finding_uid, id;

-- name: teachings_of_lineage
SELECT triage.value, triage.findings
FROM issue JOIN triage ON triage.issue_id = issue.id
WHERE issue.lineage_id = :lineage AND triage.findings IS NOT NULL
ORDER BY triage.decided_at, triage.id;

-- name: issue_to_teach
SELECT issue.id, issue.lineage_id, issue.project_id, file.path
FROM issue JOIN file ON file.id = issue.file_id
WHERE issue.uid = :issue;

-- name: findings_to_teach
-- The findings tied to an issue, the oldest first.
SELECT review.uid || '.' || finding.ordinal AS finding
FROM finding JOIN review ON review.id = finding.review_id
WHERE finding.issue_id = :issue
ORDER BY review.reviewed_at, review.uid, finding.ordinal;

-- name: issue_uid_of_finding
SELECT issue.uid
FROM review
JOIN finding ON finding.review_id = review.id
JOIN issue ON issue.id = finding.issue_id
WHERE review.uid = substr(:finding, 1, instr(:finding, '.') - 1)
  AND finding.ordinal = CAST(substr(:finding, instr(:finding, '.') + 1) AS INTEGER);

-- name: lineage_of_issue
SELECT lineage_id, project_id FROM issue WHERE id = :issue;

-- name: lineages_to_teach
-- Those for which people taught something.
SELECT DISTINCT issue.lineage_id, issue.project_id
FROM triage JOIN issue ON issue.id = triage.issue_id
WHERE triage.findings IS NOT NULL
ORDER BY issue.lineage_id;
