-- Severity mix: what share of the findings has each severity.
--
-- Findings that complain, over the whole time or a part of it; praise is left out.
-- parameter since date: from this day; from the beginning where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column severity: critical, high, medium, low or info
-- column findings: findings of this severity
-- column percent: their share of all findings, in percent
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  counted AS (
    SELECT severity, sum(findings) AS findings
    FROM finding_day
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND polarity = 'issue'
      AND (:since IS NULL OR day >= date(:since))
      AND (:until IS NULL OR day <= date(:until))
    GROUP BY severity
  )
SELECT
  severity.name AS severity,
  coalesce(counted.findings, 0) AS findings,
  round(100.0 * coalesce(counted.findings, 0) / nullif(sum(counted.findings) OVER (), 0), 1) AS percent
FROM severity
LEFT JOIN counted ON counted.severity = severity.rank
ORDER BY severity.rank DESC
