-- Categories: how many issues of each kind there are, and where they stand.
--
-- Issues are counted once a branch; the category with the most open ones comes first.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column category: the category's id
-- column name: the category's name
-- column open: open issues
-- column missing: missing issues
-- column resolved: resolved issues
-- column issues: all of them
-- column files: files that have or had one
-- column times_seen: how often reviews reported them
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  issue.category AS category,
  coalesce(category.name, issue.category) AS name,
  sum(issue_state.state = 'open') AS open,
  sum(issue_state.state = 'missing') AS missing,
  sum(issue_state.state = 'resolved') AS resolved,
  count(*) AS issues,
  count(DISTINCT issue.file_id) AS files,
  sum(issue_state.times_seen) AS times_seen
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
LEFT JOIN category ON category.id = issue.category
WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
  AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
GROUP BY issue.category
ORDER BY open DESC, issues DESC, issue.category
