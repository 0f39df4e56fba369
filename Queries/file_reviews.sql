-- Reviews of files: who looked at each, when, and what they made of it, newest first.
--
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter per_file integer 50: how many reviews of a file at most; -1 for all
-- column path: the file
-- column review: the review's uid
-- column reviewed_at: when it was
-- column reviewer: who reviewed
-- column branch: the branch
-- column commit_sha: the reviewed commit
-- column findings: findings in this file that complain
-- column praise: findings in it that commend
-- column outcome: approved, commented or changes-requested
-- column verdict: the reviewer's own conclusion
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  placed AS MATERIALIZED (
    SELECT
      file.id AS file_id,
      file.path AS path,
      review.id AS review_id,
      row_number() OVER (PARTITION BY file.path ORDER BY review.reviewed_at DESC, review.uid) AS place
    FROM file
    CROSS JOIN review_file ON review_file.file_id = file.id
    CROSS JOIN review ON review.id = review_file.review_id
    WHERE (:path IS NULL OR file.path GLOB :path)
      AND review.branch_id IN (SELECT id FROM chosen_branch)
  )
SELECT
  placed.path AS path,
  review.uid AS review,
  review.reviewed_at AS reviewed_at,
  reviewer.name AS reviewer,
  branch.name AS branch,
  review.commit_sha AS commit_sha,
  (
    SELECT count(*) FROM finding
    WHERE finding.file_id = placed.file_id AND finding.review_id = review.id AND finding.polarity = 'issue'
  ) AS findings,
  (
    SELECT count(*) FROM finding
    WHERE finding.file_id = placed.file_id AND finding.review_id = review.id AND finding.polarity = 'praise'
  ) AS praise,
  review.outcome AS outcome,
  review.verdict AS verdict
FROM placed
JOIN review ON review.id = placed.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN branch ON branch.id = review.branch_id
WHERE :per_file < 0 OR placed.place <= :per_file
ORDER BY placed.path, placed.place
