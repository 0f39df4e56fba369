-- Recurring issues: what reviews report again and again, most often first.
--
-- Seen k of n: k reviews reported it, of the n reviews of its file from the first report on. An issue is listed once a
-- branch.
-- parameter min_seen integer 2: how many reviews must have reported it
-- parameter since date: only issues that were reported on this day or later; all where it is not given
-- parameter until date: only issues that were first reported up to this day; all where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column state: open, missing or resolved
-- column triage: a person's last decision, where there is one
-- column branch: the branch
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column times_reopened: how often it came back after it was resolved
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
-- column reviewers: who reported it, in the order of first report
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
      AND times_seen >= :min_seen
      AND (:since IS NULL OR last_seen >= date(:since))
      AND (:until IS NULL OR first_seen < date(:until, '+1 day'))
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    ORDER BY times_seen DESC, last_seen DESC, issue_id
    LIMIT :limit
  )
SELECT
  shown.issue,
  shown.path,
  shown.line,
  shown.title,
  shown.category,
  shown.severity,
  shown.state,
  (SELECT decision FROM triage WHERE id = shown.triage_id) AS triage,
  shown.branch,
  shown.times_seen,
  shown.reviews_in_scope,
  shown.times_reopened,
  shown.first_seen,
  shown.last_seen,
  shown.reviewers
FROM chosen
JOIN query_issue AS shown ON shown.issue_id = chosen.issue_id AND shown.branch_id = chosen.branch_id
ORDER BY shown.times_seen DESC, shown.last_seen DESC, chosen.issue_id
