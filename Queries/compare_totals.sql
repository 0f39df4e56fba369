-- Comparison in numbers: how many issues stand on two sides, and how many entered and left between them.
--
-- A side is a branch at a moment. Open and missing issues stand; entered are those that stand on the second side alone,
-- left those on the first alone. The first row is over all categories.
-- parameter branch_a text: the branch of the first side, or a glob; the default branch where it is not given, * for all
-- parameter until_a date: the first side as it stood at the end of this day, or at this time; now where it is not given
-- parameter branch_b text: the branch of the second side, or a glob; the default branch where it is not given, * for all
-- parameter until_b date: the second side as it stood at the end of this day, or at this time; now where it is not given
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column category: the category's id; (all) for all of them
-- column name: the category's name
-- column first: issues that stand on the first side
-- column second: issues that stand on the second side
-- column entered: issues that stand on the second side alone
-- column left: issues that stand on the first side alone
-- column stayed: issues that stand on both
WITH
  side AS MATERIALIZED (
    SELECT
      id AS branch_id,
      CASE WHEN :branch_a IS NULL THEN is_default ELSE name = :branch_a OR name GLOB :branch_a END AS is_a,
      CASE WHEN :branch_b IS NULL THEN is_default ELSE name = :branch_b OR name GLOB :branch_b END AS is_b
    FROM query_branch
    WHERE :project IS NULL OR project = :project
  ),
  -- An issue is with the team from its first report to its resolution; a day counts to its end.
  on_branch AS (
    SELECT
      issue_id,
      sum(step * (is_a AND (:until_a IS NULL OR at <= substr(:until_a || 'T23:59:59Z', 1, 20)))) AS in_a,
      sum(step * (is_b AND (:until_b IS NULL OR at <= substr(:until_b || 'T23:59:59Z', 1, 20)))) AS in_b
    FROM side
    CROSS JOIN query_step ON query_step.branch_id = side.branch_id
    WHERE (is_a OR is_b)
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    GROUP BY issue_id, query_step.branch_id
  ),
  standing AS (
    SELECT issue_id, max(in_a) AS in_a, max(in_b) AS in_b
    FROM on_branch
    GROUP BY issue_id
    HAVING max(in_a) > 0 OR max(in_b) > 0
  ),
  grouped AS (
    SELECT '(all)' AS category, standing.in_a AS in_a, standing.in_b AS in_b FROM standing
    UNION ALL
    SELECT issue.category, standing.in_a, standing.in_b FROM standing JOIN issue ON issue.id = standing.issue_id
  )
SELECT
  grouped.category AS category,
  CASE grouped.category WHEN '(all)' THEN 'All' ELSE coalesce(category.name, grouped.category) END AS name,
  sum(grouped.in_a > 0) AS first,
  sum(grouped.in_b > 0) AS second,
  sum(grouped.in_a <= 0 AND grouped.in_b > 0) AS entered,
  sum(grouped.in_a > 0 AND grouped.in_b <= 0) AS left,
  sum(grouped.in_a > 0 AND grouped.in_b > 0) AS stayed
FROM grouped
LEFT JOIN category ON category.id = grouped.category
GROUP BY grouped.category
ORDER BY grouped.category <> '(all)', max(sum(grouped.in_a > 0), sum(grouped.in_b > 0)) DESC, grouped.category
