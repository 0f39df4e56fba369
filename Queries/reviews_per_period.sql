-- Reviews in each period: how many, of how many files, and how much they found.
--
-- Findings are divided by file reviews, one pass over one file, so that more reviews do not look like worse tests.
-- Praise is not counted as a finding. Periods without reviews have no row.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: only this branch; all branches where it is not given
-- parameter project text: only this project; all projects where it is not given
-- column period: the period's first day
-- column reviews: reviews in the period
-- column files: different files that they covered
-- column file_reviews: pairs of a review and a file that it covered
-- column findings: findings that complain
-- column praise: findings that commend
-- column findings_per_file_review: findings that one pass over one file gave on average
WITH
  chosen_branch AS MATERIALIZED (
    SELECT branch.id
    FROM branch
    JOIN project ON project.id = branch.project_id
    WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
  ),
  counted AS MATERIALIZED (
    SELECT CASE :period
      WHEN 'day' THEN substr(reviewed_at, 1, 10)
      WHEN 'month' THEN date(substr(reviewed_at, 1, 10), 'start of month')
      ELSE date(substr(reviewed_at, 1, 10), 'weekday 0', '-6 days')
    END AS period,
      id,
      issue_count,
      praise_count
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
    SELECT
      counted.period AS period,
      count(DISTINCT review_file.file_id) AS files,
      count(*) AS file_reviews
    FROM counted
    JOIN review_file ON review_file.review_id = counted.id
    GROUP BY counted.period
  ),
  reported AS (
    SELECT period, count(*) AS reviews, sum(issue_count) AS findings, sum(praise_count) AS praise
    FROM counted
    GROUP BY period
  )
SELECT
  reported.period AS period,
  reported.reviews AS reviews,
  coalesce(scope.files, 0) AS files,
  coalesce(scope.file_reviews, 0) AS file_reviews,
  reported.findings AS findings,
  reported.praise AS praise,
  round(1.0 * reported.findings / nullif(scope.file_reviews, 0), 2) AS findings_per_file_review
FROM reported
LEFT JOIN scope ON scope.period = reported.period
ORDER BY reported.period
