-- New issues: what reviews reported for the first time since a day, most severe first.
--
-- An issue is listed once a branch, with where it stands today.
-- parameter since date: first reported on this day or later; 30 days before the newest review where it is not given
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
-- column first_seen: when it was reported first
-- column times_seen: how many reviews reported it
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
      AND first_seen >= coalesce(date(:since), date((SELECT max(reviewed_at) FROM review), '-30 days'))
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    ORDER BY severity DESC, first_seen DESC, issue_id
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
  shown.first_seen,
  shown.times_seen,
  shown.reviewers
FROM chosen
JOIN query_issue AS shown ON shown.issue_id = chosen.issue_id AND shown.branch_id = chosen.branch_id
ORDER BY shown.severity_rank DESC, shown.first_seen DESC, chosen.issue_id
