-- What many named queries begin with, once: which branches are looked at, and an issue as it stands on a branch.
--
-- Views whose name begins with query_ belong to Queries/ and change with them; the public views are those without a prefix.

-- is_default: the branch that a question without a branch is about. It is the project's default branch or, in a project
-- whose default branch has no review yet, every branch.
CREATE VIEW query_branch AS
SELECT
  branch.id AS id,
  branch.name AS name,
  project.name AS project,
  branch.name = project.default_branch OR NOT EXISTS (
    SELECT 1
    FROM branch AS main
    JOIN review ON review.branch_id = main.id
    WHERE main.project_id = project.id AND main.name = project.default_branch
  ) AS is_default
FROM branch
JOIN project ON project.id = branch.project_id;

-- One row an issue and branch, with the ids that a query chooses rows by.
CREATE VIEW query_issue AS
SELECT
  issue_state.issue_id AS issue_id,
  issue_state.branch_id AS branch_id,
  issue.file_id AS file_id,
  issue.uid AS issue,
  project.name AS project,
  file.path AS path,
  -- The first line of its newest finding.
  (
    SELECT finding.first_line
    FROM issue_member
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue_member.issue_id = issue.id
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS line,
  issue.title AS title,
  issue.category AS category,
  (SELECT category.name FROM category WHERE category.id = issue.category) AS category_name,
  severity.name AS severity,
  issue_state.severity AS severity_rank,
  issue_state.state AS state,
  -- The decision that is in force.
  (
    SELECT triage.id FROM triage
    WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
    ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
  ) AS triage_id,
  branch.name AS branch,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  issue_state.since AS since,
  CAST(
    julianday((SELECT max(reviewed_at) FROM review)) - julianday(issue_state.first_seen) AS INTEGER
  ) AS days_open,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.times_reopened AS times_reopened,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
JOIN project ON project.id = issue.project_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_state.branch_id
JOIN severity ON severity.rank = issue_state.severity;

-- What each event adds to the issues that stand: 1 where one came in, -1 where one was resolved.
CREATE VIEW query_step AS
SELECT
  issue_id,
  branch_id,
  at,
  (kind IN ('opened', 'reopened')) - (kind = 'resolved') AS step
FROM issue_event;
