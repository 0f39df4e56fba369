-- Reviewer agreement: how much of what one reviewer reports another one reports too.
--
-- Issues by the reviewers who ever reported them. A low share is no fault where only one reviewer looks at a file.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column reviewer: the reviewer's name
-- column issues: issues that this reviewer reported
-- column shared: those that another reviewer reported too
-- column percent: the share of these, in percent
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  name.value AS reviewer,
  count(*) AS issues,
  sum(json_array_length(issue_state.reviewers) > 1) AS shared,
  round(100.0 * sum(json_array_length(issue_state.reviewers) > 1) / count(*), 1) AS percent
FROM issue_state
JOIN json_each(issue_state.reviewers) AS name
WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
GROUP BY name.value
ORDER BY issues DESC, name.value
