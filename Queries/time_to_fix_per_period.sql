-- Time to fix, period by period: days from the first report of an issue to its resolution.
--
-- An issue counts in the period in which it was resolved, if it stayed so. Periods in which nothing was resolved have no row.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column period: the period's first day
-- column resolved: how many issues were resolved
-- column median_days: half of them took no longer
-- column longest_days: the longest
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  fixed AS (
    SELECT
      CASE :period
        WHEN 'day' THEN substr(fixed_at, 1, 10)
        WHEN 'month' THEN date(substr(fixed_at, 1, 10), 'start of month')
        ELSE date(substr(fixed_at, 1, 10), 'weekday 0', '-6 days')
      END AS period,
      days
    FROM query_fix
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR fixed_at >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR fixed_at < date(:until, '+1 day'))
      AND (:path IS NULL OR file_id IN (SELECT id FROM file WHERE path GLOB :path))
  ),
  placed AS (
    SELECT
      period,
      days,
      row_number() OVER (PARTITION BY period ORDER BY days) AS place,
      count(*) OVER (PARTITION BY period) AS resolved
    FROM fixed
  )
SELECT
  period,
  max(resolved) AS resolved,
  round(avg(CASE WHEN place IN ((resolved + 1) / 2, (resolved + 2) / 2) THEN days END), 1) AS median_days,
  round(max(days), 1) AS longest_days
FROM placed
GROUP BY period
ORDER BY period
