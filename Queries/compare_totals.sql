-- Comparison in numbers: how many issues stand on two sides, and how many entered and left between them.
--
-- A side is a branch at a moment. Open and missing issues stand; entered are those that stand on the second side alone,
-- left those on the first alone. The first row is over all categories.
-- parameter branch_a text: the branch of the first side; all branches where it is not given
-- parameter until_a date: the first side as it stood at the end of this day, or at this time; now where it is not given
-- parameter branch_b text: the branch of the second side; all branches where it is not given
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
      branch.id AS branch_id,
      :branch_a IS NULL OR branch.name = :branch_a AS is_a,
      :branch_b IS NULL OR branch.name = :branch_b AS is_b
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:project IS NULL OR project.name = :project)
      AND (:branch_a IS NULL OR branch.name = :branch_a OR :branch_b IS NULL OR branch.name = :branch_b)
  ),
  -- An issue is with the team from its first report to its resolution; a day counts to its end.
  on_branch AS (
    SELECT
      issue_event.issue_id AS issue_id,
      sum(CASE WHEN side.is_a AND (:until_a IS NULL OR issue_event.at <= substr(:until_a || 'T23:59:59Z', 1, 20))
        THEN (issue_event.kind IN ('opened', 'reopened')) - (issue_event.kind = 'resolved') ELSE 0 END) AS in_a,
      sum(CASE WHEN side.is_b AND (:until_b IS NULL OR issue_event.at <= substr(:until_b || 'T23:59:59Z', 1, 20))
        THEN (issue_event.kind IN ('opened', 'reopened')) - (issue_event.kind = 'resolved') ELSE 0 END) AS in_b
    FROM side
    CROSS JOIN issue_event ON issue_event.branch_id = side.branch_id
    WHERE :path IS NULL
      OR issue_event.issue_id IN (SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path)
    GROUP BY issue_event.issue_id, issue_event.branch_id
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
