-- What came back after a fix is asked for by every report, and is a small part of all issues.
CREATE INDEX issue_state_on_reopened ON issue_state (branch_id, times_reopened DESC, last_seen DESC)
WHERE times_reopened > 0;
