-- States of an issue: where it stands on each branch.
--
-- part of reports
-- parameter issue issue required: the issue's uid
-- column issue: the issue's uid
-- column path: the file
-- column title: the issue's title
-- column category: its category
-- column branch: the branch
-- column state: open, missing or resolved
-- column severity: its severity there
-- column triage: what was decided, if anything
-- column line: the line where it was last seen
-- column first_seen: when it was first reported
-- column last_seen: when it was last reported
-- column since: since when it is in this state
-- column times_seen: reviews that reported it
-- column reviews_in_scope: reviews that could have reported it
-- column times_reopened: how often it came back
-- column reviewers: who reported it
SELECT
  issue, path, title, category, branch, state, severity, triage, line, first_seen, last_seen, since, times_seen,
  reviews_in_scope, times_reopened, reviewers
FROM issues
WHERE issue = :issue
ORDER BY last_seen DESC;
