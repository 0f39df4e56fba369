-- A finding's only place stands in its row, as nearly all findings have one; line_reference is for all other findings.
--
-- line_reference now has rows for a finding with several places, with one in another file, or with lines in the wrong order.
-- Where it has none, the finding's own first_line and last_line, with these columns, are its place. What a reviewed line's
-- text was is known by file_source since 0009, so the hash of the cited line, which nothing read, goes.

ALTER TABLE finding ADD COLUMN first_column INTEGER;
ALTER TABLE finding ADD COLUMN end_column INTEGER;

CREATE TEMP TABLE single_place AS
SELECT finding_id, first_column, end_column
FROM line_reference
GROUP BY finding_id
HAVING count(*) = 1 AND file_id IS NULL AND first_line <= last_line;

UPDATE finding
SET first_column = single_place.first_column, end_column = single_place.end_column
FROM single_place
WHERE single_place.finding_id = finding.id
  AND (single_place.first_column IS NOT NULL OR single_place.end_column IS NOT NULL);

DELETE FROM line_reference WHERE finding_id IN (SELECT finding_id FROM single_place);

DROP TABLE single_place;

ALTER TABLE line_reference DROP COLUMN text_hash;

-- The places of each finding, wherever they stand. file_id: only where it is another file than the finding's own.
CREATE VIEW query_place AS
SELECT
  finding.id AS finding_id,
  coalesce(line_reference.position, 1) AS position,
  line_reference.file_id AS file_id,
  coalesce(line_reference.first_line, finding.first_line) AS first_line,
  coalesce(line_reference.last_line, finding.last_line) AS last_line,
  coalesce(line_reference.first_column, finding.first_column) AS first_column,
  coalesce(line_reference.end_column, finding.end_column) AS end_column
FROM finding
LEFT JOIN line_reference ON line_reference.finding_id = finding.id
WHERE finding.first_line IS NOT NULL;

DROP VIEW findings;
CREATE VIEW findings AS
SELECT
  review.uid || '.' || finding.ordinal AS finding,
  review.uid AS review,
  review.source AS source,
  finding.ordinal AS ordinal,
  file.path AS path,
  issue.uid AS issue,
  wording.title AS title,
  wording.body AS body,
  nullif(wording.suggestion, '') AS suggestion,
  finding.polarity AS polarity,
  severity.name AS severity,
  finding.severity_basis AS severity_basis,
  finding.stated_severity AS stated_severity,
  finding.category AS category,
  finding.category_basis AS category_basis,
  finding.confidence AS confidence,
  finding.rule AS rule,
  finding.first_line AS first_line,
  finding.last_line AS last_line,
  (
    SELECT group_concat(
      CASE
        WHEN reference.first_line = reference.last_line THEN CAST(reference.first_line AS TEXT)
        ELSE reference.first_line || '-' || reference.last_line
      END, ', ')
    FROM (SELECT * FROM query_place WHERE finding_id = finding.id ORDER BY position) AS reference
  ) AS lines,
  (
    SELECT group_concat(named.name, ', ')
    FROM (
      SELECT symbol.name AS name
      FROM finding_symbol JOIN symbol ON symbol.id = finding_symbol.symbol_id
      WHERE finding_symbol.finding_id = finding.id
      ORDER BY symbol.name
    ) AS named
  ) AS symbols,
  finding.span_start AS span_start,
  finding.span_end AS span_end,
  finding.flags AS flags,
  finding.match_pass AS match_pass,
  finding.match_score AS match_score,
  project.name AS project,
  reviewer.name AS reviewer,
  review.commit_sha AS commit_sha,
  branch.name AS branch,
  review.reviewed_at AS reviewed_at
FROM finding
JOIN review ON review.id = finding.review_id
JOIN project ON project.id = review.project_id
JOIN branch ON branch.id = review.branch_id
JOIN reviewer ON reviewer.id = review.reviewer_id
JOIN wording ON wording.id = finding.wording_id
JOIN severity ON severity.rank = finding.severity
LEFT JOIN file ON file.id = finding.file_id
LEFT JOIN issue ON issue.id = finding.issue_id;

DROP VIEW line_references;
CREATE VIEW line_references AS
SELECT
  review.uid || '.' || finding.ordinal AS finding,
  query_place.position AS position,
  file.path AS path,
  query_place.first_line AS first_line,
  query_place.last_line AS last_line,
  query_place.first_column AS first_column,
  query_place.end_column AS end_column
FROM query_place
JOIN finding ON finding.id = query_place.finding_id
JOIN review ON review.id = finding.review_id
LEFT JOIN file ON file.id = coalesce(query_place.file_id, finding.file_id);
