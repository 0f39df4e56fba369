-- Praise: what reviewers commend, most often first.
--
-- Praise of the same title about the same file is one row.
-- parameter since date: reviews of this day or later; all where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter per_file integer -1: how many rows of a file at most; -1 for all
-- parameter limit integer 50: how many rows at most
-- column path: the file; empty where the praise is for the whole
-- column title: what is commended
-- column times_seen: how many findings say so
-- column reviewers: who said so
-- column last_seen: when it was said last
WITH
  chosen_branch AS MATERIALIZED (
    SELECT id FROM query_branch
    WHERE CASE WHEN :branch IS NULL THEN is_default ELSE name = :branch OR name GLOB :branch END
      AND (:project IS NULL OR project = :project)
  ),
  commended AS MATERIALIZED (
    SELECT id, reviewer_id, reviewed_at
    FROM review
    WHERE branch_id IN (SELECT id FROM chosen_branch)
      AND praise_count > 0
      AND (:since IS NULL OR reviewed_at >= date(:since))
  ),
  counted AS (
    SELECT
      finding.file_id AS file_id,
      wording.title AS title,
      count(*) AS times_seen,
      replace(group_concat(DISTINCT reviewer.name), ',', ', ') AS reviewers,
      max(commended.reviewed_at) AS last_seen
    FROM commended
    JOIN finding ON finding.review_id = commended.id
    JOIN wording ON wording.id = finding.wording_id
    JOIN reviewer ON reviewer.id = commended.reviewer_id
    WHERE finding.polarity = 'praise' AND (:path IS NULL OR finding.file_id IN (SELECT id FROM file WHERE path GLOB :path))
    GROUP BY finding.file_id, wording.title
  ),
  placed AS (
    SELECT *, row_number() OVER (PARTITION BY file_id ORDER BY times_seen DESC, last_seen DESC, title) AS place
    FROM counted
  )
SELECT
  file.path AS path,
  placed.title AS title,
  placed.times_seen AS times_seen,
  placed.reviewers AS reviewers,
  placed.last_seen AS last_seen
FROM placed
LEFT JOIN file ON file.id = placed.file_id
WHERE :per_file < 0 OR placed.place <= :per_file
ORDER BY placed.times_seen DESC, placed.last_seen DESC, file.path, placed.place
LIMIT :limit
