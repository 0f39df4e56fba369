-- Changed files: which files got worse and which got better since a day.
--
-- What entered a file (new and reopened issues) against what left it (resolved issues); what changed most comes first.
-- parameter direction worse|better|both both: only files that got worse, or better
-- parameter since date: changes on this day or later; 30 days before the newest review where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column path: the file
-- column change: issues that entered less issues that were resolved
-- column entered: issues that were new or reopened
-- column went_missing: issues that a review no longer mentioned
-- column resolved: issues that were resolved
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  file.path AS path,
  sum(issue_event.kind IN ('opened', 'reopened')) - sum(issue_event.kind = 'resolved') AS change,
  sum(issue_event.kind IN ('opened', 'reopened')) AS entered,
  sum(issue_event.kind = 'missing') AS went_missing,
  sum(issue_event.kind = 'resolved') AS resolved
FROM issue_event
JOIN issue ON issue.id = issue_event.issue_id
JOIN file ON file.id = issue.file_id
WHERE issue_event.branch_id IN (SELECT id FROM chosen_branch)
  AND issue_event.at >= coalesce(date(:since), date((SELECT max(reviewed_at) FROM review), '-30 days'))
  AND (:until IS NULL OR issue_event.at < date(:until, '+1 day'))
  AND (:path IS NULL OR file.path GLOB :path)
GROUP BY file.id
HAVING CASE :direction WHEN 'worse' THEN change > 0 WHEN 'better' THEN change < 0 ELSE entered > 0 OR resolved > 0 END
ORDER BY abs(change) DESC, change DESC, entered DESC, file.path
LIMIT :limit
