-- Issue remarks: what reviewers wrote about chosen issues, in their own words, oldest first.
--
-- The first remark of an issue and its newest ones. Issues are named by their uids in a JSON array; without it every
-- issue of the selection is told.
-- part of reports
-- parameter issues text: a JSON array of uids: ["3f9a2c41d07be865"]; all issues where it is not given
-- parameter branch text: the branch of the reviews, or a glob; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter newest integer 4: how many of an issue's newest remarks, beside the first
-- column issue: the issue's uid
-- column finding: the finding's uid
-- column reviewed_at: when it was reported
-- column reviewer: who reported it
-- column branch: the branch of the review
-- column path: the file at that time
-- column lines: the lines that it pointed at
-- column first_line: the first of them
-- column last_line: the last of them
-- column severity: its severity
-- column title: its title
-- column body: its text
-- column suggestion: what the reviewer advises
-- column project: the repository
-- column commit_sha: the reviewed commit
-- column run_url: the CI run
-- column review: the review
-- column remarks: how many remarks the issue has in all
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  chosen AS MATERIALIZED (
    SELECT issue.id AS id
    FROM json_each(:issues) AS named
    JOIN issue ON issue.uid = named.value
    WHERE :issues IS NOT NULL
    UNION
    SELECT issue.id
    FROM issue
    WHERE :issues IS NULL AND (:path IS NULL OR issue.file_id IN (SELECT id FROM file WHERE path GLOB :path))
  ),
  remark AS (
    SELECT chosen.id AS issue_id, finding.id AS finding_id, finding.review_id AS review_id
    FROM chosen
    JOIN finding ON finding.issue_id = chosen.id
    UNION
    SELECT chosen.id, finding.id, finding.review_id
    FROM chosen
    JOIN finding_issue ON finding_issue.issue_id = chosen.id
    JOIN finding ON finding.id = finding_issue.finding_id
  ),
  placed AS (
    SELECT
      remark.issue_id AS issue_id,
      remark.finding_id AS finding_id,
      row_number() OVER (
        PARTITION BY remark.issue_id ORDER BY review.reviewed_at, review.uid, remark.finding_id
      ) AS place,
      count(*) OVER (PARTITION BY remark.issue_id) AS remarks
    FROM remark
    JOIN review ON review.id = remark.review_id
    WHERE review.branch_id IN (SELECT id FROM chosen_branch)
  )
SELECT
  issue.uid AS issue,
  review.uid || '.' || finding.ordinal AS finding,
  review.reviewed_at AS reviewed_at,
  reviewer.name AS reviewer,
  branch.name AS branch,
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
  severity.name AS severity,
  wording.title AS title,
  wording.body AS body,
  nullif(wording.suggestion, '') AS suggestion,
  project.name AS project,
  review.commit_sha AS commit_sha,
  review.run_url AS run_url,
  review.uid AS review,
  placed.remarks AS remarks
FROM placed
JOIN issue ON issue.id = placed.issue_id
JOIN finding ON finding.id = placed.finding_id
JOIN review ON review.id = finding.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN branch ON branch.id = review.branch_id
JOIN project ON project.id = review.project_id
JOIN wording ON wording.id = finding.wording_id
JOIN severity ON severity.rank = finding.severity
LEFT JOIN file ON file.id = finding.file_id
WHERE placed.place = 1 OR placed.place > placed.remarks - :newest
ORDER BY placed.issue_id, placed.place
