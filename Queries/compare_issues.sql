-- Comparison by issue: what entered or left between two sides, the most severe first.
--
-- A side is a branch at a moment. Open and missing issues stand; entered are those that stand on the second side alone,
-- left those on the first alone. Severity and state are today's.
-- parameter change entered|left|stayed entered: entered, left or stayed
-- parameter branch_a text: the branch of the first side; all branches where it is not given
-- parameter until_a date: the first side as it stood at the end of this day, or at this time; now where it is not given
-- parameter branch_b text: the branch of the second side; all branches where it is not given
-- parameter until_b date: the second side as it stood at the end of this day, or at this time; now where it is not given
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
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column reviewers: who reported it, in the order of first report
WITH
  side AS MATERIALIZED (
    SELECT
      branch.id AS branch_id,
      :branch_a IS NULL OR branch.name = :branch_a AS is_a,
      :branch_b IS NULL OR branch.name = :branch_b AS is_b
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:project IS NULL OR project.name = :project)
      AND (:branch_a IS NULL OR branch.name = :branch_a OR :branch_b IS NULL OR branch.name = :branch_b)
  ),
  -- An issue is with the team from its first report to its resolution; a day counts to its end.
  on_branch AS (
    SELECT
      issue_event.issue_id AS issue_id,
      sum(CASE WHEN side.is_a AND (:until_a IS NULL OR issue_event.at <= substr(:until_a || 'T23:59:59Z', 1, 20))
        THEN (issue_event.kind IN ('opened', 'reopened')) - (issue_event.kind = 'resolved') ELSE 0 END) AS in_a,
      sum(CASE WHEN side.is_b AND (:until_b IS NULL OR issue_event.at <= substr(:until_b || 'T23:59:59Z', 1, 20))
        THEN (issue_event.kind IN ('opened', 'reopened')) - (issue_event.kind = 'resolved') ELSE 0 END) AS in_b
    FROM side
    CROSS JOIN issue_event ON issue_event.branch_id = side.branch_id
    WHERE :path IS NULL
      OR issue_event.issue_id IN (SELECT issue.id FROM file JOIN issue ON issue.file_id = file.id WHERE file.path GLOB :path)
    GROUP BY issue_event.issue_id, issue_event.branch_id
  ),
  standing AS (
    SELECT issue_id, max(in_a) AS in_a, max(in_b) AS in_b
    FROM on_branch
    GROUP BY issue_id
    HAVING max(in_a) > 0 OR max(in_b) > 0
  ),
  chosen AS (
    SELECT issue_id
    FROM standing
    WHERE CASE :change
      WHEN 'entered' THEN in_a <= 0 AND in_b > 0
      WHEN 'left' THEN in_a > 0 AND in_b <= 0
      ELSE in_a > 0 AND in_b > 0
    END
  ),
  -- An issue of several branches is told as it stands on the one that reported it last.
  told AS (
    SELECT chosen.issue_id AS issue_id, issue_state.branch_id AS branch_id, max(issue_state.last_seen) AS last_seen
    FROM chosen
    JOIN issue_state ON issue_state.issue_id = chosen.issue_id
    JOIN side ON side.branch_id = issue_state.branch_id
    WHERE CASE :change WHEN 'left' THEN side.is_a ELSE side.is_b END
    GROUP BY chosen.issue_id
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
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  (SELECT group_concat(value, ', ') FROM json_each(issue_state.reviewers)) AS reviewers
FROM told
JOIN issue_state ON issue_state.issue_id = told.issue_id AND issue_state.branch_id = told.branch_id
JOIN issue ON issue.id = told.issue_id
JOIN file ON file.id = issue.file_id
JOIN severity ON severity.rank = issue_state.severity
ORDER BY issue_state.severity DESC, issue_state.times_seen DESC, issue.uid
LIMIT :limit
