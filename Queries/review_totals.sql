-- Review totals: how much was reviewed and found in a stretch of time, and what became of the issues.
--
-- Findings are divided by file reviews, one pass over one file, so that more reviews do not look like worse tests.
-- parameter since date: from this day; from the first review where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column first_day: the day of the first review
-- column last_day: the day of the last review
-- column reviews: reviews
-- column file_reviews: pairs of a review and a file that it covered
-- column findings: findings that complain
-- column praise: findings that commend
-- column findings_per_file_review: findings that one pass over one file gave on average
-- column new: issues reported for the first time
-- column reopened: issues reported again after they were resolved
-- column returned: missing issues that were reported again
-- column went_missing: issues that a review of their file no longer mentioned
-- column resolved: issues that were resolved
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  min(CASE WHEN reviews > 0 THEN day END) AS first_day,
  max(CASE WHEN reviews > 0 THEN day END) AS last_day,
  coalesce(sum(reviews), 0) AS reviews,
  coalesce(sum(file_reviews), 0) AS file_reviews,
  coalesce(sum(findings), 0) AS findings,
  coalesce(sum(praise), 0) AS praise,
  round(1.0 * sum(findings) / nullif(sum(file_reviews), 0), 2) AS findings_per_file_review,
  coalesce(sum(opened), 0) AS new,
  coalesce(sum(reopened), 0) AS reopened,
  coalesce(sum(returned), 0) AS returned,
  coalesce(sum(went_missing), 0) AS went_missing,
  coalesce(sum(resolved), 0) AS resolved
FROM branch_day
WHERE branch_id IN (SELECT id FROM chosen_branch)
  AND (:since IS NULL OR day >= date(:since))
  AND (:until IS NULL OR day <= date(:until))
