-- Course of files: what came in, was resolved and stood in each file, period by period.
--
-- Each file's row of periods begins with its first event. Missing issues are those that a later review of the file no
-- longer mentioned; they are not known to be fixed.
-- part of reports
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column path: the file
-- column period: the period's first day
-- column new: issues reported for the first time
-- column reopened: issues that came back after they were resolved
-- column returned: missing issues that were reported again
-- column went_missing: issues that a review no longer mentioned
-- column resolved: issues that were resolved
-- column open: issues that were open at its end
-- column missing: issues that were missing at its end
WITH RECURSIVE
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  moved AS MATERIALIZED (
    SELECT
      file.id AS file_id,
      CASE :period
        WHEN 'day' THEN substr(at, 1, 10)
        WHEN 'month' THEN date(substr(at, 1, 10), 'start of month')
        ELSE date(substr(at, 1, 10), 'weekday 0', '-6 days')
      END AS period,
      sum(new) AS new,
      sum(reopened) AS reopened,
      sum(returned) AS returned,
      sum(went_missing) AS went_missing,
      sum(resolved) AS resolved,
      sum(open_change) AS open_change,
      sum(missing_change) AS missing_change
    FROM file
    CROSS JOIN query_move ON query_move.file_id = file.id
    WHERE (:path IS NULL OR file.path GLOB :path)
      AND branch_id IN (SELECT id FROM chosen_branch)
      AND (:until IS NULL OR at < date(:until, '+1 day'))
    GROUP BY 1, 2
  ),
  begun AS MATERIALIZED (
    SELECT
      file_id,
      max(min(period), coalesce(
        CASE :period
          WHEN 'day' THEN date(:since)
          WHEN 'month' THEN date(:since, 'start of month')
          ELSE date(:since, 'weekday 0', '-6 days')
        END, '')) AS first
    FROM moved
    GROUP BY file_id
  ),
  earlier AS MATERIALIZED (
    SELECT
      moved.file_id AS file_id,
      sum(moved.open_change) AS open_change,
      sum(moved.missing_change) AS missing_change
    FROM moved
    JOIN begun ON begun.file_id = moved.file_id
    WHERE moved.period < begun.first
    GROUP BY moved.file_id
  ),
  ends AS MATERIALIZED (
    SELECT coalesce(date(:until), (
      SELECT max(day) FROM branch_day WHERE reviews > 0 AND branch_id IN (SELECT id FROM chosen_branch)
    )) AS last
  ),
  series (period) AS (
    SELECT min(first) FROM begun HAVING min(first) <= (SELECT last FROM ends)
    UNION ALL
    SELECT date(period, CASE :period WHEN 'day' THEN '+1 day' WHEN 'month' THEN '+1 month' ELSE '+7 days' END) AS next
    FROM series
    WHERE next <= (SELECT last FROM ends)
    LIMIT 4000
  )
SELECT
  file.path AS path,
  series.period AS period,
  coalesce(moved.new, 0) AS new,
  coalesce(moved.reopened, 0) AS reopened,
  coalesce(moved.returned, 0) AS returned,
  coalesce(moved.went_missing, 0) AS went_missing,
  coalesce(moved.resolved, 0) AS resolved,
  coalesce(earlier.open_change, 0) + sum(coalesce(moved.open_change, 0)) OVER so_far AS open,
  coalesce(earlier.missing_change, 0) + sum(coalesce(moved.missing_change, 0)) OVER so_far AS missing
FROM begun
JOIN file ON file.id = begun.file_id
JOIN series ON series.period >= begun.first
LEFT JOIN moved ON moved.file_id = begun.file_id AND moved.period = series.period
LEFT JOIN earlier ON earlier.file_id = begun.file_id
WINDOW so_far AS (PARTITION BY begun.file_id ORDER BY series.period)
ORDER BY file.path, file.id, series.period
