-- Findings by severity without reading them all, and two more heads of queries that stood in several of them.

CREATE INDEX finding_on_severity ON finding (severity, review_id);

-- Issues that were resolved and stayed so, on each branch, with the days from the first report to the resolution.
CREATE VIEW query_fix AS
SELECT
  issue_state.branch_id AS branch_id,
  issue.file_id AS file_id,
  issue.category AS category,
  issue_state.since AS fixed_at,
  julianday(issue_state.since) - julianday(issue_state.first_seen) AS days
FROM issue_state
JOIN issue ON issue.id = issue_state.issue_id
WHERE issue_state.state = 'resolved';

-- What each event does to the counts of its file: what came and went, and by how much open and missing change.
CREATE VIEW query_move AS
SELECT
  issue.file_id AS file_id,
  issue_event.branch_id AS branch_id,
  issue_event.at AS at,
  issue_event.kind = 'opened' AS new,
  issue_event.kind = 'reopened' AS reopened,
  issue_event.kind = 'found' AS returned,
  issue_event.kind = 'missing' AS went_missing,
  issue_event.kind = 'resolved' AS resolved,
  (issue_event.kind IN ('opened', 'reopened', 'found')) - (issue_event.was IS 'open') AS open_change,
  (issue_event.kind = 'missing') - (issue_event.was IS 'missing') AS missing_change
FROM issue
CROSS JOIN issue_event ON issue_event.issue_id = issue.id;
