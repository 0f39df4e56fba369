-- Reviews of a commit: on which branch it was reviewed, and when last.
--
-- part of reports
-- parameter commit text: the commit's hash, or the beginning of it
-- parameter project text: only this project; all projects where it is not given
-- column commit_sha: the whole hash
-- column branch: the branch
-- column reviews: how many reviews
-- column reviewed_at: when the last of them was
SELECT
  review.commit_sha AS commit_sha,
  branch.name AS branch,
  count(*) AS reviews,
  max(review.reviewed_at) AS reviewed_at
FROM review
JOIN branch ON branch.id = review.branch_id
JOIN project ON project.id = review.project_id
WHERE review.commit_sha IS NOT NULL
  AND substr(review.commit_sha, 1, length(:commit)) = :commit
  AND (:project IS NULL OR project.name = :project)
GROUP BY review.commit_sha, review.branch_id
ORDER BY reviewed_at DESC, branch.name
