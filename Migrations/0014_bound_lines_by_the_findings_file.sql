-- A finding's first and last line bound its references to its own file: a line of another file was read as one of this.
--
-- A finding all of whose lines stand in other files has none of its own from now on, so query_place asks its references, too.

UPDATE finding
SET
  first_line = (
    SELECT min(min(line_reference.first_line, line_reference.last_line))
    FROM line_reference
    WHERE line_reference.finding_id = finding.id AND line_reference.file_id IS NULL
  ),
  last_line = (
    SELECT max(max(line_reference.first_line, line_reference.last_line))
    FROM line_reference
    WHERE line_reference.finding_id = finding.id AND line_reference.file_id IS NULL
  )
WHERE finding.id IN (SELECT finding_id FROM line_reference WHERE file_id IS NOT NULL);

-- The places of each finding, wherever they stand. file_id: only where it is another file than the finding's own.
DROP VIEW query_place;
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
WHERE coalesce(line_reference.first_line, finding.first_line) IS NOT NULL;
