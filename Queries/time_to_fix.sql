-- Time to fix: days from the first report of an issue to its resolution.
--
-- Resolved issues that stayed so. The median says more than the mean, which a few old issues pull up; the first row is
-- over all categories.
-- parameter since date: resolved on this day or later; all where it is not given
-- parameter until date: resolved on this day or earlier; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column category: the category's id; (all) for all of them
-- column resolved: how many issues were resolved
-- column median_days: half of them took no longer
-- column mean_days: the mean
-- column longest_days: the longest
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  fixed AS MATERIALIZED (
    SELECT category, days
    FROM query_fix
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR fixed_at >= date(:since))
      AND (:until IS NULL OR fixed_at < date(:until, '+1 day'))
      AND (:path IS NULL OR file_id IN (SELECT id FROM file WHERE path GLOB :path))
  ),
  grouped AS (
    SELECT '(all)' AS category, days FROM fixed
    UNION ALL
    SELECT category, days FROM fixed
  ),
  placed AS (
    SELECT
      category,
      days,
      row_number() OVER (PARTITION BY category ORDER BY days) AS place,
      count(*) OVER (PARTITION BY category) AS resolved
    FROM grouped
  )
SELECT
  category,
  max(resolved) AS resolved,
  round(avg(CASE WHEN place IN ((resolved + 1) / 2, (resolved + 2) / 2) THEN days END), 1) AS median_days,
  round(avg(days), 1) AS mean_days,
  round(max(days), 1) AS longest_days
FROM placed
GROUP BY category
ORDER BY category <> '(all)', resolved DESC, category
