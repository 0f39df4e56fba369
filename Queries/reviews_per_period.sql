-- Reviews in each period: how many, of how many files, and how much they found.
--
-- Findings are divided by file reviews, one pass over one file, so that more reviews do not look like worse tests.
-- Praise is not counted as a finding. Periods without reviews have no row.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column period: the period's first day
-- column reviews: reviews in the period
-- column files: different files that they covered
-- column file_reviews: pairs of a review and a file that it covered
-- column findings: findings that complain
-- column praise: findings that commend
-- column findings_per_file_review: findings that one pass over one file gave on average
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  counted AS (
    SELECT
      CASE :period
        WHEN 'day' THEN day
        WHEN 'month' THEN date(day, 'start of month')
        ELSE date(day, 'weekday 0', '-6 days')
      END AS period,
      sum(reviews) AS reviews,
      sum(file_reviews) AS file_reviews,
      sum(findings) AS findings,
      sum(praise) AS praise
    FROM branch_day
    WHERE :path IS NULL
      AND branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR day >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR day <= date(:until))
    GROUP BY 1
    HAVING sum(reviews) > 0
    UNION ALL
    -- Of chosen files: the reviews that covered one of them, and what was found in them.
    SELECT
      CASE :period
        WHEN 'day' THEN substr(review.reviewed_at, 1, 10)
        WHEN 'month' THEN date(substr(review.reviewed_at, 1, 10), 'start of month')
        ELSE date(substr(review.reviewed_at, 1, 10), 'weekday 0', '-6 days')
      END AS period,
      count(DISTINCT review.id) AS reviews,
      count(*) AS file_reviews,
      sum((
        SELECT count(*) FROM finding
        WHERE finding.file_id = file.id AND finding.review_id = review.id AND finding.polarity = 'issue'
      )) AS findings,
      sum((
        SELECT count(*) FROM finding
        WHERE finding.file_id = file.id AND finding.review_id = review.id AND finding.polarity = 'praise'
      )) AS praise
    FROM file
    CROSS JOIN review_file ON review_file.file_id = file.id
    CROSS JOIN review ON review.id = review_file.review_id
    WHERE :path IS NOT NULL
      AND file.path GLOB :path
      AND review.branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR review.reviewed_at >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR review.reviewed_at < date(:until, '+1 day'))
    GROUP BY 1
  ),
  -- The period of a review is told once, not for each of its files.
  placed AS MATERIALIZED (
    SELECT
      id,
      CASE :period
        WHEN 'day' THEN substr(reviewed_at, 1, 10)
        WHEN 'month' THEN date(substr(reviewed_at, 1, 10), 'start of month')
        ELSE date(substr(reviewed_at, 1, 10), 'weekday 0', '-6 days')
      END AS period
    FROM review
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR reviewed_at >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR reviewed_at < date(:until, '+1 day'))
  ),
  scope AS (
    SELECT placed.period AS period, count(DISTINCT review_file.file_id) AS files
    FROM placed
    CROSS JOIN review_file ON review_file.review_id = placed.id
    WHERE :path IS NULL OR review_file.file_id IN (SELECT id FROM file WHERE path GLOB :path)
    GROUP BY placed.period
  )
SELECT
  counted.period AS period,
  counted.reviews AS reviews,
  coalesce(scope.files, 0) AS files,
  counted.file_reviews AS file_reviews,
  counted.findings AS findings,
  counted.praise AS praise,
  round(1.0 * counted.findings / nullif(counted.file_reviews, 0), 2) AS findings_per_file_review
FROM counted
LEFT JOIN scope ON scope.period = counted.period
ORDER BY counted.period
