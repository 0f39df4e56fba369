-- Reviewers: how much each of them reviews and finds.
--
-- A reviewer of another version is another row. Findings are divided by file reviews, one pass over one file.
-- parameter since date: reviews of this day or later; all where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column reviewer: the reviewer's name
-- column version: the reviewer's version, where known
-- column kind: llm, tool or person
-- column reviews: how many reviews
-- column files: different files that they covered
-- column findings: findings that complain
-- column praise: findings that commend
-- column findings_per_file_review: findings that one pass over one file gave on average
-- column first_review: when the first review was
-- column last_review: when the last review was
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  counted AS MATERIALIZED (
    SELECT id, reviewer_id, issue_count, praise_count, reviewed_at
    FROM review
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR reviewed_at >= date(:since))
      AND (:until IS NULL OR reviewed_at < date(:until, '+1 day'))
  ),
  reported AS (
    SELECT
      reviewer_id,
      count(*) AS reviews,
      sum(issue_count) AS findings,
      sum(praise_count) AS praise,
      min(reviewed_at) AS first_review,
      max(reviewed_at) AS last_review
    FROM counted
    GROUP BY reviewer_id
  ),
  scope AS (
    SELECT
      counted.reviewer_id AS reviewer_id,
      count(DISTINCT review_file.file_id) AS files,
      count(*) AS file_reviews
    FROM counted
    JOIN review_file ON review_file.review_id = counted.id
    GROUP BY counted.reviewer_id
  )
SELECT
  reviewer.name AS reviewer,
  nullif(reviewer.version, '') AS version,
  reviewer.kind AS kind,
  reported.reviews AS reviews,
  coalesce(scope.files, 0) AS files,
  reported.findings AS findings,
  reported.praise AS praise,
  round(1.0 * reported.findings / nullif(scope.file_reviews, 0), 2) AS findings_per_file_review,
  reported.first_review AS first_review,
  reported.last_review AS last_review
FROM reported
JOIN reviewer ON reviewer.id = reported.reviewer_id
LEFT JOIN scope ON scope.reviewer_id = reported.reviewer_id
ORDER BY reported.reviews DESC, reviewer.name, reviewer.version
