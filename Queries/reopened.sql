-- Reopened issues: what came back after it was resolved, most often first.
--
-- A missing issue that is reported again has not been resolved in between and does not count here; see flapping.
-- parameter since date: reopened on this day or later; at any time where it is not given
-- parameter until date: reopened on this day or earlier; up to the last review where it is not given
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
-- column branch: the branch
-- column times_reopened: how often it came back after it was resolved
-- column reopened_at: when it was last reported again
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
    FROM issue_state INDEXED BY issue_state_on_reopened
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND times_reopened > 0
      AND (
        (:since IS NULL AND :until IS NULL)
        OR EXISTS (
          SELECT 1
          FROM issue_event INDEXED BY issue_event_on_issue
          WHERE issue_event.issue_id = issue_state.issue_id
            AND issue_event.branch_id = issue_state.branch_id
            AND issue_event.kind = 'reopened'
            AND (:since IS NULL OR issue_event.at >= date(:since))
            AND (:until IS NULL OR issue_event.at < date(:until, '+1 day'))
        )
      )
      AND (
        :path IS NULL
        OR issue_id IN (
          SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path
        )
      )
    ORDER BY times_reopened DESC, last_seen DESC, issue_id
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
  branch.name AS branch,
  issue_state.times_reopened AS times_reopened,
  (
    SELECT max(at) FROM issue_event INDEXED BY issue_event_on_issue
    WHERE issue_event.issue_id = issue.id AND issue_event.branch_id = branch.id AND kind = 'reopened'
  ) AS reopened_at,
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
ORDER BY issue_state.times_reopened DESC, issue_state.last_seen DESC, chosen.issue_id
