-- Totals of files: how often each was reviewed, what that found, and how long its fixes took.
--
-- part of reports
-- parameter since date: reviews and resolutions of this day or later; all where it is not given
-- parameter until date: reviews and resolutions of this day or earlier; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column path: the file
-- column reviews: reviews that covered it
-- column findings: findings in it that complain
-- column resolved: issues that were resolved and stayed so
-- column median_days: days from the first report to the resolution that half of these took at most
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  chosen_file AS MATERIALIZED (
    SELECT id, path FROM file WHERE :path IS NULL OR path GLOB :path
  ),
  passes AS MATERIALIZED (
    SELECT
      chosen_file.id AS file_id,
      count(*) AS reviews,
      sum((
        SELECT count(*) FROM finding
        WHERE finding.file_id = chosen_file.id AND finding.review_id = review.id AND finding.polarity = 'issue'
      )) AS findings
    FROM chosen_file
    CROSS JOIN review_file ON review_file.file_id = chosen_file.id
    CROSS JOIN review ON review.id = review_file.review_id
    WHERE review.branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR review.reviewed_at >= date(:since))
      AND (:until IS NULL OR review.reviewed_at < date(:until, '+1 day'))
    GROUP BY chosen_file.id
  ),
  placed AS (
    SELECT
      issue.file_id AS file_id,
      julianday(issue_state.since) - julianday(issue_state.first_seen) AS days,
      row_number() OVER (
        PARTITION BY issue.file_id ORDER BY julianday(issue_state.since) - julianday(issue_state.first_seen)
      ) AS place,
      count(*) OVER (PARTITION BY issue.file_id) AS resolved
    FROM chosen_file
    CROSS JOIN issue ON issue.file_id = chosen_file.id
    CROSS JOIN issue_state ON issue_state.issue_id = issue.id
    WHERE issue_state.state = 'resolved'
      AND issue_state.branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR issue_state.since >= date(:since))
      AND (:until IS NULL OR issue_state.since < date(:until, '+1 day'))
  ),
  fixed AS MATERIALIZED (
    SELECT
      file_id,
      max(resolved) AS resolved,
      round(avg(CASE WHEN place IN ((resolved + 1) / 2, (resolved + 2) / 2) THEN days END), 1) AS median_days
    FROM placed
    GROUP BY file_id
  )
SELECT
  chosen_file.path AS path,
  coalesce(passes.reviews, 0) AS reviews,
  coalesce(passes.findings, 0) AS findings,
  coalesce(fixed.resolved, 0) AS resolved,
  fixed.median_days AS median_days
FROM chosen_file
LEFT JOIN passes ON passes.file_id = chosen_file.id
LEFT JOIN fixed ON fixed.file_id = chosen_file.id
WHERE passes.reviews > 0 OR fixed.resolved > 0
ORDER BY chosen_file.path, chosen_file.id
