-- Decisions: what people decided on issues, with reason, author and time, the newest first.
--
-- Of an issue's decisions the newest counts; an acceptance only until it expires. A merge or a split counts until a newer one
-- moves its findings elsewhere. Notes decide nothing.
-- parameter issue issue: only this issue, by its uid; all where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 1000: at most so many rows
-- column issue: the issue's uid
-- column decision: accepted, rejected, assigned, reopened, note, merged or split
-- column in_force: 1 for a decision that counts now
-- column value: who an issue is assigned to, or the text of a note
-- column reason: why
-- column author: who decided
-- column decided_at: when
-- column expires_at: until when an acceptance holds
-- column path: the file
-- column title: what the issue is called
-- column last_day: the last day of such an acceptance
SELECT
  issue.uid AS issue,
  triage.decision AS decision,
  CASE WHEN triage.decision IN ('merged', 'split') THEN EXISTS (
    SELECT 1
    FROM json_each(triage.findings) AS moved
    WHERE NOT EXISTS (
      SELECT 1
      FROM triage AS newer
      JOIN json_each(newer.findings) AS its ON its.value = moved.value
      WHERE newer.decision IN ('merged', 'split')
        AND (newer.decided_at, newer.id) > (triage.decided_at, triage.id)
    )
  ) ELSE triage.id IS (
    SELECT newest.id FROM triage AS newest
    WHERE newest.issue_id = issue.id AND newest.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (newest.expires_at IS NULL OR newest.expires_at > (SELECT now FROM clock))
    ORDER BY newest.decided_at DESC, newest.id DESC LIMIT 1
  ) END AS in_force,
  triage.value AS value,
  triage.reason AS reason,
  triage.author AS author,
  triage.decided_at AS decided_at,
  triage.expires_at AS expires_at,
  file.path AS path,
  issue.title AS title,
  date(triage.expires_at, '-1 second') AS last_day
FROM triage
JOIN issue ON issue.id = triage.issue_id
JOIN file ON file.id = issue.file_id
WHERE (:issue IS NULL OR issue.uid = :issue) AND (:path IS NULL OR file.path GLOB :path)
ORDER BY triage.decided_at DESC, triage.id DESC
LIMIT :limit
