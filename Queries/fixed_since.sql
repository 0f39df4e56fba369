-- Fixed issues: what was resolved since a day and stayed so, newest first.
--
-- Only resolved issues: one that is merely missing from the last review is not a fix.
-- parameter since date: resolved on this day or later; 30 days before the newest review where it is not given
-- parameter branch text: only this branch; all branches where it is not given
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column branch: the branch
-- column first_seen: when it was reported first
-- column resolved_at: when it was resolved
-- column days_to_fix: days from the first report to the resolution
-- column times_seen: how many reviews reported it
WITH
  chosen_branch AS MATERIALIZED (
    SELECT branch.id
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue_id, branch_id
    FROM issue_state
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND state = 'resolved'
      AND since >= coalesce(date(:since), date((SELECT max(reviewed_at) FROM review), '-30 days'))
      AND (
        :path IS NULL
        OR issue_id IN (
          SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path
        )
      )
    ORDER BY since DESC, issue_id
    LIMIT :limit
  )
SELECT
  issue.uid AS issue,
  file.path AS path,
  issue.title AS title,
  issue.category AS category,
  severity.name AS severity,
  branch.name AS branch,
  issue_state.first_seen AS first_seen,
  issue_state.since AS resolved_at,
  CAST(round(julianday(issue_state.since) - julianday(issue_state.first_seen)) AS INTEGER) AS days_to_fix,
  issue_state.times_seen AS times_seen
FROM chosen
JOIN issue_state ON issue_state.issue_id = chosen.issue_id AND issue_state.branch_id = chosen.branch_id
JOIN issue ON issue.id = chosen.issue_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = chosen.branch_id
JOIN severity ON severity.rank = issue_state.severity
ORDER BY issue_state.since DESC, chosen.issue_id
