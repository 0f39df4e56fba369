-- Metrics: what is counted for monitoring, a sample a row.
--
-- Labels that a metric does not have are empty.
-- part of reports
-- column metric: issues, findings, reviews, or last_review
-- column project: the project
-- column branch: the branch
-- column state: of issues: open, missing or resolved
-- column severity: of issues and findings
-- column category: of issues
-- column polarity: of findings: issue, praise or neutral
-- column value: how many; of last_review the time of the branch's newest review, in seconds since 1970 in UTC
SELECT
  'issues' AS metric, project.name AS project, branch.name AS branch, issue_state.state AS state,
  severity.name AS severity, issue.category AS category, '' AS polarity, count(*) AS value
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
JOIN branch ON branch.id = issue_state.branch_id
JOIN project ON project.id = branch.project_id
JOIN severity ON severity.rank = issue_state.severity
GROUP BY issue_state.branch_id, issue_state.state, issue_state.severity, issue.category
UNION ALL
SELECT
  'findings', project.name, branch.name, '', severity.name, '', finding_day.polarity, sum(finding_day.findings)
FROM finding_day
JOIN branch ON branch.id = finding_day.branch_id
JOIN project ON project.id = branch.project_id
JOIN severity ON severity.rank = finding_day.severity
GROUP BY finding_day.branch_id, finding_day.severity, finding_day.polarity
UNION ALL
SELECT 'reviews', project.name, branch.name, '', '', '', '', count(*)
FROM review
JOIN branch ON branch.id = review.branch_id
JOIN project ON project.id = branch.project_id
GROUP BY review.branch_id
UNION ALL
SELECT
  'last_review', project.name, branch.name, '', '', '', '',
  CAST(strftime('%s', (SELECT max(review.reviewed_at) FROM review WHERE review.branch_id = branch.id)) AS INTEGER)
FROM branch
JOIN project ON project.id = branch.project_id
WHERE EXISTS (SELECT 1 FROM review WHERE review.branch_id = branch.id)
ORDER BY 1, 2, 3, 4, 5, 6, 7
