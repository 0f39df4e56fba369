-- Issue records: all that is known of chosen issues, a row an issue and branch.
--
-- Issues are named by their uids in a JSON array; without it every issue of the selection is told.
-- parameter issues text: a JSON array of uids: ["3f9a2c41d07be865"]; all issues where it is not given
-- parameter branch text: only this branch; all branches where it is not given
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer -1: how many rows at most; -1 for all
-- column issue: the issue's uid
-- column project: the repository
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column category_name: the category's name
-- column severity: critical, high, medium, low or info
-- column state: open, missing or resolved
-- column branch: the branch
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
-- column since: since when it is in this state
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column times_reopened: how often it came back after it was resolved
-- column reviewers: who reported it, in the order of first report
-- column decision: a person's decision that is in force
-- column reason: the decision's reason
-- column author: who decided
-- column decided_at: when it was decided
-- column expires_at: when an acceptance ends
WITH
  chosen_branch AS MATERIALIZED (
    SELECT branch.id
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue.id AS id
    FROM json_each(:issues) AS named
    JOIN issue ON issue.uid = named.value
    WHERE :issues IS NOT NULL
    UNION
    SELECT issue.id
    FROM issue
    WHERE :issues IS NULL AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
  )
SELECT
  issue.uid AS issue,
  project.name AS project,
  file.path AS path,
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
  coalesce(category.name, issue.category) AS category_name,
  severity.name AS severity,
  issue_state.state AS state,
  branch.name AS branch,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  issue_state.since AS since,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.times_reopened AS times_reopened,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers,
  decided.decision AS decision,
  decided.reason AS reason,
  decided.author AS author,
  decided.decided_at AS decided_at,
  decided.expires_at AS expires_at
FROM chosen
JOIN issue ON issue.id = chosen.id
JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id IN (SELECT id FROM chosen_branch)
JOIN branch ON branch.id = issue_state.branch_id
JOIN project ON project.id = issue.project_id
JOIN file ON file.id = issue.file_id
JOIN severity ON severity.rank = issue_state.severity
LEFT JOIN category ON category.id = issue.category
LEFT JOIN triage AS decided ON decided.id = (
  SELECT triage.id FROM triage
  WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
    AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
  ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
)
ORDER BY
  CASE issue_state.state WHEN 'open' THEN 0 WHEN 'missing' THEN 1 ELSE 2 END, issue_state.severity DESC,
  issue_state.times_seen DESC, issue_state.last_seen DESC, issue.uid, issue_state.branch_id
LIMIT :limit
