-- Changes of a run: what the newest reviews of a branch opened, brought back, missed and resolved, the worst first.
--
-- A run is all reviews of one commit; where the newest review names no commit, all that came in with it.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter commit text: the run of this commit, or of one that begins so; the newest where it is not given
-- column kind: opened, reopened, found, missing or resolved
-- column issue: the issue's uid
-- column severity: its severity
-- column category: its category
-- column path: the file
-- column line: the first line that its newest finding names
-- column title: what it is called
-- column branch: the branch
-- column reason: why
-- column commit_sha: the run's commit
WITH
  reviews_of_branch AS (
    SELECT review.id, review.uid, review.commit_sha, review.reviewed_at, review.ingest_run_id
    FROM review
    JOIN branch ON branch.id = review.branch_id
    JOIN project ON project.id = review.project_id
    WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
      AND (:commit IS NULL OR review.commit_sha LIKE :commit || '%')
  ),
  newest AS MATERIALIZED (
    SELECT id, commit_sha, ingest_run_id FROM reviews_of_branch ORDER BY reviewed_at DESC, uid DESC LIMIT 1
  ),
  run AS MATERIALIZED (
    SELECT reviews_of_branch.id, reviews_of_branch.commit_sha
    FROM reviews_of_branch JOIN newest
    WHERE reviews_of_branch.id = newest.id OR reviews_of_branch.commit_sha = newest.commit_sha
      OR (
        newest.commit_sha IS NULL AND reviews_of_branch.commit_sha IS NULL
        AND reviews_of_branch.ingest_run_id = newest.ingest_run_id
      )
  )
SELECT
  issue_event.kind AS kind,
  issue.uid AS issue,
  severity.name AS severity,
  issue.category AS category,
  file.path AS path,
  (
    SELECT finding.first_line
    FROM issue_member
    JOIN finding ON finding.id = issue_member.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE issue_member.issue_id = issue.id
    ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal LIMIT 1
  ) AS line,
  issue.title AS title,
  branch.name AS branch,
  issue_event.reason AS reason,
  run.commit_sha AS commit_sha
FROM run
JOIN issue_event ON issue_event.review_id = run.id
JOIN issue ON issue.id = issue_event.issue_id
JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = issue_event.branch_id
JOIN severity ON severity.rank = issue_state.severity
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_event.branch_id
ORDER BY issue_state.severity DESC, issue_event.kind, file.path, issue.uid
