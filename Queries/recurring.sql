-- Recurring issues: what reviews report again and again, most often first.
--
-- Seen k of n: k reviews reported it, of the n reviews of its file from the first report on. An issue is listed once a
-- branch.
-- parameter min_seen integer 2: how many reviews must have reported it
-- parameter branch text: only this branch; all branches where it is not given
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column state: open, missing or resolved
-- column triage: a person's last decision, where there is one
-- column branch: the branch
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column times_reopened: how often it came back after it was resolved
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
-- column reviewers: who reported it, in the order of first report
WITH
  chosen_branch AS MATERIALIZED (
    SELECT branch.id
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue_id, branch_id
    FROM issue_state
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND times_seen >= :min_seen
      AND (
        :path IS NULL
        OR issue_id IN (
          SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path
        )
      )
    ORDER BY times_seen DESC, last_seen DESC, issue_id
    LIMIT :limit
  )
SELECT
  issue.uid AS issue,
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
  issue.category AS category,
  severity.name AS severity,
  issue_state.state AS state,
  (
    SELECT triage.decision FROM triage
    WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
    ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
  ) AS triage,
  branch.name AS branch,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.times_reopened AS times_reopened,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers
FROM chosen
JOIN issue_state ON issue_state.issue_id = chosen.issue_id AND issue_state.branch_id = chosen.branch_id
JOIN issue ON issue.id = chosen.issue_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = chosen.branch_id
JOIN severity ON severity.rank = issue_state.severity
ORDER BY issue_state.times_seen DESC, issue_state.last_seen DESC, chosen.issue_id
