-- What the search language looks up.

-- name: categories
SELECT id, family, broader FROM category ORDER BY id;

-- name: category_aliases
SELECT alias, category FROM category_alias ORDER BY alias;

-- name: count_branches
SELECT count(*) FROM branch WHERE name = :name;

-- name: asked_branches
-- The branches that a question without a branch is about, by project, as query_branch has them; each with how many branches the
-- project has. Nothing is counted: every list asks this first.
WITH asked AS MATERIALIZED (
  SELECT
    project.id AS id, project.name AS name, project.default_branch AS default_branch,
    EXISTS (
      SELECT 1
      FROM branch AS main
      JOIN review ON review.branch_id = main.id
      WHERE main.project_id = project.id AND main.name = project.default_branch
    ) AS is_reviewed,
    (SELECT count(*) FROM branch WHERE branch.project_id = project.id) AS branches
  FROM project
  WHERE :project IS NULL OR project.name = :project
)
SELECT asked.name AS project, branch.name AS branch, asked.branches AS branches
FROM asked
JOIN branch ON branch.project_id = asked.id AND branch.name = asked.default_branch
WHERE asked.is_reviewed
UNION ALL
SELECT asked.name, branch.name, asked.branches
FROM asked
JOIN branch ON branch.project_id = asked.id
WHERE NOT asked.is_reviewed
ORDER BY 1, 2;

-- name: search_words
-- Each distinct wording stands for its newest finding. bm25 weighs the title most, then suggestion, body, and parts.
SELECT
  review.uid || '.' || finding.ordinal AS finding, file.path AS path,
  (
    SELECT group_concat(
      CASE
        WHEN reference.first_line = reference.last_line THEN CAST(reference.first_line AS TEXT)
        ELSE reference.first_line || '-' || reference.last_line
      END, ', ')
    FROM (SELECT * FROM query_place WHERE finding_id = finding.id ORDER BY position) AS reference
  ) AS lines,
  severity.name AS severity, finding.category AS category, review.reviewed_at AS reviewed_at,
  wording.title AS title, hit.snippet AS snippet, hit.occurrences AS occurrences
FROM (
  SELECT
    ranked.wording_id AS wording_id, ranked.rank AS rank, ranked.snippet AS snippet,
    (SELECT count(*) FROM finding WHERE finding.wording_id = ranked.wording_id) AS occurrences,
    (
      SELECT newest.id
      FROM finding AS newest JOIN review ON review.id = newest.review_id
      WHERE newest.wording_id = ranked.wording_id
      ORDER BY review.reviewed_at DESC, review.uid DESC, newest.ordinal LIMIT 1
    ) AS finding_id
  FROM (
    SELECT
      wording_search.rowid AS wording_id, bm25(wording_search, 8.0, 2.0, 3.0, 1.0) AS rank,
      snippet(wording_search, -1, '**', '**', '…', 16) AS snippet
    FROM wording_search
    WHERE wording_search MATCH :words
    ORDER BY bm25(wording_search, 8.0, 2.0, 3.0, 1.0), wording_search.rowid DESC
    LIMIT :limit
  ) AS ranked
) AS hit
JOIN finding ON finding.id = hit.finding_id
JOIN review ON review.id = finding.review_id
JOIN wording ON wording.id = hit.wording_id
JOIN severity ON severity.rank = finding.severity
LEFT JOIN file ON file.id = finding.file_id
ORDER BY hit.rank, hit.wording_id DESC;

-- name: identify_review
SELECT uid FROM review WHERE uid GLOB :pattern ORDER BY uid LIMIT 6;

-- name: identify_issue
SELECT uid FROM issue WHERE uid GLOB :pattern ORDER BY uid LIMIT 6;

-- name: identify_finding
SELECT review.uid || '.' || finding.ordinal AS uid
FROM review JOIN finding ON finding.review_id = review.id
WHERE review.uid GLOB :pattern AND finding.ordinal = :ordinal
ORDER BY review.uid LIMIT 6;

-- name: file_matching
SELECT 1 FROM file WHERE path GLOB :glob AND EXISTS (SELECT 1 FROM review_file WHERE review_file.file_id = file.id) LIMIT 1;

-- name: files_containing
SELECT DISTINCT path FROM file
WHERE instr(lower(path), lower(:part)) > 0
  AND EXISTS (SELECT 1 FROM review_file WHERE review_file.file_id = file.id)
ORDER BY length(path), path
LIMIT :limit;

-- name: tied_findings
-- Findings of people and language models that began no issue, in pages.
SELECT finding.id AS id, review.uid AS review, finding.ordinal AS ordinal, issue.uid AS issue
FROM finding
JOIN review ON review.id = finding.review_id
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN issue ON issue.id = finding.issue_id
WHERE finding.id > :after AND finding.match_pass <> 'new' AND reviewer.kind <> 'tool'
ORDER BY finding.id
LIMIT :limit;

-- name: merged_issues
-- What people merged, the newest first: the findings that went, and the issue that they belong to now.
SELECT triage.findings AS findings, issue.uid AS uid
FROM triage
JOIN issue ON issue.id = triage.issue_id
WHERE triage.decision = 'merged' AND triage.findings IS NOT NULL
ORDER BY triage.decided_at DESC, triage.id DESC;
