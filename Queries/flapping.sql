-- Flapping issues: what reviewers report, forget and report again.
--
-- Counts how often an issue was reported again after it was missing or resolved. Many returns speak of an unsteady
-- reviewer, or of a fix that does not hold.
-- parameter min_returns integer 2: how often it must have been reported again
-- parameter since date: reported again on this day or later; at any time where it is not given
-- parameter until date: reported again up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column branch: the branch
-- column state: open, missing or resolved
-- column returns: how often it was reported again
-- column reopened: how often of these it had been resolved
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column detection_rate: the share of the reviews that reported it, in percent
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  returned AS MATERIALIZED (
    SELECT issue_id, branch_id, count(*) AS returns
    FROM issue_event INDEXED BY issue_event_on_branch_at
    WHERE branch_id IN (SELECT id FROM chosen_branch) AND kind IN ('found', 'reopened')
      AND (:since IS NULL OR at >= date(:since))
      AND (:until IS NULL OR at < date(:until, '+1 day'))
    GROUP BY issue_id, branch_id
    HAVING count(*) >= :min_returns
  )
SELECT
  issue.uid AS issue,
  file.path AS path,
  issue.title AS title,
  issue.category AS category,
  branch.name AS branch,
  issue_state.state AS state,
  returned.returns AS returns,
  issue_state.times_reopened AS reopened,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  round(100.0 * issue_state.times_seen / nullif(issue_state.reviews_in_scope, 0), 1) AS detection_rate
FROM returned
JOIN issue_state ON issue_state.issue_id = returned.issue_id AND issue_state.branch_id = returned.branch_id
JOIN issue ON issue.id = returned.issue_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = returned.branch_id
WHERE :path IS NULL OR file.path GLOB :path
ORDER BY returned.returns DESC, issue_state.times_seen DESC, issue.uid
LIMIT :limit
