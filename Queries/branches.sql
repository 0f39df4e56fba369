-- Branches: which there are, which one a question without a branch is about, and how far each is reviewed.
--
-- A question without a branch is about the project's default branch, which CI's environment or git told at ingest, or
-- about all of its branches where no review of that one is stored.
-- parameter branch text: a branch, or a glob such as release/*; all where it is not given
-- parameter project text: only this project; all projects where it is not given
-- column branch: the branch
-- column project: the repository
-- column default: 1 where a question without a branch is about it
-- column reviews: reviews of it
-- column open: issues that are open on it
-- column last_reviewed: when it was reviewed last
SELECT
  query_branch.name AS branch,
  query_branch.project AS project,
  query_branch.is_default AS "default",
  (SELECT count(*) FROM review WHERE review.branch_id = query_branch.id) AS reviews,
  (
    SELECT count(*) FROM issue_state
    WHERE issue_state.branch_id = query_branch.id AND issue_state.state = 'open'
  ) AS open,
  (SELECT max(reviewed_at) FROM review WHERE review.branch_id = query_branch.id) AS last_reviewed
FROM query_branch
WHERE (:branch IS NULL OR query_branch.name = :branch OR query_branch.name GLOB :branch)
  AND (:project IS NULL OR query_branch.project = :project)
ORDER BY query_branch.is_default DESC, last_reviewed DESC, query_branch.project, query_branch.name
