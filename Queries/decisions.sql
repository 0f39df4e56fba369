-- Decisions: what people decided on issues, with reason, author and time, the newest first.
--
-- Of an issue's decisions the newest counts; an acceptance only until it expires. Notes decide nothing.
-- parameter issue issue: only this issue, by its uid; all where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 1000: at most so many rows
-- column issue: the issue's uid
-- column decision: accepted, rejected, assigned, reopened, note, merged or split
-- column in_force: 1 for the decision that counts now
-- column value: who an issue is assigned to, or the text of a note
-- column reason: why
-- column author: who decided
-- column decided_at: when
-- column expires_at: until when an acceptance holds
-- column path: the file
-- column title: what the issue is called
SELECT
  issue.uid AS issue,
  triage.decision AS decision,
  triage.id IS (
    SELECT newest.id FROM triage AS newest
    WHERE newest.issue_id = issue.id AND newest.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (newest.expires_at IS NULL OR newest.expires_at > (SELECT now FROM clock))
    ORDER BY newest.decided_at DESC, newest.id DESC LIMIT 1
  ) AS in_force,
  triage.value AS value,
  triage.reason AS reason,
  triage.author AS author,
  triage.decided_at AS decided_at,
  triage.expires_at AS expires_at,
  file.path AS path,
  issue.title AS title
FROM triage
JOIN issue ON issue.id = triage.issue_id
JOIN file ON file.id = issue.file_id
WHERE (:issue IS NULL OR issue.uid = :issue) AND (:path IS NULL OR file.path GLOB :path)
ORDER BY triage.decided_at DESC, triage.id DESC
LIMIT :limit
