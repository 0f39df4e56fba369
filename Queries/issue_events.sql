-- Events of an issue: what happened to it, oldest first.
--
-- part of reports
-- parameter issue issue required: the issue's uid
-- column at: when
-- column kind: opened, missing, found (again), resolved or reopened
-- column branch: on which branch
-- column reason: why
-- column review: the review that caused it
SELECT issue_event.at AS at, issue_event.kind AS kind, branch.name AS branch, issue_event.reason AS reason, review.uid AS review
FROM issue
JOIN issue_event ON issue_event.issue_id = issue.id
JOIN branch ON branch.id = issue_event.branch_id
JOIN review ON review.id = issue_event.review_id
WHERE issue.uid = :issue
ORDER BY issue_event.at, issue_event.id;
