-- Findings of an issue: every remark that reported it, oldest first.
--
-- part of reports
-- parameter issue issue required: the issue's uid
-- column finding: the finding's uid, review and ordinal
-- column reviewed_at: when it was reported
-- column reviewer: who reported it
-- column branch: the branch of the review
-- column path: the file at that time
-- column lines: the lines that it pointed at
-- column severity: its severity
-- column severity_basis: where the severity comes from
-- column title: its title
-- column match_pass: which rule tied it to the issue
-- column match_score: how well it fitted, from 0 to 1
SELECT
  findings.finding, findings.reviewed_at, findings.reviewer, findings.branch, findings.path, findings.lines,
  findings.severity, findings.severity_basis, findings.title, findings.match_pass, findings.match_score
FROM (
  SELECT finding.id AS finding_id
  FROM issue JOIN finding ON finding.issue_id = issue.id
  WHERE issue.uid = :issue
  UNION
  SELECT finding_issue.finding_id
  FROM issue JOIN finding_issue ON finding_issue.issue_id = issue.id
  WHERE issue.uid = :issue
) AS member
JOIN finding ON finding.id = member.finding_id
JOIN review ON review.id = finding.review_id
JOIN findings ON findings.review = review.uid AND findings.ordinal = finding.ordinal
ORDER BY findings.reviewed_at, findings.finding;
