-- Changes of a run: what the newest reviews of a branch opened, brought back, missed and resolved, the worst first.
--
-- A run is all reviews of one commit; where the newest review names no commit, all that came in with it.
-- part of reports
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
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  newest AS MATERIALIZED (
    SELECT id, commit_sha, ingest_run_id
    FROM review
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:commit IS NULL OR substr(commit_sha, 1, length(:commit)) = :commit)
    ORDER BY reviewed_at DESC, uid DESC LIMIT 1
  ),
  run AS MATERIALIZED (
    SELECT review.id, review.branch_id, review.reviewed_at, review.commit_sha
    FROM newest
    CROSS JOIN review
    WHERE review.branch_id IN (SELECT id FROM chosen_branch)
      AND (
        review.id = newest.id OR review.commit_sha = newest.commit_sha
        OR (
          newest.commit_sha IS NULL AND review.commit_sha IS NULL AND review.ingest_run_id = newest.ingest_run_id
        )
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
-- By the time of the review, which the events of a branch are ordered by.
CROSS JOIN issue_event ON issue_event.branch_id = run.branch_id AND issue_event.at = run.reviewed_at
  AND issue_event.review_id = run.id
JOIN issue ON issue.id = issue_event.issue_id
JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = issue_event.branch_id
JOIN severity ON severity.rank = issue_state.severity
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = issue_event.branch_id
ORDER BY issue_state.severity DESC, issue_event.kind, file.path, issue.uid
