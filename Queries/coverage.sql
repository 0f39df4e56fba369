-- Coverage: which files are reviewed, how often, and when last.
--
-- The files that have waited longest for a review come first.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 100: how many rows at most
-- column path: the file
-- column branch: the branch
-- column reviews: reviews that covered it
-- column reviewers: different reviewers of it
-- column first_reviewed: when it was reviewed first
-- column last_reviewed: when it was reviewed last
-- column days_since: days from its last review to the newest review of all
-- column open_issues: open issues in it
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id, name FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  -- As the view coverage counts; of the chosen branches alone, and with one look at each review.
  counted AS MATERIALIZED (
    SELECT
      review_file.file_id AS file_id,
      review.branch_id AS branch_id,
      count(*) AS reviews,
      count(DISTINCT review.reviewer_id) AS reviewer_ids,
      min(review.reviewed_at) AS first_reviewed,
      max(review.reviewed_at) AS last_reviewed
    FROM review_file
    CROSS JOIN review ON review.id = review_file.review_id
    WHERE review.branch_id IN (SELECT id FROM chosen_branch)
      AND (:path IS NULL OR review_file.file_id IN (SELECT id FROM file WHERE path GLOB :path))
    GROUP BY review_file.file_id, review.branch_id
  ),
  shown AS (
    SELECT counted.*, file.path AS path, chosen_branch.name AS branch
    FROM counted
    JOIN file ON file.id = counted.file_id
    JOIN chosen_branch ON chosen_branch.id = counted.branch_id
    ORDER BY counted.last_reviewed, file.path, chosen_branch.name
    LIMIT :limit
  )
SELECT
  shown.path AS path,
  shown.branch AS branch,
  shown.reviews AS reviews,
  CASE shown.reviewer_ids WHEN 1 THEN 1 ELSE (
    -- A reviewer of several versions is one.
    SELECT count(DISTINCT reviewer.name)
    FROM review_file AS its
    JOIN review ON review.id = its.review_id
    JOIN reviewer ON reviewer.id = review.reviewer_id
    WHERE its.file_id = shown.file_id AND review.branch_id = shown.branch_id
  ) END AS reviewers,
  shown.first_reviewed AS first_reviewed,
  shown.last_reviewed AS last_reviewed,
  CAST(julianday((SELECT max(reviewed_at) FROM review)) - julianday(shown.last_reviewed) AS INTEGER) AS days_since,
  (
    SELECT count(*)
    FROM issue
    JOIN issue_state ON issue_state.issue_id = issue.id AND issue_state.branch_id = shown.branch_id
    WHERE issue.file_id = shown.file_id AND issue_state.state = 'open'
  ) AS open_issues
FROM shown
ORDER BY shown.last_reviewed, shown.path, shown.branch
