-- Changes by a review: what its silence and its words did to the issues of its files.
--
-- part of reports
-- parameter review review required: the review's uid
-- column kind: opened, missing, found, resolved or reopened
-- column issue: the issue's uid
-- column path: the file that it is in
-- column title: what it is, in the words of its newest finding
-- column category: the category's id
-- column severity: critical, high, medium, low or info
-- column state: where it stands now
-- column reason: why
-- column first_seen: when it was reported first
SELECT
  issue_event.kind AS kind,
  issue.uid AS issue,
  file.path AS path,
  issue.title AS title,
  issue.category AS category,
  severity.name AS severity,
  issue_state.state AS state,
  issue_event.reason AS reason,
  issue_state.first_seen AS first_seen
FROM review
-- By branch and time, for events have no index by review.
CROSS JOIN issue_event ON issue_event.branch_id = review.branch_id AND issue_event.at = review.reviewed_at
  AND issue_event.review_id = review.id
JOIN issue ON issue.id = issue_event.issue_id
JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = issue_event.branch_id
JOIN file ON file.id = issue.file_id
JOIN severity ON severity.rank = issue_state.severity
WHERE review.uid = :review
ORDER BY issue_event.kind, issue_state.severity DESC, issue.uid
