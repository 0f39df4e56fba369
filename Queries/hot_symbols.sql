-- Hot symbols: the tests and functions that findings name most.
--
-- Names of functions, methods and classes in findings that complain.
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter per_file integer -1: how many rows of a file at most; -1 for all
-- parameter limit integer 50: how many rows at most
-- column symbol: the name
-- column path: the file
-- column findings: findings that name it
-- column issues: different issues of these findings
-- column last_seen: when it was named last
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  counted AS (
    SELECT
      finding_symbol.symbol_id AS symbol_id,
      finding.file_id AS file_id,
      count(*) AS findings,
      count(DISTINCT finding.issue_id) AS issues,
      max(review.reviewed_at) AS last_seen
    FROM finding_symbol
    JOIN finding ON finding.id = finding_symbol.finding_id
    JOIN review ON review.id = finding.review_id
    WHERE finding.polarity = 'issue'
      AND review.branch_id IN (SELECT id FROM chosen_branch)
      AND (:path IS NULL OR finding.file_id IN (SELECT id FROM file WHERE path GLOB :path))
    GROUP BY finding_symbol.symbol_id, finding.file_id
  ),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY file_id ORDER BY findings DESC, last_seen DESC, symbol_id) AS place
    FROM counted
  )
SELECT
  symbol.name AS symbol,
  file.path AS path,
  placed.findings AS findings,
  placed.issues AS issues,
  placed.last_seen AS last_seen
FROM placed
JOIN symbol ON symbol.id = placed.symbol_id
LEFT JOIN file ON file.id = placed.file_id
WHERE :per_file < 0 OR placed.place <= :per_file
ORDER BY placed.findings DESC, placed.last_seen DESC, symbol.name
LIMIT :limit
