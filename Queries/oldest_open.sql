-- Oldest open issues: what has been with the team for longest.
--
-- Open issues only, oldest first report first.
-- parameter min_severity info|low|medium|high|critical low: info, low, medium, high or critical, and whatever is more severe
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
-- column triage: a person's last decision, where there is one
-- column branch: the branch
-- column days_open: days from the first report to the newest review of all
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
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
      AND state = 'open' AND severity >= (SELECT rank FROM severity WHERE name = :min_severity)
      AND (
        :path IS NULL
        OR issue_id IN (
          SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path
        )
      )
    ORDER BY first_seen ASC, issue_id
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
  (
    SELECT triage.decision FROM triage
    WHERE triage.issue_id = issue.id AND triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
    ORDER BY triage.decided_at DESC, triage.id DESC LIMIT 1
  ) AS triage,
  branch.name AS branch,
  CAST(julianday((SELECT max(reviewed_at) FROM review)) - julianday(issue_state.first_seen) AS INTEGER) AS days_open,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers
FROM chosen
JOIN issue_state ON issue_state.issue_id = chosen.issue_id AND issue_state.branch_id = chosen.branch_id
JOIN issue ON issue.id = chosen.issue_id
JOIN file ON file.id = issue.file_id
JOIN branch ON branch.id = chosen.branch_id
JOIN severity ON severity.rank = issue_state.severity
ORDER BY issue_state.first_seen ASC, chosen.issue_id
