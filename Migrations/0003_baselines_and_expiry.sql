-- What is new, and which decisions are in force.
--
-- New: against the default branch for every other branch, and against a baseline for the default branch itself.

-- The branch that others are compared with. Ingest tells it when CI or git do.
ALTER TABLE project ADD COLUMN default_branch TEXT NOT NULL DEFAULT 'main';

-- A moment from which on a branch counts issues as new: what stood then was adopted. The newest row of a branch counts;
-- older ones stay as its history.
CREATE TABLE baseline (
  id INTEGER PRIMARY KEY,
  branch_id INTEGER NOT NULL REFERENCES branch (id),
  adopted_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX baseline_on_branch ON baseline (branch_id, id);

-- The view `issues` again, with the same columns: an acceptance that has expired is no decision any more.
DROP VIEW issues;
CREATE VIEW issues AS
SELECT
  issue.uid AS issue,
  project.name AS project,
  file.path AS path,
  issue.title AS title,
  issue.category AS category,
  severity.name AS severity,
  severity.rank AS severity_rank,
  issue_state.state AS state,
  (
    SELECT triage.decision FROM triage
    WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (triage.expires_at IS NULL OR triage.expires_at > strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
    ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
  ) AS triage,
  branch.name AS branch,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  issue_state.since AS since,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.missed_in_a_row AS missed_in_a_row,
  issue_state.times_reopened AS times_reopened,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers,
  issue_state.first_review AS first_review,
  issue_state.last_review AS last_review,
  (
    SELECT finding.first_line
    FROM issue_member
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue_member.issue_id = issue.id
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS line
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
JOIN project ON project.id = issue.project_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_state.branch_id
JOIN severity ON severity.rank = issue_state.severity;
