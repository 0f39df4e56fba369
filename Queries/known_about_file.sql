-- Known about a file: its issues that are live or decided upon, with the decision and its reason, the worst first.
--
-- What a reviewer should be told before the next review (`refrain brief`).
-- part of reports
-- parameter path text: the file
-- parameter branch text: only this branch; all branches where it is not given
-- parameter project text: only this project; all projects where it is not given
-- column issue: the issue's uid
-- column severity: its severity
-- column category: its category
-- column title: what it is called
-- column lines: the lines that its newest finding names
-- column state: open, missing or resolved
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many could have
-- column last_seen: when it was last reported
-- column decision: accepted, rejected, assigned or reopened, where one is in force
-- column reason: the decision's reason
-- column expires_at: when an acceptance ends
WITH
  state AS (
    SELECT
      issue_state.issue_id, max(issue_state.severity) AS severity,
      min(CASE issue_state.state WHEN 'open' THEN 0 WHEN 'missing' THEN 1 ELSE 2 END) AS standing,
      max(issue_state.times_seen) AS times_seen, max(issue_state.reviews_in_scope) AS reviews_in_scope,
      max(issue_state.last_seen) AS last_seen
    FROM file
    JOIN project ON project.id = file.project_id
    JOIN issue ON issue.file_id = file.id
    JOIN issue_state ON issue_state.issue_id = issue.id
    JOIN branch ON branch.id = issue_state.branch_id
    WHERE file.path = :path AND (:branch IS NULL OR branch.name = :branch)
      AND (:project IS NULL OR project.name = :project)
    GROUP BY issue_state.issue_id
  )
SELECT
  issue.uid AS issue,
  severity.name AS severity,
  issue.category AS category,
  issue.title AS title,
  (
    SELECT group_concat(
      CASE
        WHEN reference.first_line = reference.last_line THEN CAST(reference.first_line AS TEXT)
        ELSE reference.first_line || '-' || reference.last_line
      END, ', ')
    FROM (
      SELECT query_place.first_line, query_place.last_line
      FROM query_place
      WHERE query_place.file_id IS NULL AND query_place.finding_id = (
        SELECT finding.id
        FROM issue_member
        JOIN finding ON finding.id = issue_member.finding_id
        JOIN review ON review.id = finding.review_id
        WHERE issue_member.issue_id = issue.id
        ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
      )
      ORDER BY query_place.position
    ) AS reference
  ) AS lines,
  CASE state.standing WHEN 0 THEN 'open' WHEN 1 THEN 'missing' ELSE 'resolved' END AS state,
  state.times_seen AS times_seen,
  state.reviews_in_scope AS reviews_in_scope,
  state.last_seen AS last_seen,
  decided.decision AS decision,
  decided.reason AS reason,
  decided.expires_at AS expires_at
FROM state
JOIN issue ON issue.id = state.issue_id
JOIN severity ON severity.rank = state.severity
LEFT JOIN triage AS decided ON decided.id = (
  SELECT triage.id FROM triage
  WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
    AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
  ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
)
WHERE state.standing < 2 OR decided.decision IN ('accepted', 'rejected')
ORDER BY state.severity DESC, state.times_seen DESC, issue.uid
