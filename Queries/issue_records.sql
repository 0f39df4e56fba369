-- Issue records: all that is known of chosen issues, a row an issue and branch.
--
-- Issues are named by their uids in a JSON array; without it every issue of the selection is told.
-- part of reports
-- parameter issues text: a JSON array of uids: ["3f9a2c41d07be865"]; all issues where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
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
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
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
  shown.issue,
  shown.project,
  shown.path,
  shown.line,
  shown.title,
  shown.category,
  coalesce(shown.category_name, shown.category) AS category_name,
  shown.severity,
  shown.state,
  shown.branch,
  shown.first_seen,
  shown.last_seen,
  shown.since,
  shown.times_seen,
  shown.reviews_in_scope,
  shown.times_reopened,
  shown.reviewers,
  decided.decision,
  decided.reason,
  decided.author,
  decided.decided_at,
  decided.expires_at
FROM chosen
JOIN query_issue AS shown ON shown.issue_id = chosen.id AND shown.branch_id IN (SELECT id FROM chosen_branch)
LEFT JOIN triage AS decided ON decided.id = shown.triage_id
ORDER BY
  CASE shown.state WHEN 'open' THEN 0 WHEN 'missing' THEN 1 ELSE 2 END, shown.severity_rank DESC,
  shown.times_seen DESC, shown.last_seen DESC, shown.issue, shown.branch_id
LIMIT :limit
