-- Open issues by file: how many stood open in each of the worst files at the end of each period.
--
-- The files with the most open issues today, and their history. Periods in which nothing happened to a file have no
-- row: the number before holds on.
-- parameter period day|week|month week: day, week or month
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter files integer 12: how many files
-- column path: the file
-- column period: the period's first day
-- column open: open issues at the end of the period
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  worst AS MATERIALIZED (
    SELECT issue.file_id AS file_id, count(*) AS open
    FROM issue_state INDEXED BY issue_state_on_branch_state
    JOIN issue ON issue.id = issue_state.issue_id
    WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch) AND issue_state.state = 'open'
      AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
    GROUP BY issue.file_id
    ORDER BY count(*) DESC, issue.file_id
    LIMIT :files
  ),
  moved_on_day AS (
    SELECT
      worst.file_id AS file_id,
      worst.open AS rank,
      substr(at, 1, 10) AS day,
      sum(open_change) AS change
    FROM worst
    CROSS JOIN query_move ON query_move.file_id = worst.file_id
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:until IS NULL OR at < date(:until, '+1 day'))
    GROUP BY worst.file_id, day
  ),
  moved AS (
    SELECT
      file_id,
      rank,
      CASE :period
        WHEN 'day' THEN day
        WHEN 'month' THEN date(day, 'start of month')
        ELSE date(day, 'weekday 0', '-6 days')
      END AS period,
      sum(change) AS change
    FROM moved_on_day
    GROUP BY file_id, 3
  )
SELECT
  file.path AS path,
  moved.period AS period,
  sum(moved.change) OVER (PARTITION BY moved.file_id ORDER BY moved.period) AS open
FROM moved
JOIN file ON file.id = moved.file_id
ORDER BY moved.rank DESC, file.path, moved.period
