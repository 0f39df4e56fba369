-- Trend by category: how many findings of each category reviews reported in each period.
--
-- Read from the findings of each day, so that a long history costs no more than a short one. Praise is left out.
-- Periods without a finding of a category have no row.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column period: the period's first day
-- column category: the category's id
-- column name: the category's name
-- column findings: findings of this category in the period
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  -- The days' counts; of chosen files the findings themselves.
  counted AS (
    SELECT day, category, sum(findings) AS findings
    FROM finding_day
    WHERE :path IS NULL
      AND branch_id IN (SELECT id FROM chosen_branch)
      AND polarity = 'issue'
      AND (:since IS NULL OR day >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR day <= date(:until))
    GROUP BY 1, 2
    UNION ALL
    SELECT substr(review.reviewed_at, 1, 10) AS day, finding.category, count(*) AS findings
    FROM file
    CROSS JOIN finding ON finding.file_id = file.id
    CROSS JOIN review ON review.id = finding.review_id
    WHERE :path IS NOT NULL
      AND file.path GLOB :path
      AND finding.polarity = 'issue'
      AND review.branch_id IN (SELECT id FROM chosen_branch)
      AND (:since IS NULL OR review.reviewed_at >= CASE :period
        WHEN 'day' THEN date(:since)
        WHEN 'month' THEN date(:since, 'start of month')
        ELSE date(:since, 'weekday 0', '-6 days')
      END)
      AND (:until IS NULL OR review.reviewed_at < date(:until, '+1 day'))
    GROUP BY 1, 2
  ),
  grouped AS (
    SELECT
      CASE :period
        WHEN 'day' THEN day
        WHEN 'month' THEN date(day, 'start of month')
        ELSE date(day, 'weekday 0', '-6 days')
      END AS period,
      category,
      sum(findings) AS findings
    FROM counted
    GROUP BY 1, 2
  )
SELECT
  grouped.period AS period,
  grouped.category AS category,
  coalesce(category.name, grouped.category) AS name,
  grouped.findings AS findings
FROM grouped
LEFT JOIN category ON category.id = grouped.category
ORDER BY grouped.period, grouped.findings DESC, grouped.category
