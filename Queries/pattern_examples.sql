-- Pattern examples: for each category, the open and missing issues that most reviews reported.
--
-- What a guideline can be shown on.
-- part of reports
-- parameter category text: only this category, by id; all where it is not given
-- parameter examples integer 3: how many issues a category
-- parameter since date: only issues that were reported on this day or later; all where it is not given
-- parameter until date: only issues that were first reported up to this day; all where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column category: the category's id
-- column issue: the issue's uid
-- column path: the file that it is in
-- column line: the first line of its newest finding; empty where none was told
-- column title: what it is, in the words of its newest finding
-- column severity: critical, high, medium, low or info
-- column state: open or missing
-- column times_seen: how many reviews reported it
-- column reviews_in_scope: how many reviews could have reported it
-- column first_seen: when it was reported first
-- column last_seen: when it was reported last
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  placed AS (
    SELECT
      issue.id AS issue_id,
      issue_state.branch_id AS branch_id,
      -- A file is shown once, that the examples show how far the pattern reaches.
      row_number() OVER (PARTITION BY issue.category, issue.file_id ORDER BY issue_state.times_seen DESC, issue.id)
        AS place_in_file
    FROM issue_state
    JOIN issue ON issue.id = issue_state.issue_id
    WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
      AND issue_state.state IN ('open', 'missing')
      AND (:since IS NULL OR issue_state.last_seen >= date(:since))
      AND (:until IS NULL OR issue_state.first_seen < date(:until, '+1 day'))
      AND (:category IS NULL OR issue.category = :category)
      AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
  ),
  ranked AS (
    SELECT
      placed.issue_id AS issue_id,
      placed.branch_id AS branch_id,
      row_number() OVER (
        PARTITION BY issue.category
        ORDER BY issue_state.times_seen DESC, issue_state.severity DESC, issue_state.last_seen DESC, issue.id
      ) AS place
    FROM placed
    JOIN issue ON issue.id = placed.issue_id
    JOIN issue_state ON issue_state.issue_id = placed.issue_id AND issue_state.branch_id = placed.branch_id
    WHERE placed.place_in_file = 1
  )
SELECT
  issue.category AS category,
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
  severity.name AS severity,
  issue_state.state AS state,
  issue_state.times_seen AS times_seen,
  issue_state.reviews_in_scope AS reviews_in_scope,
  issue_state.first_seen AS first_seen,
  issue_state.last_seen AS last_seen
FROM ranked
JOIN issue ON issue.id = ranked.issue_id
JOIN issue_state ON issue_state.issue_id = ranked.issue_id AND issue_state.branch_id = ranked.branch_id
JOIN file ON file.id = issue.file_id
JOIN severity ON severity.rank = issue_state.severity
WHERE ranked.place <= :examples
ORDER BY issue.category, ranked.place
