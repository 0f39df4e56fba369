-- Fixed issues: what was resolved since a day and stayed so, newest first.
--
-- Only resolved issues: one that is merely missing from the last review is not a fix.
-- parameter since date: resolved on this day or later; 30 days before the newest review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
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
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue_id, branch_id
    FROM issue_state
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND state = 'resolved'
      AND since >= coalesce(date(:since), date((SELECT max(reviewed_at) FROM review), '-30 days'))
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    ORDER BY since DESC, issue_id
    LIMIT :limit
  )
SELECT
  shown.issue,
  shown.path,
  shown.title,
  shown.category,
  shown.severity,
  shown.branch,
  shown.first_seen,
  shown.since AS resolved_at,
  CAST(round(julianday(shown.since) - julianday(shown.first_seen)) AS INTEGER) AS days_to_fix,
  shown.times_seen
FROM chosen
JOIN query_issue AS shown ON shown.issue_id = chosen.issue_id AND shown.branch_id = chosen.branch_id
ORDER BY shown.since DESC, chosen.issue_id
