-- Age of open issues: since when what is open has been known, by severity.
--
-- Age counts from an issue's first report to the newest review. An age that no open issue has, has no row.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column age: how old, in words
-- column min_days: from so many days
-- column open: open issues of this age
-- column critical: critical ones
-- column high: those of high severity
-- column medium: those of medium severity
-- column low: those of low severity
-- column info: those for information
-- column oldest: when the oldest of them was reported first
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  newest AS (SELECT max(reviewed_at) AS at FROM review),
  length (min_days, max_days, name) AS (
    VALUES
      (0, 14, 'up to two weeks'),
      (14, 30, 'two weeks to a month'),
      (30, 90, 'one to three months'),
      (90, 180, 'three to six months'),
      (180, 365, 'six months to a year'),
      (365, NULL, 'more than a year')
  ),
  -- As times, so that no issue's time has to be reckoned with.
  age AS MATERIALIZED (
    SELECT
      min_days,
      name,
      coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', newest.at, '-' || max_days || ' days'), '') AS after,
      CASE min_days WHEN 0 THEN '9999' ELSE strftime('%Y-%m-%dT%H:%M:%SZ', newest.at, '-' || min_days || ' days') END AS up_to
    FROM length
    CROSS JOIN newest
  ),
  standing AS MATERIALIZED (
    SELECT severity, first_seen
    FROM issue_state INDEXED BY issue_state_on_branch_state
    WHERE branch_id IN (SELECT id FROM chosen_branch) AND state = 'open'
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
  )
SELECT
  age.name AS age,
  age.min_days AS min_days,
  count(*) AS open,
  sum(standing.severity = 4) AS critical,
  sum(standing.severity = 3) AS high,
  sum(standing.severity = 2) AS medium,
  sum(standing.severity = 1) AS low,
  sum(standing.severity = 0) AS info,
  min(standing.first_seen) AS oldest
FROM standing
CROSS JOIN age ON standing.first_seen > age.after AND standing.first_seen <= age.up_to
GROUP BY age.min_days
ORDER BY age.min_days
