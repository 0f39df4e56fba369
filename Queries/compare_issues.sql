-- Comparison by issue: what entered or left between two sides, the most severe first.
--
-- A side is a branch at a moment. Open and missing issues stand; entered are those that stand on the second side alone,
-- left those on the first alone. Severity and state are today's.
-- parameter change entered|left|stayed entered: entered, left or stayed
-- parameter branch_a text: the branch of the first side, or a glob; the default branch where it is not given, * for all
-- parameter until_a date: the first side as it stood at the end of this day, or at this time; now where it is not given
-- parameter branch_b text: the branch of the second side, or a glob; the default branch where it is not given, * for all
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
      id AS branch_id,
      CASE WHEN :branch_a IS NULL THEN is_default ELSE name = :branch_a OR name GLOB :branch_a END AS is_a,
      CASE WHEN :branch_b IS NULL THEN is_default ELSE name = :branch_b OR name GLOB :branch_b END AS is_b
    FROM query_branch
    WHERE :project IS NULL OR project = :project
  ),
  -- An issue is with the team from its first report to its resolution; a day counts to its end.
  on_branch AS (
    SELECT
      issue_id,
      sum(step * (is_a AND (:until_a IS NULL OR at <= substr(:until_a || 'T23:59:59Z', 1, 20)))) AS in_a,
      sum(step * (is_b AND (:until_b IS NULL OR at <= substr(:until_b || 'T23:59:59Z', 1, 20)))) AS in_b
    FROM side
    CROSS JOIN query_step ON query_step.branch_id = side.branch_id
    WHERE (is_a OR is_b)
      AND (:path IS NULL OR issue_id IN (SELECT issue.id FROM file JOIN issue ON file_id = file.id WHERE path GLOB :path))
    GROUP BY issue_id, query_step.branch_id
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
  shown.issue,
  shown.path,
  shown.line,
  shown.title,
  shown.category,
  shown.severity,
  shown.state,
  shown.first_seen,
  shown.last_seen,
  shown.times_seen,
  shown.reviews_in_scope,
  shown.reviewers
FROM told
JOIN query_issue AS shown ON shown.issue_id = told.issue_id AND shown.branch_id = told.branch_id
ORDER BY shown.severity_rank DESC, shown.times_seen DESC, shown.issue
LIMIT :limit
