-- What a baseline asks and writes, and which branch is a project's default.

-- name: branches_named
SELECT branch.id, project.name AS project
FROM branch JOIN project ON project.id = branch.project_id
WHERE branch.name = coalesce(:branch, project.default_branch) AND (:project IS NULL OR project.name = :project)
ORDER BY project.name;

-- name: adopt_baseline
INSERT INTO baseline (branch_id, adopted_at, reason, author, decided_at)
VALUES (:branch, :adopted_at, :reason, :author, :decided_at);

-- name: adopted_issues
SELECT count(*) FROM issue_state
WHERE branch_id = :branch AND state <> 'resolved' AND first_seen <= :adopted_at;

-- name: count_other_branches
SELECT count(*) FROM branch JOIN project ON project.id = branch.project_id
WHERE branch.name = :branch AND branch.name <> project.default_branch AND (:project IS NULL OR project.name = :project);
