-- Reviewer outcomes: what became of the issues that each reviewer was the first to report.
--
-- Many rejected issues speak of false alarms; many that were seen once in three reviews or more, of guesses that nobody
-- repeats.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column reviewer: the reviewer's name
-- column issues: issues that this reviewer reported first
-- column open: those that are open
-- column missing: those that are missing
-- column resolved: those that were resolved
-- column reopened: those that came back after they were resolved
-- column rejected: those that a person rejected as false alarms
-- column accepted: those that a person accepted
-- column seen_once: those that one review reported, of three or more that could have
-- column median_days_to_fix: half of the resolved ones took no longer
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  first_report AS MATERIALIZED (
    SELECT
      issue_state.issue_id AS issue_id,
      json_extract(issue_state.reviewers, '$[0]') AS reviewer,
      issue_state.state AS state,
      issue_state.times_reopened AS times_reopened,
      issue_state.times_seen AS times_seen,
      issue_state.reviews_in_scope AS reviews_in_scope,
      CASE issue_state.state WHEN 'resolved' THEN julianday(issue_state.since) - julianday(issue_state.first_seen) END
        AS days
    FROM issue_state
    WHERE issue_state.branch_id IN (SELECT id FROM chosen_branch)
  ),
  decided AS MATERIALIZED (
    SELECT triage.issue_id AS issue_id, triage.decision AS decision, max(triage.decided_at || triage.id) AS newest
    FROM triage
    WHERE triage.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (triage.expires_at IS NULL OR triage.expires_at > (SELECT now FROM clock))
    GROUP BY triage.issue_id
  ),
  placed AS (
    SELECT
      reviewer,
      days,
      row_number() OVER (PARTITION BY reviewer ORDER BY days) AS place,
      count(*) OVER (PARTITION BY reviewer) AS resolved
    FROM first_report
    WHERE days IS NOT NULL
  ),
  median AS (
    SELECT reviewer, round(avg(days), 1) AS days
    FROM placed
    WHERE place IN ((resolved + 1) / 2, (resolved + 2) / 2)
    GROUP BY reviewer
  )
SELECT
  first_report.reviewer AS reviewer,
  count(*) AS issues,
  sum(first_report.state = 'open') AS open,
  sum(first_report.state = 'missing') AS missing,
  sum(first_report.state = 'resolved') AS resolved,
  sum(first_report.times_reopened > 0) AS reopened,
  sum(decided.decision IS 'rejected') AS rejected,
  sum(decided.decision IS 'accepted') AS accepted,
  sum(first_report.times_seen = 1 AND first_report.reviews_in_scope >= 3) AS seen_once,
  max(median.days) AS median_days_to_fix
FROM first_report
LEFT JOIN decided ON decided.issue_id = first_report.issue_id
LEFT JOIN median ON median.reviewer = first_report.reviewer
GROUP BY first_report.reviewer
ORDER BY issues DESC, first_report.reviewer
