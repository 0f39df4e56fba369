-- Patterns: the same kind of issue in several files, which a guideline mends better than a patch.
--
-- Categories whose open or missing issues are in at least min_files files, the most widespread first.
-- parameter min_files integer 2: in how many files it must be
-- parameter since date: only issues that were reported on this day or later; all where it is not given
-- parameter until date: only issues that were first reported up to this day; all where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column category: the category's id
-- column name: the category's name
-- column meaning: what the category stands for
-- column files: files that have one now
-- column open: open issues
-- column missing: missing issues
-- column times_seen: how often reviews reported them
-- column first_seen: when the first of them was reported
-- column last_seen: when one of them was reported last
-- column example: the title of the one that was reported most often
-- column example_path: the file that this one is in
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  standing AS MATERIALIZED (
    SELECT
      issue.category AS category,
      issue.file_id AS file_id,
      issue.title AS title,
      issue_state.state AS state,
      issue_state.times_seen AS times_seen,
      issue_state.first_seen AS first_seen,
      issue_state.last_seen AS last_seen
    FROM issue_state
    JOIN issue ON issue.id = issue_state.issue_id
    WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
      AND issue_state.state IN ('open', 'missing')
      AND (:since IS NULL OR issue_state.last_seen >= date(:since))
      AND (:until IS NULL OR issue_state.first_seen < date(:until, '+1 day'))
      AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
  ),
  counted AS (
    SELECT
      category,
      count(DISTINCT file_id) AS files,
      sum(state = 'open') AS open,
      sum(state = 'missing') AS missing,
      sum(times_seen) AS times_seen,
      min(first_seen) AS first_seen,
      max(last_seen) AS last_seen
    FROM standing
    GROUP BY category
  ),
  -- SQLite takes the other columns from the row that holds the maximum.
  example AS (
    SELECT category, title, file_id, max(times_seen) AS times_seen
    FROM standing
    GROUP BY category
  )
SELECT
  counted.category AS category,
  coalesce(category.name, counted.category) AS name,
  category.meaning AS meaning,
  counted.files AS files,
  counted.open AS open,
  counted.missing AS missing,
  counted.times_seen AS times_seen,
  counted.first_seen AS first_seen,
  counted.last_seen AS last_seen,
  example.title AS example,
  file.path AS example_path
FROM counted
JOIN example ON example.category = counted.category
JOIN file ON file.id = example.file_id
LEFT JOIN category ON category.id = counted.category
WHERE counted.files >= :min_files
ORDER BY counted.files DESC, counted.open DESC, counted.category
LIMIT :limit
