-- Worst files: where the most severe issues are open.
--
-- Files by their open issues of high and critical severity, then by all their open issues. Missing issues are still
-- with the team and are counted beside. A file where nothing is open or missing is not listed.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 20: how many rows at most
-- column path: the file
-- column branch: the branch
-- column open: open issues
-- column critical: critical ones among them
-- column high: those of high severity
-- column medium: those of medium severity
-- column missing: issues that the last review of the file no longer mentioned
-- column resolved: issues that were resolved
-- column reviews: reviews of the file
-- column last_reviewed: when it was reviewed last
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  counted AS MATERIALIZED (
    SELECT
      issue.file_id AS file_id,
      issue_state.branch_id AS branch_id,
      sum(issue_state.state = 'open') AS open,
      sum(issue_state.state = 'open' AND issue_state.severity = 4) AS critical,
      sum(issue_state.state = 'open' AND issue_state.severity = 3) AS high,
      sum(issue_state.state = 'open' AND issue_state.severity = 2) AS medium,
      sum(issue_state.state = 'missing') AS missing
    FROM issue_state INDEXED BY issue_state_on_branch_state
    JOIN issue ON issue.id = issue_state.issue_id
    WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
      AND issue_state.state IN ('open', 'missing')
      AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
    GROUP BY issue.file_id, issue_state.branch_id
    ORDER BY critical + high DESC, open DESC, missing DESC, issue.file_id
    LIMIT :limit
  )
SELECT
  file.path AS path,
  branch.name AS branch,
  counted.open AS open,
  counted.critical AS critical,
  counted.high AS high,
  counted.medium AS medium,
  counted.missing AS missing,
  (
    SELECT count(*)
    FROM issue
    JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = counted.branch_id
    WHERE issue.file_id = counted.file_id AND issue_state.state = 'resolved'
  ) AS resolved,
  count(review.id) AS reviews,
  max(review.reviewed_at) AS last_reviewed
FROM counted
JOIN file ON file.id = counted.file_id
JOIN branch ON branch.id = counted.branch_id
LEFT JOIN review_file ON review_file.file_id = counted.file_id
LEFT JOIN review ON review.id = review_file.review_id AND review.branch_id = counted.branch_id
GROUP BY counted.file_id, counted.branch_id
ORDER BY counted.critical + counted.high DESC, counted.open DESC, counted.missing DESC, counted.file_id
