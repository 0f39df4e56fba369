-- List of reviews: each with what it found and concluded, newest first.
--
-- parameter since date: reviews of this day or later; all where it is not given
-- parameter until date: up to this day; up to the last review where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter limit integer 100: how many rows at most; -1 for all
-- column review: the review's uid
-- column reviewed_at: when it was
-- column reviewer: who reviewed
-- column branch: the branch
-- column path: the file under review; empty where there are several
-- column files: how many files it covered
-- column findings: findings that complain
-- column praise: findings that commend
-- column outcome: approved, commented or changes-requested
-- column verdict: the reviewer's own conclusion
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
SELECT
  review.uid AS review,
  review.reviewed_at AS reviewed_at,
  reviewer.name AS reviewer,
  branch.name AS branch,
  (
    SELECT CASE count(*) WHEN 1 THEN min(file.path) END
    FROM review_file JOIN file ON file.id = review_file.file_id
    WHERE review_file.review_id = review.id
  ) AS path,
  (SELECT count(*) FROM review_file WHERE review_file.review_id = review.id) AS files,
  review.issue_count AS findings,
  review.praise_count AS praise,
  review.outcome AS outcome,
  review.verdict AS verdict
FROM review
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN branch ON branch.id = review.branch_id
WHERE review.branch_id IN (SELECT id FROM chosen_branch)
  AND (:since IS NULL OR review.reviewed_at >= date(:since))
  AND (:until IS NULL OR review.reviewed_at < date(:until, '+1 day'))
ORDER BY review.reviewed_at DESC, review.uid DESC
LIMIT :limit
