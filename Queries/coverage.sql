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
SELECT
  path,
  branch,
  reviews,
  reviewers,
  first_reviewed,
  last_reviewed,
  CAST(julianday((SELECT max(reviewed_at) FROM review)) - julianday(last_reviewed) AS INTEGER) AS days_since,
  open_issues
FROM coverage
WHERE (project, branch) IN (
    SELECT project, name FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  )
  AND (:path IS NULL OR path GLOB :path)
ORDER BY last_reviewed, path, branch
LIMIT :limit
