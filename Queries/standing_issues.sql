-- Standing issues: those that are open or missing, with the words of the remark that reported each last.
--
-- What `refrain patterns` looks through.
-- part of reports
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter category text: only this category; all categories where it is not given
-- parameter limit integer 200000: at most so many rows
-- column issue: the issue's uid
-- column project: the repository
-- column path: the file
-- column category: the category's id
-- column state: open or missing
-- column severity: the severity
-- column first_seen: when it was first reported
-- column last_seen: when it was last reported
-- column times_seen: reviews that reported it
-- column title: the title of that remark
-- column body: its text
-- column symbols: the functions and classes that it names
-- column line: the first line that it points at
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  standing AS (
    SELECT
      issue_state.issue_id AS issue_id,
      min(issue_state.state) AS state,
      max(issue_state.severity) AS severity,
      min(issue_state.first_seen) AS first_seen,
      max(issue_state.last_seen) AS last_seen,
      sum(issue_state.times_seen) AS times_seen
    FROM issue_state
    WHERE issue_state.state IN ('open', 'missing') AND issue_state.branch_id IN (SELECT id FROM chosen_branch)
    GROUP BY issue_state.issue_id
  )
SELECT
  issue.uid AS issue,
  project.name AS project,
  file.path AS path,
  issue.category AS category,
  -- In the alphabet missing comes before open, and what is open on any branch is open.
  CASE WHEN EXISTS (
    SELECT 1 FROM issue_state WHERE issue_state.issue_id = issue.id AND issue_state.state = 'open'
  ) THEN 'open' ELSE standing.state END AS state,
  severity.name AS severity,
  standing.first_seen AS first_seen,
  standing.last_seen AS last_seen,
  standing.times_seen AS times_seen,
  wording.title AS title,
  wording.body AS body,
  (
    SELECT group_concat(symbol.name, ' ')
    FROM finding_symbol JOIN symbol ON symbol.id = finding_symbol.symbol_id
    WHERE finding_symbol.finding_id = finding.id
  ) AS symbols,
  finding.first_line AS line
FROM standing
JOIN issue ON issue.id = standing.issue_id
JOIN project ON project.id = issue.project_id
JOIN file ON file.id = issue.file_id
JOIN severity ON severity.rank = standing.severity
JOIN finding ON finding.id = (SELECT max(issue_member.finding_id) FROM issue_member WHERE issue_member.issue_id = issue.id)
JOIN wording ON wording.id = finding.wording_id
WHERE (:category IS NULL OR issue.category = :category)
  AND (:path IS NULL OR file.path GLOB :path)
ORDER BY issue.uid
LIMIT :limit
