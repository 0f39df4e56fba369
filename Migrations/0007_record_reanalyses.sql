-- Better rules can be run over the kept documents, and an earlier moment can be looked at again.

-- What time it is, for all that depends on it. as_of is empty but in a copy that shows the database as of an earlier moment.
CREATE TABLE as_of (at TEXT NOT NULL) STRICT;
CREATE VIEW clock AS SELECT coalesce((SELECT at FROM as_of), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) AS now;

-- A run of `refrain reanalyze` that changed something.
CREATE TABLE reanalysis (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  extractor_version INTEGER NOT NULL,
  tracker_version INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  moved INTEGER NOT NULL
) STRICT;

-- What a reanalysis replaced, so that an earlier report can be reproduced. was: JSON; "review" is the review as it had been
-- read, where that changed, "issues" the issue that each finding had been tied to, by ordinal, with pass and scores, and
-- "ordinals" where each finding that a decision stands on went.
CREATE TABLE reanalysis_review (
  reanalysis_id INTEGER NOT NULL REFERENCES reanalysis (id),
  review TEXT NOT NULL,
  was TEXT NOT NULL,
  PRIMARY KEY (reanalysis_id, review)
) STRICT, WITHOUT ROWID;

-- The view `issues` again, with the same columns: whether an acceptance holds goes by the clock.
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
      AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
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
