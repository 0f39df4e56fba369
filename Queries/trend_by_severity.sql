-- Trend by severity: how many findings of each severity reviews reported in each period.
--
-- Read from the findings of each day, so that a long history costs no more than a short one. Praise is left out.
-- Periods without findings have no row.
-- parameter period day|week|month week: day, week or month
-- parameter since date: from the period that holds this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- column period: the period's first day
-- column critical: critical findings
-- column high: findings of high severity
-- column medium: findings of medium severity
-- column low: findings of low severity
-- column info: findings for information
-- column findings: all of them
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  -- The days' counts; of chosen files the findings themselves.
  counted AS (
    SELECT day, severity, sum(findings) AS findings
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
    SELECT substr(review.reviewed_at, 1, 10) AS day, finding.severity, count(*) AS findings
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
  )
SELECT
  CASE :period
    WHEN 'day' THEN day
    WHEN 'month' THEN date(day, 'start of month')
    ELSE date(day, 'weekday 0', '-6 days')
  END AS period,
  sum(CASE severity WHEN 4 THEN findings ELSE 0 END) AS critical,
  sum(CASE severity WHEN 3 THEN findings ELSE 0 END) AS high,
  sum(CASE severity WHEN 2 THEN findings ELSE 0 END) AS medium,
  sum(CASE severity WHEN 1 THEN findings ELSE 0 END) AS low,
  sum(CASE severity WHEN 0 THEN findings ELSE 0 END) AS info,
  sum(findings) AS findings
FROM counted
GROUP BY 1
ORDER BY 1
