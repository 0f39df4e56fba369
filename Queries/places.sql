-- Place: where an issue or a finding is, as the newest report of it says.
--
-- part of reports
-- parameter issue issue: the issue's uid
-- parameter review review: the finding's review, where there is no issue
-- parameter ordinal integer: the finding's place in it, from 1
-- column path: the file; of an issue the one that it is in now
-- column first_line: the first line that was named
-- column last_line: the last line
-- column project: the repository
-- column commit_sha: the reviewed commit
-- column run_url: the CI run
SELECT
  file.path AS path, finding.first_line AS first_line, finding.last_line AS last_line, project.name AS project,
  review.commit_sha AS commit_sha, review.run_url AS run_url
FROM (
  SELECT finding.id AS finding_id, issue.file_id AS file_id
  FROM issue JOIN finding ON finding.issue_id = issue.id
  WHERE issue.uid = :issue
  UNION ALL
  SELECT finding.id AS finding_id, finding.file_id AS file_id
  FROM review JOIN finding ON finding.review_id = review.id
  WHERE review.uid = :review AND finding.ordinal = :ordinal
) AS report
JOIN finding ON finding.id = report.finding_id
JOIN review ON review.id = finding.review_id
JOIN project ON project.id = review.project_id
LEFT JOIN file ON file.id = report.file_id
ORDER BY review.reviewed_at DESC, review.uid DESC, finding.ordinal
LIMIT 1;
