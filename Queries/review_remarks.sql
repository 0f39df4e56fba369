-- Remarks of a review: all that it says, in its own words, and what came of each.
--
-- part of reports
-- parameter review review required: the review's uid
-- column ordinal: the place in the document, from 1
-- column polarity: issue, praise or neutral
-- column severity: the severity
-- column category: the category's id
-- column category_name: the category's name
-- column path: the file
-- column lines: the lines
-- column first_line: the first of them
-- column last_line: the last of them
-- column title: the title
-- column body: the text
-- column suggestion: what the reviewer advises
-- column issue: the issue that it belongs to
-- column event: opened, found or reopened where this review made it so
-- column times_seen: how many reviews have reported the issue on this branch until now
-- column state: where the issue stands on this branch
SELECT
  finding.ordinal AS ordinal,
  finding.polarity AS polarity,
  severity.name AS severity,
  finding.category AS category,
  coalesce(category.name, finding.category) AS category_name,
  file.path AS path,
  (
    SELECT group_concat(
      CASE
        WHEN reference.first_line = reference.last_line THEN CAST(reference.first_line AS TEXT)
        ELSE reference.first_line || '-' || reference.last_line
      END, ', ')
    FROM (SELECT * FROM query_place WHERE finding_id = finding.id ORDER BY position) AS reference
  ) AS lines,
  finding.first_line AS first_line,
  finding.last_line AS last_line,
  wording.title AS title,
  wording.body AS body,
  nullif(wording.suggestion, '') AS suggestion,
  issue.uid AS issue,
  (
    SELECT issue_event.kind FROM issue_event
    WHERE issue_event.issue_id = finding.issue_id AND issue_event.at = review.reviewed_at
      AND issue_event.review_id = review.id
    ORDER BY issue_event.id LIMIT 1
  ) AS event,
  issue_state.times_seen AS times_seen,
  issue_state.state AS state
FROM review
JOIN finding ON finding.review_id = review.id
JOIN wording ON wording.id = finding.wording_id
JOIN severity ON severity.rank = finding.severity
LEFT JOIN category ON category.id = finding.category
LEFT JOIN file ON file.id = finding.file_id
LEFT JOIN issue ON issue.id = finding.issue_id
LEFT JOIN issue_state ON issue_state.issue_id = finding.issue_id AND issue_state.branch_id = review.branch_id
WHERE review.uid = :review
ORDER BY finding.ordinal
