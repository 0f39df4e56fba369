-- Praise: what reviewers commend, most often first.
--
-- The same words about the same file are one row.
-- parameter since date: reviews of this day or later; all where it is not given
-- parameter branch text: a branch, or a glob such as release/*; the default branch where it is not given, * for all
-- parameter project text: only this project; all projects where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
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
  )
SELECT
  file.path AS path,
  wording.title AS title,
  count(*) AS times_seen,
  replace(group_concat(DISTINCT reviewer.name), ',', ', ') AS reviewers,
  max(commended.reviewed_at) AS last_seen
FROM commended
JOIN finding ON finding.review_id = commended.id
JOIN wording ON wording.id = finding.wording_id
JOIN reviewer ON reviewer.id = commended.reviewer_id
LEFT JOIN file ON file.id = finding.file_id
WHERE finding.polarity = 'praise' AND (:path IS NULL OR file.path GLOB :path)
GROUP BY finding.file_id, finding.wording_id
ORDER BY times_seen DESC, last_seen DESC, file.path
LIMIT :limit
