-- Baselines: from when on a branch counts issues as new, the newest decision first.
--
-- The newest baseline of a branch is the one in force; `is:new` and `refrain gate` go by it.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- column project: the project
-- column branch: the branch
-- column adopted_at: what was reported later is new
-- column in_force: 1 for the branch's newest baseline
-- column reason: why
-- column author: who set it
-- column decided_at: when it was set
SELECT
  project.name AS project,
  branch.name AS branch,
  baseline.adopted_at AS adopted_at,
  baseline.id = (
    SELECT newest.id FROM baseline AS newest WHERE newest.branch_id = baseline.branch_id
    ORDER BY newest.decided_at DESC, newest.id DESC LIMIT 1
  ) AS in_force,
  baseline.reason AS reason,
  baseline.author AS author,
  baseline.decided_at AS decided_at
FROM baseline
JOIN branch ON branch.id = baseline.branch_id
JOIN project ON project.id = branch.project_id
WHERE (:branch IS NULL OR branch.name = :branch) AND (:project IS NULL OR project.name = :project)
ORDER BY baseline.decided_at DESC, baseline.id DESC
