-- Trend: what was new, came back, went missing and was resolved in each period, and what stood open at its end.
--
-- An issue counts once a branch. It is open from the review that first reports it, missing when a later review of its
-- file does not mention it, and resolved when the evidence says that it is gone; both open and missing issues are still
-- with the team. Periods without events are listed too. Weeks are ISO weeks, named by their Monday.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the first review where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column period: the period's first day
-- column new: issues reported for the first time
-- column reopened: issues reported again after they were resolved
-- column returned: missing issues that were reported again
-- column went_missing: issues that a review of their file no longer mentioned
-- column resolved: issues that were resolved
-- column open: open issues at the end of the period
-- column missing: missing issues at the end of the period
WITH RECURSIVE
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  -- The days' counts; of chosen files the events themselves. A resolved issue was open or missing before.
  moved_on_day AS (
    SELECT
      day,
      sum(opened) AS new,
      sum(reopened) AS reopened,
      sum(returned) AS returned,
      sum(went_missing) AS went_missing,
      sum(resolved) AS resolved,
      sum(opened + reopened + returned - went_missing - resolved + resolved_missing) AS open_change,
      sum(went_missing - returned - resolved_missing) AS missing_change
    FROM branch_day
    WHERE :path IS NULL
      AND branch_id IN (SELECT id FROM chosen_branch)
      AND (:until IS NULL OR day <= date(:until))
    GROUP BY day
    UNION ALL
    SELECT
      substr(at, 1, 10) AS day,
      sum(new) AS new,
      sum(reopened) AS reopened,
      sum(returned) AS returned,
      sum(went_missing) AS went_missing,
      sum(resolved) AS resolved,
      sum(open_change) AS open_change,
      sum(missing_change) AS missing_change
    FROM file
    CROSS JOIN query_move ON query_move.file_id = file.id
    WHERE :path IS NOT NULL
      AND file.path GLOB :path
      AND branch_id IN (SELECT id FROM chosen_branch)
      AND (:until IS NULL OR at < date(:until, '+1 day'))
    GROUP BY 1
  ),
  moved AS MATERIALIZED (
    SELECT
      CASE :period
        WHEN 'day' THEN day
        WHEN 'month' THEN date(day, 'start of month')
        ELSE date(day, 'weekday 0', '-6 days')
      END AS period,
      sum(new) AS new,
      sum(reopened) AS reopened,
      sum(returned) AS returned,
      sum(went_missing) AS went_missing,
      sum(resolved) AS resolved,
      sum(open_change) AS open_change,
      sum(missing_change) AS missing_change
    FROM moved_on_day
    GROUP BY 1
  ),
  reviewed AS MATERIALIZED (
    SELECT min(day) AS first, max(day) AS last
    FROM branch_day
    WHERE reviews > 0 AND branch_id IN (SELECT id FROM chosen_branch)
  ),
  ends AS MATERIALIZED (
    SELECT
      CASE :period
        WHEN 'day' THEN date(first)
        WHEN 'month' THEN date(first, 'start of month')
        ELSE date(first, 'weekday 0', '-6 days')
      END AS first,
      date(last) AS last
    FROM (
      SELECT max(first, coalesce(date(:since), first)) AS first, coalesce(date(:until), last) AS last
      FROM reviewed
    )
  ),
  series (period) AS (
    SELECT first FROM ends WHERE first <= last
    UNION ALL
    SELECT date(period, CASE :period WHEN 'day' THEN '+1 day' WHEN 'month' THEN '+1 month' ELSE '+7 days' END) AS next
    FROM series
    WHERE next <= (SELECT last FROM ends)
    LIMIT 4000
  ),
  earlier AS (
    SELECT
      coalesce(sum(open_change), 0) AS open_change,
      coalesce(sum(missing_change), 0) AS missing_change
    FROM moved
    WHERE period < (SELECT first FROM ends)
  )
SELECT
  series.period AS period,
  coalesce(moved.new, 0) AS new,
  coalesce(moved.reopened, 0) AS reopened,
  coalesce(moved.returned, 0) AS returned,
  coalesce(moved.went_missing, 0) AS went_missing,
  coalesce(moved.resolved, 0) AS resolved,
  earlier.open_change + sum(coalesce(moved.open_change, 0)) OVER so_far AS open,
  earlier.missing_change + sum(coalesce(moved.missing_change, 0)) OVER so_far AS missing
FROM series
CROSS JOIN earlier
LEFT JOIN moved ON moved.period = series.period
WINDOW so_far AS (ORDER BY series.period)
ORDER BY series.period
