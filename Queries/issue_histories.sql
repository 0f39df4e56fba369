-- Issue histories: what happened to chosen issues, oldest first.
--
-- Issues are named by their uids in a JSON array; without it every issue of the selection is told.
-- part of reports
-- parameter issues text: a JSON array of uids: ["3f9a2c41d07be865"]; all issues where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column issue: the issue's uid
-- column at: when
-- column kind: opened, missing, found (again), resolved or reopened
-- column was: the state before; empty at the first report
-- column branch: on which branch
-- column reason: why
-- column reviewer: whose review caused it
-- column review: the review that caused it
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue.id AS id
    FROM json_each(:issues) AS named
    JOIN issue ON issue.uid = named.value
    WHERE :issues IS NOT NULL
    UNION
    SELECT issue.id
    FROM issue
    WHERE :issues IS NULL AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
  )
SELECT
  issue.uid AS issue,
  issue_event.at AS at,
  issue_event.kind AS kind,
  issue_event.was AS was,
  branch.name AS branch,
  issue_event.reason AS reason,
  reviewer.name AS reviewer,
  review.uid AS review
FROM chosen
JOIN issue ON issue.id = chosen.id
JOIN issue_event ON issue_event.issue_id = issue.id AND issue_event.branch_id IN (SELECT id FROM chosen_branch)
JOIN branch ON branch.id = issue_event.branch_id
JOIN review ON review.id = issue_event.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
ORDER BY issue.id, issue_event.at, issue_event.id
