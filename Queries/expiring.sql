-- Expiring decisions: what the team accepted for a time, and until when.
--
-- The last decision on each issue, where it is an acceptance with an end; the nearest end first.
-- parameter until date: ends on this day or earlier; all where it is not given
-- parameter path text: only files that match this glob, such as tests/unit/*; all files where it is not given
-- parameter limit integer 50: how many rows at most
-- column issue: the issue's uid
-- column path: the file that it is in
-- column title: what it is, in the words of its newest finding
-- column expires_at: when the acceptance ends
-- column author: who accepted it
-- column reason: why
-- column decided_at: when it was accepted
-- column last_day: the last day of the acceptance
SELECT
  issue.uid AS issue,
  file.path AS path,
  issue.title AS title,
  triage.expires_at AS expires_at,
  triage.author AS author,
  triage.reason AS reason,
  triage.decided_at AS decided_at,
  date(triage.expires_at, '-1 second') AS last_day
FROM triage
JOIN issue ON issue.id = triage.issue_id
JOIN file ON file.id = issue.file_id
WHERE triage.decision = 'accepted'
  AND triage.expires_at IS NOT NULL
  AND (:until IS NULL OR triage.expires_at < date(:until, '+1 day'))
  AND (:path IS NULL OR file.path GLOB :path)
  AND NOT EXISTS (
    SELECT 1 FROM triage AS later
    WHERE later.issue_id = triage.issue_id
      AND later.decision IN ('accepted', 'rejected', 'assigned', 'reopened')
      AND (later.decided_at, later.id) > (triage.decided_at, triage.id)
  )
ORDER BY triage.expires_at, issue.uid
LIMIT :limit
