-- Detection rate: of the reviews that could report an issue, how many do.
--
-- Over all issues of a category: reports divided by reviews in scope, from an issue's first report on. A reviewer that
-- forgets often makes missing issues a weak sign of a fix.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column category: the category's id
-- column name: the category's name
-- column issues: issues that at least two reviews could report
-- column seen: reports of them
-- column in_scope: reviews that could report them
-- column percent: the first as a share of the second, in percent
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  issue.category AS category,
  coalesce(category.name, issue.category) AS name,
  count(*) AS issues,
  sum(issue_state.times_seen) AS seen,
  sum(issue_state.reviews_in_scope) AS in_scope,
  round(100.0 * sum(issue_state.times_seen) / sum(issue_state.reviews_in_scope), 1) AS percent
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
LEFT JOIN category ON category.id = issue.category
WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
  AND issue_state.reviews_in_scope >= 2
GROUP BY issue.category
ORDER BY issues DESC, issue.category
